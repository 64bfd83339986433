//! What a version changed: sessions that came, went, moved or were edited.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Programme, Session};

/// The changes between two versions, in the order of the programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    pub entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub number: u64,
    pub title: String,
    pub happened: Happened,
    /// Where and when it was before, for what moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Slot>,
    /// Where and when it is now; for what went, where and when it was.
    pub slot: Slot,
}

/// A place in the timetable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub start: jiff::Timestamp,
    pub minutes: u32,
    pub room: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Happened {
    Added,
    Removed,
    Cancelled,
    /// To another time or room.
    Moved,
    /// Its text, speakers or the like.
    Changed,
}

impl Happened {
    pub const ALL: [Happened; 5] =
        [Happened::Added, Happened::Removed, Happened::Cancelled, Happened::Moved, Happened::Changed];
}

impl Log {
    /// What is different in `new`. A session that moved and was edited counts as moved; the number of its day is none of its
    /// own, for a day that is added before it changes that.
    pub fn between(old: &Programme, new: &Programme) -> Log {
        let before: BTreeMap<&str, &Session> = old.sessions.iter().map(|one| (one.guid.as_str(), one)).collect();
        let after: BTreeMap<&str, &Session> = new.sessions.iter().map(|one| (one.guid.as_str(), one)).collect();
        let mut entries = Vec::new();
        for session in &new.sessions {
            let Some(was) = before.get(session.guid.as_str()) else {
                entries.push(entry(session, Happened::Added, None));
                continue;
            };
            if session.cancelled() && !was.cancelled() {
                entries.push(entry(session, Happened::Cancelled, None));
            } else if slot(session) != slot(was) {
                entries.push(entry(session, Happened::Moved, Some(slot(was))));
            } else if (Session { day: was.day, ..session.clone() }) != **was {
                entries.push(entry(session, Happened::Changed, None));
            }
        }
        let gone = old.sessions.iter().filter(|session| !after.contains_key(session.guid.as_str()));
        entries.extend(gone.map(|session| entry(session, Happened::Removed, None)));
        Log { entries }
    }

    pub fn count(&self, happened: Happened) -> usize {
        self.entries.iter().filter(|entry| entry.happened == happened).count()
    }
}

fn entry(session: &Session, happened: Happened, before: Option<Slot>) -> Entry {
    Entry { number: session.number, title: session.title.clone(), happened, before, slot: slot(session) }
}

fn slot(session: &Session) -> Slot {
    Slot { start: session.start, minutes: session.minutes, room: session.room.clone() }
}
