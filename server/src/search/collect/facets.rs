//! Facets: how many hits each value of a filter has, given all other filters.

use std::collections::{BTreeMap, BTreeSet};

use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::{Facets, Query};
use tantivy::DocId;

use super::{Member, kind_bits};
use crate::search::adopted::Adopted;
use crate::search::entry::kind_of;
use crate::search::schema::line_bits;
use crate::search::snapshot::{Columns, Snapshot};

const KIND: u8 = 1;
const HUB: u8 = 2;
const LINE: u8 = 4;
const LANG: u8 = 8;
const YEAR: u8 = 16;
const ADOPTED: u8 = 32;

/// The filters of a query, made ready for the columns of one segment.
pub struct Filters<'a> {
    columns: &'a Columns,
    kinds: u16,
    lines: u8,
    langs: u8,
    years: &'a [i16],
    hubs: Vec<u16>,
    asked_hubs: bool,
    adopted: &'a Adopted,
    segment: usize,
    /// `None` where it is not asked for.
    adopted_by: Option<Vec<u16>>,
}

impl<'a> Filters<'a> {
    pub fn new(query: &'a Query, columns: &'a Columns, adopted: &'a Adopted, segment: usize) -> Filters<'a> {
        let number = |hub: &str| columns.hub_names.iter().position(|name| name == hub).map(|number| number as u16);
        Filters {
            columns,
            kinds: kind_bits(&query.kinds),
            lines: line_bits(&query.lines),
            langs: query.langs.iter().fold(0, |bits, lang| bits | 1 << (*lang as u8)),
            years: &query.years,
            hubs: query.hubs.iter().filter_map(|hub| number(hub.as_str())).collect(),
            asked_hubs: !query.hubs.is_empty(),
            adopted,
            segment,
            adopted_by: (!query.adopted.is_empty())
                .then(|| adopted.numbers(query.adopted.iter().map(|hub| hub.to_string()))),
        }
    }

    /// The filters that a document does not meet, as bits.
    pub fn misses(&self, doc: DocId) -> u8 {
        let at = doc as usize;
        let columns = self.columns;
        let mut misses = 0;
        if self.kinds != 0 && self.kinds >> columns.kind[at] & 1 == 0 {
            misses |= KIND;
        }
        if self.asked_hubs && !columns.hubs(doc).iter().any(|hub| self.hubs.contains(hub)) {
            misses |= HUB;
        }
        if self.lines != 0 && self.lines & columns.lines[at] == 0 {
            misses |= LINE;
        }
        if self.langs != 0 && self.langs >> columns.lang[at] & 1 == 0 {
            misses |= LANG;
        }
        if !self.years.is_empty() && !self.years.contains(&columns.year[at]) {
            misses |= YEAR;
        }
        if let Some(wanted) = &self.adopted_by
            && !self.adopted.of(self.segment, doc).iter().any(|hub| wanted.contains(hub))
        {
            misses |= ADOPTED;
        }
        misses
    }
}

/// Counts over all segments.
pub struct Counts<'a> {
    adopted: &'a Adopted,
    /// By number in [`Adopted::hubs`].
    adopted_by: Vec<u64>,
    pub total: u64,
    kinds: [u64; 16],
    lines: [u64; 8],
    langs: [u64; 8],
    years: BTreeMap<i16, u64>,
    hubs: BTreeMap<String, u64>,
}

/// Counts within one segment, where hubs are numbers.
pub struct Local<'a> {
    columns: &'a Columns,
    adopted: &'a Adopted,
    segment: usize,
    adopted_by: Vec<u64>,
    total: u64,
    kinds: [u64; 16],
    lines: [u64; 8],
    langs: [u64; 8],
    /// By year from [`FIRST_YEAR`]; others are in `other_years`.
    years: Vec<u64>,
    other_years: BTreeMap<i16, u64>,
    hubs: Vec<u64>,
}

const FIRST_YEAR: i16 = 1900;
const YEARS: usize = 300;

