//! What organisers ask of the speakers of a session: personal links, what comes in with them, and what is still missing.

use jiff::Timestamp;

use super::account::Email;
use super::attachment::{Attachment, FileKind};
use super::conference::Session;
use super::lang::Lang;
use super::sharing::Sharing;
use super::slug::Slug;
use super::tlp::Tlp;

/// Files that one speaker has waiting at the same time, at most.
pub const MOST_HANDED: u32 = 20;

/// Links of one session, at most, those that ended too.
pub const MOST_LINKS: usize = 50;

/// Characters of a remark of a speaker.
pub const LONGEST_REMARK: usize = 500;

/// A personal link with which the speaker of one session hands in files without an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerLink {
    pub id: String,
    pub conference: Slug,
    /// The guid of the session.
    pub session: String,
    /// As an organiser wrote the name.
    pub speaker: String,
    /// For reminders alone.
    pub email: Option<Email>,
    pub lang: Lang,
    /// The speaker proposes this label or a narrower one.
    pub widest: Tlp,
    pub expires: Timestamp,
    pub created: Timestamp,
    /// When it was last opened.
    pub used: Option<Timestamp>,
    pub ended: Option<Timestamp>,
    /// The last reminder.
    pub reminded: Option<Reminded>,
}

impl SpeakerLink {
    /// Whether it lets somebody in at this moment, as far as the link itself is concerned.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.ended.is_none() && now < self.expires
    }

    /// Whether the speaker may be reminded again: at most once a day.
    pub fn may_remind(&self, now: Timestamp) -> bool {
        self.reminded.as_ref().is_none_or(|last| now.duration_since(last.at) >= BETWEEN_REMINDERS)
    }
}

/// The time between two reminders of one speaker, at least.
pub const BETWEEN_REMINDERS: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// A reminder that a speaker got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminded {
    pub at: Timestamp,
    pub how: HowReminded,
    /// The name of the organiser; absent of one who left.
    pub by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowReminded {
    /// The mail has not gone out yet.
    Due,
    Mailed,
    /// An organiser got the text, to send it.
    Written,
}

impl HowReminded {
    pub fn code(self) -> &'static str {
        match self {
            HowReminded::Due => "due",
            HowReminded::Mailed => "mailed",
            HowReminded::Written => "written",
        }
    }

    pub fn parse(code: &str) -> Option<HowReminded> {
        [HowReminded::Due, HowReminded::Mailed, HowReminded::Written].into_iter().find(|how| how.code() == code)
    }
}

/// What a speaker agrees to, of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// That it is published, under the label they propose or a narrower one.
    pub publish: bool,
    /// Of a recording: that this is.
    pub record: bool,
}

impl Consent {
    /// Whether a file of this kind may be published.
    pub fn covers(self, kind: FileKind) -> bool {
        self.publish && (self.record || !kind.is_recording())
    }
}

/// A file that came with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedFile {
    /// Its label is the one that the speaker proposes, until it is published under the one it has.
    pub attachment: Attachment,
    /// The id of the link.
    pub link: String,
    pub speaker: String,
    pub consent: Consent,
    pub remark: String,
    /// Whether readers have it, as far as its label lets them.
    pub published: bool,
}

/// The terms on which a speaker hands in files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandIn {
    pub tlp: Tlp,
    pub consent: Consent,
    pub remark: String,
}

/// What a speaker does about a file that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedAct {
    Change { tlp: Tlp, consent: Consent },
    TakeBack,
}

/// What the page behind a link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerPage {
    pub link: SpeakerLink,
    pub conference_title: String,
    pub session: Session,
    /// Where and when, in the zone of the conference.
    pub start: jiff::civil::DateTime,
    pub end: jiff::civil::DateTime,
    /// What is asked for.
    pub missing: Vec<Missing>,
    pub files: Vec<HandedFile>,
}

/// What organisers fill in for a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    pub speaker: String,
    pub email: Option<Email>,
    pub lang: Lang,
    pub widest: Tlp,
    /// Until the end of this day, in the Netherlands.
    pub expires: jiff::civil::Date,
}

