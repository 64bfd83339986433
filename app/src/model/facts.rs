//! The typed facts beside title, summary and body, one set per kind of document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::period::Period;
use super::slug::Slug;
use super::source::Source;

/// What kind of document it is. The codes are the same in files, URLs and the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Practice,
    Innovation,
    ModusOperandi,
    LiaisonNote,
    Insight,
    Guidance,
    SharingCase,
}

impl Kind {
    pub const ALL: [Kind; 7] = [
        Kind::Practice,
        Kind::Innovation,
        Kind::ModusOperandi,
        Kind::LiaisonNote,
        Kind::Insight,
        Kind::Guidance,
        Kind::SharingCase,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Kind::Practice => "practice",
            Kind::Innovation => "innovation",
            Kind::ModusOperandi => "modus-operandi",
            Kind::LiaisonNote => "liaison-note",
            Kind::Insight => "insight",
            Kind::Guidance => "guidance",
            Kind::SharingCase => "sharing-case",
        }
    }

    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The facts of a document; the variant is its kind, so a practice with the facts of a liaison note cannot exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Facts {
    Practice(Practice),
    Innovation(Innovation),
    ModusOperandi(ModusOperandi),
    LiaisonNote(LiaisonNote),
    Insight(Insight),
    Guidance(Guidance),
    SharingCase(SharingCase),
}

impl Facts {
    pub fn kind(&self) -> Kind {
        match self {
            Facts::Practice(_) => Kind::Practice,
            Facts::Innovation(_) => Kind::Innovation,
            Facts::ModusOperandi(_) => Kind::ModusOperandi,
            Facts::LiaisonNote(_) => Kind::LiaisonNote,
            Facts::Insight(_) => Kind::Insight,
            Facts::Guidance(_) => Kind::Guidance,
            Facts::SharingCase(_) => Kind::SharingCase,
        }
    }

    /// The last day on which the document holds, where it names one.
    pub fn valid_until(&self) -> Option<jiff::civil::Date> {
        match self {
            Facts::LiaisonNote(note) => note.valid_until,
            _ => None,
        }
    }

    /// The facts of a kind before anything is filled in.
    pub fn empty(kind: Kind) -> Facts {
        match kind {
            Kind::Practice => Facts::Practice(Practice::default()),
            Kind::Innovation => Facts::Innovation(Innovation::default()),
            Kind::ModusOperandi => Facts::ModusOperandi(ModusOperandi::default()),
            Kind::LiaisonNote => Facts::LiaisonNote(LiaisonNote::default()),
            Kind::Insight => Facts::Insight(Insight::default()),
            Kind::Guidance => Facts::Guidance(Guidance::default()),
            Kind::SharingCase => Facts::SharingCase(SharingCase::default()),
        }
    }
}

/// A way of working that proved itself somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Practice {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approach: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preconditions: Vec<String>,
    /// Who runs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_by: Option<String>,
    /// Since when, in words, as the sources tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// ISO 3166-1 alpha-2, or `EU` and `INT` for what crosses borders.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Outcome>,
    pub evidence: Evidence,
}

/// A result as reported, with where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// Evidence in the five slots of EMMIE (Johnson, Tilley and Bowers 2015, J. Exp. Criminol. 11:459).
/// An empty slot is shown as "no evidence yet", never hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Evidence {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moderators: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implementation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub economics: Option<String>,
}

/// A laboratory, pilot or technique that is being tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Innovation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// What is being tried to find out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aim: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Outcome>,
}

/// How far an innovation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    Idea,
    Lab,
    Pilot,
    InUse,
    Ended,
}

/// A modus operandi as a barrier model (CCV): the criminal process in steps, and per step what helps and what stops it.
/// Preventive only: no detail that would help to carry it out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModusOperandi {
    pub steps: Vec<Step>,
    /// First and last seen, as far as public sources tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_seen: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_seen: Option<Period>,
}

/// One step of a barrier model. Empty lists mean: the sources say nothing about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Step {
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opportunities: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facilitators: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub barriers: Vec<Barrier>,
}

/// A barrier against a step, with the documents that describe it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Barrier {
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Slug>,
    /// How far it is at each hub; hubs that are not named are not known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hubs: BTreeMap<Slug, BarrierStatus>,
}

/// How far a barrier is at a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BarrierStatus {
    InPlace,
    Planned,
    Missing,
}

impl BarrierStatus {
    pub const ALL: [BarrierStatus; 3] = [BarrierStatus::InPlace, BarrierStatus::Planned, BarrierStatus::Missing];

    pub fn code(self) -> &'static str {
        match self {
            BarrierStatus::InPlace => "in-place",
            BarrierStatus::Planned => "planned",
            BarrierStatus::Missing => "missing",
        }
    }

    pub fn parse(code: &str) -> Option<BarrierStatus> {
        BarrierStatus::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// A note of a liaison officer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LiaisonNote {
    /// ISO 3166-1 alpha-2, or a region in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The service that posted the officer; never a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed: Option<Period>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reliability: Option<Reliability>,
    /// Admiralty credibility of the information, 1 (confirmed) to 6 (cannot be judged).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Credibility>,
    /// After this day the note counts as expired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<jiff::civil::Date>,
}

/// Admiralty reliability of a source, A (completely reliable) to F (cannot be judged).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// Admiralty credibility of information, 1 (confirmed by other sources) to 6 (cannot be judged).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Credibility(u8);

impl TryFrom<u8> for Credibility {
    type Error = String;

    fn try_from(value: u8) -> Result<Credibility, String> {
        if (1..=6).contains(&value) {
            Ok(Credibility(value))
        } else {
            Err(format!("credibility {value} is not 1 to 6"))
        }
    }
}

impl From<Credibility> for u8 {
    fn from(credibility: Credibility) -> u8 {
        credibility.0
    }
}

/// What is learned about flows, risks or effects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Insight {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Period>,
    /// How it was found: research, analysis of cases, figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
}

/// How to do something, and for whom it is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Guidance {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub for_whom: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
}

/// A question of data sharing between parties, and the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SharingCase {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between: Option<Between>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Allowed>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
}

/// Between whom data would be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Between {
    PublicPublic,
    PublicPrivate,
}

/// The answer to a sharing case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Allowed {
    Allowed,
    UnderConditions,
    NotAllowed,
    /// Not answered yet.
    Open,
}
