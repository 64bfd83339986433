//! Where an organisation can be asked: a desk, or the post of a liaison officer. Of the organisation, not of a person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::account::Email;
use super::lang::{Lang, Text};
use super::line::Line;
use super::profile::{ASKED_BEFORE, HOLDS};
use super::reader::{OrganisationKind, Person, Role};
use super::sharing::{Audience, Sharing};
use super::slug::Slug;
use super::tlp::Tlp;

/// Characters of a name or a service, of what it is for, of a country and of a subject; and how many of those.
pub const LONGEST_NAME: usize = 120;
pub const LONGEST_PURPOSE: usize = 600;
pub const LONGEST_WORD: usize = 60;
pub const MOST_WORDS: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactKind {
    Desk,
    /// Of a service, in the countries that it names.
    LiaisonPost,
}

impl ContactKind {
    pub const ALL: [ContactKind; 2] = [ContactKind::Desk, ContactKind::LiaisonPost];

    pub fn code(self) -> &'static str {
        match self {
            ContactKind::Desk => "desk",
            ContactKind::LiaisonPost => "liaison-post",
        }
    }

    pub fn parse(code: &str) -> Option<ContactKind> {
        ContactKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What is told about a contact point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactSheet {
    pub kind: ContactKind,
    pub name: Text,
    /// What one can ask there.
    pub purpose: Text,
    /// The service that posted the officer; empty for a desk.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service: String,
    /// Their names by what liaison notes call them: ISO 3166-1 alpha-2, or a country or region in words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub countries: BTreeMap<String, Text>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub langs: BTreeSet<Lang>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub hubs: BTreeSet<Slug>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub lines: BTreeSet<Line>,
    /// Words for the subject, as documents have them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
    pub sharing: Sharing,
}

/// A part of a [`ContactSheet`] that cannot be as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    #[error("is missing: fill it in")]
    Missing,
    #[error("is longer than {0} characters: shorten it")]
    TooLong(usize),
    #[error("cannot be TLP:RED: a contact point is for organisations, so choose TLP:AMBER+STRICT at most")]
    ForPersons,
    #[error("its own organisation is no public body and could not read it: leave public_bodies_only out")]
    NotPublic,
}

impl ContactSheet {
    /// What is wrong with it for an organisation of this kind, by field. The one list of rules for forms and for files.
    pub fn misfits(&self, of: OrganisationKind) -> Vec<(&'static str, Misfit)> {
        let mut wrong = Vec::new();
        let mut text = |field: &'static str, text: &str, most: usize| match text.chars().count() {
            0 => wrong.push((field, Misfit::Missing)),
            count if count > most => wrong.push((field, Misfit::TooLong(most))),
            _ => {}
        };
        text("name_nl", &self.name.nl, LONGEST_NAME);
        text("name_en", &self.name.en, LONGEST_NAME);
        text("purpose_nl", &self.purpose.nl, LONGEST_PURPOSE);
        text("purpose_en", &self.purpose.en, LONGEST_PURPOSE);
        if self.kind == ContactKind::LiaisonPost {
            text("service", &self.service, LONGEST_NAME);
        }
        if self.kind == ContactKind::LiaisonPost && self.countries.is_empty() {
            wrong.push(("countries", Misfit::Missing));
        }
        let countries = self.countries.iter().flat_map(|(code, name)| [code, &name.nl, &name.en]);
        for (field, count, words) in [
            ("countries", self.countries.len(), countries.collect::<Vec<_>>()),
            ("tags", self.tags.len(), self.tags.iter().collect()),
        ] {
            if count > MOST_WORDS || words.iter().any(|word| word.chars().count() > LONGEST_WORD) {
                wrong.push((field, Misfit::TooLong(LONGEST_WORD)));
            }
        }
        if self.sharing.tlp() == Tlp::Red {
            wrong.push(("tlp", Misfit::ForPersons));
        }
        if self.sharing.public_bodies_only() && of != OrganisationKind::Public {
            wrong.push(("public_bodies_only", Misfit::NotPublic));
        }
        wrong
    }

    /// The same, where those of its own organisation are among who may read it: they look after it.
    pub fn of(self, organisation: &Slug) -> ContactSheet {
        if self.sharing.tlp() <= Tlp::Green {
            return self;
        }
        let sharing = self.sharing.with(Audience::Organisation(organisation.clone()));
        ContactSheet { sharing, ..self }
    }
}

/// A contact point, as others see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactPoint {
    /// UUIDv7.
    pub id: Slug,
    pub organisation: Slug,
    /// Its name and kind; filled in by the library.
    pub organisation_name: Option<Text>,
    pub organisation_kind: Option<OrganisationKind>,
    pub sheet: ContactSheet,
    /// The name of the person behind it, where there is one who wants it shown.
    pub person: Option<String>,
    /// When its organisation last said that it is right.
    pub confirmed: Timestamp,
}

impl ContactPoint {
    /// When it is not shown any more, unless somebody says before that it is right.
    pub fn ends(&self) -> Timestamp {
        self.confirmed.saturating_add(HOLDS).unwrap_or(Timestamp::MAX)
    }

    /// Whether it is time to ask.
    pub fn is_ending(&self, now: Timestamp) -> bool {
        now >= self.ends().saturating_sub(ASKED_BEFORE).unwrap_or(Timestamp::MIN)
    }
}

