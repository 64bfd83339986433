//! Why a hit is where it is, in parts that a reader understands.

use app::model::query::{Matter, Reason};
use tantivy::TantivyError;

use super::collect::{Place, Scored};
use super::plan::Plan;
use super::score::{Part, trace};
use super::snapshot::Snapshot;

/// The reasons of each hit, the largest first. Shares of its own score: they tell of no other document.
pub fn reasons(
    snapshot: &Snapshot,
    tier: usize,
    plan: &Plan,
    today: i64,
    hits: &[Scored],
) -> Result<Vec<Vec<Reason>>, TantivyError> {
    let places: Vec<Place> = hits.iter().map(|hit| hit.place).collect();
    let traced = trace(snapshot, tier, plan, today, &places)?;
    Ok(hits.iter().zip(traced).map(|(hit, gains)| reasons_of(plan, hit, &gains)).collect())
}

fn reasons_of(plan: &Plan, hit: &Scored, gains: &[(Part, f32)]) -> Vec<Reason> {
    let mut matters: Vec<(Matter, f32)> = gains.iter().map(|(part, gain)| (matter(plan, *part), *gain)).collect();
    if hit.neighbours > 0.0 {
        matters.push((Matter::Neighbours, hit.neighbours));
    }
    if hit.adopted > 0.0 {
        matters.push((Matter::Adopted, hit.adopted));
    }
    let all: f32 = matters.iter().map(|(_, gain)| gain.max(0.0)).sum();
    let percent = |gain: f32| (gain / all.max(f32::MIN_POSITIVE) * 100.0).round() as i8;
    let mut reasons: Vec<Reason> =
        matters.into_iter().map(|(what, gain)| Reason { what, percent: percent(gain) }).collect();
    reasons.retain(|reason| reason.percent != 0);
    reasons.sort_by_key(|reason| -reason.percent);
    reasons
}

fn matter(plan: &Plan, part: Part) -> Matter {
    match part {
        Part::Span(span) => Matter::Word(plan.spans[span].asked()),
        Part::Other(span, other) => {
            let span = &plan.spans[span];
            Matter::Other { asked: span.asked(), found: span.others[other].text.clone() }
        }
        Part::StopWords => Matter::StopWords,
        Part::Grams => Matter::Parts,
        Part::Title => Matter::Title,
        Part::Fresh => Matter::Fresh,
        Part::Expired => Matter::Expired,
    }
}
