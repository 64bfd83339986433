//! Asking for access to something one has heard of. Whether there is such a thing is never told.

use jiff::Timestamp;

use super::slug::Slug;

/// A question for access on its way in.
#[derive(Clone, Debug)]
pub struct NewAsk {
    /// What they heard of: an address, an id or a title.
    pub about: String,
    pub why: String,
}

/// A question for access, as those see it who can do something about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub id: String,
    pub at: Timestamp,
    /// Who asks, and for whom they work: without that nobody can decide.
    pub person: String,
    pub organisation: Slug,
    pub about: String,
    pub why: String,
    /// The document it is about, when the reader of this may read it.
    pub document: Option<Slug>,
}

/// Questions of one person that wait for an answer, at most.
pub const MOST_ASKS: usize = 20;

/// Somebody who opened or took along a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub at: Timestamp,
    pub person: String,
    pub organisation: Slug,
    pub deed: super::audit::Deed,
}

/// That somebody took in unusually much of what is above TLP:GREEN within an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub id: String,
    pub at: Timestamp,
    pub person: String,
    pub reads: u32,
}
