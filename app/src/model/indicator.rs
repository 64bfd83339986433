//! Indicators and their values: the monitor.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::contract::{Goal, Licence, Rhythm, SmallNumbers, Version};
use super::counted::Counted;
use super::lag::Lag;
use super::lang::Text;
use super::line::Line;
use super::period::Period;
use super::place::Place;
use super::sharing::Sharing;
use super::slug::Slug;
use super::source::Source;
use super::status::Status;

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
    /// How long periods are; empty where values of any length are taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rhythm: Vec<Rhythm>,
    /// The hubs and other places that values are about; empty where values about any place are taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hubs: Vec<Slug>,
    /// Places that left `hubs`: what is known about them stays, and a folder may bring it, but nobody hands in more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_hubs: Vec<Slug>,
    /// The organisation that answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Slug>,
    /// Who may read values that say nothing themselves. Where it is absent every row must say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sharing: Option<Sharing>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// Days after the end of a period until its values are complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_days: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub small_numbers: Option<SmallNumbers>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Licence>,
    /// Indicators that count the effort or the size behind it: values are also shown per unit of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub per: Vec<Slug>,
    /// Changes of the definition, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
    /// The place that what is counted was going to: the place of a value is then where it came from or came through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub towards: Option<Slug>,
    /// True where values are never added up although their unit could be: the largest one of a year, or a duration.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsummed: bool,
    /// The unit after the number 1, where that is another word: "deelvraag" beside "deelvragen".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_one: Option<Text>,
    /// What the portal counts of itself for its values. Nobody hands those in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
}

impl Indicator {
    /// Whether values are counts of events that chance has a part in. Weights, money and percentages are not, and neither is what
    /// flows: one consignment of eight tonnes is no eight thousand events. What the portal counts of itself are decisions of
    /// organisations: no chance, no early warning, and no displacement.
    pub fn counts(&self) -> bool {
        let weighs = ["kg", "kilo", "gram", "tonne", "ton", "eur", "\u{20ac}"];
        let flows = matches!(self.theme, Theme::Volume | Theme::Budget);
        self.adds_up() && !flows && self.counted.is_none() && !self.unit_has(&weighs)
    }

    /// Whether values about a place are taken.
    pub fn takes(&self, place: &Slug) -> bool {
        self.hubs.is_empty() || self.hubs.contains(place)
    }

    /// What a total must at least be for a share of it to be given: as the register says, or of events ten, because a share of fewer
    /// is chance. Of weights and money there is no such number.
    pub fn least_total(&self) -> Decimal {
        let usual = if self.counts() { LEAST_TOTAL } else { 0 };
        Decimal::from(self.small_numbers.as_ref().and_then(|rule| rule.base).unwrap_or(usual))
    }

    /// Whether values of hubs, and of parts of a year, may be added up.
    pub fn adds_up(&self) -> bool {
        !self.unsummed && !self.unit_has(&["%", "per "])
    }

    /// The unit as it stands after a number.
    pub fn unit_after(&self, value: Decimal) -> &Text {
        self.unit_one.as_ref().filter(|_| value == Decimal::ONE).unwrap_or(&self.unit)
    }

    fn unit_has(&self, words: &[&str]) -> bool {
        let unit = self.unit.en.to_lowercase();
        words.iter().any(|word| unit.contains(word))
    }
}

/// Events that a share is given of, where the register says nothing.
const LEAST_TOTAL: u32 = 10;

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

    /// The line of the plan that its signals are news of. What is found and done at hubs belongs to enforcement; size and money
    /// belong to no line in particular.
    pub fn line(self) -> Option<Line> {
        match self {
            Theme::Seizures | Theme::Offenders | Theme::Effort => Some(Line::Enforcement),
            Theme::Resilience => Some(Line::Resilience),
            Theme::Volume | Theme::Budget => None,
        }
    }

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
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    HigherIsBetter,
    LowerIsBetter,
    Ambiguous,
    Neutral,
}

impl Direction {
    pub fn code(self) -> &'static str {
        match self {
            Direction::HigherIsBetter => "higher-is-better",
            Direction::LowerIsBetter => "lower-is-better",
            Direction::Ambiguous => "ambiguous",
            Direction::Neutral => "neutral",
        }
    }
}

/// A value for a place and period. Values of different sources stand side by side; none is averaged or dropped.
///
/// It has two clocks: the period it is about, and the day it became known. A source that gives another value later adds
/// one; what was known before stays known (see [`Observation::known_on`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The row's own name in its file, such as `F0001`, or one that the store made.
    pub id: Slug,
    pub indicator: Slug,
    pub place: Slug,
    pub period: Period,
    /// Absent where the status says why.
    pub value: Option<Decimal>,
    pub status: Status,
    pub qualifier: Qualifier,
    pub source: Source,
    /// What the reader must know about this one value.
    pub note: Option<Text>,
    /// The day it became known: as told, else that on which its source was published, else that on which it came in. Always
    /// there once it is stored.
    pub known_on: Option<Date>,
    pub sharing: Sharing,
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
    /// The places that the register lists and of which there is no value here.
    pub gaps: Vec<Place>,
    /// The reporting delay as measured, where enough is known of how values came in.
    pub lag: Option<Lag>,
}

impl Series {
    /// Days after the end of a period until its values are complete: as measured, or else as the register says.
    pub fn delay_days(&self) -> Option<u16> {
        self.lag.map(|lag| lag.days).or(self.indicator.delay_days)
    }

    /// The places that the register lists, in its order.
    pub fn listed(&self) -> Vec<&Place> {
        let named = |code: &Slug| self.places.iter().chain(&self.gaps).find(|place| place.code == *code);
        self.indicator.hubs.iter().filter_map(named).collect()
    }

    /// The values of a place.
    pub fn of(&self, place: &Slug) -> &[Observation] {
        let first = self.observations.partition_point(|o| o.place < *place);
        let rest = &self.observations[first..];
        &rest[..rest.partition_point(|o| o.place == *place)]
    }

    /// Groups of values of one place and period that differ.
    pub fn conflicts(&self) -> Vec<Vec<&Observation>> {
        let mut groups: Vec<Vec<&Observation>> = Vec::new();
        for observation in self.observations.iter().filter(|o| o.value.is_some()) {
            // In the order of place and period those of one group are neighbours.
            match groups.last_mut() {
                Some(group) if group[0].place == observation.place && group[0].period == observation.period => {
                    group.push(observation)
                }
                _ => groups.push(vec![observation]),
            }
        }
        groups.retain(|group| group.iter().any(|o| o.value != group[0].value));
        groups
    }
}
