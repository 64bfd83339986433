use serde::Deserialize;

use crate::model::report::{Chapter, State};

/// Reports for parliament.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub none: String,
    /// With `{from}` and `{to}`.
    pub period: String,
    /// With `{period}`.
    pub name: String,
    /// With `{date}`.
    pub published_on: String,
    pub states: States,
    pub begin: String,
    pub begin_lead: String,
    pub from: String,
    pub to: String,
    pub begin_act: String,
    pub draft_lead: String,
    pub sent_back: String,
    pub remarks: String,
    pub remarks_lead: String,
    pub save: String,
    pub submit: String,
    pub submit_lead: String,
    pub review: String,
    pub review_lead: String,
    pub publish: String,
    pub why: String,
    pub send_back: String,
    pub discard: String,
    pub waits: String,
    pub pdf: String,
    pub cite: String,
    /// With `{title}`, `{date}`.
    pub citation: String,
    pub about_period: String,
    pub about_published: String,
    pub about_taken: String,
    pub about_by: String,
    pub about_review: String,
    pub about_address: String,
    pub unnamed: String,
    pub chapters: Chapters,
    /// With `{chapter}`.
    pub remark: String,
    pub standing: String,
    pub milestones: String,
    pub no_milestones: String,
    pub promises: String,
    pub no_promises: String,
    pub no_done: String,
    /// With `{year}`.
    pub spent_in: String,
    pub spent_lead: String,
    pub measured_lead: String,
    pub no_measured: String,
    pub no_signalled: String,
    pub signalled_lead: String,
    pub no_learned: String,
    pub measure: String,
    pub milestone: String,
    pub when: String,
    pub state: String,
    pub day: String,
    pub what: String,
    pub explanation: String,
    pub value: String,
    pub year_before: String,
    pub indicator: String,
    pub place: String,
    pub kind: String,
    pub judged: String,
    pub open: String,
    pub practice: String,
    pub number: String,
    pub status: String,
    pub promise: String,
    pub not_recorded: String,
    pub unknown: String,
    /// With `{low}` and `{high}`.
    pub range: String,
    /// With `{place}` and `{other}`.
    pub towards: String,
}

/// One for each [`State`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct States {
    draft: String,
    submitted: String,
    published: String,
}

/// One for each [`Chapter`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapters {
    planned: String,
    done: String,
    spent: String,
    measured: String,
    signalled: String,
    learned: String,
}

impl ReportWords {
    pub fn state(&self, state: State) -> &str {
        match state {
            State::Draft => &self.states.draft,
            State::Submitted => &self.states.submitted,
            State::Published => &self.states.published,
        }
    }

    pub fn chapter(&self, chapter: Chapter) -> &str {
        let chapters = &self.chapters;
        match chapter {
            Chapter::Planned => &chapters.planned,
            Chapter::Done => &chapters.done,
            Chapter::Spent => &chapters.spent,
            Chapter::Measured => &chapters.measured,
            Chapter::Signalled => &chapters.signalled,
            Chapter::Learned => &chapters.learned,
        }
    }
}
