//! A segment of the index with the columns that filters, facets and order need, decoded once.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TantivyError, Term};

use super::super::age::Age;
use super::super::schema::{Fields, HANGS};
use super::bits::Bits;
use super::tiers::{GRAMS, MEASURED, Statistics, TIERS};
use super::values::Values;

/// What every document of a segment is, in arrays by document number.
pub struct Columns {
    pub kind: Vec<u8>,
    pub lang: Vec<u8>,
    pub lines: Vec<u8>,
    pub tier: Vec<u8>,
    /// `i16::MIN` where there is none.
    pub year: Vec<i16>,
    pub day: Vec<i64>,
    /// The last day on which it holds; `i64::MAX` where it names none.
    pub valid_until: Vec<i64>,
    pub group: Vec<u64>,
    pub original: Bits,
    /// Numbers of slugs and title orders: in the order of the text, within this segment.
    pub slug: Vec<u32>,
    pub order: Vec<u32>,
    /// Hubs of document `d` are `hub[hub_ends[d - 1]..hub_ends[d]]`, as numbers in `hub_names`.
    pub hub: Vec<u16>,
    pub hub_ends: Vec<u32>,
    pub hub_names: Vec<String>,
    /// Documents that are in their group beside others: translations, and indicators, whose languages are one edit.
    pub companions: Vec<DocId>,
    pub values: Values,
    slugs: Option<StrColumn>,
    orders: Option<StrColumn>,
    /// Of the day that was last asked for.
    factors: Mutex<(i64, Arc<[f32]>)>,
}

impl Columns {
    pub fn read(reader: &SegmentReader) -> Result<Columns, TantivyError> {
        let fast = reader.fast_fields();
        let documents = reader.max_doc();
        let small = |name: &str| -> Result<Vec<u8>, TantivyError> {
            let column = fast.u64(name)?;
            Ok((0..documents).map(|doc| column.first(doc).unwrap_or_default() as u8).collect())
        };
        let (year, day, group) = (fast.i64("year")?, fast.i64("day")?, fast.u64("group")?);
        let valid_until = fast.i64("valid_until")?;
        let originals = fast.bool("original")?;
        let mut original = Bits::none(documents);
        (0..documents).filter(|doc| originals.first(*doc) == Some(true)).for_each(|doc| original.add(doc));
        let (slugs, orders, hubs) = (fast.str("slug")?, fast.str("order")?, fast.str("hubs")?);
        let numbers = |column: &Option<StrColumn>| -> Vec<u32> {
            let of = |ords: &Column<u64>, doc| ords.first(doc).unwrap_or_default() as u32;
            match column {
                Some(column) => (0..documents).map(|doc| of(column.ords(), doc)).collect(),
                None => vec![0; documents as usize],
            }
        };
        let (mut hub, mut hub_ends, mut hub_names) = (Vec::new(), Vec::with_capacity(documents as usize), Vec::new());
        if let Some(hubs) = &hubs {
            for number in 0..hubs.num_terms() as u64 {
                let mut name = String::new();
                hubs.ord_to_str(number, &mut name)?;
                hub_names.push(name);
            }
        }
        for doc in 0..documents {
            if let Some(hubs) = &hubs {
                hub.extend(hubs.term_ords(doc).map(|number| number as u16));
            }
            hub_ends.push(hub.len() as u32);
        }
        let kind = small("kind")?;
        let is_companion = |doc: &DocId| !original.has(*doc) || IN_EACH_LANGUAGE.contains(&kind[*doc as usize]);
        let companions = (0..documents).filter(is_companion).collect();
        let (lang, lines) = (small("lang")?, small("lines")?);
        let year: Vec<i16> = (0..documents).map(|doc| year.first(doc).map_or(i16::MIN, |year| year as i16)).collect();
        let values = Values::of(&kind, &lang, &lines, &year, (&hub, &hub_ends, hub_names.len()));
        Ok(Columns {
            kind,
            lang,
            lines,
            tier: small("tier")?,
            year,
            day: (0..documents).map(|doc| day.first(doc).unwrap_or(i64::MIN)).collect(),
            valid_until: (0..documents).map(|doc| valid_until.first(doc).unwrap_or(i64::MAX)).collect(),
            group: (0..documents).map(|doc| group.first(doc).unwrap_or_default()).collect(),
            original,
            slug: numbers(&slugs),
            order: numbers(&orders),
            hub,
            hub_ends,
            hub_names,
            companions,
            values,
            slugs,
            orders,
            factors: Mutex::new((i64::MIN, Arc::default())),
        })
    }

    /// What a score is multiplied by for the age of each document; `today` as in `age::today`.
    pub fn factors(&self, today: i64) -> Arc<[f32]> {
        let mut known = self.factors.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != today {
            let ages = (0..self.kind.len() as DocId).map(|doc| self.age(doc));
            *known = (today, ages.map(|age| age.fresh(today) * age.expired(today)).collect());
        }
        known.1.clone()
    }

