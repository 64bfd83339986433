//! Signals: what the early-warning statistics found, and what people made of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::indicator::Indicator;
use super::period::Period;
use super::place::Place;
use super::sharing::Sharing;
use super::slug::Slug;

/// An alarm that is worth a look. The same alarm twice is one signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// UUIDv7.
    pub id: Slug,
    pub indicator: Slug,
    pub kind: Kind,
    /// Where it happened; of a displacement, where it went up.
    pub place: Slug,
    /// Of a displacement, where it went down.
    pub other: Option<Slug>,
    /// The newest period that was looked at.
    pub period: Period,
    /// That of the values it rests on.
    pub sharing: Sharing,
    pub evidence: Evidence,
    pub found: Timestamp,
    /// Grows with everything that people add.
    pub revision: u32,
    /// What it turned out to be; `None` while nobody knows.
    pub outcome: Option<Outcome>,
    /// Who looks into it.
    pub owner: Option<Slug>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Rise,
    /// Also a place gone silent.
    Fall,
    /// Down at one hub and up at another.
    Displacement,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Rise, Kind::Fall, Kind::Displacement];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Rise => "rise",
            Kind::Fall => "fall",
            Kind::Displacement => "displacement",
        }
    }

    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a signal rests on. Numbers are counts of the indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// As in `knooppunt detect`, or `displacement`.
    pub method: String,
    /// The title of the source of the values.
    pub source: String,
    pub observed: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<f64>,
    /// The highest count that would have been no alarm, or the lowest one downward.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistic: Option<f64>,
    /// Of a displacement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<PairEvidence>,
}

/// The fall that goes with a rise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairEvidence {
    pub observed: f64,
    pub expected: f64,
    /// Both in so many periods.
    pub window: usize,
    /// The rise came so many periods after the fall.
    pub lag: usize,
    /// The chance of as much where no hub's share changed.
    pub chance: f64,
    /// Pairs that were looked at together with this one.
    pub screened: usize,
}

/// What a signal turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// More or fewer checks explain it.
    Effort,
    /// Values came late, or were corrected since.
    LateData,
    /// The definition or the way of counting changed.
    Definition,
    /// Nothing explains it, and it went away.
    Chance,
    /// Smugglers work differently now.
    ModusOperandi,
    /// It is what it looks like.
    Real,
}

impl Outcome {
    pub const ALL: [Outcome; 6] = [
        Outcome::Effort,
        Outcome::LateData,
        Outcome::Definition,
        Outcome::Chance,
        Outcome::ModusOperandi,
        Outcome::Real,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Outcome::Effort => "effort",
            Outcome::LateData => "late-data",
            Outcome::Definition => "definition",
            Outcome::Chance => "chance",
            Outcome::ModusOperandi => "modus-operandi",
            Outcome::Real => "real",
        }
    }

    pub fn parse(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// Whether the signal was worth having: something did change at the hub.
    pub fn is_true(self) -> bool {
        matches!(self, Outcome::ModusOperandi | Outcome::Real)
    }
}

/// What somebody wrote about a signal; for those who do the triage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub at: Timestamp,
    pub person: Slug,
    pub name: String,
    pub text: String,
}

/// A signal with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalPage {
    pub signal: Signal,
    pub indicator: Indicator,
    pub places: Vec<Place>,
    /// The documents it is linked to that this reader may read: slug and title.
    pub documents: Vec<(Slug, String)>,
    /// The measures it is linked to, by code.
    pub measures: Vec<Slug>,
    /// Whether this reader does the triage; notes and owner are there only then.
    pub triage: bool,
    pub notes: Vec<Note>,
    pub owner: Option<String>,
}

/// The signals of one reader, the newest first, and what the looked-into ones turned out to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignalList {
    pub items: Vec<Listed>,
    /// All of them, whatever part `items` is.
    pub total: u64,
    /// How many have an outcome, and how many of these were worth having.
    pub judged: u64,
    pub right: u64,
}

/// A signal in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub signal: Signal,
    pub indicator: Indicator,
    pub places: Vec<Place>,
}

/// Which signals are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignalFilter {
    pub kind: Option<Kind>,
    /// Only those about a place of this hub.
    pub hub: Option<Slug>,
    pub indicator: Option<Slug>,
    /// Only those without an outcome.
    pub open: bool,
    pub from: u32,
    pub size: u32,
}

/// Something that the triage does to a signal, as it was at a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalAct {
    pub signal: Slug,
    pub revision: u32,
    pub what: Triage,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Triage {
    /// Looks into it oneself.
    Take,
    /// Says what it is, or that this is open again; with a note.
    Judge(Option<Outcome>, String),
    Note(String),
    LinkDocument(Slug),
    LinkMeasure(Slug),
}
