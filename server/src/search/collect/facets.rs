//! Facets: how many hits each value of a filter has, given all other filters.
//!
//! A set of documents per value makes counting a matter of comparing sets, 64 documents at a time. Only texts that have
//! translations are looked at one by one: a text and its translations count once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use app::model::lang::Lang;
use app::model::line::Line;
use app::model::query::{Facets, Query};
use app::model::slug::Slug;
use tantivy::DocId;

use super::Member;
use crate::search::adopted::Adopted;
use crate::search::entry::kind_of;
use crate::search::meeting;
use crate::search::snapshot::{Bits, Segment, Snapshot};

/// The facets, as numbers in [`Filters`].
const KIND: usize = 0;
const HUB: usize = 1;
const LINE: usize = 2;
const LANG: usize = 3;
const YEAR: usize = 4;
const ADOPTED: usize = 5;
const ALL: usize = 6;

/// The filters of a query in one segment: per facet the documents that meet the filter, where there is one.
pub struct Filters([Option<Bits>; ALL]);

impl Filters {
    /// `number` is that of the segment.
    pub fn new(query: &Query, segment: &Segment, adopted: &Adopted, number: usize) -> Filters {
        let codes = |hubs: &[Slug]| hubs.iter().map(Slug::to_string).collect::<Vec<_>>();
        Filters([
            (!query.kinds.is_empty()).then(|| meeting::kinds(segment, &query.kinds)),
            (!query.hubs.is_empty()).then(|| meeting::hubs(segment, &codes(&query.hubs))),
            (!query.lines.is_empty()).then(|| meeting::lines(segment, &query.lines)),
            (!query.langs.is_empty()).then(|| meeting::langs(segment, &query.langs)),
            (!query.years.is_empty()).then(|| meeting::years(segment, &query.years)),
            (!query.adopted.is_empty()).then(|| meeting::used_by(segment, number, adopted, &codes(&query.adopted))),
        ])
    }

    /// The documents of a set that meet every filter.
    pub fn met_by(&self, set: &Bits) -> Bits {
        self.met_but(ALL, set)
    }

    /// The documents of a set that meet every filter but one.
    fn met_but(&self, but: usize, set: &Bits) -> Bits {
        let mut met = set.clone();
        let others = self.0.iter().enumerate().filter(|(facet, _)| *facet != but);
        others.filter_map(|(_, filter)| filter.as_ref()).for_each(|filter| met.and(filter));
        met
    }

    /// The filters that a document does not meet, as bits.
    pub fn misses(&self, doc: DocId) -> u8 {
        let missed = |filter: &Option<Bits>| filter.as_ref().is_some_and(|filter| !filter.has(doc));
        self.0.iter().enumerate().filter(|(_, filter)| missed(filter)).fold(0, |bits, (facet, _)| bits | 1 << facet)
    }
}

/// Counts over all segments.
pub struct Counts<'a> {
    adopted: &'a Adopted,
    /// By number in [`Adopted::hubs`].
    adopted_by: Vec<u64>,
    pub total: u64,
    kinds: BTreeMap<u8, u64>,
    lines: BTreeMap<u8, u64>,
    langs: BTreeMap<u8, u64>,
    years: BTreeMap<i16, u64>,
    hubs: BTreeMap<String, u64>,
}

