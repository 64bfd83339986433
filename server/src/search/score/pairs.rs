//! Neighbours in the question that are neighbours in the text, too.
//!
//! Positions are costly to read, so only the best hits are looked at: a hit can gain by it but never lose, which keeps the
//! first hits the first hits however far somebody pages.

use app::model::lang::Lang;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TantivyError, Term};

use super::bm25::{B, Lengths, saturated};
use crate::search::collect::Scored;
use crate::search::plan::{Plan, Wanted};
use crate::search::snapshot::{Segment, Snapshot};

/// How many of the best hits are looked at.
pub const LOOKED_AT: usize = 200;

/// What two words side by side add, against both words by themselves.
const PAIR: f32 = 0.1;

/// Two words of the question with so many places from the one to the other.
struct Pair<'a> {
    first: &'a Wanted,
    second: &'a Wanted,
    apart: u32,
}

/// Words of a question further apart than this do not belong together.
const MOST_APART: usize = 3;

/// Adds to the scores of hits what their neighbouring words are worth, and puts them in their new order.
pub fn reward(snapshot: &Snapshot, tier: usize, plan: &Plan, hits: &mut [Scored]) -> Result<(), TantivyError> {
    let pairs = pairs(plan);
    if pairs.is_empty() {
        return Ok(());
    }
    let most = hits.len().min(LOOKED_AT);
    let hits = &mut hits[..most];
    for lang in Lang::ALL {
        let lengths = Lengths::new(snapshot.statistics(tier).mean_length(5 + lang as usize), B);
        for (number, segment) in snapshot.segments.iter().enumerate() {
            let here = |hit: &&mut Scored| {
                hit.place.segment == number && segment.columns.lang[hit.place.doc as usize] == lang as u8
            };
            let mut here: Vec<&mut Scored> = hits.iter_mut().filter(here).collect();
            here.sort_by_key(|hit| hit.place.doc);
            for pair in &pairs {
                add(snapshot, segment, lang, &lengths, pair, &mut here)?;
            }
        }
    }
    // Hits of equal score stay as they are: by slug.
    hits.sort_by(|first, second| second.score.total_cmp(&first.score));
    Ok(())
}

fn pairs(plan: &Plan) -> Vec<Pair<'_>> {
    let words: Vec<&Wanted> = plan.words().filter(|word| word.counts()).collect();
    let mut pairs = Vec::new();
    for (first, second) in words.iter().zip(words.iter().skip(1)) {
        let apart = second.position.saturating_sub(first.position);
        if (1..=MOST_APART).contains(&apart) {
            pairs.push(Pair { first, second, apart: apart as u32 });
        }
    }
    pairs
}

/// Adds one pair to the hits of one segment and language, which come in the order of their numbers.
fn add(
    snapshot: &Snapshot,
    segment: &Segment,
    lang: Lang,
    lengths: &Lengths,
    pair: &Pair<'_>,
    hits: &mut [&mut Scored],
) -> Result<(), TantivyError> {
    if hits.is_empty() {
        return Ok(());
    }
    let (Some(first), Some(second)) = (&pair.first.terms[lang as usize], &pair.second.terms[lang as usize]) else {
        return Ok(());
    };
    let field = snapshot.fields.all[lang as usize];
    let inverted = segment.reader.inverted_index(field)?;
    let with_positions = |stem: &str| {
        inverted.read_postings(&Term::from_field_text(field, stem), IndexRecordOption::WithFreqsAndPositions)
    };
    let (Some(mut firsts), Some(mut seconds)) = (with_positions(&first.stem)?, with_positions(&second.stem)?) else {
        return Ok(());
    };
    let norms = &segment.norms[5 + lang as usize];
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for hit in hits {
        let doc = hit.place.doc;
        if firsts.doc() > doc || seconds.doc() > doc {
            continue;
        }
        if firsts.seek(doc) != doc || seconds.seek(doc) != doc {
            continue;
        }
        firsts.positions(&mut here);
        seconds.positions(&mut there);
        let together = together(&here, &there, pair.apart);
        if together > 0.0 {
            let occurrences = together * lengths.share(norms.fieldnorm_id(doc));
            let worth = PAIR * (first.idf + second.idf) * saturated(occurrences);
            hit.neighbours += worth;
            hit.score += worth;
        }
    }
    Ok(())
}

/// How often the one is followed by the other as in the question; the other way round counts half.
fn together(firsts: &[u32], seconds: &[u32], apart: u32) -> f32 {
    let mut count = 0.0;
    let mut from = 0;
    for first in firsts {
        while seconds.get(from).is_some_and(|second| second + apart < *first) {
            from += 1;
        }
        for second in seconds[from..].iter().take_while(|second| **second <= first + apart) {
            if *second == first + apart {
                count += 1.0;
            } else if second + apart == *first {
                count += 0.5;
            }
        }
    }
    count
}
