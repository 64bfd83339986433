//! What an indicator promises besides its definition: who keeps it, how often and how late values come, what is aimed at,
//! and what protects those it is about. All of it is optional: what the sources do not tell stays absent.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::lang::Text;
use super::period::Period;
use super::slug::Slug;
use super::source::Source;
use super::tlp::Tlp;

/// How long the periods are that values are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rhythm {
    Week,
    Month,
    Quarter,
    Half,
    Year,
}

impl Rhythm {
    pub const ALL: [Rhythm; 5] = [Rhythm::Week, Rhythm::Month, Rhythm::Quarter, Rhythm::Half, Rhythm::Year];

    pub fn code(self) -> &'static str {
        match self {
            Rhythm::Week => "week",
            Rhythm::Month => "month",
            Rhythm::Quarter => "quarter",
            Rhythm::Half => "half",
            Rhythm::Year => "year",
        }
    }

    /// How a period of this length is written.
    pub fn example(self) -> &'static str {
        match self {
            Rhythm::Week => "2024-W09",
            Rhythm::Month => "2024-03",
            Rhythm::Quarter => "2024-Q1",
            Rhythm::Half => "2024-H1",
            Rhythm::Year => "2024",
        }
    }

    /// The period of this length that a day lies in.
    pub fn around(self, day: Date) -> Period {
        let (year, month) = (day.year(), day.month());
        match self {
            Rhythm::Week => {
                let week = day.iso_week_date();
                Period::Week(week.year(), week.week())
            }
            Rhythm::Month => Period::Month(year, month),
            Rhythm::Quarter => Period::Quarter(year, (month + 2) / 3),
            Rhythm::Half => Period::Half(year, (month + 5) / 6),
            Rhythm::Year => Period::Year(year),
        }
    }

    /// The length of a period; `None` for years to date, spans and undated values.
    pub fn of(period: Period) -> Option<Rhythm> {
        match period {
            Period::Week(..) => Some(Rhythm::Week),
            Period::Month(..) => Some(Rhythm::Month),
            Period::Quarter(..) => Some(Rhythm::Quarter),
            Period::Half(..) => Some(Rhythm::Half),
            Period::Year(_) => Some(Rhythm::Year),
            Period::YearToDate(..) | Period::Span(..) | Period::Undated => None,
        }
    }
}

/// A value to compare with: where it began, or where it is to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    pub kind: GoalKind,
    /// Absent where it is about all places together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Slug>,
    pub period: Period,
    pub value: Decimal,
    pub source: Source,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GoalKind {
    /// The value before anything was done.
    Baseline,
    /// A step on the way.
    Interim,
    Target,
}

/// When values are too few to be published, because they would tell about persons or single companies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallNumbers {
    /// Values from 1 up to but not including this are not published. Zero says that nothing was found, and is.
    pub threshold: u32,
    /// A total of which one part has more than this share is not published: it would tell that part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dominance_percent: Option<u8>,
    /// Shares are given of totals of at least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<u32>,
    /// Places that are a single company, such as one terminal: never published by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<Slug>,
    /// What held for dominance before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dominance_before: Vec<Dominance>,
}

/// The dominance that held for the periods which began up to a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dominance {
    pub until: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
}

/// The time after one day, up to and including another; without them it has no such end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub after: Option<Date>,
    pub until: Option<Date>,
}

impl SmallNumbers {
    /// The dominance that a period is judged by, now and for good. A total that is shown under one percentage and hidden under
    /// another would tell between which two its largest part lies.
    pub fn dominance_of(&self, period: Period) -> Option<u8> {
        let began = |one: &&Dominance| period.first_day().is_some_and(|day| day <= one.until);
        self.dominance_before.iter().find(began).map_or(self.dominance_percent, |one| one.percent)
    }

    /// This rule in the place of another from a day on.
    pub fn after(mut self, was: Option<&SmallNumbers>, day: Date) -> SmallNumbers {
        let percent = was.and_then(|was| was.dominance_percent);
        self.dominance_before = was.map(|was| was.dominance_before.clone()).unwrap_or_default();
        if percent != self.dominance_percent {
            self.dominance_before.push(Dominance { until: day, percent });
        }
        self
    }

    /// Whether a rule hides values with this label. Above TLP:GREEN they are as they are: their audience was named by those who
    /// gave them.
    pub fn covers(label: Tlp) -> bool {
        label <= Tlp::Green
    }

    /// The stretches of time in which periods begin that are judged by dominance, oldest first.
    pub fn dominated(&self) -> Vec<Stretch> {
        let before = self.dominance_before.iter().map(|one| (Some(one.until), one.percent));
        let mut found: Vec<Stretch> = Vec::new();
        let mut after = None;
        for (until, percent) in before.chain([(None, self.dominance_percent)]) {
            // Of what was changed twice in a day the first lasted for no period.
            if percent.is_some() && (after.is_none() || after != until) {
                match found.last_mut().filter(|last| last.until == after) {
                    Some(last) => last.until = until,
                    None => found.push(Stretch { after, until }),
                }
            }
            after = until;
        }
        found
    }

    /// Whether nothing is shown under this rule that another one hides, in any period. The base hides nothing: a share is made of
    /// what is shown.
    pub fn is_no_looser_than(&self, other: &SmallNumbers) -> bool {
        // From 1 up to but not including 0 is nothing, as up to 1.
        let threshold = |rule: &SmallNumbers| rule.threshold.max(1);
        let percent = |rule: &SmallNumbers| rule.dominance_percent.unwrap_or(100);
        threshold(self) >= threshold(other)
            && percent(self) <= percent(other)
            && other.companies.iter().all(|place| self.companies.contains(place))
    }
}

/// The terms on which values may be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// As in the list of SPDX, such as `CC0-1.0`, or a name.
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A definition that held, or holds, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    pub from: Date,
    /// What changed.
    pub text: Text,
    /// Whether values from this day on cannot be compared with those before; drawn across charts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub breaks: bool,
}
