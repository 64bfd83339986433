//! How well documents answer a plan.
//!
//! Term at a time: totals and facets are exact, so every match is visited anyway, and one array per segment is cheaper
//! than a heap of scorers. First the words of the question, which decide what matches; then what only ranks (stop words,
//! grams, titles), and that is looked up where little matches. Numbers about the collection come from
//! `snapshot::Statistics` only.
//!
//! Lists are read without asking of each document who may see it, and then what matched is cut down to the candidates: asking
//! costs more than adding, and how long an answer takes tells nothing of what is hidden.

pub mod bm25;
mod inside;
mod lists;
mod loosely;
pub mod pairs;
mod tallies;
mod trace;
mod words;

use app::model::lang::Lang;
use tantivy::{DocId, TantivyError};

use self::bm25::Lengths;
pub use self::loosely::score_loosely;
use self::tallies::{InTitle, Sum, Tallies};
use self::trace::Trace;
pub use self::trace::{Part, trace};
use self::words::{Measured, Source};
use super::collect::Candidates;
use super::parallel::each_segment;
use super::plan::{Plan, Span, Weighed};
use super::snapshot::{Bits, Snapshot};

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
    sums: Vec<Sum>,
}

impl Found {
    pub fn is_empty(&self) -> bool {
        self.matched.is_empty()
    }

    /// Lets go of what scores less.
    pub fn keep(&mut self, least: f32) {
        let sums = &self.sums;
        self.matched.retain(|doc| sums[doc as usize].score >= least);
    }

    pub fn score(&self, doc: DocId) -> f32 {
        self.sums[doc as usize].score
    }

    pub fn coverage(&self, doc: DocId) -> f32 {
        self.sums[doc as usize].coverage
    }
}

/// Scores the candidates. `today` as in `age::today`.
pub fn score(
    snapshot: &Snapshot,
    tier: usize,
    plan: &Plan,
    today: i64,
    candidates: &Candidates,
) -> Result<Vec<Found>, TantivyError> {
    let lengths = Lengths::of_tier(snapshot.statistics(tier));
    let sizes: Vec<u32> = snapshot.segments.iter().map(|segment| segment.reader.max_doc()).collect();
    each_segment(&sizes, |number| {
        let source = Source { snapshot, segment: &snapshot.segments[number], lengths: &lengths };
        let mut scorer = Scorer::new(&source, today, &candidates[number]);
        scorer.work(plan)?;
        Ok(scorer.found())
    })
}

