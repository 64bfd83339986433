//! Where no text has a word of the question: the texts that have most of its letters, by 4-grams alone.

use tantivy::TantivyError;

use super::bm25::{B, Lengths, idf, saturated};
use super::{Found, GRAMS, Scorer, Tally, lists};
use crate::search::analysis;
use crate::search::collect::Candidates;
use crate::search::parallel::each_segment;
use crate::search::plan::Plan;
use crate::search::snapshot::Snapshot;

/// Words that are looked at; a question of more words that no text has is answered for these.
const MOST_WORDS: usize = 5;

/// A text needs so many of the grams of a word: two parts of five letters, which the word has joined, have four of its seven.
const LEAST: f32 = 0.55;

/// Texts that have less than this of what the best one has are not like the question.
const NEARLY: f32 = 0.8;

/// The grams of a word of the question with their weights.
type Grams<'a> = Vec<(&'a str, f32)>;

/// Scores the candidates by the grams of words. Numbers about the collection are those of the tier, as everywhere.
pub fn score_loosely(
    snapshot: &Snapshot,
    tier: usize,
    plan: &Plan,
    today: i64,
    candidates: &Candidates,
) -> Result<Vec<Found>, TantivyError> {
    let statistics = snapshot.statistics(tier);
    let words = words(snapshot, tier, plan)?;
    let sizes: Vec<u32> = snapshot.segments.iter().map(|segment| segment.reader.max_doc()).collect();
    let mut found = each_segment(&sizes, |number| {
        let segment = &snapshot.segments[number];
        let mut scorer = Scorer::new(snapshot, segment, statistics, today, &candidates[number]);
        for grams in &words {
            scorer.loose_word(grams)?;
        }
        scorer.finish();
        Ok(scorer.found())
    })?;
    let best = found.iter().fold(0.0_f32, |best, found| best.max(found.coverages.0));
    for found in &mut found {
        let Found { matched, tallies, .. } = found;
        matched.retain(|doc| tallies[doc as usize].coverage >= best * NEARLY);
    }
    Ok(found)
}

/// The grams of the words of the question that are longer than a gram.
fn words<'a>(snapshot: &Snapshot, tier: usize, plan: &'a Plan) -> Result<Vec<Grams<'a>>, TantivyError> {
    let documents = snapshot.statistics(tier).documents;
    let longer = plan.words().filter(|word| word.counts() && word.folded.len() > analysis::GRAM);
    let grams = longer.take(MOST_WORDS).map(|word| {
        let mut grams: Grams<'a> = Vec::new();
        for gram in analysis::grams(&word.folded) {
            if !grams.iter().any(|(known, _)| *known == gram) {
                let term = tantivy::Term::from_field_text(snapshot.fields.grams, gram);
                grams.push((gram, idf(documents, snapshot.frequency(tier, &term)?)));
            }
        }
        Ok(grams)
    });
    grams.collect()
}

impl Scorer<'_> {
    /// Adds one word to the tallies of what has enough of its grams. How many it has is its coverage, how rare they are its
    /// score.
    fn loose_word(&mut self, grams: &Grams<'_>) -> Result<(), TantivyError> {
        let share = 1.0 / grams.len() as f32;
        let lengths = Lengths::new(self.statistics.mean_length(GRAMS), B);
        let (segment, candidates) = (self.segment, self.candidates);
        let norms = &segment.norms[GRAMS];
        let mut own = vec![Tally::default(); self.tallies.len()];
        for (gram, idf) in grams {
            let Some(mut blocks) = self.blocks(self.snapshot.fields.grams, gram)? else { continue };
            lists::each(&mut blocks, |doc, frequency| {
                if candidates.has(doc) {
                    let own = &mut own[doc as usize];
                    own.coverage += share;
                    own.score += idf * saturated(frequency as f32 * lengths.share(norms.fieldnorm_id(doc)));
                }
            });
        }
        for doc in candidates.iter().filter(|doc| own[*doc as usize].coverage >= LEAST) {
            let tally = &mut self.tallies[doc as usize];
            tally.coverage += own[doc as usize].coverage;
            tally.score += own[doc as usize].score;
            self.matched.add(doc);
        }
        Ok(())
    }
}
