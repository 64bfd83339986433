//! How well documents answer a plan.
//!
//! Term at a time: totals and facets are exact, so every match is visited anyway, and one array per segment is cheaper
//! than a heap of scorers. First the words of the question, which decide what matches; then what only ranks (stop words,
//! grams, titles), and that is looked up for what matches alone. Numbers about the collection come from
//! `snapshot::Statistics` only.

pub mod bm25;
mod inside;
mod lists;
mod loosely;
pub mod pairs;
mod trace;

use app::model::lang::Lang;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TantivyError, Term};

use self::bm25::{B, B_TITLE, Lengths, saturated};
pub use self::loosely::score_loosely;
use self::trace::Trace;
pub use self::trace::{Part, trace};
use super::collect::Candidates;
use super::parallel::each_segment;
use super::plan::{Plan, Span, Wanted, Weighed};
use super::snapshot::{Bits, GRAMS, Segment, Snapshot, Statistics};

/// An occurrence in the title counts as so many in the text (BM25F: added up before saturation).
const TITLE: f32 = 16.0;
/// What a title adds by itself; and more when it says most of the question.
const TITLE_ALONE: f32 = 0.3;
const TITLE_MOST: f32 = 0.8;
const MOST: f32 = 0.75;
/// What a shared gram counts against a shared word.
const GRAM: f32 = 0.2;

/// What the documents of one segment score.
pub struct Found {
    /// Documents that have something of the question; all of them candidates.
    pub matched: Bits,
    /// The most and the least that one of them has of it.
    pub coverages: (f32, f32),
    tallies: Vec<Tally>,
}

/// What was added up for a document.
#[derive(Clone, Copy, Default)]
struct Tally {
    score: f32,
    /// The weight of the words of the question that the document has.
    coverage: f32,
    /// What its title scores by itself, and the share of the words that it has.
    title: f32,
    title_words: f32,
}

impl Tally {
    fn add(&mut self, posting: Posting, mass: f32, share: f32) {
        self.score += posting.score;
        self.coverage += mass;
        if posting.title > 0.0 {
            self.title += posting.title;
            self.title_words += share;
        }
    }
}

impl Found {
    pub fn is_empty(&self) -> bool {
        self.matched.is_empty()
    }

    /// Lets go of what scores less.
    pub fn keep(&mut self, least: f32) {
        let tallies = &self.tallies;
        self.matched.retain(|doc| tallies[doc as usize].score >= least);
    }

    pub fn score(&self, doc: DocId) -> f32 {
        self.tallies[doc as usize].score
    }

    pub fn coverage(&self, doc: DocId) -> f32 {
        self.tallies[doc as usize].coverage
    }
}

/// Scores the candidates. What is none of them costs no more than being read over in a list, whoever may read it:
/// how long an answer takes tells little of what is hidden. `today` as in `age::today`.
pub fn score(
    snapshot: &Snapshot,
    tier: usize,
    plan: &Plan,
    today: i64,
    candidates: &Candidates,
) -> Result<Vec<Found>, TantivyError> {
    let statistics = snapshot.statistics(tier);
    let sizes: Vec<u32> = snapshot.segments.iter().map(|segment| segment.reader.max_doc()).collect();
    each_segment(&sizes, |number| {
        let segment = &snapshot.segments[number];
        let mut scorer = Scorer::new(snapshot, segment, statistics, today, &candidates[number]);
        scorer.work(plan)?;
        Ok(scorer.found())
    })
}

struct Scorer<'a> {
    snapshot: &'a Snapshot,
    segment: &'a Segment,
    statistics: &'a Statistics,
    today: i64,
    candidates: &'a Bits,
    tallies: Vec<Tally>,
    matched: Bits,
    coverages: (f32, f32),
    trace: Trace,
}

/// A document with what a term adds: to its score, and to what its title scores.
#[derive(Clone, Copy)]
struct Posting {
    doc: DocId,
    score: f32,
    title: f32,
}

