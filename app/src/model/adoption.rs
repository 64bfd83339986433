//! Adoption: what the organisations of a hub do with a practice, step by step. Nothing is overwritten: the last step of an
//! organisation tells how it stands there, and those furthest along how the hub stands (decision 22).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::Summary;
use super::facts::Kind;
use super::line::Line;
use super::reader::{Reader, Role};
use super::sharing::Sharing;
use super::slug::Slug;
use super::tlp::Tlp;

/// How a practice stands with an organisation, and so at its hub.
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

    /// How far along it is. What was in use and is over goes before what never was.
    fn reach(self) -> u8 {
        match self {
            AdoptionState::Adopted => 4,
            AdoptionState::Pilot => 3,
            AdoptionState::Considering => 2,
            AdoptionState::Ended => 1,
            AdoptionState::Rejected => 0,
        }
    }
}

/// One step of an organisation at a hub with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The document it was recorded on.
    pub document: Slug,
    /// The slug of the original: a text and its translations share their adoptions.
    pub work: Slug,
    pub hub: Slug,
    pub day: Date,
    pub told: Told,
    /// Whose step it is.
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
    /// The organisation whose step it is, where that is not one's own: a secretariat records for those of its hub.
    pub behalf: Option<Slug>,
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
    pub fn standing(&self, hub: &Slug) -> Option<Standing<'_>> {
        standing(&self.steps, hub)
    }

    /// Days from the first time that somebody at a hub considered or tried the practice until the first adopted it; `None`
    /// where nothing came before.
    pub fn days_to_adopt(&self, hub: &Slug) -> Option<i64> {
        let own = self.steps.iter().filter(|step| step.hub == *hub);
        let first = |states: &[AdoptionState]| own.clone().find(|step| states.contains(&step.told.state));
        let considered = first(&[AdoptionState::Considering, AdoptionState::Pilot])?.day;
        let adopted = first(&[AdoptionState::Adopted])?.day;
        (considered <= adopted).then(|| adopted.duration_since(considered).as_hours() / 24)
    }
}

/// How a practice stands at a hub: as with those of its organisations that are furthest along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    pub state: AdoptionState,
    /// The first day since which one of them stands so.
    pub since: Date,
    /// The last step of each organisation: those furthest along first, and among those alike who was first.
    pub parties: Vec<&'a Adoption>,
}

impl Standing<'_> {
    /// How many of the organisations stand so.
    pub fn alike(&self) -> usize {
        self.parties.iter().filter(|step| step.told.state == self.state).count()
    }

    /// The strictest label of what it rests on.
    pub fn tlp(&self) -> Tlp {
        self.parties.iter().map(|step| step.told.sharing.tlp()).max().unwrap_or(Tlp::Clear)
    }
}

/// How it stands at a hub after steps in the order of their days; `None` where none is of that hub.
pub fn standing<'a>(steps: &'a [Adoption], hub: &Slug) -> Option<Standing<'a>> {
    let own = steps.iter().filter(|step| step.hub == *hub);
    let last: BTreeMap<&Slug, &Adoption> = own.map(|step| (&step.organisation, step)).collect();
    let mut parties: Vec<&Adoption> = last.into_values().collect();
    parties.sort_by_key(|step| (Reverse(step.told.state.reach()), step.day));
    let first = parties.first()?;
    Some(Standing { state: first.told.state, since: first.day, parties })
}

/// The steps, in the order of their days, after which a hub stood differently than before, with how it then stood.
pub fn turns(steps: &[Adoption]) -> Vec<(&Adoption, AdoptionState)> {
    let mut stood: BTreeMap<&Slug, BTreeMap<&Slug, AdoptionState>> = BTreeMap::new();
    let furthest =
        |parties: &BTreeMap<&Slug, AdoptionState>| parties.values().copied().max_by_key(|state| state.reach());
    let mut turns = Vec::new();
    for step in steps {
        let parties = stood.entry(&step.hub).or_default();
        let before = furthest(parties);
        parties.insert(&step.organisation, step.told.state);
        let now = furthest(parties);
        if now != before {
            turns.extend(now.map(|state| (step, state)));
        }
    }
    turns
}

/// The middle of some numbers of days, the lower of two.
pub fn median(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len().checked_sub(1)? / 2).copied()
}
