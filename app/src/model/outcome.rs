//! What came of a session: what was agreed, what was promised, what was asked, and the documents that began there.

use jiff::Timestamp;
use jiff::civil::Date;

use super::adoption::AdoptionState;
use super::document::Summary;
use super::facts::Kind;
use super::lang::Text;
use super::place::Hub;
use super::slug::Slug;
use super::tlp::Tlp;

/// What kind of outcome it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutcomeKind {
    /// Something that was found or agreed.
    Result,
    /// Something that an organisation will do.
    Promise,
}

impl OutcomeKind {
    pub const ALL: [OutcomeKind; 2] = [OutcomeKind::Result, OutcomeKind::Promise];

    pub fn code(self) -> &'static str {
        match self {
            OutcomeKind::Result => "result",
            OutcomeKind::Promise => "promise",
        }
    }

    pub fn parse(code: &str) -> Option<OutcomeKind> {
        OutcomeKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How a promise stands, as its organisers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromiseState {
    Open,
    Kept,
    /// It will not be kept.
    Dropped,
}

impl PromiseState {
    pub const ALL: [PromiseState; 3] = [PromiseState::Open, PromiseState::Kept, PromiseState::Dropped];

    pub fn code(self) -> &'static str {
        match self {
            PromiseState::Open => "open",
            PromiseState::Kept => "kept",
            PromiseState::Dropped => "dropped",
        }
    }

    pub fn parse(code: &str) -> Option<PromiseState> {
        PromiseState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What was agreed or promised in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub id: String,
    /// The guid of the session.
    pub session: String,
    pub kind: OutcomeKind,
    pub text: String,
    /// Who sees to a promise.
    pub owner: Option<Slug>,
    /// Its name, where it is known here.
    pub owner_name: Option<Text>,
    pub due: Option<Date>,
    pub state: PromiseState,
    /// When it was said to be kept or dropped.
    pub decided: Option<Date>,
    /// TLP:CLEAR or TLP:GREEN.
    pub tlp: Tlp,
}

impl Outcome {
    /// Whether a promise is open and its day is over.
    pub fn late(&self, today: Date) -> bool {
        let open = self.kind == OutcomeKind::Promise && self.state == PromiseState::Open;
        open && self.due.is_some_and(|due| due < today)
    }
}

/// An outcome on its way in.
#[derive(Clone, Debug)]
pub struct NewOutcome {
    pub kind: OutcomeKind,
    pub text: String,
    pub owner: Option<Slug>,
    pub due: Option<Date>,
    pub tlp: Tlp,
}

/// What a reader says about a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// To those who speak, before or after; every signed-in person reads it.
    Question,
    /// To organisers alone.
    Feedback,
}

impl NoteKind {
    pub const ALL: [NoteKind; 2] = [NoteKind::Question, NoteKind::Feedback];

    pub fn code(self) -> &'static str {
        match self {
            NoteKind::Question => "question",
            NoteKind::Feedback => "feedback",
        }
    }

    pub fn parse(code: &str) -> Option<NoteKind> {
        NoteKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A question or feedback. The organisation is named, the person is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionNote {
    pub id: String,
    /// The guid of the session.
    pub session: String,
    pub kind: NoteKind,
    pub text: String,
    pub organisation: Slug,
    pub organisation_name: Option<Text>,
    pub at: Timestamp,
    pub answer: Option<String>,
    pub answered: Option<Timestamp>,
}

/// Characters of an outcome, a question, feedback or an answer; and notes of one person on one conference.
pub const LONGEST_NOTE: usize = 2_000;
pub const MOST_NOTES: u32 = 100;

/// The kinds of documents that a session can become in one step.
pub const BECOMES: [Kind; 3] = [Kind::Practice, Kind::ModusOperandi, Kind::SharingCase];

/// What came of one session, as far as the reader may know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionAfter {
    pub outcomes: Vec<Outcome>,
    pub documents: Vec<Summary>,
    /// Questions; for organisers feedback too.
    pub notes: Vec<SessionNote>,
    /// For forms of organisers: who can see to a promise.
    pub organisations: Vec<(Slug, Text)>,
}

/// A document that began in a session, with the hubs that say how it stands with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Became {
    /// The number and title of the session.
    pub session: (u64, String),
    pub document: Summary,
    pub hubs: Vec<(Hub, AdoptionState)>,
}

/// What came of a whole conference, as far as the reader may know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConferenceAfter {
    pub documents: Vec<Became>,
    /// With the number and title of their session.
    pub outcomes: Vec<((u64, String), Outcome)>,
}

/// A session of which a document came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameFrom {
    pub conference: Slug,
    pub conference_title: String,
    pub number: u64,
    pub title: String,
}

/// What is done about a session.
#[derive(Clone, Debug)]
pub enum AfterAct {
    AddOutcome(NewOutcome),
    /// An outcome by its id.
    Decide(String, PromiseState),
    RemoveOutcome(String),
    Note(NoteKind, String),
    /// A question by its id.
    Answer(String, String),
    RemoveNote(String),
    /// Begins a draft of a document of this kind.
    Draft(Kind),
}