    pub fn hubs(&self, doc: DocId) -> &[u16] {
        let doc = doc as usize;
        let from = if doc == 0 { 0 } else { self.hub_ends[doc - 1] };
        &self.hub[from as usize..self.hub_ends[doc] as usize]
    }

    pub fn age(&self, doc: DocId) -> Age {
        let at = doc as usize;
        Age {
            published: (self.year[at] != i16::MIN).then_some(self.day[at]),
            valid_until: (self.valid_until[at] != i64::MAX).then_some(self.valid_until[at]),
        }
    }

    pub fn slug_text(&self, doc: DocId) -> Result<String, TantivyError> {
        text(&self.slugs, self.slug[doc as usize])
    }

    pub fn order_text(&self, doc: DocId) -> Result<String, TantivyError> {
        text(&self.orders, self.order[doc as usize])
    }
}

fn text(column: &Option<StrColumn>, number: u32) -> Result<String, TantivyError> {
    let mut text = String::new();
    if let Some(column) = column {
        column.ord_to_str(number.into(), &mut text)?;
    }
    Ok(text)
}

/// The numbers of indicators, profiles and contact points among the kinds of hits, see `entry::kind_number`: those have an entry
/// per language.
const IN_EACH_LANGUAGE: [u8; 3] = [7, 9, 10];

/// The living documents of a segment that are in a tier.
#[derive(Clone)]
pub struct Tier {
    pub bits: Bits,
    /// All documents of the segment are: then tantivy's own counts hold.
    pub whole: bool,
    pub statistics: Statistics,
}

pub struct Segment {
    pub reader: SegmentReader,
    pub columns: Arc<Columns>,
    pub tiers: Arc<[Tier; TIERS]>,
    /// Lengths per measured field, see [`Statistics::terms`].
    pub norms: Vec<FieldNormReader>,
    /// Documents that may share their group with another document.
    pub grouped: Arc<Bits>,
    /// The same with their groups, in the order of those.
    groups: Arc<Vec<(u64, DocId)>>,
    /// Entries that hang on a document: the pages of its files. They are found, and counted in no statistics.
    pub hanging: Arc<Bits>,
}

impl Segment {
    /// A segment, with what the snapshot before this one knew of it: counting all documents anew for each one that is
    /// published would make the wait of its author grow with the collection.
    pub fn new(reader: SegmentReader, before: Option<&Known>, fields: &Fields) -> Result<Segment, TantivyError> {
        let mut norms = Vec::with_capacity(MEASURED);
        for field in fields.title.iter().chain(&fields.all).chain([&fields.grams]) {
            norms.push(reader.get_fieldnorms_reader(*field)?);
        }
        let columns = match before {
            Some(known) => known.columns.clone(),
            None => Arc::new(Columns::read(&reader)?),
        };
        let hanging = match before {
            Some(known) => known.hanging.clone(),
            None => {
                let mut hanging = Bits::none(reader.max_doc());
                each(&reader, &Term::from_field_text(fields.outer, HANGS), |doc| hanging.add(doc))?;
                Arc::new(hanging)
            }
        };
        let tiers = match before {
            Some(known) if known.deletes == reader.delete_opstamp() => known.tiers.clone(),
            Some(known) => {
                let living = living(&reader);
                Arc::new(std::array::from_fn(|tier| without_deleted(&known.tiers[tier], &living, &columns, &norms)))
            }
            None => Arc::new(std::array::from_fn(|tier| measure(tier, &reader, &columns, &norms, &hanging))),
        };
        let grouped = before.map_or_else(|| Arc::new(Bits::none(reader.max_doc())), |known| known.grouped.clone());
        let groups = before.map(|known| known.groups.clone()).unwrap_or_default();
        Ok(Segment { reader, columns, tiers, norms, grouped, groups, hanging })
    }

    /// What the next snapshot takes over.
    pub fn known(&self) -> Known {
        Known {
            columns: self.columns.clone(),
            deletes: self.reader.delete_opstamp(),
            tiers: self.tiers.clone(),
            grouped: self.grouped.clone(),
            groups: self.groups.clone(),
            hanging: self.hanging.clone(),
        }
    }

    /// The living documents that one of these keys opens; of what hangs on something, those where one opens that too.
    pub fn sight(&self, keys: &BTreeSet<String>, fields: &Fields) -> Result<Bits, TantivyError> {
        let mut sight = self.opened(keys, fields.reader)?;
        if self.hanging.iter().next().is_some() {
            let mut shut = Bits::clone(&self.hanging);
            shut.without(&self.opened(keys, fields.outer)?);
            sight.without(&shut);
        }
        if self.reader.has_deletes() {
            sight.and(&living(&self.reader));
        }
        Ok(sight)
    }

    /// The documents that have one of these keys in a field, deleted ones too.
    fn opened(&self, keys: &BTreeSet<String>, field: Field) -> Result<Bits, TantivyError> {
        let mut opened = Bits::none(self.reader.max_doc());
        for key in keys {
            self.each(&Term::from_field_text(field, key), |doc| opened.add(doc))?;
        }
        Ok(opened)
    }

