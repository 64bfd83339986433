//! A congress: what was announced of it, and its programme, edition by edition.

mod clash;
mod log;
mod merge;
mod session;
mod setup;
mod sheet;
mod working;
mod years;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::html::SafeHtml;
use super::lang::{Lang, Text};
use super::period::Period;
use super::slug::Slug;
use super::source::Source;

pub use clash::{Clash, clashes};
pub use log::{Entry, Happened, Log, Slot};
pub use merge::merge;
pub use session::{Link, Session, Speaker};
pub use setup::{Start, set_up, setup_fields};
pub use sheet::{put_session, session_fields};
pub use working::{
    Bulk, Mistake, OrganiseAct, Organised, ProgrammeDraft, Proposal, Slip, WorkRow, Working, Workspace, fingerprint,
};
pub use years::{OtherYear, other_year};

/// A congress that a source announces. All that is known of it where nobody has published a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    pub slug: Slug,
    pub title: Text,
    pub summary: Text,
    pub period: Period,
    /// What it is for, according to the source.
    #[serde(default)]
    pub goals: Vec<Text>,
    /// What the source leaves open.
    #[serde(default)]
    pub unknown: Vec<Text>,
    /// Documents that say more.
    #[serde(default)]
    pub documents: Vec<Slug>,
    pub source: Source,
}

/// The programme of a conference in one version, as it came from its organisers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// What the organisers call this version.
    pub version: String,
    pub acronym: String,
    pub title: String,
    #[serde(default)]
    pub description: String,
    /// Where it is, in words.
    #[serde(default)]
    pub place: String,
    pub first: Date,
    pub last: Date,
    /// Name in the IANA list, such as `Europe/Amsterdam`.
    pub time_zone: String,
    /// Minutes by which times are multiples of.
    pub slot_minutes: u32,
    /// The address of the organisers' own site.
    #[serde(default)]
    pub url: String,
    /// The language that the organisers give; empty where they leave it to the sessions.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lang: String,
    /// Under the Chatham House Rule: what was said may be used, who said it is not told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chatham_house: bool,
    pub days: Vec<Day>,
    pub rooms: Vec<Room>,
    /// In the order of the file.
    pub tracks: Vec<String>,
    /// By day, then start, room and guid.
    pub sessions: Vec<Session>,
}

/// A day of the programme; it may go on after midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// From 1.
    pub index: u32,
    pub date: Date,
    pub start: Timestamp,
    pub end: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub name: String,
    pub guid: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub capacity: Option<u32>,
}

impl Programme {
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// A moment on the clocks of the conference.
    pub fn local(&self, moment: Timestamp) -> DateTime {
        self.zone().to_datetime(moment)
    }

    pub fn session(&self, number: u64) -> Option<&Session> {
        self.sessions.iter().find(|session| session.number == number)
    }

    /// What the organisers say, else the language most sessions are in.
    pub fn lang(&self) -> Lang {
        if let Some(given) = Lang::parse(&self.lang) {
            return given;
        }
        let spoken = |lang: &Lang| self.sessions.iter().filter(|session| session.spoken() == Some(*lang)).count();
        Lang::ALL.into_iter().max_by_key(|lang| (spoken(lang), std::cmp::Reverse(*lang))).unwrap_or_default()
    }

    /// The languages of the sessions, as the file writes them, in alphabetical order.
    pub fn langs(&self) -> Vec<&str> {
        let mut langs: Vec<&str> = self.sessions.iter().map(|session| session.lang.as_str()).collect();
        langs.retain(|lang| !lang.is_empty());
        langs.sort_unstable();
        langs.dedup();
        langs
    }
}

/// A published version with what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub slug: Slug,
    /// From 1; the number of times a programme was published.
    pub number: u32,
    pub published: Timestamp,
    pub programme: Programme,
    /// Sessions of earlier versions that this one no longer has.
    pub gone: Vec<Session>,
}

/// A published version in the list of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub number: u32,
    pub published: Timestamp,
    /// What the organisers call it.
    pub name: String,
    pub log: Log,
}

/// A conference in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub slug: Slug,
    pub announcement: Option<Announcement>,
    pub programme: Option<Outline>,
}

/// What a list tells of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub title: String,
    pub place: String,
    pub first: Date,
    pub last: Date,
    pub sessions: u32,
    pub lang: Lang,
}

impl Outline {
    pub fn of(programme: &Programme) -> Outline {
        Outline {
            title: programme.title.clone(),
            place: programme.place.clone(),
            first: programme.first,
            last: programme.last,
            sessions: u32::try_from(programme.sessions.len()).unwrap_or(u32::MAX),
            lang: programme.lang(),
        }
    }
}

/// Everything that the page of a conference shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conference {
    pub slug: Slug,
    pub announcement: Option<Announcement>,
    pub edition: Option<Edition>,
    pub description: SafeHtml,
    /// For programs that read the page (schema.org); empty without a programme.
    pub json_ld: String,
}

/// Everything that the page of a session shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionPage {
    pub edition: Edition,
    pub session: Session,
    pub summary: SafeHtml,
    pub description: SafeHtml,
    /// The texts about the speakers, in their order.
    pub biographies: Vec<SafeHtml>,
    pub json_ld: String,
}

/// Whether a text can be the slug of a conference: one segment of an address that no file name can be taken for.
pub fn is_conference_slug(slug: &Slug) -> bool {
    slug.as_str().len() <= 60 && !slug.as_str().contains(['/', '.'])
}

/// The slug of a conference whose organisers gave none: the year of its first day.
pub fn default_slug(programme: &Programme) -> Option<Slug> {
    programme.first.year().to_string().parse().ok()
}
