//! What becomes of the plan: entries that the steering group and the secretariats of hubs record, each with its day and what
//! shows it. Nothing is overwritten; an entry that proves wrong is struck out and stays. All of it is public, as the plan is.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::period::Period;
use super::plan::MeasureStatus;
use super::reader::{Person, Role};
use super::slug::Slug;
use super::source::Source;

/// What an entry is about: written `measure:brief-m01`, `promise:toezegging-01`, `motion:motie-bisschop`, `money:schiphol`
/// or `money` (of no hub in particular).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Subject {
    Measure(Slug),
    Promise(Slug),
    Motion(Slug),
    Money(Option<Slug>),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Measure(code) => write!(f, "measure:{code}"),
            Subject::Promise(code) => write!(f, "promise:{code}"),
            Subject::Motion(code) => write!(f, "motion:{code}"),
            Subject::Money(Some(hub)) => write!(f, "money:{hub}"),
            Subject::Money(None) => f.write_str("money"),
        }
    }
}

/// The text names nothing of the plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no part of the plan: write measure:CODE, promise:CODE, motion:CODE, money:HUB or money")]
pub struct NotASubject;

impl FromStr for Subject {
    type Err = NotASubject;

    fn from_str(text: &str) -> Result<Subject, NotASubject> {
        if text == "money" {
            return Ok(Subject::Money(None));
        }
        let (noun, code) = text.split_once(':').ok_or(NotASubject)?;
        let code: Slug = code.parse().map_err(|_| NotASubject)?;
        match noun {
            "measure" => Ok(Subject::Measure(code)),
            "promise" => Ok(Subject::Promise(code)),
            "motion" => Ok(Subject::Motion(code)),
            "money" => Ok(Subject::Money(Some(code))),
            _ => Err(NotASubject),
        }
    }
}

impl TryFrom<String> for Subject {
    type Error = NotASubject;

    fn try_from(text: String) -> Result<Subject, NotASubject> {
        text.parse()
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> String {
        subject.to_string()
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// UUIDv7.
    pub id: Slug,
    pub subject: Subject,
    /// The day it is about.
    pub day: Date,
    pub recorded: Timestamp,
    /// On whose behalf it was recorded.
    pub organisation: Slug,
    pub said: Said,
    /// When it was struck out, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub struck: Option<(Timestamp, String)>,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub told: Told,
    pub text: String,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Told {
    /// How far a measure is.
    Status { status: MeasureStatus },
    /// A step of a measure that is planned, or was or was not taken.
    Milestone { period: Period, reached: Reached },
    /// The organisation that answers for a measure from this day on.
    Owner { organisation: Slug },
    /// A measure that has to come first.
    Needs { measure: Slug },
    /// What came of a promise or a motion.
    Answer { answer: Answer },
    /// Money, in whole euro cents.
    Booking { year: i16, booking: Booking, cents: i64 },
}

impl Told {
    /// Whether an entry of this kind needs something that shows it: whatever claims that a thing is there.
    pub fn needs_evidence(&self) -> bool {
        match self {
            Told::Status { status } => *status == MeasureStatus::Done,
            Told::Milestone { reached, .. } => *reached == Reached::Reached,
            Told::Answer { answer } => matches!(answer, Answer::Kept | Answer::PartlyKept),
            Told::Booking { booking, .. } => *booking == Booking::Spent,
            Told::Owner { .. } | Told::Needs { .. } => false,
        }
    }

    /// Whether this can be said of such a thing.
    pub fn fits(&self, subject: &Subject) -> bool {
        match self {
            Told::Status { .. } | Told::Milestone { .. } | Told::Owner { .. } | Told::Needs { .. } => {
                matches!(subject, Subject::Measure(_))
            }
            Told::Answer { .. } => matches!(subject, Subject::Promise(_) | Subject::Motion(_)),
            Told::Booking { .. } => matches!(subject, Subject::Money(_)),
        }
    }
}

/// Values with a code of their own: [`code`](Reached::code), `parse` and `ALL`.
macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $value:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$meaning])* #[serde(rename = $code)] $value),+ }

        impl $name {
            pub const ALL: &[$name] = &[$($name::$value),+];

