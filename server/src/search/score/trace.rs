//! Where a score comes from.

use std::collections::HashMap;

use tantivy::{DocId, TantivyError};

use super::{Scorer, Tally};
use crate::search::collect::Place;
use crate::search::plan::Plan;
use crate::search::snapshot::{Bits, Snapshot};

/// A part of the work of scoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The span of the plan with this number.
    Span(usize),
    /// The same, by another way to say it, with its number.
    Other(usize, usize),
    StopWords,
    Grams,
    Title,
    Fresh,
    Expired,
}

/// What some documents of a segment gained, part by part.
#[derive(Default)]
pub struct Trace {
    documents: Vec<DocId>,
    before: Vec<f32>,
    gains: Vec<(Part, Vec<f32>)>,
    /// Documents that answer a span best in another way.
    won: HashMap<(DocId, usize), usize>,
}

impl Trace {
    /// Whether anybody asks where scores come from.
    pub fn is_asked(&self) -> bool {
        !self.documents.is_empty()
    }

    pub fn won(&mut self, doc: DocId, span: usize, other: usize) {
        if self.documents.contains(&doc) {
            self.won.insert((doc, span), other);
        }
    }

    pub fn note(&mut self, part: Part, tallies: &[Tally]) {
        if self.documents.is_empty() {
            return;
        }
        let now: Vec<f32> = self.documents.iter().map(|doc| tallies[*doc as usize].score).collect();
        let gained = now.iter().zip(&self.before).map(|(now, before)| now - before).collect();
        self.gains.push((part, gained));
        self.before = now;
    }
}

/// What each of these documents gained (or lost), in the order of the work: the same work as scoring, watched.
pub fn trace(
    snapshot: &Snapshot,
    tier: usize,
    plan: &Plan,
    today: i64,
    places: &[Place],
) -> Result<Vec<Vec<(Part, f32)>>, TantivyError> {
    let mut gains = vec![Vec::new(); places.len()];
    for (number, segment) in snapshot.segments.iter().enumerate() {
        let here: Vec<usize> = (0..places.len()).filter(|at| places[*at].segment == number).collect();
        if here.is_empty() {
            continue;
        }
        let mut watched = Bits::none(segment.reader.max_doc());
        here.iter().for_each(|at| watched.add(places[*at].doc));
        let mut scorer = Scorer::new(snapshot, segment, snapshot.statistics(tier), today, &watched);
        scorer.trace.documents = here.iter().map(|at| places[*at].doc).collect();
        scorer.trace.before = vec![0.0; here.len()];
        scorer.work(plan)?;
        for (part, gained) in &scorer.trace.gains {
            for (at, gain) in here.iter().zip(gained).filter(|(_, gain)| **gain != 0.0) {
                let part = match part {
                    Part::Span(span) => match scorer.trace.won.get(&(places[*at].doc, *span)) {
                        Some(other) => Part::Other(*span, *other),
                        None => *part,
                    },
                    part => *part,
                };
                gains[*at].push((part, *gain));
            }
        }
    }
    Ok(gains)
}
