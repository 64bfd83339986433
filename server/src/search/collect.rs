//! Which documents an answer lists, in which order, and how many there are of each: exact, and a text and its
//! translations counted once.

mod facets;
mod order;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

use app::model::lang::Lang;
use app::model::query::{Facets, HitKind, Query};
use tantivy::{DocId, TantivyError};

use self::facets::{Counts, Filters};
pub use self::order::{Place, Ranking, Scored};
use super::adopted::Adopted;
use super::entry::kind_number;
use super::parallel::each_segment;
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
    let best = found.unwrap_or_default().iter().fold(0.0_f32, |best, found| best.max(found.coverages.0));
    let sizes: Vec<u32> = snapshot.segments.iter().map(|segment| segment.reader.max_doc()).collect();
    let parts = each_segment(&sizes, |number| {
        let found = found.map(|found| &found[number]);
        let matching = matching(&candidates[number], found, best);
        let segment = &snapshot.segments[number];
        let filters = Filters::new(query, segment, adopted, number);
        let mut part =
            Part { counts: Counts::new(adopted), ranking: Ranking::new(query.sort, most), grouped: Vec::new() };
        part.read(segment, number, &matching, found, &filters);
        Ok(part)
    })?;
    let mut groups: HashMap<u64, Group> = HashMap::new();
    let mut counts = Counts::new(adopted);
    let mut ranking = Ranking::new(query.sort, most);
    for part in parts {
        counts.take(part.counts);
        ranking.take(part.ranking);
        for (group, member) in part.grouped {
            groups.entry(group).or_default().members.push(member);
        }
    }
    for group in groups.values() {
        counts.add_group(snapshot, &group.members);
        if let Some((member, score)) = group.shown(snapshot, query.lang)? {
            ranking.offer_late(member.segment, &snapshot.segments[member.segment], member.doc, score);
        }
    }
    Ok(Collected { total: counts.total, facets: counts.facets(), hits: ranking.finish(snapshot)? })
}

/// What one segment gives.
struct Part<'a> {
    counts: Counts<'a>,
    ranking: Ranking,
    /// Texts that have translations, each with its group.
    grouped: Vec<(u64, Member)>,
}

impl Part<'_> {
    fn read(&mut self, segment: &Segment, number: usize, matching: &Bits, found: Option<&Found>, filters: &Filters) {
        let (mut alone, mut grouped) = (matching.clone(), matching.clone());
        alone.without(&segment.grouped);
        grouped.and(&segment.grouped);
        self.counts.add(segment, number, &alone, filters);
        let score = |doc| found.map_or(0.0, |found| found.score(doc));
        filters.met_by(&alone).iter().for_each(|doc| self.ranking.offer(number, segment, doc, score(doc)));
        self.ranking.close_segment();
        for doc in grouped.iter() {
            let misses = filters.misses(doc);
            // Missing two filters, it is counted nowhere.
            if misses & misses.wrapping_sub(1) == 0 {
                let member = Member { segment: number, doc, score: score(doc), misses };
                self.grouped.push((segment.columns.group[doc as usize], member));
            }
        }
    }
}

/// Documents that have much less of the question than the best one are no answer to it.
const LEAST: f32 = 0.1;

/// The candidates that have enough of the question.
fn matching<'a>(candidates: &'a Bits, found: Option<&'a Found>, best: f32) -> Cow<'a, Bits> {
    let Some(found) = found else { return Cow::Borrowed(candidates) };
    if found.coverages.1 >= best * LEAST {
        return Cow::Borrowed(&found.matched);
    }
    let mut matching = found.matched.clone();
    matching.retain(|doc| found.coverage(doc) >= best * LEAST);
    Cow::Owned(matching)
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
        let columns = |member: &Member| &snapshot.segments[member.segment].columns;
        let own = |member: &Member| columns(member).lang[member.doc as usize] == lang as u8;
        let original = |member: &Member| columns(member).original.has(member.doc);
        let mut best = f32::NEG_INFINITY;
        let mut shown: Option<Member> = None;
        for member in self.members.iter().filter(|member| member.misses == 0) {
            best = best.max(member.score);
            let order = match &shown {
                None => Ordering::Greater,
                Some(before) => (own(member), original(member))
                    .cmp(&(own(before), original(before)))
                    .then(member.score.total_cmp(&before.score)),
            };
            let better = match (order, &shown) {
                // A slug is unpacked from the index, which for all members of all groups would take longer than the question.
                (Ordering::Equal, Some(before)) => {
                    columns(member).slug_text(member.doc)? < columns(before).slug_text(before.doc)?
                }
                _ => order.is_gt(),
            };
            if better {
                shown = Some(*member);
            }
        }
        Ok(shown.map(|member| (member, best)))
    }
}

/// The kind of a document of a segment, as the model has it.
pub fn kind_at(segment: &Segment, doc: DocId) -> HitKind {
    super::entry::kind_of(segment.columns.kind[doc as usize])
}

pub fn kind_bits(kinds: &[HitKind]) -> u16 {
    kinds.iter().fold(0, |bits, kind| bits | 1 << kind_number(*kind))
}
