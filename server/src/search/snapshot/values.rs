//! The documents of a segment by the values that facets count.

use std::collections::BTreeMap;

use tantivy::DocId;

use super::bits::Bits;

/// Per value the documents that have it; values as in `Columns`.
pub struct Values {
    pub kinds: BTreeMap<u8, Bits>,
    pub langs: BTreeMap<u8, Bits>,
    /// By number of the line.
    pub lines: BTreeMap<u8, Bits>,
    pub years: BTreeMap<i16, Bits>,
    /// By number of the hub.
    pub hubs: Vec<Bits>,
}

impl Values {
    /// From the columns; those of hubs are the numbers, their ends, and how many hubs there are.
    pub fn of(kind: &[u8], lang: &[u8], lines: &[u8], year: &[i16], hubs: (&[u16], &[u32], usize)) -> Values {
        let documents = kind.len() as DocId;
        let (hub, hub_ends, hub_count) = hubs;
        let mut by_hub = vec![Bits::none(documents); hub_count];
        let mut from = 0;
        for (doc, end) in hub_ends.iter().enumerate() {
            hub[from..*end as usize].iter().for_each(|hub| by_hub[usize::from(*hub)].add(doc as DocId));
            from = *end as usize;
        }
        let has = |doc: usize, line: &u8| lines[doc] >> line & 1 == 1;
        Values {
            kinds: by_value(documents, kind.iter().copied().enumerate()),
            langs: by_value(documents, lang.iter().copied().enumerate()),
            lines: by_value(
                documents,
                (0..lines.len()).flat_map(|doc| (0..8).filter(move |line| has(doc, line)).map(move |line| (doc, line))),
            ),
            years: by_value(documents, year.iter().copied().enumerate().filter(|(_, year)| *year != i16::MIN)),
            hubs: by_hub,
        }
    }
}

fn by_value<K: Ord>(documents: u32, pairs: impl Iterator<Item = (usize, K)>) -> BTreeMap<K, Bits> {
    let mut sets: BTreeMap<K, Bits> = BTreeMap::new();
    for (doc, value) in pairs {
        sets.entry(value).or_insert_with(|| Bits::none(documents)).add(doc as DocId);
    }
    sets
}
