//! What ranking may know: numbers over the living documents of a tier, and nothing else.
//!
//! A score may not tell that a hidden document exists. So document counts, lengths and frequencies are taken only from
//! documents that every reader of the same kind may read: TLP:CLEAR for everybody; also TLP:GREEN for signed-in persons;
//! also TLP:GREEN for public bodies for persons who work at one.

use super::segment::Segment;

pub const TIERS: usize = 3;

/// Fields that have lengths: stems of title and of all per language, and grams.
pub const MEASURED: usize = 11;
pub const GRAMS: usize = 10;

/// Sums over the living documents of a tier.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    pub documents: u32,
    /// Documents per language.
    pub in_lang: [u32; 5],
    /// Terms per measured field: titles 0 to 4, all 5 to 9, grams 10.
    pub terms: [u64; MEASURED],
}

impl Statistics {
    pub fn add(&mut self, part: &Statistics) {
        self.documents += part.documents;
        self.in_lang.iter_mut().zip(part.in_lang).for_each(|(sum, part)| *sum += part);
        self.terms.iter_mut().zip(part.terms).for_each(|(sum, part)| *sum += part);
    }

    pub fn take_off(&mut self, part: &Statistics) {
        self.documents -= part.documents;
        self.in_lang.iter_mut().zip(part.in_lang).for_each(|(sum, part)| *sum -= part);
        self.terms.iter_mut().zip(part.terms).for_each(|(sum, part)| *sum -= part);
    }

    /// Documents that have a measured field.
    pub fn holders(&self, measured: usize) -> u32 {
        if measured == GRAMS { self.documents } else { self.in_lang[measured % 5] }
    }

    /// Mean number of terms in a measured field, at least 1.
    pub fn mean_length(&self, measured: usize) -> f32 {
        (self.terms[measured] as f32 / self.holders(measured).max(1) as f32).max(1.0)
    }
}

pub fn statistics(tier: usize, segments: &[Segment]) -> Statistics {
    let mut sum = Statistics::default();
    segments.iter().for_each(|segment| sum.add(&segment.tiers[tier].statistics));
    sum
}