impl<'a> Local<'a> {
    pub fn new(columns: &'a Columns, adopted: &'a Adopted, segment: usize) -> Local<'a> {
        Local {
            columns,
            adopted,
            segment,
            adopted_by: vec![0; adopted.hubs.len()],
            total: 0,
            kinds: [0; 16],
            lines: [0; 8],
            langs: [0; 8],
            years: vec![0; YEARS],
            other_years: BTreeMap::new(),
            hubs: vec![0; columns.hub_names.len()],
        }
    }

    /// Counts a document that misses at most one filter: everywhere, or only under the filter that it misses.
    pub fn add(&mut self, doc: DocId, misses: u8) {
        let at = doc as usize;
        let columns = self.columns;
        self.total += u64::from(misses == 0);
        if misses & !KIND == 0 {
            self.kinds[usize::from(columns.kind[at]) & 15] += 1;
        }
        if misses & !HUB == 0 {
            columns.hubs(doc).iter().for_each(|hub| self.hubs[usize::from(*hub)] += 1);
        }
        if misses & !LINE == 0 {
            let mut bits = columns.lines[at];
            while bits != 0 {
                self.lines[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        if misses & !LANG == 0 {
            self.langs[usize::from(columns.lang[at]) & 7] += 1;
        }
        if misses & !ADOPTED == 0 {
            self.adopted.of(self.segment, doc).iter().for_each(|hub| self.adopted_by[usize::from(*hub)] += 1);
        }
        if misses & !YEAR == 0 {
            let year = columns.year[at];
            let slot = usize::try_from(i32::from(year) - i32::from(FIRST_YEAR)).ok();
            match slot.and_then(|slot| self.years.get_mut(slot)) {
                Some(count) => *count += 1,
                None if year == i16::MIN => {}
                None => *self.other_years.entry(year).or_default() += 1,
            }
        }
    }
}

impl<'a> Counts<'a> {
    pub fn new(adopted: &'a Adopted) -> Counts<'a> {
        Counts {
            adopted,
            adopted_by: vec![0; adopted.hubs.len()],
            total: 0,
            kinds: [0; 16],
            lines: [0; 8],
            langs: [0; 8],
            years: BTreeMap::new(),
            hubs: BTreeMap::new(),
        }
    }

    pub fn take(&mut self, local: Local<'_>) {
        self.total += local.total;
        self.kinds.iter_mut().zip(local.kinds).for_each(|(sum, count)| *sum += count);
        self.lines.iter_mut().zip(local.lines).for_each(|(sum, count)| *sum += count);
        self.langs.iter_mut().zip(local.langs).for_each(|(sum, count)| *sum += count);
        self.adopted_by.iter_mut().zip(&local.adopted_by).for_each(|(sum, count)| *sum += count);
        let years = local.years.into_iter().enumerate().map(|(at, count)| (FIRST_YEAR + at as i16, count));
        for (year, count) in years.chain(local.other_years).filter(|(_, count)| *count > 0) {
            *self.years.entry(year).or_default() += count;
        }
        for (name, count) in local.columns.hub_names.iter().zip(local.hubs).filter(|(_, count)| *count > 0) {
            *self.hubs.entry(name.clone()).or_default() += count;
        }
    }

    /// Counts a group: once under each value that one of its members has.
    pub fn add_group(&mut self, snapshot: &Snapshot, members: &[Member]) {
        self.total += u64::from(members.iter().any(|member| member.misses == 0));
        let (mut kinds, mut hubs, mut lines) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut langs, mut years, mut adopted) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for member in members {
            let (columns, at) = (&snapshot.segments[member.segment].columns, member.doc as usize);
            if member.misses & !KIND == 0 {
                kinds.insert(usize::from(columns.kind[at]) & 15);
            }
            if member.misses & !HUB == 0 {
                hubs.extend(columns.hubs(member.doc).iter().map(|hub| &columns.hub_names[usize::from(*hub)]));
            }
            if member.misses & !LINE == 0 {
                lines.extend((0..8).filter(|line| columns.lines[at] >> line & 1 == 1));
            }
            if member.misses & !LANG == 0 {
                langs.insert(usize::from(columns.lang[at]) & 7);
            }
            if member.misses & !YEAR == 0 && columns.year[at] != i16::MIN {
                years.insert(columns.year[at]);
            }
            if member.misses & !ADOPTED == 0 {
                adopted.extend(self.adopted.of(member.segment, member.doc));
            }
        }
        kinds.into_iter().for_each(|kind| self.kinds[kind] += 1);
        lines.into_iter().for_each(|line: usize| self.lines[line] += 1);
        langs.into_iter().for_each(|lang| self.langs[lang] += 1);
        adopted.into_iter().for_each(|hub: &u16| self.adopted_by[usize::from(*hub)] += 1);
        years.into_iter().for_each(|year| *self.years.entry(year).or_default() += 1);
        hubs.into_iter().for_each(|hub| *self.hubs.entry(hub.clone()).or_default() += 1);
    }

    pub fn facets(self) -> Facets {
        let counted = |counts: &[u64]| -> Vec<(usize, u64)> {
            counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect()
        };
        Facets {
            kinds: counted(&self.kinds).into_iter().map(|(kind, count)| (kind_of(kind as u8), count)).collect(),
            hubs: self.hubs.into_iter().filter_map(|(hub, count)| Some((hub.parse().ok()?, count))).collect(),
            lines: counted(&self.lines)
                .into_iter()
                .filter_map(|(line, count)| Some((*Line::ALL.get(line)?, count)))
                .collect(),
            langs: counted(&self.langs)
                .into_iter()
                .filter_map(|(lang, count)| Some((*Lang::ALL.get(lang)?, count)))
                .collect(),
            years: self.years,
            adopted: self.adopted.hubs.iter().cloned().zip(self.adopted_by).filter(|(_, count)| *count > 0).collect(),
        }
    }
}
