//! Indicators whose values the portal counts itself, from what everybody may read here (decision 26).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::slug::Slug;
use super::source::Source;

/// What the portal counts of itself for an indicator, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    pub what: What,
    /// The place that the count is about, with all hubs together. Absent: each hub in the Netherlands by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Slug>,
}

/// What can be counted. A text and its translations are one; a hub stands with a practice as decision 22 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Practices and innovations that a hub adopted for the first time in the period.
    PracticesFirstAdopted,
    /// Practices and innovations that a hub had adopted at the end of the period.
    PracticesInUse,
    /// Sharing cases that had an answer at the end of the period.
    CasesAnswered,
    /// Documents that were there at the end of the period.
    Documents,
}

impl What {
    pub fn code(self) -> &'static str {
        match self {
            What::PracticesFirstAdopted => "practices-first-adopted",
            What::PracticesInUse => "practices-in-use",
            What::CasesAnswered => "cases-answered",
            What::Documents => "documents",
        }
    }
}

/// A text with its translations, as far as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub work: Slug,
    /// The hubs that it names now.
    pub hubs: BTreeSet<Slug>,
    /// The day since which it is what is counted: readable, or answered.
    pub since: Date,
}

/// Who says so: the source of every value that the portal counts.
pub fn source() -> Source {
    Source {
        title: "Telling van dit portaal".to_owned(),
        publisher: Some("Knooppunt".to_owned()),
        url: None,
        date: None,
    }
}
