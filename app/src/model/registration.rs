//! Who comes to a congress: places, who has one, and who waits for one.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::account::Email;
use super::lang::Lang;
use super::slug::Slug;

/// On what terms one registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationTerms {
    pub open: bool,
    /// Absent: as many as come.
    pub places: Option<u32>,
    /// Whether people without an account may register.
    pub guests: bool,
    /// The last day on which one may.
    pub closes: Option<Date>,
    /// Days after the last day of the congress, until everything about who came is erased.
    pub keep_days: u32,
}

impl RegistrationTerms {
    /// The last day on which one may register for a congress with this last day: the one organisers name, or that one.
    pub fn until(&self, last: Date) -> Date {
        self.closes.unwrap_or(last).min(last)
    }

    /// The last day on which it is kept who came to a congress with this last day.
    pub fn erased(&self, last: Date) -> Date {
        last.checked_add(jiff::Span::new().days(i64::from(self.keep_days.min(LONGEST_KEPT)))).unwrap_or(last)
    }
}

/// People at one congress, and days that names are kept, at most.
pub const MOST_PLACES: u32 = 100_000;
pub const LONGEST_KEPT: u32 = 365;

/// The same days, where organisers have not said how many.
pub const USUALLY_KEPT: u32 = 30;

/// How long the registration of a guest stands until they have opened the link in their mail: long enough for a mail that is
/// delayed and a meeting that runs over, short enough that made-up addresses keep nobody from a place for a day.
pub const HELD: SignedDuration = SignedDuration::from_hours(2);

/// How many people may wait, for the congress or a session.
pub const MOST_WAITING: u32 = 5_000;

/// Whether somebody has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    In,
    /// From 1.
    Waiting(u32),
}

/// Somebody without an account, as they filled in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub name: String,
    pub organisation: String,
    pub email: Email,
}

/// Who has a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    pub id: String,
    pub name: String,
    pub organisation: String,
    pub email: String,
    /// Whether they have no account.
    pub guest: bool,
    /// Whether they read mail at that address: they have an account, or opened the link of a mail.
    pub confirmed: bool,
    /// Until when this stands if they do not confirm it. Absent: for good.
    pub held_until: Option<Timestamp>,
    pub lang: Lang,
    pub standing: Standing,
    pub at: Timestamp,
    /// Places in sessions, by guid.
    pub seats: Vec<(String, Standing)>,
}

/// What the page of a registration shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationPage {
    pub conference: Slug,
    pub title: String,
    pub first: Date,
    pub last: Date,
    pub terms: RegistrationTerms,
    /// Whether one may register today.
    pub open: bool,
    /// Places that are free; absent where there is no limit.
    pub free: Option<u32>,
    /// From when names are erased.
    pub erased: Date,
    /// The registration of who looks, where they have one.
    pub own: Option<Attendee>,
    /// Sessions for which one registers.
    pub sessions: Vec<Offered>,
    /// Whether the site sends mail.
    pub mails: bool,
}

/// A session for which one registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    pub guid: String,
    pub number: u64,
    pub title: String,
    /// Day and time in the zone of the congress.
    pub start: jiff::civil::DateTime,
    pub end: jiff::civil::DateTime,
    pub room: String,
    pub places: u32,
    pub free: u32,
    pub waiting: u32,
}

/// Who comes, for organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    pub conference: Slug,
    pub title: String,
    pub last: Date,
    /// Absent where organisers have not said anything yet.
    pub terms: Option<RegistrationTerms>,
    /// Whether the programme is published; before that nobody can register.
    pub published: bool,
    /// Those who have a place, then those who wait, each in the order in which they came.
    pub attendees: Vec<Attendee>,
    pub sessions: Vec<Offered>,
    /// Whether the site sends mail, and so knows which addresses of guests are right.
    pub mails: bool,
}

impl Attendance {
    /// The title of a session that somebody registered for.
    pub fn session(&self, guid: &str) -> Option<&Offered> {
        self.sessions.iter().find(|session| session.guid == guid)
    }
}

/// Who does something to a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Whoever is signed in.
    Own,
    /// Whoever has this personal link.
    Link(String),
}

/// What somebody does about their registration.
#[derive(Clone, Debug)]
pub enum RegisterAct {
    /// Registers whoever is signed in.
    Join,
    JoinAsGuest(Guest),
    /// Asks for places in these sessions, by number, and gives up all others.
    Choose(Holder, Vec<u64>),
    Leave(Holder),
}

/// Where that leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registered {
    /// The registration of whoever is signed in.
    Own,
    /// The secret of a personal link.
    Link(String),
    /// The link is on its way by mail.
    Mailed,
    Left,
}

/// What organisers do about registrations.
#[derive(Clone, Debug)]
pub enum AttendanceAct {
    Terms(RegistrationTerms),
    /// Takes a registration away.
    Remove(String),
}