impl<'a> Counts<'a> {
    pub fn new(adopted: &'a Adopted) -> Counts<'a> {
        Counts {
            adopted,
            adopted_by: vec![0; adopted.hubs.len()],
            total: 0,
            kinds: BTreeMap::new(),
            lines: BTreeMap::new(),
            langs: BTreeMap::new(),
            years: BTreeMap::new(),
            hubs: BTreeMap::new(),
        }
    }

    /// Counts documents of a segment that each are a hit of their own: everywhere, or where they miss one filter under
    /// that filter.
    pub fn add(&mut self, segment: &Segment, number: usize, documents: &Bits, filters: &Filters) {
        let all = filters.met_by(documents);
        self.total += all.count() as u64;
        let values = &segment.columns.values;
        let but = |facet: usize| match filters.0[facet] {
            Some(_) => Cow::Owned(filters.met_but(facet, documents)),
            None => Cow::Borrowed(&all),
        };
        count(&mut self.kinds, &values.kinds, &but(KIND));
        count(&mut self.lines, &values.lines, &but(LINE));
        count(&mut self.langs, &values.langs, &but(LANG));
        count(&mut self.years, &values.years, &but(YEAR));
        let names = segment.columns.hub_names.iter();
        for (name, count) in names.zip(but(HUB).counts(values.hubs.iter())).filter(|(_, count)| *count > 0) {
            *self.hubs.entry(name.clone()).or_default() += count;
        }
        let users = but(ADOPTED);
        for (_, hubs) in self.adopted.used(number).filter(|(doc, _)| users.has(*doc)) {
            hubs.iter().for_each(|hub| self.adopted_by[usize::from(*hub)] += 1);
        }
    }

    /// Adds what was counted of other segments.
    pub fn take(&mut self, other: Counts<'_>) {
        self.total += other.total;
        sum(&mut self.kinds, other.kinds);
        sum(&mut self.lines, other.lines);
        sum(&mut self.langs, other.langs);
        sum(&mut self.years, other.years);
        sum(&mut self.hubs, other.hubs);
        self.adopted_by.iter_mut().zip(&other.adopted_by).for_each(|(sum, count)| *sum += count);
    }

    /// Counts a group: once under each value that one of its members has.
    pub fn add_group(&mut self, snapshot: &Snapshot, members: &[Member]) {
        self.total += u64::from(members.iter().any(|member| member.misses == 0));
        let (mut kinds, mut hubs, mut lines) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut langs, mut years, mut adopted) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for member in members {
            let (columns, at) = (&snapshot.segments[member.segment].columns, member.doc as usize);
            let counts_under = |facet: usize| member.misses & !(1 << facet) == 0;
            if counts_under(KIND) {
                kinds.insert(columns.kind[at]);
            }
            if counts_under(HUB) {
                hubs.extend(columns.hubs(member.doc).iter().map(|hub| &columns.hub_names[usize::from(*hub)]));
            }
            if counts_under(LINE) {
                lines.extend((0..8).filter(|line| columns.lines[at] >> line & 1 == 1));
            }
            if counts_under(LANG) {
                langs.insert(columns.lang[at]);
            }
            if counts_under(YEAR) && columns.year[at] != i16::MIN {
                years.insert(columns.year[at]);
            }
            if counts_under(ADOPTED) {
                adopted.extend(self.adopted.of(member.segment, member.doc));
            }
        }
        kinds.into_iter().for_each(|kind| *self.kinds.entry(kind).or_default() += 1);
        lines.into_iter().for_each(|line| *self.lines.entry(line).or_default() += 1);
        langs.into_iter().for_each(|lang| *self.langs.entry(lang).or_default() += 1);
        years.into_iter().for_each(|year| *self.years.entry(year).or_default() += 1);
        hubs.into_iter().for_each(|hub| *self.hubs.entry(hub.clone()).or_default() += 1);
        adopted.into_iter().for_each(|hub: &u16| self.adopted_by[usize::from(*hub)] += 1);
    }

    pub fn facets(self) -> Facets {
        let named = |(line, count): (u8, u64)| Some((*Line::ALL.get(usize::from(line))?, count));
        let spoken = |(lang, count): (u8, u64)| Some((*Lang::ALL.get(usize::from(lang))?, count));
        Facets {
            kinds: self.kinds.into_iter().map(|(kind, count)| (kind_of(kind), count)).collect(),
            hubs: self.hubs.into_iter().filter_map(|(hub, count)| Some((hub.parse().ok()?, count))).collect(),
            lines: self.lines.into_iter().filter_map(named).collect(),
            langs: self.langs.into_iter().filter_map(spoken).collect(),
            years: self.years,
            adopted: self.adopted.hubs.iter().cloned().zip(self.adopted_by).filter(|(_, count)| *count > 0).collect(),
        }
    }
}

fn count<K: Ord + Copy>(counts: &mut BTreeMap<K, u64>, values: &BTreeMap<K, Bits>, documents: &Bits) {
    let counted = values.keys().zip(documents.counts(values.values())).filter(|(_, count)| *count > 0);
    counted.for_each(|(value, count)| *counts.entry(*value).or_default() += count);
}

fn sum<K: Ord>(counts: &mut BTreeMap<K, u64>, others: BTreeMap<K, u64>) {
    others.into_iter().for_each(|(value, count)| *counts.entry(value).or_default() += count);
}
