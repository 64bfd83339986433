//! How well documents answer a plan.
//!
//! Term at a time over whole posting lists: totals and facets are exact, so every match is visited anyway, and one array
//! per segment is cheaper than a heap of scorers. Numbers about the collection come from `snapshot::Statistics` only.

use app::model::lang::Lang;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TantivyError, Term};

use super::plan::{Plan, Span, Weighed};
use super::snapshot::{Segment, Snapshot, Statistics};

/// BM25: how fast more occurrences stop counting, and how much a long text is held against a document.
const K1: f32 = 1.2;
const B: f32 = 0.4;
const B_TITLE: f32 = 0.4;
/// An occurrence in the title counts as so many in the text (BM25F: added up before saturation).
const TITLE: f32 = 16.0;
/// What a title adds by itself; and more when it says most of the question.
const TITLE_ALONE: f32 = 0.3;
const TITLE_MOST: f32 = 0.8;
const MOST: f32 = 0.75;
/// What a shared gram counts against a shared word.
const GRAM: f32 = 0.2;
/// A word found only inside other words makes a document match this much less.
const INSIDE: f32 = 0.6;
/// Shorter words are inside too many others by chance.
const SHORTEST_INSIDE: usize = 5;

/// Scores of the documents of one segment; no coverage means no match.
pub struct Found {
    pub score: Vec<f32>,
    /// The weight of the words of the question that the document has.
    pub coverage: Vec<f32>,
}

/// Scores every document, read or not: trimming is the business of whoever lists them.
pub fn score(snapshot: &Snapshot, tier: usize, plan: &Plan) -> Result<Vec<Found>, TantivyError> {
    let statistics = snapshot.statistics(tier);
    snapshot.segments.iter().map(|segment| Scorer::new(snapshot, segment, statistics).score(plan)).collect()
}

struct Scorer<'a> {
    snapshot: &'a Snapshot,
    segment: &'a Segment,
    statistics: &'a Statistics,
    found: Found,
    title: Vec<f32>,
    title_words: Vec<f32>,
}

/// A document with what a term adds: to its score, and to what its title scores.
#[derive(Clone, Copy)]
struct Posting {
    doc: DocId,
    score: f32,
    title: f32,
}

