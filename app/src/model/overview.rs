//! Overviews: many indicators, and of each the few values that a list shows.

use super::indicator::{Series, Theme};
use super::slug::Slug;

/// Which indicators are asked for, and how many of each theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    pub extent: Extent,
    /// Only these themes; empty: all.
    pub themes: Vec<Theme>,
    /// Only values of places of this hub.
    pub hub: Option<Slug>,
    /// Leaves out series that only try the monitor out.
    pub real: bool,
    /// How many indicators of each theme are passed over, and how many are given.
    pub from: usize,
    pub size: usize,
}

/// Which values of an indicator are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The latest reading of every place, and all values of the place that has most of them.
    Latest,
    /// The same, of indicators with a place that has more than one reading.
    Courses,
    /// All values of whole years, of indicators with a place that has two or more of them.
    Years,
}

/// The indicators of one theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    pub theme: Theme,
    /// How many there are for this reader, whatever was passed over.
    pub total: usize,
    pub series: Vec<Series>,
}

impl Overview {
    /// All indicators that have a value.
    pub fn latest(size: usize) -> Overview {
        Overview { extent: Extent::Latest, themes: Vec::new(), hub: None, real: false, from: 0, size }
    }
}
