//! A segment of the index with the columns that filters, facets and order need, decoded once.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TantivyError, Term};

use super::super::age::Age;
use super::super::schema::{Fields, HANGS};
use super::tiers::{GRAMS, MEASURED, Statistics, TIERS};

/// A set of documents of one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    pub fn none(documents: u32) -> Bits {
        Bits(vec![0; (documents as usize).div_ceil(64)])
    }

    pub fn add(&mut self, doc: DocId) {
        self.0[doc as usize / 64] |= 1 << (doc % 64);
    }

    #[inline]
    pub fn has(&self, doc: DocId) -> bool {
        self.0[doc as usize / 64] >> (doc % 64) & 1 == 1
    }

    pub fn and(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits &= other);
    }

    pub fn without(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits &= !other);
    }

    pub fn retain(&mut self, keep: impl Fn(DocId) -> bool) {
        for (at, bits) in self.0.iter_mut().enumerate() {
            let mut left = *bits;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                if !keep(at as u32 * 64 + bit) {
                    *bits &= !(1 << bit);
                }
            }
        }
    }

    pub fn count(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    pub fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        self.0.iter().enumerate().flat_map(|(at, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    at as u32 * 64 + bit
                })
            })
        })
    }
}

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
    slugs: Option<StrColumn>,
    orders: Option<StrColumn>,
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
        Ok(Columns {
            kind: small("kind")?,
            lang: small("lang")?,
            lines: small("lines")?,
            tier: small("tier")?,
            year: (0..documents).map(|doc| year.first(doc).map_or(i16::MIN, |year| year as i16)).collect(),
            day: (0..documents).map(|doc| day.first(doc).unwrap_or(i64::MIN)).collect(),
            valid_until: (0..documents).map(|doc| valid_until.first(doc).unwrap_or(i64::MAX)).collect(),
            group: (0..documents).map(|doc| group.first(doc).unwrap_or_default()).collect(),
            original,
            slug: numbers(&slugs),
            order: numbers(&orders),
            hub,
            hub_ends,
            hub_names,
            slugs,
            orders,
        })
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

/// The living documents of a segment that are in a tier.
pub struct Tier {
    pub bits: Bits,
    /// All documents of the segment are: then tantivy's own counts hold.
    pub whole: bool,
    pub statistics: Statistics,
}

pub struct Segment {
    pub reader: SegmentReader,
    pub columns: Arc<Columns>,
    pub tiers: [Tier; TIERS],
    /// Lengths per measured field, see [`Statistics::terms`].
    pub norms: Vec<FieldNormReader>,
    /// Documents that may share their group with another document.
    pub grouped: Bits,
    /// Entries that hang on a document: the pages of its files. They are found, and counted in no statistics.
    pub hanging: Bits,
}

impl Segment {
    pub fn new(reader: SegmentReader, columns: Arc<Columns>, fields: &Fields) -> Result<Segment, TantivyError> {
        let mut norms = Vec::with_capacity(MEASURED);
        for field in fields.title.iter().chain(&fields.all).chain([&fields.grams]) {
            norms.push(reader.get_fieldnorms_reader(*field)?);
        }
        let mut hanging = Bits::none(reader.max_doc());
        each(&reader, &Term::from_field_text(fields.outer, HANGS), |doc| hanging.add(doc))?;
        let tiers = std::array::from_fn(|tier| measure(tier, &reader, &columns, &norms, &hanging));
        let grouped = Bits::none(reader.max_doc());
        Ok(Segment { reader, columns, tiers, norms, grouped, hanging })
    }

    /// The living documents that one of these keys opens; of what hangs on something, those where one opens that too.
    pub fn sight(&self, keys: &BTreeSet<String>, fields: &Fields) -> Result<Bits, TantivyError> {
        let mut sight = self.opened(keys, fields.reader)?;
        if self.hanging.iter().next().is_some() {
            let mut shut = self.hanging.clone();
            shut.without(&self.opened(keys, fields.outer)?);
            sight.without(&shut);
        }
        if let Some(alive) = self.reader.alive_bitset() {
            let mut living = Bits::none(self.reader.max_doc());
            alive.iter_alive().for_each(|doc| living.add(doc));
            sight.and(&living);
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

fn measure(tier: usize, reader: &SegmentReader, columns: &Columns, norms: &[FieldNormReader], hanging: &Bits) -> Tier {
    let mut bits = Bits::none(reader.max_doc());
    let mut statistics = Statistics::default();
    let own = reader.doc_ids_alive().filter(|doc| !hanging.has(*doc));
    for doc in own.filter(|doc| usize::from(columns.tier[*doc as usize]) <= tier) {
        bits.add(doc);
        let lang = usize::from(columns.lang[doc as usize]).min(4);
        statistics.documents += 1;
        statistics.in_lang[lang] += 1;
        for measured in [lang, 5 + lang, GRAMS] {
            statistics.terms[measured] += u64::from(norms[measured].fieldnorm(doc));
        }
    }
    Tier { bits, whole: statistics.documents == reader.max_doc(), statistics }
}

/// Marks the documents whose group has more than one member somewhere: only those need care when groups are counted.
pub fn mark_groups(segments: &mut [Segment]) {
    let mut translated: HashSet<u64> = HashSet::new();
    for segment in segments.iter() {
        let translations = segment.reader.doc_ids_alive().filter(|doc| !segment.columns.original.has(*doc));
        translated.extend(translations.map(|doc| segment.columns.group[doc as usize]));
        // An indicator has its languages in one edit, all of them originals.
        let indicators =
            segment.reader.doc_ids_alive().filter(|doc| usize::from(segment.columns.kind[*doc as usize]) == 7);
        translated.extend(indicators.map(|doc| segment.columns.group[doc as usize]));
        translated.extend(segment.hanging.iter().map(|doc| segment.columns.group[doc as usize]));
    }
    if translated.is_empty() {
        return;
    }
    for segment in segments {
        for doc in segment.reader.doc_ids_alive() {
            if translated.contains(&segment.columns.group[doc as usize]) {
                segment.grouped.add(doc);
            }
        }
    }
}
