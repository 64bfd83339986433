use serde::Deserialize;

use crate::model::reader::OrganisationKind;

/// Who takes part.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub hub: String,
    pub kind: String,
    pub line: String,
    pub all_hubs: String,
    pub all_kinds: String,
    pub all_lines: String,
    pub organisation: String,
    pub all_organisations: String,
    /// The contact points of one: a single one, and with `{count}` more.
    pub points: [String; 2],
    pub show: String,
    /// With `{count}`.
    pub found: String,
    pub found_one: String,
    pub found_none: String,
    pub public: String,
    pub private: String,
    pub academic: String,
    pub foreign: String,
    pub measures: String,
    pub line_note: String,
    pub contacts: String,
    pub contacts_lead: String,
    pub no_persons: String,
}

impl NetworkWords {
    pub fn kind_name(&self, kind: OrganisationKind) -> &str {
        match kind {
            OrganisationKind::Public => &self.public,
            OrganisationKind::Private => &self.private,
            OrganisationKind::Academic => &self.academic,
            OrganisationKind::Foreign => &self.foreign,
        }
    }
}
