//! The record of who read what, and on which ground.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::slug::Slug;
use super::tlp::Tlp;

/// What somebody did, or was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    /// Opened something of TLP:AMBER or narrower.
    Read,
    /// Took something along as a file.
    Exported,
    /// Asked for something that is not there for them.
    Refused,
    /// Gave somebody without an account a personal link.
    Invited,
    /// Ended such a link.
    Ended,
    /// Left a message for whose profile it is, or at a contact point.
    Contacted,
}

impl Deed {
    pub const ALL: [Deed; 6] = [Deed::Read, Deed::Exported, Deed::Refused, Deed::Invited, Deed::Ended, Deed::Contacted];

    pub fn code(self) -> &'static str {
        match self {
            Deed::Read => "read",
            Deed::Exported => "exported",
            Deed::Refused => "refused",
            Deed::Invited => "invited",
            Deed::Ended => "ended",
            Deed::Contacted => "contacted",
        }
    }

    pub fn parse(code: &str) -> Option<Deed> {
        Deed::ALL.into_iter().find(|deed| deed.code() == code)
    }
}

/// One row of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trace {
    pub at: Timestamp,
    pub person: Slug,
    pub deed: Deed,
    /// The slug of the document. `None` where the one who looks at the record may not read that document.
    pub document: Option<String>,
    /// The name of the file that hangs on it, where it was that one and is still there.
    pub attachment: Option<String>,
    /// Its label at that moment; none for what was refused.
    pub tlp: Option<Tlp>,
    /// What let them in, as [`super::sharing::Ground`] writes it; empty for what was refused.
    pub ground: String,
}

/// Which rows are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraceFilter {
    pub person: Option<Slug>,
    pub deed: Option<Deed>,
    pub document: Option<String>,
    pub from: u32,
    pub size: u32,
}