/// What organisers do about the speakers of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerAct {
    Make(NewLink),
    End(String),
    Remind(String),
    /// Hangs a file that waits on the session.
    Publish {
        file: Slug,
        sharing: Sharing,
        embargo: Option<Timestamp>,
    },
    /// Throws a file away that waits.
    Drop(Slug),
    /// Says whether anything is asked for this session at all.
    Ask(bool),
}

/// A link that was made or a reminder that is to be sent by hand: what its letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    pub speaker: String,
    pub lang: Lang,
    pub conference: Slug,
    pub conference_title: String,
    pub session_title: String,
    pub start: jiff::civil::DateTime,
    /// The last day on which the link holds.
    pub until: jiff::civil::Date,
    pub missing: Vec<Missing>,
    /// Of the link in it.
    pub secret: String,
    pub reminds: bool,
}

/// The speakers of a session, for organisers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSpeakers {
    pub conference_title: String,
    pub session: Session,
    pub links: Vec<SpeakerLink>,
    /// Those that wait, in the order in which they came.
    pub waiting: Vec<HandedFile>,
    pub missing: Vec<Missing>,
    pub asked: bool,
    pub now: Timestamp,
    /// Until when a new link is to hold, where nobody says otherwise.
    pub expires: jiff::civil::Date,
    /// After this day all of it is erased, but for links that hold longer.
    pub erased: jiff::civil::Date,
    /// Whether the site sends mail.
    pub mails: bool,
}

/// What is missing of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    Abstract,
    Speaker,
    /// No file of what was shown or written.
    Slides,
    /// A speaker has not agreed that a file which waits is published.
    Consent,
    /// There is a recording, and no text of it.
    Transcript,
    /// It is over, and nobody wrote down what came of it.
    Outcome,
}

impl Missing {
    pub const ALL: [Missing; 6] =
        [Missing::Abstract, Missing::Speaker, Missing::Slides, Missing::Consent, Missing::Transcript, Missing::Outcome];

    /// What a speaker can do something about.
    pub const OF_SPEAKERS: [Missing; 3] = [Missing::Abstract, Missing::Slides, Missing::Consent];

    pub fn code(self) -> &'static str {
        match self {
            Missing::Abstract => "abstract",
            Missing::Speaker => "speaker",
            Missing::Slides => "slides",
            Missing::Consent => "consent",
            Missing::Transcript => "transcript",
            Missing::Outcome => "outcome",
        }
    }

    pub fn parse(code: &str) -> Option<Missing> {
        Missing::ALL.into_iter().find(|missing| missing.code() == code)
    }
}

/// What is missing of a session. `hung` are the files that readers may have, `waiting` those that came with a link.
pub fn missing(
    session: &Session,
    hung: &[&Attachment],
    waiting: &[&HandedFile],
    outcomes: usize,
    now: Timestamp,
) -> Vec<Missing> {
    let kinds = || hung.iter().map(|file| file.kind).chain(waiting.iter().map(|file| file.attachment.kind));
    let text_of_speech = |kind: FileKind| matches!(kind, FileKind::Vtt | FileKind::Srt);
    let holds = |missing: &Missing| match missing {
        Missing::Abstract => session.summary.trim().is_empty() && session.description.trim().is_empty(),
        Missing::Speaker => session.speakers.is_empty(),
        Missing::Slides => kinds().all(FileKind::is_recording),
        Missing::Consent => waiting.iter().any(|file| !file.consent.covers(file.attachment.kind)),
        Missing::Transcript => {
            kinds().any(|kind| kind.is_recording() && !text_of_speech(kind)) && !kinds().any(text_of_speech)
        }
        Missing::Outcome => outcomes == 0 && session.end() < now,
    };
    Missing::ALL.into_iter().filter(holds).collect()
}

/// Every session of a conference with what is missing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    pub rows: Vec<CheckRow>,
    /// Whether the programme is published; before that nothing is asked.
    pub published: bool,
    pub mails: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    pub number: u64,
    pub title: String,
    pub start: jiff::civil::DateTime,
    /// Whether anything is asked for it.
    pub asked: bool,
    pub missing: Vec<Missing>,
    /// Files that wait for an organiser.
    pub waiting: usize,
    pub links: Vec<SpeakerLink>,
}
