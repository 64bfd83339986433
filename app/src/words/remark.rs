use serde::Deserialize;

use crate::model::proposal::{Part, ProposalState};

/// What readers say about a document, and propose. Names in braces stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemarkWords {
    pub title: String,
    pub none: String,
    pub comment: String,
    pub outdated: String,
    pub resolved: String,
    pub resolve: String,
    pub private: String,
    pub add: String,
    pub add_hint: String,
    pub kind: String,
    pub kind_comment: String,
    pub kind_outdated: String,
    pub text: String,
    pub who: String,
    pub only_owner: String,
    pub send: String,
    pub proposals: String,
    pub propose: String,
    pub propose_lead: String,
    /// With `{title}`.
    pub proposal_for: String,
    pub title_of: String,
    pub summary_of: String,
    pub body_of: String,
    pub why: String,
    pub propose_send: String,
    /// With `{base}` and `{revision}`.
    pub older_base: String,
    pub changes: String,
    pub gone: String,
    pub new: String,
    pub thread: String,
    pub no_thread: String,
    pub say: String,
    pub accept: String,
    pub accept_hint: String,
    pub decline: String,
    pub withdraw: String,
    pub take_over: String,
    pub take_over_lead: String,
    pub take_over_draft: String,
    pub concerns: String,
    pub concerns_lead: String,
    /// With `{outdated}`, `{comments}` and `{proposals}`.
    pub concern: String,
    pub back: String,
    pub states: ProposalStates,
}

impl RemarkWords {
    pub fn state(&self, state: ProposalState) -> &str {
        match state {
            ProposalState::Open => &self.states.open,
            ProposalState::Accepted => &self.states.accepted,
            ProposalState::Declined => &self.states.declined,
            ProposalState::Withdrawn => &self.states.withdrawn,
        }
    }

    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Title => &self.title_of,
            Part::Summary => &self.summary_of,
            Part::Body => &self.body_of,
        }
    }
}

/// How far a proposal is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalStates {
    pub open: String,
    pub accepted: String,
    pub declined: String,
    pub withdrawn: String,
}
