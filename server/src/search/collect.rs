//! Which documents an answer lists, in which order, and how many there are of each: exact, and a text and its
//! translations counted once.

mod facets;
mod order;

use std::collections::HashMap;

use app::model::lang::Lang;
use app::model::query::{Facets, HitKind, Query};
use tantivy::{DocId, TantivyError};

use self::facets::{Counts, Filters};
pub use self::order::{Place, Ranking, Scored};
use super::adopted::Adopted;
use super::entry::kind_number;
use super::score::Found;
use super::snapshot::{Bits, Segment, Snapshot};

/// What was found.
pub struct Collected {
    pub total: u64,
    pub facets: Facets,
    /// The first hits, in order.
    pub hits: Vec<Scored>,
}

/// What may be listed, per segment: seen by the reader, and meeting the question's own conditions.
pub type Candidates = Vec<Bits>;

/// Collects the first `most` hits of a query among the candidates. Without scores everything matches.
pub fn collect(
    snapshot: &Snapshot,
    candidates: &Candidates,
    found: Option<&[Found]>,
    query: &Query,
    most: usize,
    adopted: &Adopted,
) -> Result<Collected, TantivyError> {
    let candidates = &matching(candidates, found);
    let mut groups: HashMap<u64, Group> = HashMap::new();
    let mut counts = Counts::new(adopted);
    let mut ranking = Ranking::new(query.sort, most);
    for (number, (segment, candidates)) in snapshot.segments.iter().zip(candidates).enumerate() {
        let filters = Filters::new(query, &segment.columns, adopted, number);
        let mut local = counts.of(&segment.columns, number);
        for doc in candidates.iter() {
            let score = found.map_or(0.0, |found| found[number].score(doc));
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
        if let Some((member, score)) = group.shown(snapshot, query.lang)? {
            ranking.offer_late(member.segment, &snapshot.segments[member.segment], member.doc, score);
        }
    }
    ranking.close_segment();
    Ok(Collected { total: counts.total, facets: counts.facets(), hits: ranking.finish(snapshot)? })
}

/// Documents that have much less of the question than the best one are no answer to it.
const LEAST: f32 = 0.1;

/// The candidates that have enough of the question.
fn matching(candidates: &Candidates, found: Option<&[Found]>) -> Candidates {
    let mut matching = candidates.clone();
    let Some(found) = found else { return matching };
    let mut best: f32 = 0.0;
    for (bits, found) in matching.iter_mut().zip(found) {
        bits.and(&found.matched);
        best = bits.iter().fold(best, |best, doc| best.max(found.coverage(doc)));
    }
    for (bits, found) in matching.iter_mut().zip(found) {
        bits.retain(|doc| found.coverage(doc) >= best * LEAST);
    }
    matching
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
    /// The member to show and the best score of all: in the language of the question, or else the original, or else
    /// what answers best; where that leaves several, the first by slug.
    fn shown(&self, snapshot: &Snapshot, lang: Lang) -> Result<Option<(Member, f32)>, TantivyError> {
        let mut best = f32::NEG_INFINITY;
        let mut shown: Option<(bool, bool, f32, String, Member)> = None;
        for member in self.members.iter().filter(|member| member.misses == 0) {
            let columns = &snapshot.segments[member.segment].columns;
            let own = columns.lang[member.doc as usize] == lang as u8;
            let original = columns.original.has(member.doc);
            best = best.max(member.score);
            let slug = columns.slug_text(member.doc)?;
            let better = shown.as_ref().is_none_or(|(was_own, was_original, score, text, _)| {
                (*was_own, *was_original)
                    .cmp(&(own, original))
                    .then(score.total_cmp(&member.score))
                    .then_with(|| slug.cmp(text))
                    .is_lt()
            });
            if better {
                shown = Some((own, original, member.score, slug, *member));
            }
        }
        Ok(shown.map(|(.., member)| (member, best)))
    }
}

/// The kind of a document of a segment, as the model has it.
pub fn kind_at(segment: &Segment, doc: DocId) -> HitKind {
    super::entry::kind_of(segment.columns.kind[doc as usize])
}

pub fn kind_bits(kinds: &[HitKind]) -> u16 {
    kinds.iter().fold(0, |bits, kind| bits | 1 << kind_number(*kind))
}
