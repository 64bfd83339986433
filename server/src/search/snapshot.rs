//! One unchanging view of the index: its segments, decoded once, and what statistics may be taken from.

mod bits;
mod segment;
mod tiers;
mod values;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use app::model::reader::{OrganisationKind, Reader};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader, TantivyError};

pub use bits::Bits;
use segment::Known;
pub use segment::Segment;
pub use tiers::{GRAMS, Statistics, TIERS};

use super::schema::Fields;

/// A view of the index after some commit. Every answer is taken from one.
pub struct Snapshot {
    /// Fetches what is stored, and keeps the files of this view.
    pub searcher: Searcher,
    pub fields: Fields,
    pub segments: Vec<Segment>,
    /// Per tier; see [`tiers`].
    statistics: [Statistics; TIERS],
    sights: Mutex<HashMap<BTreeSet<String>, Sight>>,
    frequencies: Mutex<HashMap<Counted, u32>>,
}

/// The documents that a reader may read, per segment.
pub type Sight = Arc<Vec<Arc<Bits>>>;

/// What a frequency is remembered by: tier, number of the field, bytes of the term.
type Counted = (usize, u32, Vec<u8>);

/// What a following snapshot takes over.
#[derive(Default)]
pub struct Keep {
    segments: HashMap<SegmentId, Known>,
    /// The groups that had more than one member.
    translated: BTreeSet<u64>,
}

/// How many readers' sights and how many terms' frequencies are remembered in one snapshot.
const MOST_SIGHTS: usize = 128;
const MOST_FREQUENCIES: usize = 200_000;

impl Snapshot {
    pub fn new(searcher: Searcher, fields: &Fields, keep: &mut Keep) -> Result<Snapshot, TantivyError> {
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            segments.push(Segment::new(reader.clone(), keep.segments.get(&reader.segment_id()), fields)?);
        }
        let translated = segment::translated(&segments);
        for segment in &mut segments {
            if translated != keep.translated || !keep.segments.contains_key(&segment.reader.segment_id()) {
                segment::mark_groups(segment, &translated);
            }
        }
        keep.segments = segments.iter().map(|segment| (segment.reader.segment_id(), segment.known())).collect();
        keep.translated = translated;
        let statistics = std::array::from_fn(|tier| tiers::statistics(tier, &segments));
        Ok(Snapshot {
            searcher,
            fields: fields.clone(),
            segments,
            statistics,
            sights: Mutex::default(),
            frequencies: Mutex::default(),
        })
    }

    /// True when a searcher would show the same.
    pub fn is_of(&self, searcher: &Searcher) -> bool {
        let state = |reader: &SegmentReader| (reader.segment_id(), reader.delete_opstamp());
        let (mine, theirs) = (self.searcher.segment_readers(), searcher.segment_readers());
        mine.len() == theirs.len() && mine.iter().zip(theirs).all(|(mine, theirs)| state(mine) == state(theirs))
    }

    /// The tier whose documents every reader of this kind may read.
    pub fn tier(reader: &Reader) -> usize {
        match reader {
            Reader::Anonymous => 0,
            Reader::Person(person) if person.kind != OrganisationKind::Public => 1,
            Reader::Person(_) => 2,
        }
    }

    pub fn statistics(&self, tier: usize) -> &Statistics {
        &self.statistics[tier]
    }

    /// What this reader may read. The only way to hits: whatever lists documents asks here first.
    pub fn sight(&self, reader: &Reader) -> Result<Sight, TantivyError> {
        let keys = reader.keys();
        if let Some(sight) = self.sights.lock().unwrap_or_else(PoisonError::into_inner).get(&keys) {
            return Ok(sight.clone());
        }
        let sight: Result<Vec<Arc<Bits>>, TantivyError> =
            self.segments.iter().map(|segment| segment.sight(&keys, &self.fields).map(Arc::new)).collect();
        let sight: Sight = Arc::new(sight?);
        let mut sights = self.sights.lock().unwrap_or_else(PoisonError::into_inner);
        if sights.len() >= MOST_SIGHTS {
            sights.clear();
        }
        sights.insert(keys, sight.clone());
        Ok(sight)
    }

    /// In how many living documents of a tier a term occurs. Documents outside the tier, and deleted ones, count nothing.
    ///
    /// The sum is remembered: every segment has a dictionary of its own to look in, and where the tier does not hold a segment
    /// whole its list is counted, which takes about as long as scoring it.
    pub fn frequency(&self, tier: usize, term: &tantivy::Term) -> Result<u32, TantivyError> {
        let name = (tier, term.field().field_id(), term.serialized_value_bytes().to_vec());
        let known = || self.frequencies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known().get(&name) {
            return Ok(*known);
        }
        let mut count = 0;
        for segment in &self.segments {
            let inverted = segment.reader.inverted_index(term.field())?;
            count += match inverted.get_term_info(term)? {
                Some(info) if segment.tiers[tier].whole => info.doc_freq,
                Some(info) => segment.count(&inverted, &info, &segment.tiers[tier].bits)?,
                None => 0,
            };
        }
        let mut frequencies = known();
        if frequencies.len() >= MOST_FREQUENCIES {
            frequencies.clear();
        }
        frequencies.insert(name, count);
        Ok(count)
    }
}
