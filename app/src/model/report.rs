//! The report on the plan over a period: drafted from what the portal knows, remarked upon by people, looked at by a second one,
//! and frozen with its figures.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::adoption::AdoptionState;
use super::lang::Text;
use super::period::Period;
use super::plan::MeasureStatus;
use super::progress::{Answer, Said};
use super::reader::{Person, Role};
use super::signal::{Kind, Outcome};
use super::slug::Slug;

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Its address; permanent from its publication on.
    pub slug: Slug,
    pub from: Date,
    /// Included.
    pub to: Date,
    pub state: State,
    /// Grows with everything that is done to it.
    pub version: u32,
    pub written: Written,
    /// As they are now while it is a draft; frozen from when it was submitted.
    pub figures: Figures,
    pub published: Option<Timestamp>,
}

/// A report as it is kept, and as it moves from one store to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filed {
    pub slug: Slug,
    pub from: Date,
    pub to: Date,
    pub state: State,
    pub version: u32,
    pub written: Written,
    /// From when it was submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Draft,
    Submitted,
    Published,
}

impl State {
    pub const ALL: [State; 3] = [State::Draft, State::Submitted, State::Published];

    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Submitted => "submitted",
            State::Published => "published",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A chapter; in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Chapter {
    Planned,
    Done,
    Spent,
    Measured,
    Signalled,
    Learned,
}

impl Chapter {
    pub const ALL: [Chapter; 6] =
        [Chapter::Planned, Chapter::Done, Chapter::Spent, Chapter::Measured, Chapter::Signalled, Chapter::Learned];

    pub fn code(self) -> &'static str {
        match self {
            Chapter::Planned => "planned",
            Chapter::Done => "done",
            Chapter::Spent => "spent",
            Chapter::Measured => "measured",
            Chapter::Signalled => "signalled",
            Chapter::Learned => "learned",
        }
    }
}

/// What people wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// A remark for each chapter that has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<(Chapter, String)>,
    /// Everybody who wrote in it: none of them is the second person.
    pub writers: BTreeSet<Slug>,
    /// Their organisations, in the order in which they came.
    pub organisations: Vec<Slug>,
    /// The organisation of whoever looked at it last, and what they asked for when they sent it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<Slug>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sent_back: String,
}

impl Written {
    pub fn remark(&self, chapter: Chapter) -> &str {
        self.remarks.iter().find(|(of, _)| *of == chapter).map_or("", |(_, text)| text.as_str())
    }
}

/// What the portal knew of the period, by chapter. What everybody may read, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// The day they were taken.
    pub taken: Option<Date>,
    /// How many measures were how far at the end of the period.
    pub standing: Vec<(MeasureStatus, usize)>,
    pub planned: Vec<Planned>,
    pub promises: Vec<Promised>,
    pub done: Vec<Done>,
    pub spent: Vec<Spent>,
    /// What was planned for each year as a whole, in cents.
    pub budget: Vec<(i16, i64)>,
    pub measured: Vec<Measured>,
    pub signalled: Vec<Signalled>,
    pub learned: Vec<Learned>,
    /// What measures and organisations that are named in `done` were called then.
    pub names: BTreeMap<Slug, Text>,
}

/// A milestone that lies in the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    pub measure: Slug,
    pub title: Text,
    pub period: Period,
    pub text: Text,
    /// Recorded last; `None` where only the source tells of it.
    pub reached: Option<super::progress::Reached>,
}

/// A promise whose day lies in the period or before it, or about which something was recorded in the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    pub promise: Slug,
    pub text: Text,
    pub due: Option<Period>,
    pub answer: Option<Answer>,
}

/// Something that was recorded about a day in the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub day: Date,
    /// What it is about.
    pub title: Text,
    pub said: Said,
}

/// The money of a year that the period touches, as booked up to its end; in cents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    pub year: i16,
    /// `None` for overarching measures.
    pub hub: Option<Text>,
    pub planned: Option<i64>,
    pub committed: i64,
    pub spent: i64,
}

/// The last value of an indicator at a hub in the period, beside that of a year before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub indicator: Slug,
    pub name: Text,
    pub unit: Text,
    pub place: Text,
    pub period: Period,
    /// The lowest and the highest, where sources differ.
    pub low: Decimal,
    pub high: Decimal,
    pub before: Option<(Decimal, Decimal)>,
}

/// A signal about the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signalled {
    pub signal: Slug,
    pub kind: Kind,
    pub indicator: Text,
    pub place: Text,
    pub other: Option<Text>,
    pub period: Period,
    pub outcome: Option<Outcome>,
}

/// A day from which a practice stood differently at a hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    pub day: Date,
    pub document: Slug,
    pub title: String,
    pub hub: Text,
    pub state: AdoptionState,
}

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub slug: Slug,
    pub from: Date,
    pub to: Date,
    pub state: State,
    pub published: Option<Timestamp>,
}

/// Something that is done to a report, as it was at a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportAct {
    /// A new draft over a period.
    Begin {
        from: Date,
        to: Date,
    },
    Save {
        slug: Slug,
        version: u32,
        remarks: Vec<(Chapter, String)>,
    },
    /// Freezes the figures and asks for a second person.
    Submit {
        slug: Slug,
        version: u32,
    },
    SendBack {
        slug: Slug,
        version: u32,
        why: String,
    },
    Publish {
        slug: Slug,
        version: u32,
    },
    Discard {
        slug: Slug,
        version: u32,
    },
}

/// Characters of a remark.
pub const MOST_REMARK: usize = 5000;

/// Whether somebody works on reports: the steering group answers to parliament for the plan.
pub fn reports(person: &Person) -> bool {
    person.roles.contains(&Role::Steering)
}

/// Whether somebody may publish what others submitted, or send it back: a second person, who wrote nothing in it.
pub fn may_review(person: &Person, state: State, written: &Written) -> bool {
    reports(person) && state == State::Submitted && !written.writers.contains(&person.id)
}