/// Which contact points are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactFilter {
    pub kind: Option<ContactKind>,
    pub hub: Option<Slug>,
    pub line: Option<Line>,
    pub lang: Option<Lang>,
    /// As the sheet has it.
    pub country: Option<String>,
    pub organisation: Option<Slug>,
    pub organisation_kind: Option<OrganisationKind>,
    /// Words that all stand in what is told.
    pub words: String,
}

impl ContactFilter {
    pub fn takes(&self, point: &ContactPoint) -> bool {
        let sheet = &point.sheet;
        self.kind.is_none_or(|kind| sheet.kind == kind)
            && self.hub.as_ref().is_none_or(|hub| sheet.hubs.contains(hub))
            && self.line.is_none_or(|line| sheet.lines.contains(&line))
            && self.lang.is_none_or(|lang| sheet.langs.contains(&lang))
            && self.country.as_ref().is_none_or(|country| sheet.countries.contains_key(country))
            && self.organisation.as_ref().is_none_or(|slug| point.organisation == *slug)
            && self.organisation_kind.is_none_or(|kind| point.organisation_kind == Some(kind))
            && self.has_words(point)
    }

    fn has_words(&self, point: &ContactPoint) -> bool {
        let sheet = &point.sheet;
        let of = |text: &Text| format!("{} {}", text.nl, text.en);
        let mut told = vec![of(&sheet.name), of(&sheet.purpose), sheet.service.clone()];
        told.extend(point.organisation_name.as_ref().map(of));
        told.extend(point.person.clone());
        told.extend(sheet.countries.values().map(of));
        told.extend(sheet.tags.iter().cloned());
        let told = told.join(" ").to_lowercase();
        self.words.to_lowercase().split_whitespace().all(|word| told.contains(word))
    }
}

/// A contact point on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPage {
    pub point: ContactPoint,
    /// Whether there is somebody who reads what is written to it.
    pub is_read: bool,
    /// Whether who looks keeps it.
    pub keeps: bool,
}

/// A contact point, as who looks after it sees it. The address is told to nobody, not to them either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptContact {
    pub point: ContactPoint,
    pub has_address: bool,
    /// The person behind it, whether named or not.
    pub person: Option<Slug>,
    /// Not shown until somebody says that it is right.
    pub ended: bool,
    /// Grows with each change; a form names the one it was filled with.
    pub version: u32,
}

/// The contact points of an organisation, for who looks after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDesk {
    pub organisation: Slug,
    pub name: Text,
    /// Those that the keeper may read.
    pub points: Vec<KeptContact>,
    /// Persons of the organisation who could be behind one, by name.
    pub persons: Vec<(Slug, String)>,
    /// Whether the keeper may let more people read one than may now: see [`widens`].
    pub widens: bool,
}

/// What a keeper fills in.
#[derive(Clone, Debug)]
pub struct ContactForm {
    pub sheet: ContactSheet,
    /// Where it is told that a message waits. `None` keeps what there is.
    pub address: Option<Email>,
    pub person: Option<Slug>,
}

/// What a keeper does.
#[derive(Clone, Debug)]
pub enum ContactAct {
    Add(ContactForm),
    Correct {
        id: Slug,
        version: u32,
        form: ContactForm,
    },
    /// Says that it is still right.
    Confirm(Slug),
    Withdraw(Slug),
}

/// What the person behind a contact point does about themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BehindAct {
    ShowName,
    HideName,
    StepBack,
}

/// What concerns somebody about contact points, on their own page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnContacts {
    /// The organisation whose contact points they keep as one of its people.
    pub keeps: bool,
    /// Of those, the ones that are about to end or have ended.
    pub ending: Vec<KeptContact>,
    /// Those they are behind, and whether their name is shown.
    pub behind: Vec<(ContactPoint, bool)>,
    pub messages: Vec<ContactMessage>,
}

/// A message that waits for whoever reads those of a contact point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactMessage {
    pub id: String,
    /// What the contact point was called.
    pub about: Text,
    /// How the sender is called.
    pub signed: String,
    pub text: String,
    pub at: Timestamp,
}

/// A contact point as it moves to another store: without its address and without the person behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedContact {
    /// UUIDv7.
    pub id: Slug,
    pub organisation: Slug,
    pub confirmed: Timestamp,
    pub sheet: ContactSheet,
}

/// Whether a person looks after the contact points of an organisation with these hubs: its own editors, the secretariat of one
/// of its hubs, and admins. It gives no right to read one.
pub fn keeps(person: &Person, organisation: &Slug, hubs: &[Slug]) -> bool {
    let has = |role: Role| person.roles.contains(&role);
    has(Role::Admin)
        || widens(person, organisation)
        || has(Role::Secretariat) && hubs.iter().any(|hub| person.hubs.contains(hub))
}

/// Whether a person may let more people read a contact point of an organisation: its own editors alone. Whoever else keeps it may
/// correct, narrow and withdraw what they may read, and not open it to others in the name of who decides about it.
pub fn widens(person: &Person, organisation: &Slug) -> bool {
    keeps_own(person) && person.organisation == *organisation
}

/// Whether a person looks after those of their own organisation, and reads what is written to them.
pub fn keeps_own(person: &Person) -> bool {
    person.roles.contains(&Role::Editor)
}
