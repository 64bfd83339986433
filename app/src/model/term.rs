//! The thesaurus: concepts and their words in five languages (SKOS preferred and alternative labels).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::slug::Slug;

/// A concept of the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    pub id: Slug,
    pub labels: BTreeMap<Lang, Labels>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broader: Option<Slug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub narrower: Vec<Slug>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    pub pref: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alt: Vec<String>,
}
