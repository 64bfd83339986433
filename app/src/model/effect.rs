//! What happened after a measure began: where it was taken, where it may have gone, and where nothing changed.

use jiff::civil::Date;

use super::contract::Rhythm;
use super::indicator::Indicator;
use super::period::Period;
use super::place::Place;
use super::slug::Slug;

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    pub indicator: Option<Slug>,
    /// The first day on which the measure worked.
    pub begin: Option<Date>,
    /// Where it was taken, and a place to compare with, where nothing changed.
    pub treated: Option<Slug>,
    pub control: Option<Slug>,
    /// Where it may have gone, and a place to compare that with.
    pub buffer: Option<Slug>,
    pub buffer_control: Option<Slug>,
}

/// What can be asked about, and the answer where the question is whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Those that count something, and of which the reader may read values.
    pub indicators: Vec<Indicator>,
    /// The places of the chosen indicator that have values.
    pub places: Vec<Place>,
    pub answer: Option<Result<Effect, Unjudged>>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unjudged {
    /// One place cannot be two things.
    SamePlace,
    /// There are not so many whole years, without a gap, before and after the beginning, at all places.
    TooFew { needed: usize, before: usize, after: usize, rhythm: Rhythm },
    /// No single length of period that all places have.
    NoPeriods,
    /// Nothing was counted at the control, so nothing can be compared with it.
    EmptyControl,
}

/// Counts before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counts {
    pub before: f64,
    pub after: f64,
}

/// An estimate, with the interval of 95%.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Estimate {
    /// Whether chance alone would hardly give as much.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Whether the shares of hubs moved in the last year.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareShift {
    /// First and last period before, and of the year that is judged.
    pub before: (Period, Period),
    pub judged: (Period, Period),
    pub hubs: Vec<ShareOf>,
}

/// The share of a hub, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareOf {
    pub place: Slug,
    pub before: f64,
    pub after: f64,
    /// How often chance alone would give as strong a rise of any hub.
    pub chance: f64,
    /// The period from which its rise counts.
    pub since: Option<Period>,
}

/// What the counts say.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    pub rhythm: Rhythm,
    /// So many periods before, and as many after.
    pub periods: usize,
    /// First and last period of each.
    pub before: (Period, Period),
    pub after: (Period, Period),
    pub treated: Counts,
    pub control: Counts,
    pub buffer: Option<Counts>,
    pub buffer_control: Option<Counts>,
    /// What would have been counted where it was taken, had it gone as at the control.
    pub expected: f64,
    /// The weighted displacement difference: the change where it was taken, and where it may have gone, each against its control.
    /// Below zero is fewer.
    pub difference: Estimate,
    /// Only where it was taken.
    pub local: Estimate,
    /// The total net effect: how many fewer than expected. Absent where it is undefined.
    pub net: Option<Estimate>,
    /// The weighted displacement quotient; only where there is a buffer, and it went better than at the control.
    pub quotient: Option<f64>,
}
