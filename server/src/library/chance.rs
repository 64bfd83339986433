//! What chance alone gives: questions that need no store.

use app::desk::Chance;
use app::model::chance::{Exposed, Funnel, Interval};

use super::Shelf;
use crate::monitor::{funnel, interval};

impl Chance for Shelf {
    fn intervals(&self, counts: &[f64]) -> Vec<Interval> {
        counts.iter().map(|count| interval::of_count(*count)).collect()
    }

    fn funnel(&self, exposed: &[Exposed]) -> Option<Funnel> {
        funnel::funnel(exposed)
    }
}
