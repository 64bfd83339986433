//! What chance alone gives.

use super::Desk;
use crate::model::chance::{Exposed, Funnel, Interval};

/// Statistics on numbers that the asker has already: the answer tells nothing that they do not.
pub trait Chance: Send + Sync {
    /// For each count the interval of 95%.
    fn intervals(&self, counts: &[f64]) -> Vec<Interval>;

    /// The funnel of counts with their efforts; `None` for fewer than three, or where nothing was counted.
    fn funnel(&self, exposed: &[Exposed]) -> Option<Funnel>;
}

impl Desk {
    pub fn intervals(&self, counts: &[f64]) -> Vec<Interval> {
        self.library.intervals(counts)
    }

    pub fn funnel(&self, exposed: &[Exposed]) -> Option<Funnel> {
        self.library.funnel(exposed)
    }
}
