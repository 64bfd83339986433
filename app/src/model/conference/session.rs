//! A session: a talk, workshop or break at one time in one room.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::super::lang::Lang;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// By which versions know each other's sessions; a UUID.
    pub guid: String,
    /// From 1; unique in its conference, and its address.
    pub number: u64,
    /// The index of the day it belongs to, also after midnight.
    pub day: u32,
    pub room: String,
    pub start: Timestamp,
    pub minutes: u32,
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// Empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub track: String,
    /// Talk, workshop, break: the organisers' own word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// As the file has it, such as `nl` or `en-GB`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lang: String,
    /// Markdown or HTML, as it came.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Markdown or HTML, as it came.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Speaker>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Link>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub do_not_record: bool,
    /// Places, where one has to register for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// The page of the session on the organisers' own site.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// What else the file tells, by its own names, so that an export gives it back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    pub name: String,
    /// On whose behalf, in the organisers' own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guid: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Markdown or HTML, as it came.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub biography: String,
}

/// Something elsewhere that belongs to a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    pub url: String,
}

impl Link {
    /// The address, if it is a web address.
    pub fn href(&self) -> Option<&str> {
        web_address(&self.url)
    }
}

impl Session {
    pub fn end(&self) -> Timestamp {
        // Only a session in the year 9999 could end beyond what a moment can be.
        self.start.checked_add(SignedDuration::from_mins(self.minutes.into())).unwrap_or(self.start)
    }

    /// The language, where it is one that documents are written in.
    pub fn spoken(&self) -> Option<Lang> {
        Lang::parse(&self.lang.get(..2)?.to_ascii_lowercase())
    }

    /// Whether it does not take place. Files have no field for it: organisers write it before the title, and some programs
    /// add a state.
    pub fn cancelled(&self) -> bool {
        const WORDS: [&str; 6] = ["cancelled", "canceled", "geannuleerd", "vervallen", "vervalt", "abgesagt"];
        let title = self.title.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let in_title = WORDS.iter().any(|word| {
            title.strip_prefix(word).is_some_and(|rest| {
                rest.is_empty() || rest.trim_start().starts_with([':', ']', ')', '-', '–', '*']) || self.shouts(word)
            })
        });
        let state = ["state", "status"].iter().filter_map(|key| self.extra.get(*key));
        in_title || state.into_iter().any(|state| state.to_lowercase().starts_with("cancel"))
    }

    /// Says that it does not take place, or, of one that was cancelled here, that it does after all.
    pub fn cancel(&mut self, off: bool) {
        match off {
            true => self.extra.insert("state".to_owned(), "cancelled".to_owned()),
            false => self.extra.remove("state"),
        };
    }

    /// The word in capitals before a title: `CANCELLED What we learned`.
    fn shouts(&self, word: &str) -> bool {
        let title = self.title.trim_start_matches(|c: char| !c.is_alphanumeric());
        title.chars().take(word.chars().count()).all(|c| c.is_uppercase())
    }

    /// The session's page on the organisers' own site, if it is a web address.
    pub fn href(&self) -> Option<&str> {
        web_address(&self.url)
    }
}

fn web_address(url: &str) -> Option<&str> {
    let lower = url.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    (web && !url.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(url)
}