struct Scorer<'a> {
    source: &'a Source<'a>,
    today: i64,
    candidates: &'a Bits,
    tallies: Tallies,
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
    fn new(source: &'a Source<'a>, today: i64, candidates: &'a Bits) -> Scorer<'a> {
        let tallies = Tallies::new(source.segment.reader.max_doc());
        Scorer { source, today, candidates, tallies, coverages: (0.0, f32::INFINITY), trace: Trace::default() }
    }

    fn found(self) -> Found {
        Found { matched: self.tallies.reached, coverages: self.coverages, sums: self.tallies.sums }
    }

    fn work(&mut self, plan: &Plan) -> Result<(), TantivyError> {
        let words = plan.words().filter(|word| word.counts()).count();
        let share = 1.0 / words.max(1) as f32;
        let mut scratch = None;
        for (number, span) in plan.spans.iter().enumerate() {
            self.span(number, span, share, &mut scratch)?;
            self.trace.note(Part::Span(number), &self.tallies.sums);
        }
        self.inside(plan)?;
        self.tallies.reached.and(self.candidates);
        let size = self.tallies.reached.count();
        if size == 0 {
            return Ok(());
        }
        for word in plan.words().filter(|word| word.stop) {
            for (lang, weighed) in word.each_term() {
                self.rank(self.source.text(lang), (&weighed.stem, weighed.idf), size)?;
            }
        }
        self.trace.note(Part::StopWords, &self.tallies.sums);
        for gram in &plan.grams {
            self.rank(self.source.grams(), (&gram.text, gram.idf * gram.times * GRAM), size)?;
        }
        self.trace.note(Part::Grams, &self.tallies.sums);
        self.finish();
        Ok(())
    }

    /// What ranks a little, but makes nothing match: a term of one field with its weight.
    fn rank(&mut self, field: Measured, term: (&str, f32), size: usize) -> Result<(), TantivyError> {
        let Tallies { sums, reached, .. } = &mut self.tallies;
        self.source.term(field, term, (reached, size), |docs, scores| {
            docs.iter().zip(scores).for_each(|(doc, score)| sums[*doc as usize].score += score);
        })
    }

    /// What a score still gains or loses by itself, and how much of the question was found: once over all matches, which may
    /// be nearly all documents. Only where somebody asks why, step by step.
    fn finish(&mut self) {
        let (columns, today) = (&self.source.segment.columns, self.today);
        self.tallies.add_titles(|title| {
            let most = if title.share >= MOST { TITLE_MOST } else { 0.0 };
            title.score * (TITLE_ALONE + most)
        });
        if self.trace.is_asked() {
            self.trace.note(Part::Title, &self.tallies.sums);
            self.tallies.each(|doc, sum| sum.score *= columns.age(doc).fresh(today));
            self.trace.note(Part::Fresh, &self.tallies.sums);
            self.tallies.each(|doc, sum| sum.score *= columns.age(doc).expired(today));
            self.trace.note(Part::Expired, &self.tallies.sums);
            return;
        }
        let factors = columns.factors(today);
        let (mut most, mut least) = self.coverages;
        self.tallies.each(|doc, sum| {
            sum.score *= factors[doc as usize];
            most = most.max(sum.coverage);
            least = least.min(sum.coverage);
        });
        self.coverages = (most, least);
    }

    /// Adds what a span scores. The best way to say it counts, not the sum of all ways: where there are several, they are
    /// tallied apart, in `scratch`.
    fn span(
        &mut self,
        number: usize,
        span: &Span,
        share: f32,
        scratch: &mut Option<Tallies>,
    ) -> Result<(), TantivyError> {
        if span.others.is_empty() {
            return add_words(self.source, span, share, &mut self.tallies);
        }
        let own = scratch.get_or_insert_with(|| Tallies::new(self.source.segment.reader.max_doc()));
        add_words(self.source, span, share, own)?;
        let counting = span.words.iter().filter(|word| word.counts());
        let (mass, words) = (counting.clone().map(|word| word.mass).sum::<f32>(), counting.count() as f32);
        for (at, other) in span.others.iter().enumerate() {
            for posting in together(self.source, other.lang, &other.terms)? {
                own.reached.add(posting.doc);
                let (score, sum) = (posting.score * other.weight, &mut own.sums[posting.doc as usize]);
                sum.coverage = sum.coverage.max(mass * other.weight);
                if score > sum.score {
                    sum.score = score;
                    self.trace.won(posting.doc, number, at);
                    if posting.title > 0.0 && !own.is_titled(posting.doc) {
                        let score = posting.title * other.weight;
                        *own.title(posting.doc) = InTitle { score, share: share * words };
                    }
                }
            }
        }
        self.tallies.take(own);
        Ok(())
    }
}

/// Adds the words of a span that make documents match.
fn add_words(source: &Source<'_>, span: &Span, share: f32, tallies: &mut Tallies) -> Result<(), TantivyError> {
    for word in span.words.iter().filter(|word| word.counts()) {
        for (lang, weighed) in word.each_term() {
            source.word(lang, weighed, |block| tallies.add(&block, word.mass, share))?;
        }
    }
    Ok(())
}

/// The documents that have all of these terms, with their scores added up.
fn together(source: &Source<'_>, lang: Lang, terms: &[Weighed]) -> Result<Vec<Posting>, TantivyError> {
    let mut together: Option<Vec<Posting>> = None;
    for weighed in terms {
        let mut postings = Vec::new();
        source.word(lang, weighed, |block| {
            let mut titles = block.titles.iter().peekable();
            postings.extend(block.docs.iter().zip(block.scores).map(|(doc, score)| {
                let title = titles.next_if(|(titled, _)| titled == doc).map_or(0.0, |(_, title)| *title);
                Posting { doc: *doc, score: *score, title }
            }));
        })?;
        together = Some(match together {
            None => postings,
            Some(before) => both(&before, &postings),
        });
    }
    Ok(together.unwrap_or_default())
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
