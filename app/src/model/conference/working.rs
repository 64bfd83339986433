//! The programme as its organisers work on it, before anybody else sees it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Clash, Log, Outline, Programme, Room, Session};
use crate::model::slug::Slug;

/// What a draft holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Working {
    pub programme: Programme,
    /// Sessions that were taken out; they can be put back.
    #[serde(default)]
    pub removed: Vec<Session>,
    /// A schedule file that was handed in, until somebody says what becomes of it.
    #[serde(default)]
    pub proposal: Option<Proposal>,
    /// The highest number that a session ever had: an address is not given twice.
    #[serde(default)]
    pub last_number: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The name of the file.
    pub file: String,
    pub programme: Programme,
}

/// The draft of a conference, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeDraft {
    pub slug: Slug,
    /// Counts the saves; 0 where nothing was changed since it was published.
    pub version: u32,
    /// The edition that it was begun from; 0 for none.
    pub base: u32,
    pub saved: Option<Timestamp>,
    pub work: Working,
}

/// All that its organisers see of a conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    pub draft: ProgrammeDraft,
    /// The edition that readers see, and when it was published; 0 for none.
    pub edition: u32,
    pub published: Option<Timestamp>,
    /// What publishing would change for readers.
    pub log: Log,
    /// Whether anything differs from what is published, be it no session.
    pub differs: bool,
    pub clashes: Vec<Clash>,
}

/// A conference in the list of organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRow {
    pub slug: Slug,
    pub outline: Outline,
    /// 0 for none.
    pub edition: u32,
    /// When the draft was saved last, where there is one.
    pub saved: Option<Timestamp>,
}

/// What organisers do. Fields are as the forms bring them.
#[derive(Clone, Debug)]
pub enum OrganiseAct {
    /// Begins a conference.
    Start(Vec<(String, String)>),
    /// Its details, days, rooms and tracks. `was` is the fingerprint of what the form was filled with.
    SetUp {
        conference: Slug,
        was: String,
        fields: Vec<(String, String)>,
    },
    /// A session; a new one without a number.
    Save {
        conference: Slug,
        session: Option<u64>,
        was: String,
        fields: Vec<(String, String)>,
    },
    /// A second one like it, right after it.
    Duplicate {
        conference: Slug,
        session: u64,
    },
    /// The same for several sessions.
    Several {
        conference: Slug,
        sessions: Vec<u64>,
        how: Bulk,
    },
    /// Puts a session back that was taken out.
    Restore {
        conference: Slug,
        session: u64,
    },
    /// A schedule file, to be looked at.
    Propose {
        conference: Slug,
        file: String,
        bytes: Vec<u8>,
    },
    /// Takes it over; with `keep`, what it does not have stays.
    TakeOver {
        conference: Slug,
        version: u32,
        keep: bool,
    },
    Drop {
        conference: Slug,
    },
    /// Publishes this version of the draft over this edition, under a name for the version.
    Publish {
        conference: Slug,
        version: u32,
        edition: u32,
        name: String,
    },
    /// Throws the draft away, and goes on from what is published.
    StartOver {
        conference: Slug,
        version: u32,
    },
}

/// What is done to several sessions at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bulk {
    /// Minutes later, or earlier.
    Shift(i32),
    Room(String),
    Track(String),
    Cancel,
    Revive,
    Remove,
}

/// Where an act leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Organised {
    Conference(Slug),
    Session(Slug, u64),
    /// With the number of the edition that readers see now.
    Published(Slug, u32),
    /// It was never published, and is gone.
    Gone,
}

/// A field of a form that is not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// As the form names it.
    pub field: String,
    pub what: Slip,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    Missing,
    /// More than so many characters.
    TooLong(usize),
    NoDate,
    NoTime,
    NoZone,
    /// No whole number from the first to the second.
    NoNumber(u32, u32),
    /// The last day is before the first, or more than a month after it.
    NoSpan,
    NoSlug,
    /// There is one of this name already.
    Taken,
    /// It has sessions: they go elsewhere first.
    InUse,
    /// Not one of those there are.
    Unknown,
    /// No web address.
    NoAddress,
    NoEmail,
    /// Its own organisation is no public body.
    NotPublic,
    /// TLP:CLEAR is not for public bodies alone.
    ForEverybody,
    /// More people would read it than now, which is not for who fills this in to decide.
    TooWide,
}

