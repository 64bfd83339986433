//! Which documents an answer lists, in which order, and how many there are of each: exact, and a text and its
//! translations counted once.

mod facets;
mod order;

use std::collections::HashMap;

use app::model::lang::Lang;
use app::model::query::{Facets, HitKind, Query};
use tantivy::{DocId, TantivyError};

use self::facets::{Counts, Filters};
pub use self::order::{Place, Ranking};
use super::entry::kind_number;
use super::score::Found;
use super::snapshot::{Bits, Segment, Snapshot};

/// What was found.
pub struct Collected {
    pub total: u64,
    pub facets: Facets,
    /// The hits asked for, in order.
    pub places: Vec<Place>,
}

/// What may be listed, per segment: seen by the reader, and meeting the question's own conditions.
pub type Candidates = Vec<Bits>;

/// Collects the hits of a query among the candidates. Without scores everything matches.
pub fn collect(
    snapshot: &Snapshot,
    candidates: &Candidates,
    found: Option<&[Found]>,
    query: &Query,
) -> Result<Collected, TantivyError> {
    let least = found.map_or(0.0, |found| least_coverage(candidates, found));
    let mut groups: HashMap<u64, Group> = HashMap::new();
    let mut counts = Counts::default();
    let mut ranking = Ranking::new(query.sort, query.from as usize + query.size as usize);
    for (number, (segment, candidates)) in snapshot.segments.iter().zip(candidates).enumerate() {
        let filters = Filters::new(query, &segment.columns);
        let mut local = counts.of(&segment.columns);
        for doc in candidates.iter() {
            let score = match found {
                Some(found) if found[number].coverage[doc as usize] < least => continue,
                Some(found) => found[number].score[doc as usize],
                None => 0.0,
            };
            let misses = filters.misses(doc);
            // Missing two filters, it is counted nowhere.
            if misses & misses.wrapping_sub(1) != 0 {
                continue;
            }
            if segment.grouped.has(doc) {
                let member = Member { segment: number, doc, score, misses };
                groups.entry(segment.columns.group[doc as usize]).or_default().members.push(member);
                continue;
            }
            local.add(doc, misses);
            if misses == 0 {
                ranking.offer(number, segment, doc, score);
            }
        }
        counts.take(local);
        ranking.close_segment();
    }
    for group in groups.values() {
        counts.add_group(snapshot, &group.members);
        if let Some((member, score)) = group.shown(snapshot, query.lang) {
            ranking.offer_late(member.segment, &snapshot.segments[member.segment], member.doc, score);
        }
    }
    ranking.close_segment();
    let places = ranking.finish(snapshot, query.from as usize)?;
    Ok(Collected { total: counts.total, facets: counts.facets(), places })
}

/// Documents that have much less of the question than the best one are no answer to it.
const LEAST: f32 = 0.34;

fn least_coverage(candidates: &Candidates, found: &[Found]) -> f32 {
    let mut best: f32 = 0.0;
    for (candidates, found) in candidates.iter().zip(found) {
        for doc in candidates.iter() {
            best = best.max(found.coverage[doc as usize]);
        }
    }
    // Nothing found is found nowhere, also where the threshold would be zero.
    if best > 0.0 { best * LEAST } else { f32::INFINITY }
}

/// A text and its translations, as far as they match.
#[derive(Default)]
struct Group {
    members: Vec<Member>,
}

/// A document of a group.
#[derive(Clone, Copy)]
pub struct Member {
    pub segment: usize,
    pub doc: DocId,
    pub score: f32,
    /// The filters it does not meet, as bits; at most one.
    pub misses: u8,
}

impl Group {
    /// The member to show and the best score of all: in the language of the question, or else the original.
    fn shown(&self, snapshot: &Snapshot, lang: Lang) -> Option<(Member, f32)> {
        let matching = || self.members.iter().filter(|member| member.misses == 0);
        let score = matching().map(|member| member.score).fold(f32::NEG_INFINITY, f32::max);
        let columns = |member: &Member| &snapshot.segments[member.segment].columns;
        let in_lang = matching().find(|member| columns(member).lang[member.doc as usize] == lang as u8);
        let original = || matching().find(|member| columns(member).original.has(member.doc));
        let first = || matching().min_by_key(|member| columns(member).lang[member.doc as usize]);
        Some((*in_lang.or_else(original).or_else(first)?, score))
    }
}

/// The kind of a document of a segment, as the model has it.
pub fn kind_at(segment: &Segment, doc: DocId) -> HitKind {
    super::entry::kind_of(segment.columns.kind[doc as usize])
}

pub fn kind_bits(kinds: &[HitKind]) -> u16 {
    kinds.iter().fold(0, |bits, kind| bits | 1 << kind_number(*kind))
}
