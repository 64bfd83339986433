//! Sharing groups: organisations and persons that share for one purpose, on one legal basis, until a day.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::sharing::Audience;
use super::slug::Slug;

/// A sharing group. Written `group:CODE` in an audience.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub code: Slug,
    pub terms: Terms,
    /// Organisations and persons. Empty where the reader may not see them.
    #[serde(default)]
    pub members: BTreeSet<Audience>,
}

/// What a group agreed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub name: String,
    /// What its members share for.
    pub purpose: String,
    /// The law or agreement that allows it.
    pub basis: String,
    /// The organisation that answers for it.
    pub owner: Slug,
    /// The last day on which it opens anything.
    pub ends: Date,
    /// Whether its members do not see who the others are.
    pub hidden_roster: bool,
}
