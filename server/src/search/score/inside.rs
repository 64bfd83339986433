//! Words of the question inside longer words of a text, by 4-grams.

use tantivy::postings::BlockSegmentPostings;
use tantivy::{DocId, TantivyError};

use super::{Scorer, lists};
use crate::search::analysis;
use crate::search::plan::Plan;

/// A word found only inside other words makes a document match this much less.
const INSIDE: f32 = 0.6;
/// Shorter words are inside too many others by chance.
const SHORTEST_INSIDE: usize = 5;

impl Scorer<'_> {
    /// Lets documents match that have a word of the question inside a longer word: all its grams are there.
    pub(super) fn inside(&mut self, plan: &Plan) -> Result<(), TantivyError> {
        let counting = plan.words().filter(|word| word.counts());
        let forms = counting.flat_map(|word| word.forms().map(|(form, weight)| (form, word.mass * weight)));
        for (form, mass) in forms.filter(|(form, _)| form.len() >= SHORTEST_INSIDE) {
            let grams: Vec<&str> = analysis::grams(form).collect();
            if !grams.iter().all(|gram| plan.grams.iter().any(|known| known.text == *gram)) {
                continue;
            }
            for doc in self.having_all(&grams)? {
                if !self.candidates.has(doc) {
                    continue;
                }
                let tally = &mut self.tallies[doc as usize];
                if tally.coverage == 0.0 {
                    tally.coverage = mass * INSIDE;
                    self.matched.add(doc);
                }
            }
        }
        Ok(())
    }

    /// The documents that have all of these grams; the rarest list is read, the others are only looked into.
    fn having_all(&self, grams: &[&str]) -> Result<Vec<DocId>, TantivyError> {
        let mut lists = Vec::with_capacity(grams.len());
        for gram in grams {
            let Some(blocks) = self.blocks(self.snapshot.fields.grams, gram)? else { return Ok(Vec::new()) };
            lists.push(blocks);
        }
        lists.sort_by_key(BlockSegmentPostings::doc_freq);
        let mut documents = Vec::new();
        for (number, list) in lists.iter_mut().enumerate() {
            match number {
                0 => lists::each(list, |doc, _| documents.push(doc)),
                _ => lists::keep_common(&mut documents, list),
            }
        }
        Ok(documents)
    }
}