            pub fn code(self) -> &'static str {
                match self { $($name::$value => $code),+ }
            }

            pub fn parse(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

codes!(
    /// What became of a milestone.
    Reached { Planned = "planned", Reached = "reached", Missed = "missed", Dropped = "dropped" }
);
codes!(
    /// What came of a promise to parliament.
    Answer {
        Underway = "underway",
        Kept = "kept",
        PartlyKept = "partly-kept",
        NotKept = "not-kept",
        /// It has no object any more.
        Lapsed = "lapsed",
    }
);
codes!(
    /// Money that was promised to somebody in writing, or paid.
    Booking { Committed = "committed", Spent = "spent" }
);

/// What shows that an entry is right: an address, or a document of the portal that everybody may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Evidence {
    Link(String),
    Document(Slug),
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write an address that begins with https://, or the id of a document of the portal")]
pub struct NoEvidence;

impl FromStr for Evidence {
    type Err = NoEvidence;

    fn from_str(text: &str) -> Result<Evidence, NoEvidence> {
        if text.contains("://") {
            let source = Source { title: String::new(), publisher: None, url: Some(text.to_owned()), date: None };
            let short = text.len() <= 2000;
            return source.link().filter(|_| short).map(|link| Evidence::Link(link.to_owned())).ok_or(NoEvidence);
        }
        text.parse().map(Evidence::Document).map_err(|_| NoEvidence)
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Evidence::Link(link) => f.write_str(link),
            Evidence::Document(slug) => f.write_str(slug.as_str()),
        }
    }
}

impl TryFrom<String> for Evidence {
    type Error = NoEvidence;

    fn try_from(text: String) -> Result<Evidence, NoEvidence> {
        text.parse()
    }
}

impl From<Evidence> for String {
    fn from(evidence: Evidence) -> String {
        evidence.to_string()
    }
}

/// Something that is done to what is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanAct {
    Record { subject: Subject, day: Date, said: Said },
    Strike { entry: Slug, why: String },
}

/// Characters of a text, and pieces of evidence.
pub const MOST_TEXT: usize = 2000;
pub const MOST_EVIDENCE: usize = 10;

/// The most that one booking can be: ten thousand million euros, in cents.
pub const MOST_CENTS: i64 = 1_000_000_000_000;

/// Whether somebody keeps the record of a part of the plan that is about these hubs: the steering group of all of it, a
/// secretariat of what is about a hub of its organisation.
pub fn keeps(person: &Person, hubs: &[Slug]) -> bool {
    person.roles.contains(&Role::Steering)
        || person.roles.contains(&Role::Secretariat) && hubs.iter().any(|hub| person.hubs.contains(hub))
}

/// The entries that stand, of entries in the order of their days.
pub fn standing<'a>(entries: &'a [Entry], subject: &Subject) -> impl Iterator<Item = &'a Entry> {
    entries.iter().filter(move |entry| entry.struck.is_none() && entry.subject == *subject)
}

/// How far a measure is: as recorded last, or else as its source says, and the entry that says so.
pub fn status<'a>(entries: &'a [Entry], code: &Slug, of_source: MeasureStatus) -> (MeasureStatus, Option<&'a Entry>) {
    let subject = Subject::Measure(code.clone());
    let last = standing(entries, &subject).filter_map(|entry| match entry.said.told {
        Told::Status { status } => Some((status, Some(entry))),
        _ => None,
    });
    last.last().unwrap_or((of_source, None))
}

/// What came of a promise or motion, as recorded last.
pub fn answer<'a>(entries: &'a [Entry], subject: &Subject) -> Option<(Answer, &'a Entry)> {
    let last = standing(entries, subject).filter_map(|entry| match entry.said.told {
        Told::Answer { answer } => Some((answer, entry)),
        _ => None,
    });
    last.last()
}

/// The money that is booked for a hub in a year, in cents.
pub fn booked(entries: &[Entry], hub: Option<&Slug>, year: i16, booking: Booking) -> i64 {
    let subject = Subject::Money(hub.cloned());
    let cents = standing(entries, &subject).filter_map(|entry| match entry.said.told {
        Told::Booking { year: of, booking: what, cents } if of == year && what == booking => Some(cents),
        _ => None,
    });
    cents.sum()
}
