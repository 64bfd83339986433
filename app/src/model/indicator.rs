//! Indicators and their values: the monitor.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::lang::Text;
use super::period::Period;
use super::place::Place;
use super::slug::Slug;
use super::source::Source;

/// A defined series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub code: Slug,
    pub name: Text,
    /// What is counted, what is left out, and how to read it.
    pub definition: Text,
    /// The unit as shown after a number, such as "kg" or "aanhoudingen".
    pub unit: Text,
    pub theme: Theme,
    pub direction: Direction,
    /// Known reasons why values cannot be compared: breaks, differing counts, effort.
    #[serde(default)]
    pub caveat: Option<Text>,
    /// True for foreign or simulated series that only try the monitor out; shown on every chart.
    #[serde(default)]
    pub demonstration: bool,
    pub position: u32,
}

/// What an indicator tells about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Seizures and finds.
    Seizures,
    /// Persons found, arrested or prosecuted.
    Offenders,
    /// Training, reports, barriers: how hard it is made.
    Resilience,
    /// Checks and scans: the effort behind the finds.
    Effort,
    /// Throughput, passengers, workers: the size of what must be kept free.
    Volume,
    /// Money.
    Budget,
}

impl Theme {
    pub const ALL: [Theme; 6] =
        [Theme::Seizures, Theme::Offenders, Theme::Resilience, Theme::Effort, Theme::Volume, Theme::Budget];

    pub fn code(self) -> &'static str {
        match self {
            Theme::Seizures => "seizures",
            Theme::Offenders => "offenders",
            Theme::Resilience => "resilience",
            Theme::Effort => "effort",
            Theme::Volume => "volume",
            Theme::Budget => "budget",
        }
    }
}

/// Whether more is good. Seizures are [`Direction::Ambiguous`]: more may mean more smuggling or better control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    HigherIsBetter,
    LowerIsBetter,
    Ambiguous,
    Neutral,
}

/// A value for a place and period. Values of different sources stand side by side; none is averaged or dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// The row's own name in its file, such as `F0001`; makes importing twice a no-op.
    pub id: Slug,
    pub indicator: Slug,
    pub place: Slug,
    pub period: Period,
    pub value: Decimal,
    pub qualifier: Qualifier,
    pub source: Source,
    /// What the reader must know about this one value.
    pub note: Option<Text>,
    /// The day it became known, where the source tells.
    pub known_on: Option<Date>,
}

/// How exact a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// An official statement, as given.
    Official,
    /// A precise number in the source.
    Exact,
    /// "About", "more than", "almost".
    Approximate,
    /// Given by press or a party, not by the body that counts.
    Reported,
    /// Calculated from other published numbers.
    Derived,
}

impl Qualifier {
    pub const ALL: [Qualifier; 5] =
        [Qualifier::Official, Qualifier::Exact, Qualifier::Approximate, Qualifier::Reported, Qualifier::Derived];

    pub fn code(self) -> &'static str {
        match self {
            Qualifier::Official => "official",
            Qualifier::Exact => "exact",
            Qualifier::Approximate => "approximate",
            Qualifier::Reported => "reported",
            Qualifier::Derived => "derived",
        }
    }

    pub fn parse(code: &str) -> Option<Qualifier> {
        Qualifier::ALL.into_iter().find(|qualifier| qualifier.code() == code)
    }
}

/// An indicator with all its values and the places they are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub indicator: Indicator,
    /// By place, then period, then source.
    pub observations: Vec<Observation>,
    pub places: Vec<Place>,
}

impl Series {
    /// The values of one place and period; more than one means that sources disagree or count differently.
    pub fn at<'a>(&'a self, place: &'a Slug, period: Period) -> impl Iterator<Item = &'a Observation> {
        self.observations.iter().filter(move |o| o.place == *place && o.period == period)
    }

    /// Groups of values of one place and period that differ.
    pub fn conflicts(&self) -> Vec<Vec<&Observation>> {
        let mut groups: Vec<Vec<&Observation>> = Vec::new();
        for observation in &self.observations {
            match groups.iter_mut().find(|g| g[0].place == observation.place && g[0].period == observation.period) {
                Some(group) => group.push(observation),
                None => groups.push(vec![observation]),
            }
        }
        groups.retain(|group| group.iter().any(|o| o.value != group[0].value));
        groups
    }
}
