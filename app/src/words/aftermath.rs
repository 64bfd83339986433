//! What comes of the sessions of a congress.

use serde::Deserialize;

use crate::model::outcome::PromiseState;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AftermathWords {
    pub title: String,
    pub lead: String,
    pub documents: String,
    pub documents_all: String,
    pub from_session: String,
    pub no_hubs: String,
    pub outcomes: String,
    pub results: String,
    pub promises: String,
    /// With `{kept}`, `{open}`, `{late}` and `{dropped}`.
    pub promise_count: String,
    pub result: String,
    pub promise: String,
    pub kind: String,
    pub text: String,
    pub owner: String,
    pub due: String,
    /// With `{date}`.
    pub due_text: String,
    pub label: String,
    pub label_clear: String,
    pub label_green: String,
    pub add: String,
    pub add_title: String,
    pub choose: String,
    pub open: String,
    pub late: String,
    pub kept: String,
    pub dropped: String,
    /// With `{date}`.
    pub since: String,
    pub say_kept: String,
    pub say_dropped: String,
    pub say_open: String,
    pub remove: String,
    pub questions: String,
    pub questions_lead: String,
    pub question: String,
    pub ask: String,
    pub answer: String,
    pub answer_button: String,
    pub no_questions: String,
    pub feedback: String,
    pub feedback_lead: String,
    pub feedback_text: String,
    pub send: String,
    pub make_document: String,
    pub make_document_lead: String,
    pub make_document_kind: String,
    pub begin: String,
    pub came_from: String,
    /// With `{title}` and `{conference}`.
    pub came_from_text: String,
}

impl AftermathWords {
    /// How a promise stands; one that is late is open still.
    pub fn state(&self, state: PromiseState, late: bool) -> &str {
        match (state, late) {
            (PromiseState::Open, true) => &self.late,
            (PromiseState::Open, false) => &self.open,
            (PromiseState::Kept, _) => &self.kept,
            (PromiseState::Dropped, _) => &self.dropped,
        }
    }
}
