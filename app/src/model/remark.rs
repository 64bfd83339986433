//! What readers say about a document: comments, and that it is outdated.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::document::Summary;
use super::slug::Slug;
use super::tlp::Tlp;

/// What kind of remark it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RemarkKind {
    Comment,
    /// Something in the text no longer holds: its owner is told.
    Outdated,
}

impl RemarkKind {
    pub const ALL: [RemarkKind; 2] = [RemarkKind::Comment, RemarkKind::Outdated];

    pub fn code(self) -> &'static str {
        match self {
            RemarkKind::Comment => "comment",
            RemarkKind::Outdated => "outdated",
        }
    }

    pub fn parse(code: &str) -> Option<RemarkKind> {
        RemarkKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A remark, as a reader sees it. Organisations are named, persons are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub id: String,
    pub kind: RemarkKind,
    pub text: String,
    pub organisation: Slug,
    pub at: Timestamp,
    /// For the owner of the document and the organisation of who wrote it alone.
    pub private: bool,
    pub tlp: Tlp,
    pub resolved: Option<Timestamp>,
    /// Whether this reader may say that it is resolved.
    pub resolvable: bool,
}

/// A remark on its way in.
#[derive(Clone, Debug)]
pub struct NewRemark {
    pub kind: RemarkKind,
    pub text: String,
    pub private: bool,
}

/// Remarks of one person on one document that are not resolved, at most.
pub const MOST_REMARKS: usize = 50;

/// A document of one's own organisation about which something waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    pub document: Summary,
    /// Remarks that say it is outdated, and are not resolved.
    pub outdated: u32,
    pub comments: u32,
    pub proposals: u32,
}
