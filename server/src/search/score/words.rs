//! The lists of one segment as scores. Of the entries that tantivy packs together all is worked out before anything is added:
//! that leaves loops without branches.

use app::model::lang::Lang;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TantivyError, Term};

use super::TITLE;
use super::bm25::{Lengths, saturated};
use super::lists;
use crate::search::plan::Weighed;
use crate::search::snapshot::{Bits, GRAMS, Segment, Snapshot, TITLES};

/// Where the lists of a segment are read.
pub struct Source<'a> {
    pub snapshot: &'a Snapshot,
    pub segment: &'a Segment,
    /// Per measured field.
    pub lengths: &'a [Lengths],
}

/// A field, with its number among those that are measured.
pub type Measured = (Field, usize);

/// Entries of a list, as many as tantivy packs together.
pub struct Block<'a> {
    pub docs: &'a [DocId],
    /// What the term adds to the score of each.
    pub scores: &'a [f32],
    /// The documents that have it in their title, and what that scores by itself.
    pub titles: &'a [(DocId, f32)],
}

/// tantivy packs so many entries together.
const BLOCK: usize = 128;

impl Source<'_> {
    /// Visits the documents with a term in a language, with BM25F over title and text, in the order of their numbers.
    pub fn word(&self, lang: Lang, weighed: &Weighed, mut visit: impl FnMut(Block<'_>)) -> Result<(), TantivyError> {
        let (Weighed { stem, idf }, lang) = (weighed, lang as usize);
        let Some(mut text) = self.blocks(self.snapshot.fields.all[lang], stem)? else { return Ok(()) };
        let mut title = self.blocks(self.snapshot.fields.title[lang], stem)?;
        let (mut scores, mut titles, mut title_at) = ([0.0; BLOCK], Vec::new(), 0);
        while let Some(last) = text.docs().last() {
            let docs = text.docs();
            let scores = &mut scores[..docs.len()];
            self.occurrences(&text, TITLES + lang, scores);
            titles.clear();
            if let Some(title) = &mut title {
                let mut at = 0;
                // Every document with the term in its title has it in the text too: the two lists go in step.
                while let Some(doc) = title.docs().get(title_at).copied().filter(|doc| doc <= last) {
                    at += docs[at..].partition_point(|other| *other < doc);
                    if docs[at] == doc {
                        let there = title.freq(title_at) as f32 * self.share(lang, doc);
                        scores[at] += TITLE * there;
                        titles.push((doc, idf * saturated(there)));
                    }
                    title_at += 1;
                    if title_at == title.docs().len() {
                        title.advance();
                        title_at = 0;
                    }
                }
            }
            scores.iter_mut().for_each(|found| *found = idf * saturated(*found));
            visit(Block { docs, scores, titles: &titles });
            text.advance();
        }
        Ok(())
    }

    /// Visits the documents with a term of one field, with what that scores: all of a set of `size`, and where the list is read whole
    /// others too. In a long list, asking of each costs more than adding.
    pub fn term(
        &self,
        (field, measured): Measured,
        (term, weight): (&str, f32),
        (set, size): (&Bits, usize),
        mut visit: impl FnMut(&[DocId], &[f32]),
    ) -> Result<(), TantivyError> {
        let Some(mut blocks) = self.blocks(field, term)? else { return Ok(()) };
        if lists::is_few(size, blocks.doc_freq() as usize) {
            lists::among(&mut blocks, set, |doc, frequency| {
                let occurrences = frequency as f32 * self.share(measured, doc);
                visit(&[doc], &[weight * saturated(occurrences)]);
            });
            return Ok(());
        }
        let mut scores = [0.0; BLOCK];
        while !blocks.docs().is_empty() {
            let scores = &mut scores[..blocks.docs().len()];
            self.occurrences(&blocks, measured, scores);
            scores.iter_mut().for_each(|found| *found = weight * saturated(*found));
            visit(blocks.docs(), scores);
            blocks.advance();
        }
        Ok(())
    }

    pub fn grams(&self) -> Measured {
        (self.snapshot.fields.grams, GRAMS)
    }

    pub fn text(&self, lang: Lang) -> Measured {
        (self.snapshot.fields.all[lang as usize], TITLES + lang as usize)
    }

    pub fn blocks(&self, field: Field, term: &str) -> Result<Option<BlockSegmentPostings>, TantivyError> {
        let inverted = self.segment.reader.inverted_index(field)?;
        let Some(info) = inverted.get_term_info(&Term::from_field_text(field, term))? else { return Ok(None) };
        Ok(Some(inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?))
    }

    /// How often each document of a block counts as having the term, by its length.
    fn occurrences(&self, blocks: &BlockSegmentPostings, measured: usize, found: &mut [f32]) {
        let (lengths, norms) = (&self.lengths[measured], &self.segment.norms[measured]);
        for ((found, doc), frequency) in found.iter_mut().zip(blocks.docs()).zip(blocks.freqs()) {
            *found = *frequency as f32 * lengths.share(norms.fieldnorm_id(*doc));
        }
    }

    /// What one occurrence counts in a document.
    fn share(&self, measured: usize, doc: DocId) -> f32 {
        self.lengths[measured].share(self.segment.norms[measured].fieldnorm_id(doc))
    }
}
