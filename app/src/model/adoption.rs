//! Adoption: what a hub does with a practice, step by step. Nothing is overwritten; the last step tells how it stands.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::Summary;
use super::facts::Kind;
use super::line::Line;
use super::reader::{Reader, Role};
use super::sharing::Sharing;
use super::slug::Slug;

/// How a practice stands at a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AdoptionState {
    Considering,
    Pilot,
    Adopted,
    Rejected,
    /// It was tried or in use, and is no longer.
    Ended,
}

impl AdoptionState {
    pub const ALL: [AdoptionState; 5] = [
        AdoptionState::Considering,
        AdoptionState::Pilot,
        AdoptionState::Adopted,
        AdoptionState::Rejected,
        AdoptionState::Ended,
    ];

    pub fn code(self) -> &'static str {
        match self {
            AdoptionState::Considering => "considering",
            AdoptionState::Pilot => "pilot",
            AdoptionState::Adopted => "adopted",
            AdoptionState::Rejected => "rejected",
            AdoptionState::Ended => "ended",
        }
    }

    pub fn parse(code: &str) -> Option<AdoptionState> {
        AdoptionState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// One step of a hub with a document, as somebody of that hub recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The document it was recorded on.
    pub document: Slug,
    /// The slug of the original: a text and its translations share their adoptions.
    pub work: Slug,
    pub hub: Slug,
    pub day: Date,
    pub told: Told,
    /// Who recorded it, on behalf of the hub.
    pub organisation: Slug,
    pub recorded: Timestamp,
}

/// What is told of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub state: AdoptionState,
    pub reason: String,
    /// People, money or time it took; empty where nothing is told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub effort: String,
    /// What came of it; empty where nothing is told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// Never wider than that of its document; and only who may read the document reads this.
    pub sharing: Sharing,
}

/// A step on its way in.
#[derive(Clone, Debug)]
pub struct NewAdoption {
    pub hub: Slug,
    pub day: Date,
    pub told: Told,
}

/// Characters of a reason, an effort or a result.
pub const MOST_TOLD: usize = 2000;

/// The kinds of documents that a hub can adopt.
pub const ADOPTABLE: [Kind; 2] = [Kind::Practice, Kind::Innovation];

/// The hubs on whose behalf somebody records: those of their organisation, when recording is their work.
pub fn hubs_of(reader: &Reader) -> BTreeSet<Slug> {
    let works = [Role::Contributor, Role::Editor, Role::Secretariat].into_iter().any(|role| reader.is(role));
    reader.person().filter(|_| works).map(|person| person.hubs.clone()).unwrap_or_default()
}

/// Which part of the matrix is asked for. Nothing given means: all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdoptionFilter {
    pub hub: Option<Slug>,
    pub line: Option<Line>,
    pub state: Option<AdoptionState>,
}

/// A practice with the steps of hubs, in the order of their days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptionRow {
    pub document: Summary,
    pub steps: Vec<Adoption>,
}

impl AdoptionRow {
    /// How it stands at a hub.
    pub fn standing(&self, hub: &Slug) -> Option<&Adoption> {
        standing(&self.steps, hub)
    }

    /// Days from the first step of a hub until it had adopted the practice; `None` where nothing came before.
    pub fn days_to_adopt(&self, hub: &Slug) -> Option<i64> {
        let mut own = self.steps.iter().filter(|step| step.hub == *hub);
        let first = own.next().filter(|step| step.told.state != AdoptionState::Adopted)?.day;
        let adopted = own.find(|step| step.told.state == AdoptionState::Adopted)?.day;
        Some(adopted.duration_since(first).as_hours() / 24)
    }
}

/// The last step of a hub, of steps in the order of their days.
pub fn standing<'a>(steps: &'a [Adoption], hub: &Slug) -> Option<&'a Adoption> {
    steps.iter().rev().find(|step| step.hub == *hub)
}

/// The middle of some numbers of days, the lower of two.
pub fn median(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len().checked_sub(1)? / 2).copied()
}
