//! What a search box says.

use serde::{Deserialize, Serialize};

use crate::model::query::{Suggestion, Target};

/// The words of a search box.
#[derive(Clone, Serialize, Deserialize)]
pub struct SearchBoxWords {
    pub label: String,
    pub placeholder: String,
    pub button: String,
    pub suggestions: String,
    /// With `{count}`.
    pub found: String,
    /// What each kind of target is called, by its code.
    pub kinds: Vec<(String, String)>,
}

impl SearchBoxWords {
    /// What a suggestion leads to: "werkwijze", "zoekterm".
    pub fn about(&self, suggestion: &Suggestion) -> String {
        let code = match &suggestion.target {
            Target::Document(_, kind) => kind.code(),
            Target::Hub(_) => "hub",
            Target::Indicator(_) => "indicator",
            Target::Organisation(_) => "organisation",
            Target::Session(_) => "session",
            Target::Term => "term",
            Target::Completion => "field",
            Target::Saved(_) => "saved",
        };
        self.kinds.iter().find(|(known, _)| known == code).map(|(_, name)| name.clone()).unwrap_or_default()
    }
}
