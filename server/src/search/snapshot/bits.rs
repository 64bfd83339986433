//! Sets of documents.

use tantivy::DocId;

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

    pub fn or(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits |= other);
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

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    pub fn count(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    pub fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        self.words().flat_map(|(at, bits)| ones(at, bits))
    }

    /// How many are in each of several other sets too.
    pub fn counts<'a>(&self, others: impl Iterator<Item = &'a Bits>) -> Vec<u64> {
        let words: Vec<(usize, u64)> = self.words().collect();
        let count = |other: &Bits| words.iter().map(|(at, bits)| u64::from((bits & other.0[*at]).count_ones())).sum();
        others.map(count).collect()
    }

    /// The words of the set that are not empty, with their places.
    fn words(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.0.iter().enumerate().map(|(at, bits)| (at, *bits)).filter(|(_, bits)| *bits != 0)
    }
}

fn ones(at: usize, mut left: u64) -> impl Iterator<Item = DocId> {
    std::iter::from_fn(move || {
        (left != 0).then(|| {
            let bit = left.trailing_zeros();
            left &= left - 1;
            at as u32 * 64 + bit
        })
    })
}
