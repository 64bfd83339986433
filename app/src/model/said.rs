//! What readers said of documents, as it moves from one store to another: with its label, and without persons.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::adoption::{ADOPTABLE, AdoptionState};
use super::facts::Kind;
use super::period::Period;
use super::remark::RemarkKind;
use super::sharing::Sharing;
use super::sighting::Verdict;
use super::slug::Slug;

/// A step, a report or a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// UUIDv7.
    pub id: Slug,
    /// The document it was said of.
    pub document: Slug,
    pub recorded: Timestamp,
    /// Who said it; absent where it is to stay unnamed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Slug>,
    /// Who may read it, who must be readers of the document as well.
    pub sharing: Sharing,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum What {
    Adoption {
        hub: Slug,
        day: Date,
        state: AdoptionState,
        reason: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        effort: String,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        result: String,
    },
    Sighting {
        hub: Slug,
        month: Period,
        verdict: Verdict,
    },
    Remark {
        remark: RemarkKind,
        text: String,
        #[serde(default)]
        private: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<Timestamp>,
    },
}

impl What {
    pub fn hub(&self) -> Option<&Slug> {
        match self {
            What::Adoption { hub, .. } | What::Sighting { hub, .. } => Some(hub),
            What::Remark { .. } => None,
        }
    }

    /// Whether it can be said of a document of this kind.
    pub fn fits(&self, kind: Kind) -> bool {
        match self {
            What::Adoption { .. } => ADOPTABLE.contains(&kind),
            What::Sighting { .. } => kind == Kind::ModusOperandi,
            What::Remark { .. } => true,
        }
    }

    /// Whether it may be unnamed.
    pub fn may_be_unnamed(&self) -> bool {
        matches!(self, What::Sighting { .. })
    }
}
