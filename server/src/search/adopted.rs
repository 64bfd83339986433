//! Which hubs use what: a filter, a facet and a small reward, each as far as somebody may know.
//!
//! Steps of hubs are few and have readers of their own, so they are kept beside the index and not in it. What is shown and
//! counted depends on the reader; what ranks depends on the tier alone, as all of ranking does.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use app::model::reader::Reader;
use app::model::sharing::{ClearForPublicBodies, Sharing};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use tantivy::{DocId, TantivyError};

use super::collect::{Place, Scored};
use super::entry::work_number;
use super::score::pairs::LOOKED_AT;
use super::snapshot::{Bits, Snapshot};

/// A step of an organisation at a hub with a document, and who may know of it: whoever holds a key of both lists.
#[derive(Clone, Debug)]
pub struct Noted {
    /// The slug of its original.
    pub work: Slug,
    pub hub: Slug,
    pub organisation: Slug,
    /// Whether that organisation uses it from this step on.
    pub adopted: bool,
    pub keys: BTreeSet<String>,
    pub document_keys: BTreeSet<String>,
}

/// All steps, in the order of days.
#[derive(Default)]
pub struct Ledger {
    noted: Vec<Noted>,
    documents: HashSet<String>,
    seen: Mutex<Seen>,
}

/// What was worked out for one snapshot, by the keys of readers.
#[derive(Default)]
struct Seen {
    snapshot: Weak<Snapshot>,
    by: HashMap<BTreeSet<String>, Arc<Adopted>>,
}

/// How many readers are remembered.
const MOST_SEEN: usize = 128;

impl Ledger {
    /// `documents` are all with a step, by id: those that nobody reads now among them, for they may return.
    pub fn new(noted: Vec<Noted>, documents: HashSet<String>) -> Ledger {
        Ledger { noted, documents, seen: Mutex::default() }
    }

    /// Whether one of these documents is in it, by id.
    pub fn names<'a>(&self, documents: impl IntoIterator<Item = &'a str>) -> bool {
        !self.documents.is_empty() && documents.into_iter().any(|document| self.documents.contains(document))
    }

    /// What somebody with these keys may know.
    pub fn seen_by(&self, snapshot: &Arc<Snapshot>, keys: &BTreeSet<String>) -> Arc<Adopted> {
        if self.noted.is_empty() {
            return Arc::default();
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.snapshot.ptr_eq(&Arc::downgrade(snapshot)) {
            *seen = Seen { snapshot: Arc::downgrade(snapshot), by: HashMap::new() };
        }
        if let Some(known) = seen.by.get(keys) {
            return known.clone();
        }
        if seen.by.len() >= MOST_SEEN {
            seen.by.clear();
        }
        let adopted = Arc::new(self.work_out(snapshot, keys));
        seen.by.insert(keys.clone(), adopted.clone());
        adopted
    }

    /// What every reader of a tier may know.
    pub fn of_tier(&self, snapshot: &Arc<Snapshot>, tier: usize) -> Result<Arc<Adopted>, TantivyError> {
        let mut keys = Reader::Anonymous.keys();
        for public in [false, true].into_iter().take(tier) {
            let green = Sharing::new(Tlp::Green, BTreeSet::new(), public);
            keys.extend(
                green.map_err(|error: ClearForPublicBodies| TantivyError::InternalError(error.to_string()))?.keys(None),
            );
        }
        Ok(self.seen_by(snapshot, &keys))
    }

    fn work_out(&self, snapshot: &Snapshot, keys: &BTreeSet<String>) -> Adopted {
        let opens = |noted: &&Noted| !noted.keys.is_disjoint(keys) && !noted.document_keys.is_disjoint(keys);
        // The last step that can be seen tells how it stands with an organisation.
        let mut stands: HashMap<(&Slug, &Slug, &Slug), bool> = HashMap::new();
        for noted in self.noted.iter().filter(opens) {
            stands.insert((&noted.hub, &noted.work, &noted.organisation), noted.adopted);
        }
        // A hub uses what one of its organisations uses: nothing is further along (app::model::adoption).
        let used = stands.iter().filter(|(_, adopted)| **adopted).map(|((hub, work, _), _)| (*hub, *work));
        let mut by_hub: BTreeMap<&Slug, BTreeSet<&Slug>> = BTreeMap::new();
        for (hub, work) in used {
            by_hub.entry(hub).or_default().insert(work);
        }
        let mut works: HashMap<u64, Vec<u16>> = HashMap::new();
        for (number, used) in by_hub.values().enumerate() {
            for work in used {
                works.entry(work_number(work)).or_default().push(number as u16);
            }
        }
        let hubs: Vec<Slug> = by_hub.into_keys().cloned().collect();
        let segments = snapshot.segments.iter().map(|segment| {
            let mut used = Used { any: Bits::none(segment.reader.max_doc()), by: HashMap::new() };
            for (doc, group) in segment.columns.group.iter().enumerate() {
                if let Some(numbers) = works.get(group) {
                    used.any.add(doc as DocId);
                    used.by.insert(doc as DocId, numbers.clone());
                }
            }
            used
        });
        Adopted { segments: segments.collect(), hubs }
    }
}

