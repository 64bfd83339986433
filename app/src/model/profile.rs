//! What persons tell others of their work, where they want to, and messages between them that show no address.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::lang::{Lang, Text};
use super::line::Line;
use super::sharing::Sharing;
use super::slug::Slug;

/// How long a profile is shown after its person last said that it is right.
pub const HOLDS: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How long before that they are asked to say so again.
pub const ASKED_BEFORE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long a message waits that nobody settles.
pub const MESSAGE_WAITS: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Characters of a post, of what somebody knows about, of a country, and of a message; and how many countries.
pub const LONGEST_POST: usize = 120;
pub const LONGEST_EXPERTISE: usize = 1_000;
pub const LONGEST_COUNTRY: usize = 60;
pub const MOST_COUNTRIES: usize = 20;
pub const LONGEST_MESSAGE: usize = 2_000;

/// Messages that one person sends in a day, and has waiting with one other, at most.
pub const MOST_A_DAY: u32 = 20;
pub const MOST_WAITING: u32 = 3;

/// What somebody fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProfileSheet {
    /// Whether their name is shown.
    pub named: bool,
    /// What they are there, such as `liaison in Bogotá`.
    pub post: String,
    /// What others can ask them about.
    pub expertise: String,
    pub langs: BTreeSet<Lang>,
    pub hubs: BTreeSet<Slug>,
    pub lines: BTreeSet<Line>,
    pub countries: BTreeSet<String>,
    pub sharing: Sharing,
}

/// A profile, as others see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// UUIDv7, and not that of the person.
    pub id: Slug,
    /// Absent where they do not want it shown.
    pub name: Option<String>,
    pub organisation: Slug,
    /// Its name; filled in by the library.
    pub organisation_name: Option<Text>,
    pub sheet: ProfileSheet,
    pub confirmed: Timestamp,
}

impl Profile {
    /// When it goes, unless its person says before that it is right.
    pub fn ends(&self) -> Timestamp {
        self.confirmed.saturating_add(HOLDS).unwrap_or(Timestamp::MAX)
    }

    /// Whether it is time to ask.
    pub fn is_ending(&self, now: Timestamp) -> bool {
        now >= self.ends().saturating_sub(ASKED_BEFORE).unwrap_or(Timestamp::MIN)
    }
}

/// Which profiles are asked for. A country is typed in any language, so the page looks at that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileFilter {
    pub hub: Option<Slug>,
    pub line: Option<Line>,
    pub lang: Option<Lang>,
    pub organisation: Option<Slug>,
    /// Words that all stand in post, expertise, countries or the name of the organisation.
    pub words: String,
}

impl ProfileFilter {
    pub fn takes(&self, profile: &Profile) -> bool {
        let sheet = &profile.sheet;
        let names =
            profile.organisation_name.as_ref().map(|name| format!("{} {}", name.nl, name.en)).unwrap_or_default();
        let countries: Vec<&str> = sheet.countries.iter().map(String::as_str).collect();
        let name = profile.name.as_deref().unwrap_or_default();
        let all = format!("{} {} {} {names} {name}", sheet.post, sheet.expertise, countries.join(" ")).to_lowercase();
        self.hub.as_ref().is_none_or(|hub| sheet.hubs.contains(hub))
            && self.line.is_none_or(|line| sheet.lines.contains(&line))
            && self.lang.is_none_or(|lang| sheet.langs.contains(&lang))
            && self.organisation.as_ref().is_none_or(|slug| profile.organisation == *slug)
            && self.words.to_lowercase().split_whitespace().all(|word| all.contains(word))
    }
}

/// A profile on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfilePage {
    pub profile: Profile,
    /// Whether it is that of who looks.
    pub own: bool,
}

/// What somebody does about their own profile.
#[derive(Clone, Debug)]
pub enum ProfileAct {
    Save(ProfileSheet),
    /// Says that it is still right.
    Confirm,
    Remove,
}

/// A message that waits for its receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectMessage {
    pub id: String,
    /// How the sender is called.
    pub signed: String,
    pub text: String,
    pub at: Timestamp,
}

/// What a receiver does about a message.
#[derive(Clone, Debug)]
pub enum DirectAct {
    Answer { id: String, text: String },
    Settle(String),
}