    /// The members of a group that has several, deleted ones too.
    pub fn group(&self, group: u64) -> impl Iterator<Item = DocId> + '_ {
        let from = self.groups.partition_point(|(other, _)| *other < group);
        self.groups[from..].iter().take_while(move |(other, _)| *other == group).map(|(_, doc)| *doc)
    }

    /// Every document that has a term, deleted ones too.
    pub fn each(&self, term: &Term, visit: impl FnMut(DocId)) -> Result<(), TantivyError> {
        each(&self.reader, term, visit)
    }

    /// How many documents of a set have a term.
    pub fn count(&self, inverted: &InvertedIndexReader, info: &TermInfo, set: &Bits) -> Result<u32, TantivyError> {
        let mut count = 0;
        let mut block = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while !block.docs().is_empty() {
            count += block.docs().iter().filter(|doc| set.has(**doc)).count() as u32;
            block.advance();
        }
        Ok(count)
    }
}

/// What one snapshot leaves to the next of a segment: documents never change in it, they are only deleted.
pub struct Known {
    columns: Arc<Columns>,
    /// Up to which change its deleted documents are known; `None` when it has none.
    deletes: Option<u64>,
    tiers: Arc<[Tier; TIERS]>,
    grouped: Arc<Bits>,
    groups: Arc<Vec<(u64, DocId)>>,
    hanging: Arc<Bits>,
}

fn each(reader: &SegmentReader, term: &Term, mut visit: impl FnMut(DocId)) -> Result<(), TantivyError> {
    let inverted = reader.inverted_index(term.field())?;
    let Some(info) = inverted.get_term_info(term)? else { return Ok(()) };
    let mut block = inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
    while !block.docs().is_empty() {
        block.docs().iter().for_each(|doc| visit(*doc));
        block.advance();
    }
    Ok(())
}

fn living(reader: &SegmentReader) -> Bits {
    let mut living = Bits::none(reader.max_doc());
    reader.doc_ids_alive().for_each(|doc| living.add(doc));
    living
}

fn measure(tier: usize, reader: &SegmentReader, columns: &Columns, norms: &[FieldNormReader], hanging: &Bits) -> Tier {
    let mut bits = Bits::none(reader.max_doc());
    let mut statistics = Statistics::default();
    let own = reader.doc_ids_alive().filter(|doc| !hanging.has(*doc));
    for doc in own.filter(|doc| usize::from(columns.tier[*doc as usize]) <= tier) {
        bits.add(doc);
        statistics.add(&one(doc, columns, norms));
    }
    Tier { bits, whole: statistics.documents == reader.max_doc(), statistics }
}

/// The tier after more documents were deleted.
fn without_deleted(before: &Tier, living: &Bits, columns: &Columns, norms: &[FieldNormReader]) -> Tier {
    let mut deleted = before.bits.clone();
    deleted.without(living);
    let mut after = before.clone();
    for doc in deleted.iter() {
        after.statistics.take_off(&one(doc, columns, norms));
        after.whole = false;
    }
    after.bits.and(living);
    after
}

/// What one document adds to the statistics of its tiers.
fn one(doc: DocId, columns: &Columns, norms: &[FieldNormReader]) -> Statistics {
    let lang = usize::from(columns.lang[doc as usize]).min(4);
    let mut one = Statistics { documents: 1, ..Statistics::default() };
    one.in_lang[lang] = 1;
    for measured in [lang, 5 + lang, GRAMS] {
        one.terms[measured] = u64::from(norms[measured].fieldnorm(doc));
    }
    one
}

/// The groups that have more than one member somewhere.
pub fn translated(segments: &[Segment]) -> BTreeSet<u64> {
    let mut translated = BTreeSet::new();
    for segment in segments {
        let members = segment.columns.companions.iter().copied().chain(segment.hanging.iter());
        let living = members.filter(|doc| !segment.reader.is_deleted(*doc));
        translated.extend(living.map(|doc| segment.columns.group[doc as usize]));
    }
    translated
}

/// Marks the documents of those groups: only they need care when groups are counted.
pub fn mark_groups(segment: &mut Segment, translated: &BTreeSet<u64>) {
    let mut grouped = Bits::none(segment.reader.max_doc());
    if !translated.is_empty() {
        let known: HashSet<u64> = translated.iter().copied().collect();
        let members = segment.reader.doc_ids_alive();
        members.filter(|doc| known.contains(&segment.columns.group[*doc as usize])).for_each(|doc| grouped.add(doc));
    }
    let mut groups: Vec<(u64, DocId)> = grouped.iter().map(|doc| (segment.columns.group[doc as usize], doc)).collect();
    groups.sort_unstable();
    (segment.grouped, segment.groups) = (Arc::new(grouped), Arc::new(groups));
}