impl Mistake {
    pub fn new(field: impl Into<String>, what: Slip) -> Mistake {
        Mistake { field: field.into(), what }
    }
}

impl Working {
    pub fn of(programme: Programme, gone: &[Session]) -> Working {
        let last_number = gone.iter().map(|session| session.number).filter(|number| *number < DERIVED).max();
        let mut work =
            Working { programme, removed: Vec::new(), proposal: None, last_number: last_number.unwrap_or_default() };
        work.count();
        work
    }

    /// A number that no session here ever had.
    pub fn next_number(&mut self) -> u64 {
        self.count();
        self.last_number += 1;
        self.last_number
    }

    fn count(&mut self) {
        let all = self.programme.sessions.iter().chain(&self.removed).map(|session| session.number);
        let highest = all.filter(|number| *number < DERIVED).max().unwrap_or_default();
        self.last_number = self.last_number.max(highest);
    }

    /// A second session like this one: right after it, with a number and a guid of its own.
    pub fn duplicate(&mut self, number: u64, guid: String) -> Option<u64> {
        let session = self.programme.session(number)?.clone();
        let new = self.next_number();
        let start = session.end();
        self.programme.sessions.push(Session { guid, number: new, start, url: String::new(), ..session });
        self.programme.put_in_order();
        Some(new)
    }

    /// Does the same to several sessions; those that are not there are left out.
    pub fn several(&mut self, numbers: &[u64], how: &Bulk) {
        let (chosen, rest) = std::mem::take(&mut self.programme.sessions)
            .into_iter()
            .partition::<Vec<Session>, _>(|session| numbers.contains(&session.number));
        self.programme.sessions = rest;
        if *how == Bulk::Remove {
            self.removed.extend(chosen);
            return;
        }
        for mut session in chosen {
            match how {
                Bulk::Shift(minutes) => {
                    let by = jiff::SignedDuration::from_mins((*minutes).into());
                    session.start = session.start.checked_add(by).unwrap_or(session.start);
                }
                Bulk::Room(room) => session.room.clone_from(room),
                Bulk::Track(track) => session.track.clone_from(track),
                Bulk::Cancel => session.cancel(true),
                Bulk::Revive => session.cancel(false),
                Bulk::Remove => {}
            }
            self.programme.sessions.push(session);
        }
        self.programme.put_in_order();
    }

    /// Puts a session back; `false` where it was not taken out.
    pub fn restore(&mut self, number: u64) -> bool {
        let Some(at) = self.removed.iter().position(|session| session.number == number) else { return false };
        let session = self.removed.remove(at);
        self.programme.sessions.push(session);
        self.programme.put_in_order();
        true
    }
}

/// From here on are the numbers that files do not give and we derive; counting on from them would make long addresses.
const DERIVED: u64 = 10_000_000;

impl Programme {
    /// What the form of the conference itself is about.
    pub fn without_sessions(&self) -> Programme {
        Programme { sessions: Vec::new(), ..self.clone() }
    }

    /// Sessions by day, start, room and guid, as everybody relies on; every room, track and day that they name is there.
    pub fn put_in_order(&mut self) {
        for session in &mut self.sessions {
            if !self.days.iter().any(|day| day.index == session.day) {
                session.day = self.days.first().map_or(1, |day| day.index);
            }
            if !self.rooms.iter().any(|room| room.name == session.room) {
                let (name, guid) = (session.room.clone(), session.guid.clone());
                self.rooms.push(Room { name, guid, description: String::new(), capacity: None });
            }
            if !session.track.is_empty() && !self.tracks.contains(&session.track) {
                self.tracks.push(session.track.clone());
            }
        }
        self.sessions.sort_by(|a, b| (a.day, a.start, &a.room, &a.guid).cmp(&(b.day, b.start, &b.room, &b.guid)));
    }
}

/// Tells two states of a thing apart: FNV-1a of its JSON. It guards against accidents, not against anybody.
pub fn fingerprint(thing: &impl Serialize) -> String {
    let text = serde_json::to_string(thing).unwrap_or_default();
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}