impl<'a> Scorer<'a> {
    fn new(
        snapshot: &'a Snapshot,
        segment: &'a Segment,
        statistics: &'a Statistics,
        today: i64,
        candidates: &'a Bits,
    ) -> Scorer<'a> {
        let documents = segment.reader.max_doc();
        let (tallies, matched) = (vec![Tally::default(); documents as usize], Bits::none(documents));
        let (coverages, trace) = ((0.0, f32::INFINITY), Trace::default());
        Scorer { snapshot, segment, statistics, today, candidates, tallies, matched, coverages, trace }
    }

    fn found(self) -> Found {
        Found { matched: self.matched, coverages: self.coverages, tallies: self.tallies }
    }

    fn work(&mut self, plan: &Plan) -> Result<(), TantivyError> {
        let words = plan.words().filter(|word| word.counts()).count();
        let share = 1.0 / words.max(1) as f32;
        let mut scratch = Vec::new();
        for (number, span) in plan.spans.iter().enumerate() {
            self.span(number, span, share, &mut scratch)?;
            self.trace.note(Part::Span(number), &self.tallies);
        }
        self.inside(plan)?;
        let size = self.matched.count();
        if size == 0 {
            return Ok(());
        }
        for word in plan.words().filter(|word| word.stop) {
            self.stop_word(word, size)?;
        }
        self.trace.note(Part::StopWords, &self.tallies);
        for gram in &plan.grams {
            self.gram(&gram.text, gram.idf * gram.times * GRAM, size)?;
        }
        self.trace.note(Part::Grams, &self.tallies);
        self.finish();
        Ok(())
    }

    /// What a score still gains or loses by itself, and how much of the question was found: once over all matches, which may
    /// be nearly all documents. Only where somebody asks why, step by step.
    fn finish(&mut self) {
        let (columns, today) = (&self.segment.columns, self.today);
        let title = |tally: &mut Tally| {
            let most = if tally.title_words >= MOST { TITLE_MOST } else { 0.0 };
            tally.score += tally.title * (TITLE_ALONE + most);
        };
        if self.trace.is_asked() {
            self.each_match(|_, tally| title(tally));
            self.trace.note(Part::Title, &self.tallies);
            self.each_match(|doc, tally| tally.score *= columns.age(doc).fresh(today));
            self.trace.note(Part::Fresh, &self.tallies);
            self.each_match(|doc, tally| tally.score *= columns.age(doc).expired(today));
            self.trace.note(Part::Expired, &self.tallies);
            return;
        }
        let factors = columns.factors(today);
        let (mut most, mut least) = self.coverages;
        self.each_match(|doc, tally| {
            title(tally);
            tally.score *= factors[doc as usize];
            most = most.max(tally.coverage);
            least = least.min(tally.coverage);
        });
        self.coverages = (most, least);
    }

    fn each_match(&mut self, mut change: impl FnMut(DocId, &mut Tally)) {
        for doc in self.matched.iter() {
            change(doc, &mut self.tallies[doc as usize]);
        }
    }

    fn span(&mut self, number: usize, span: &Span, share: f32, scratch: &mut Vec<Tally>) -> Result<(), TantivyError> {
        let counting = span.words.iter().filter(|word| word.counts());
        if span.others.is_empty() {
            for word in counting {
                for (lang, weighed) in word.each_term() {
                    self.postings(lang, weighed, |scorer, posting| {
                        scorer.matched.add(posting.doc);
                        scorer.tallies[posting.doc as usize].add(posting, word.mass, share);
                    })?;
                }
            }
            return Ok(());
        }
        // The best way to say it counts, not the sum of all ways: what this span adds is tallied apart.
        scratch.clear();
        scratch.resize(self.tallies.len(), Tally::default());
        let (mass, words) = (counting.clone().map(|word| word.mass).sum::<f32>(), counting.clone().count() as f32);
        for word in counting {
            for (lang, weighed) in word.each_term() {
                self.postings(lang, weighed, |scorer, posting| {
                    scorer.matched.add(posting.doc);
                    scratch[posting.doc as usize].add(posting, word.mass, share);
                })?;
            }
        }
        for (at, other) in span.others.iter().enumerate() {
            for posting in self.together(other.lang, &other.terms)? {
                self.matched.add(posting.doc);
                let own = &mut scratch[posting.doc as usize];
                if posting.score * other.weight > own.score {
                    own.score = posting.score * other.weight;
                    self.trace.won(posting.doc, number, at);
                    if posting.title > 0.0 && own.title_words == 0.0 {
                        own.title = posting.title * other.weight;
                        own.title_words = share * words;
                    }
                }
                own.coverage = own.coverage.max(mass * other.weight);
            }
        }
        for doc in self.matched.iter() {
            let own = scratch[doc as usize];
            let tally = &mut self.tallies[doc as usize];
            tally.score += own.score;
            tally.coverage += own.coverage;
            tally.title += own.title;
            tally.title_words += own.title_words;
        }
        Ok(())
    }

    /// The documents that have all of these terms, with their scores added up.
    fn together(&mut self, lang: Lang, terms: &[Weighed]) -> Result<Vec<Posting>, TantivyError> {
        let mut together: Option<Vec<Posting>> = None;
        for weighed in terms {
            let mut postings = Vec::new();
            self.postings(lang, weighed, |_, posting| postings.push(posting))?;
            together = Some(match together {
                None => postings,
                Some(before) => both(&before, &postings),
            });
        }
        Ok(together.unwrap_or_default())
    }

    /// Words that hold the sentence together rank a little, but make nothing match.
    fn stop_word(&mut self, word: &Wanted, size: usize) -> Result<(), TantivyError> {
        for (lang, weighed) in word.each_term() {
            let field = self.snapshot.fields.all[lang as usize];
            let Some(mut blocks) = self.blocks(field, &weighed.stem)? else { continue };
            let lengths = Lengths::new(self.statistics.mean_length(5 + lang as usize), B);
            let norms = &self.segment.norms[5 + lang as usize];
            let tallies = &mut self.tallies;
            lists::among(&mut blocks, &self.matched, size, |doc, frequency| {
                let occurrences = frequency as f32 * lengths.share(norms.fieldnorm_id(doc));
                tallies[doc as usize].score += weighed.idf * saturated(occurrences);
            });
        }
        Ok(())
    }

    /// The candidates with a term in a language, with BM25F over title and text, in the order of their numbers.
    fn postings(
        &mut self,
        lang: Lang,
        weighed: &Weighed,
        mut visit: impl FnMut(&mut Self, Posting),
    ) -> Result<(), TantivyError> {
        let lang = lang as usize;
        let Some(mut all) = self.blocks(self.snapshot.fields.all[lang], &weighed.stem)? else { return Ok(()) };
        let mut title = self.blocks(self.snapshot.fields.title[lang], &weighed.stem)?;
        let lengths = Lengths::new(self.statistics.mean_length(5 + lang), B);
        let title_lengths = Lengths::new(self.statistics.mean_length(lang), B_TITLE);
        let segment = self.segment;
        let (norms, title_norms) = (&segment.norms[5 + lang], &segment.norms[lang]);
        let mut title_at = 0;
        let candidates = self.candidates;
        lists::each(&mut all, |doc, frequency| {
            if !candidates.has(doc) {
                return;
            }
            let mut occurrences = frequency as f32 * lengths.share(norms.fieldnorm_id(doc));
            let mut in_title = 0.0;
            // Every document with the term in its title has it in the text too: the two lists go in step.
            if let Some(titles) = &mut title {
                while title_at < titles.docs().len() && titles.doc(title_at) < doc {
                    title_at += 1;
                    if title_at == titles.docs().len() {
                        titles.advance();
                        title_at = 0;
                    }
                }
                if title_at < titles.docs().len() && titles.doc(title_at) == doc {
                    let there = titles.freq(title_at) as f32 * title_lengths.share(title_norms.fieldnorm_id(doc));
                    occurrences += TITLE * there;
                    in_title = weighed.idf * saturated(there);
                }
            }
            visit(self, Posting { doc, score: weighed.idf * saturated(occurrences), title: in_title });
        });
        Ok(())
    }

    fn gram(&mut self, text: &str, weight: f32, size: usize) -> Result<(), TantivyError> {
        let Some(mut blocks) = self.blocks(self.snapshot.fields.grams, text)? else { return Ok(()) };
        let lengths = Lengths::new(self.statistics.mean_length(GRAMS), B);
        let norms = &self.segment.norms[GRAMS];
        let tallies = &mut self.tallies;
        lists::among(&mut blocks, &self.matched, size, |doc, frequency| {
            let occurrences = frequency as f32 * lengths.share(norms.fieldnorm_id(doc));
            tallies[doc as usize].score += weight * saturated(occurrences);
        });
        Ok(())
    }

    fn blocks(&self, field: Field, term: &str) -> Result<Option<BlockSegmentPostings>, TantivyError> {
        let inverted = self.segment.reader.inverted_index(field)?;
        let Some(info) = inverted.get_term_info(&Term::from_field_text(field, term))? else { return Ok(None) };
        Ok(Some(inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?))
    }
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
