//! The order of hits. Ties are broken by slug, so that the same question always has the same answer.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;

use app::model::query::Sort;
use tantivy::{DocId, TantivyError};

use crate::search::snapshot::{Segment, Snapshot};

/// Where a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub segment: usize,
    pub doc: DocId,
}

/// A hit with its score; 0 where the order is not by score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    pub place: Place,
    pub score: f32,
    /// What of it is for words beside each other.
    pub neighbours: f32,
    /// What of it is for hubs that use it.
    pub adopted: f32,
}

/// Keeps the best of each segment, by numbers that only compare within it, and merges them by text.
pub struct Ranking {
    sort: Sort,
    most: usize,
    heap: BinaryHeap<Ranked>,
    lists: Vec<Vec<Ranked>>,
    late: Vec<Ranked>,
}

/// A hit with what it is ranked by: greater is worse, so that the heap gives up its worst.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ranked {
    key: Key,
    order: u32,
    slug: u32,
    lang: u8,
    place: Place,
}

/// Smaller is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

impl Key {
    /// The bits of a non-negative number are in its own order.
    fn of_score(score: f32) -> Key {
        Key(u64::from(!score.max(0.0).to_bits()))
    }

    fn score(self, sort: Sort) -> f32 {
        if sort == Sort::Relevance { f32::from_bits(!(self.0 as u32)) } else { 0.0 }
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> Ordering {
        self.key
            .cmp(&other.key)
            .then(self.order.cmp(&other.order))
            .then(self.slug.cmp(&other.slug))
            .then(self.lang.cmp(&other.lang))
            .then(self.place.doc.cmp(&other.place.doc))
    }
}

impl Ranking {
    pub fn new(sort: Sort, most: usize) -> Ranking {
        Ranking { sort, most, heap: BinaryHeap::new(), lists: Vec::new(), late: Vec::new() }
    }

    pub fn offer(&mut self, number: usize, segment: &Segment, doc: DocId, score: f32) {
        let key = self.key(segment, doc, score);
        // Nearly all hits are worse than the worst that is kept.
        if self.heap.len() == self.most && self.heap.peek().is_none_or(|worst| key > worst.key) {
            return;
        }
        let ranked = self.ranked(number, segment, doc, key);
        if self.heap.len() < self.most {
            self.heap.push(ranked);
        } else if let Some(mut worst) = self.heap.peek_mut().filter(|worst| ranked < **worst) {
            *worst = ranked;
        }
    }

    /// Offers a hit of any segment, after the segments are closed.
    pub fn offer_late(&mut self, number: usize, segment: &Segment, doc: DocId, score: f32) {
        let key = self.key(segment, doc, score);
        let ranked = self.ranked(number, segment, doc, key);
        self.late.push(ranked);
    }

    pub fn close_segment(&mut self) {
        let list = std::mem::take(&mut self.heap).into_sorted_vec();
        if !list.is_empty() {
            self.lists.push(list);
        }
    }

    /// Takes in what another kept of a segment that is closed.
    pub fn take(&mut self, other: Ranking) {
        self.lists.extend(other.lists);
    }

    /// The hits in order.
    pub fn finish(mut self, snapshot: &Snapshot) -> Result<Vec<Scored>, TantivyError> {
        let mut texts = Texts { snapshot, sort: self.sort, orders: HashMap::new(), slugs: HashMap::new() };
        // Hits of groups are few and of all segments: one list per segment, as the others.
        for number in 0..snapshot.segments.len() {
            let mut list: Vec<Ranked> = self.late.iter().filter(|late| late.place.segment == number).copied().collect();
            list.sort_unstable();
            if !list.is_empty() {
                self.lists.push(list);
            }
        }
        let mut at = vec![0; self.lists.len()];
        let mut hits = Vec::new();
        for _ in 0..self.most {
            let mut best: Option<(usize, Ranked)> = None;
            for (number, list) in self.lists.iter().enumerate() {
                let Some(next) = list.get(at[number]) else { continue };
                let better = match &best {
                    Some((_, best)) => texts.compare(next, best)? == Ordering::Less,
                    None => true,
                };
                if better {
                    best = Some((number, *next));
                }
            }
            let Some((number, ranked)) = best else { break };
            at[number] += 1;
            hits.push(Scored {
                place: ranked.place,
                score: ranked.key.score(self.sort),
                neighbours: 0.0,
                adopted: 0.0,
            });
        }
        Ok(hits)
    }

    fn key(&self, segment: &Segment, doc: DocId, score: f32) -> Key {
        match self.sort {
            Sort::Relevance => Key::of_score(score),
            Sort::Newest => Key(!(segment.columns.day[doc as usize] as u64 ^ (1 << 63))),
            Sort::Title => Key(0),
        }
    }

    fn ranked(&self, number: usize, segment: &Segment, doc: DocId, key: Key) -> Ranked {
        let order = if self.sort == Sort::Title { segment.columns.order[doc as usize] } else { 0 };
        Ranked {
            key,
            order,
            slug: segment.columns.slug[doc as usize],
            lang: segment.columns.lang[doc as usize],
            place: Place { segment: number, doc },
        }
    }
}

/// Compares hits of different segments; texts are fetched only where numbers tie, and once: each lies packed with others.
struct Texts<'a> {
    snapshot: &'a Snapshot,
    sort: Sort,
    orders: HashMap<Place, Rc<str>>,
    slugs: HashMap<Place, Rc<str>>,
}

impl Texts<'_> {
    fn compare(&mut self, first: &Ranked, second: &Ranked) -> Result<Ordering, TantivyError> {
        if first.place.segment == second.place.segment {
            return Ok(first.cmp(second));
        }
        let mut order = first.key.cmp(&second.key);
        if order == Ordering::Equal && self.sort == Sort::Title {
            order = self.order(first.place)?.cmp(&self.order(second.place)?);
        }
        if order == Ordering::Equal {
            order = self.slug(first.place)?.cmp(&self.slug(second.place)?);
        }
        Ok(order.then(first.lang.cmp(&second.lang)))
    }

    fn order(&mut self, place: Place) -> Result<Rc<str>, TantivyError> {
        once(&mut self.orders, place, || self.snapshot.segments[place.segment].columns.order_text(place.doc))
    }

    fn slug(&mut self, place: Place) -> Result<Rc<str>, TantivyError> {
        once(&mut self.slugs, place, || self.snapshot.segments[place.segment].columns.slug_text(place.doc))
    }
}

fn once(
    known: &mut HashMap<Place, Rc<str>>,
    place: Place,
    read: impl FnOnce() -> Result<String, TantivyError>,
) -> Result<Rc<str>, TantivyError> {
    if let Some(text) = known.get(&place) {
        return Ok(text.clone());
    }
    let text: Rc<str> = read()?.into();
    known.insert(place, text.clone());
    Ok(text)
}