impl<'a> Scorer<'a> {
    fn new(snapshot: &'a Snapshot, segment: &'a Segment, statistics: &'a Statistics) -> Scorer<'a> {
        let zeros = || vec![0.0; segment.reader.max_doc() as usize];
        let found = Found { score: zeros(), coverage: zeros() };
        Scorer { snapshot, segment, statistics, found, title: zeros(), title_words: zeros() }
    }

    fn score(mut self, plan: &Plan) -> Result<Found, TantivyError> {
        let words = plan.words().filter(|word| word.counts()).count();
        let share = 1.0 / words.max(1) as f32;
        let mut scratch = Vec::new();
        for span in &plan.spans {
            self.span(span, share, &mut scratch)?;
        }
        self.inside(plan)?;
        for gram in &plan.grams {
            self.gram(&gram.text, gram.idf * gram.times * GRAM)?;
        }
        for doc in 0..self.found.score.len() {
            if self.title[doc] > 0.0 {
                let most = if self.title_words[doc] >= MOST { TITLE_MOST } else { 0.0 };
                self.found.score[doc] += self.title[doc] * (TITLE_ALONE + most);
            }
        }
        Ok(self.found)
    }

    fn span(&mut self, span: &Span, share: f32, scratch: &mut Vec<f32>) -> Result<(), TantivyError> {
        let counting = span.words.iter().filter(|word| word.counts());
        let mass: f32 = counting.clone().map(|word| word.mass).sum();
        // Words that hold the sentence together rank a little, but make nothing match.
        for word in span.words.iter().filter(|word| word.stop) {
            for lang in Lang::ALL {
                let Some(weighed) = &word.terms[lang as usize] else { continue };
                for posting in self.postings(lang, weighed)? {
                    self.found.score[posting.doc as usize] += posting.score;
                }
            }
        }
        if span.others.is_empty() {
            for word in counting {
                for lang in Lang::ALL {
                    let Some(weighed) = &word.terms[lang as usize] else { continue };
                    for posting in self.postings(lang, weighed)? {
                        self.add(posting, word.mass, share);
                    }
                }
            }
            return Ok(());
        }
        // The best way to say it counts, not the sum of all ways.
        let documents = self.found.score.len();
        scratch.clear();
        scratch.resize(documents * 2, 0.0);
        let (score, coverage) = scratch.split_at_mut(documents);
        let words = counting.clone().count() as f32;
        for word in counting {
            for lang in Lang::ALL {
                let Some(weighed) = &word.terms[lang as usize] else { continue };
                for posting in self.postings(lang, weighed)? {
                    let doc = posting.doc as usize;
                    score[doc] += posting.score;
                    coverage[doc] += word.mass;
                    self.title[doc] += posting.title;
                    self.title_words[doc] += if posting.title > 0.0 { share } else { 0.0 };
                }
            }
        }
        for other in &span.others {
            let mut together: Option<Vec<Posting>> = None;
            for weighed in &other.terms {
                let postings = self.postings(other.lang, weighed)?;
                together = Some(match together {
                    None => postings,
                    Some(before) => both(&before, &postings),
                });
            }
            for posting in together.unwrap_or_default() {
                let doc = posting.doc as usize;
                if posting.score * other.weight > score[doc] {
                    score[doc] = posting.score * other.weight;
                    if posting.title > 0.0 && self.title_words[doc] == 0.0 {
                        self.title[doc] += posting.title * other.weight;
                        self.title_words[doc] += share * words;
                    }
                }
                coverage[doc] = coverage[doc].max(mass * other.weight);
            }
        }
        for doc in 0..documents {
            if coverage[doc] > 0.0 {
                self.found.score[doc] += score[doc];
                self.found.coverage[doc] += coverage[doc];
            }
        }
        Ok(())
    }

    fn add(&mut self, posting: Posting, mass: f32, share: f32) {
        let doc = posting.doc as usize;
        self.found.score[doc] += posting.score;
        self.found.coverage[doc] += mass;
        if posting.title > 0.0 {
            self.title[doc] += posting.title;
            self.title_words[doc] += share;
        }
    }

    /// The documents of a term in a language, with BM25F over title and text, in the order of their numbers.
    fn postings(&self, lang: Lang, weighed: &Weighed) -> Result<Vec<Posting>, TantivyError> {
        let lang = lang as usize;
        let Some(mut all) = self.blocks(self.snapshot.fields.all[lang], &weighed.stem)? else { return Ok(Vec::new()) };
        let mut title = self.blocks(self.snapshot.fields.title[lang], &weighed.stem)?;
        let lengths = Lengths::new(self.statistics.mean_length(5 + lang), B);
        let title_lengths = Lengths::new(self.statistics.mean_length(lang), B_TITLE);
        let (norms, title_norms) = (&self.segment.norms[5 + lang], &self.segment.norms[lang]);
        let mut postings = Vec::with_capacity(all.doc_freq() as usize);
        let mut title_at = 0;
        while !all.docs().is_empty() {
            for (doc, frequency) in all.docs().iter().zip(all.freqs()) {
                let mut occurrences = *frequency as f32 * lengths.share(norms.fieldnorm_id(*doc));
                let mut in_title = 0.0;
                // Every document with the term in its title has it in the text too: the two lists go in step.
                if let Some(titles) = &mut title {
                    while title_at < titles.docs().len() && titles.doc(title_at) < *doc {
                        title_at += 1;
                        if title_at == titles.docs().len() {
                            titles.advance();
                            title_at = 0;
                        }
                    }
                    if title_at < titles.docs().len() && titles.doc(title_at) == *doc {
                        let there = titles.freq(title_at) as f32 * title_lengths.share(title_norms.fieldnorm_id(*doc));
                        occurrences += TITLE * there;
                        in_title = weighed.idf * saturated(there);
                    }
                }
                postings.push(Posting { doc: *doc, score: weighed.idf * saturated(occurrences), title: in_title });
            }
            all.advance();
        }
        Ok(postings)
    }

    fn gram(&mut self, text: &str, weight: f32) -> Result<(), TantivyError> {
        let Some(mut blocks) = self.blocks(self.snapshot.fields.grams, text)? else { return Ok(()) };
        let lengths = Lengths::new(self.statistics.mean_length(super::snapshot::GRAMS), B);
        let norms = &self.segment.norms[super::snapshot::GRAMS];
        while !blocks.docs().is_empty() {
            for (doc, frequency) in blocks.docs().iter().zip(blocks.freqs()) {
                let occurrences = *frequency as f32 * lengths.share(norms.fieldnorm_id(*doc));
                self.found.score[*doc as usize] += weight * saturated(occurrences);
            }
            blocks.advance();
        }
        Ok(())
    }

    /// Lets documents match that have a word of the question inside a longer word: all its grams are there.
    fn inside(&mut self, plan: &Plan) -> Result<(), TantivyError> {
        let mut has: Vec<u8> = Vec::new();
        for word in plan.words().filter(|word| word.counts() && word.folded.len() >= SHORTEST_INSIDE) {
            let grams: Vec<&str> = super::analysis::grams(&word.folded).collect();
            if grams.len() > usize::from(u8::MAX)
                || !grams.iter().all(|gram| plan.grams.iter().any(|g| g.text == *gram))
            {
                continue;
            }
            has.clear();
            has.resize(self.found.score.len(), 0);
            for gram in &grams {
                let Some(mut blocks) = self.blocks(self.snapshot.fields.grams, gram)? else { break };
                while !blocks.docs().is_empty() {
                    blocks.docs().iter().for_each(|doc| has[*doc as usize] += 1);
                    blocks.advance();
                }
            }
            for (doc, count) in has.iter().enumerate() {
                if usize::from(*count) == grams.len() && self.found.coverage[doc] == 0.0 {
                    self.found.coverage[doc] = word.mass * INSIDE;
                }
            }
        }
        Ok(())
    }

    fn blocks(&self, field: Field, term: &str) -> Result<Option<BlockSegmentPostings>, TantivyError> {
        let inverted = self.segment.reader.inverted_index(field)?;
        let Some(info) = inverted.get_term_info(&Term::from_field_text(field, term))? else { return Ok(None) };
        Ok(Some(inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?))
    }
}

fn saturated(occurrences: f32) -> f32 {
    occurrences * (K1 + 1.0) / (occurrences + K1)
}

/// Documents that are in both lists, with both scores.
fn both(first: &[Posting], second: &[Posting]) -> Vec<Posting> {
    let mut second = second.iter().peekable();
    let mut both = Vec::new();
    for posting in first {
        while second.peek().is_some_and(|other| other.doc < posting.doc) {
            second.next();
        }
        if let Some(other) = second.peek().filter(|other| other.doc == posting.doc) {
            both.push(Posting {
                doc: posting.doc,
                score: posting.score + other.score,
                title: posting.title.min(other.title),
            });
        }
    }
    both
}

/// What one occurrence counts in a text of some length, by the length's number in the index.
struct Lengths([f32; 256]);

impl Lengths {
    fn new(mean: f32, b: f32) -> Lengths {
        Lengths(std::array::from_fn(|id| {
            let length = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(id as u8) as f32;
            1.0 / (1.0 - b + b * length / mean)
        }))
    }

    fn share(&self, id: u8) -> f32 {
        self.0[usize::from(id)]
    }
}
