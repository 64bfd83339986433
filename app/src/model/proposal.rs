//! Proposals: a reader writes how another's text could be better. Between the one who proposes and the owner, and nobody else.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::slug::Slug;

/// How far a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProposalState {
    Open,
    /// The owner takes it over.
    Accepted,
    Declined,
    Withdrawn,
}

impl ProposalState {
    pub const ALL: [ProposalState; 4] =
        [ProposalState::Open, ProposalState::Accepted, ProposalState::Declined, ProposalState::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            ProposalState::Open => "open",
            ProposalState::Accepted => "accepted",
            ProposalState::Declined => "declined",
            ProposalState::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(code: &str) -> Option<ProposalState> {
        ProposalState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// The parts of a text that can be proposed anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub title: String,
    pub summary: String,
    /// Markdown.
    pub body: String,
}

/// A proposal on its way in.
#[derive(Clone, Debug)]
pub struct NewProposal {
    pub draft: Draft,
    /// Why, in the words of who proposes.
    pub why: String,
    /// The revision it was written on.
    pub base: u32,
}

/// A proposal in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalRow {
    pub id: String,
    pub organisation: Slug,
    pub at: Timestamp,
    pub state: ProposalState,
}

/// A proposal with all that was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub row: ProposalRow,
    pub why: String,
    pub draft: Draft,
    /// The revision it was written on, and the one that is published now.
    pub base: u32,
    pub revision: u32,
    pub changes: Vec<Changes>,
    pub thread: Vec<Message>,
    /// What this reader may do with it.
    pub mine: bool,
    pub decides: bool,
}

/// What a proposal changes in one part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    pub part: Part,
    pub pieces: Vec<Piece>,
}

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    Summary,
    Body,
}

/// A piece of text that stays, goes or comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    /// Text that stays and is too far from any change to be shown.
    Skipped,
    Gone(String),
    New(String),
}

/// What was said in the thread of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub organisation: Slug,
    pub at: Timestamp,
    pub text: String,
}

/// What is done with a proposal.
#[derive(Clone, Debug)]
pub enum ProposalAct {
    Say(String),
    /// By the owner.
    Accept,
    Decline,
    /// By who proposed it.
    Withdraw,
}

/// Bytes of a proposed text.
pub const MOST_DRAFT: usize = 400_000;
/// Open proposals of one person.
pub const MOST_PROPOSALS: usize = 50;