/// Which hubs use which documents.
#[derive(Debug, Default)]
pub struct Adopted {
    /// In the order of their codes.
    pub hubs: Vec<Slug>,
    segments: Vec<Used>,
}

/// The documents of one segment that hubs use, with the numbers of those hubs.
#[derive(Debug)]
struct Used {
    /// Asked first: nearly all documents are used by nobody.
    any: Bits,
    by: HashMap<DocId, Vec<u16>>,
}

/// What a hit gains by many hubs that use it; by one it gains half of that.
const REWARD: f32 = 0.06;

impl Adopted {
    /// The numbers of the hubs that use a document.
    pub fn of(&self, segment: usize, doc: DocId) -> &[u16] {
        match self.segments.get(segment) {
            Some(used) if !self.hubs.is_empty() && used.any.has(doc) => {
                used.by.get(&doc).map(Vec::as_slice).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The documents of a segment that hubs use, with the numbers of those.
    pub fn used(&self, segment: usize) -> impl Iterator<Item = (DocId, &[u16])> {
        let used = self.segments.get(segment).into_iter().flat_map(|used| &used.by);
        used.map(|(doc, hubs)| (*doc, hubs.as_slice()))
    }

    /// The hubs that use a document.
    pub fn hubs_of(&self, place: &Place) -> Vec<Slug> {
        self.of(place.segment, place.doc)
            .iter()
            .filter_map(|number| self.hubs.get(usize::from(*number)).cloned())
            .collect()
    }

    /// The numbers of hubs by their codes.
    pub fn numbers(&self, codes: &[String]) -> Vec<u16> {
        codes
            .iter()
            .filter_map(|code| self.hubs.iter().position(|hub| hub.as_str() == code.as_str()))
            .map(|number| number as u16)
            .collect()
    }

    /// Adds to the scores of the best hits what the hubs that use them are worth, and puts them in their new order. As with
    /// neighbouring words a hit can gain but never lose.
    pub fn reward(&self, hits: &mut [Scored]) {
        if self.hubs.is_empty() {
            return;
        }
        let most = hits.len().min(LOOKED_AT);
        let hits = &mut hits[..most];
        for hit in hits.iter_mut() {
            let hubs = self.of(hit.place.segment, hit.place.doc).len();
            if hubs > 0 {
                hit.adopted = hit.score * REWARD * (1.0 - (-(hubs as f32)).exp2());
                hit.score += hit.adopted;
            }
        }
        // Hits of equal score stay as they are: by slug.
        hits.sort_by(|first, second| second.score.total_cmp(&first.score));
    }
}
