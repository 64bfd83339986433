use serde::Deserialize;

use crate::model::progress::{Answer, Booking, Reached};

/// What becomes of the plan, and recording it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgressWords {
    /// With `{date}`.
    pub as_of: String,
    pub status_now: String,
    pub status_source: String,
    pub owner: String,
    pub no_owner: String,
    pub needs: String,
    pub history: String,
    pub no_history: String,
    /// With `{status}`, `{period}` and `{reached}`, `{organisation}`, `{measure}`, `{booking}`, `{year}` and `{amount}`.
    pub told_status: String,
    pub told_milestone: String,
    pub told_owner: String,
    pub told_needs: String,
    pub told_booking: String,
    /// With `{organisation}` and `{date}`.
    pub recorded_by: String,
    pub recorded: String,
    /// With `{date}`.
    pub struck: String,
    pub evidence: String,
    pub evidence_hint: String,
    pub strike: String,
    pub strike_why: String,
    pub strike_act: String,
    pub keep: String,
    pub keep_lead: String,
    pub record_status: String,
    pub record_milestone: String,
    pub record_owner: String,
    pub record_needs: String,
    pub record_answer: String,
    pub record_booking: String,
    pub status: String,
    pub period: String,
    pub period_hint: String,
    pub state: String,
    pub organisation: String,
    pub measure: String,
    pub promise: String,
    pub choose: String,
    pub day: String,
    pub text: String,
    pub milestone_text: String,
    pub save: String,
    pub reached: ReachedWords,
    pub answers: AnswerWords,
    pub bookings: BookingWords,
    pub promises: String,
    pub promises_description: String,
    pub promises_lead: String,
    /// With `{count}`, `{answered}` and `{overdue}`.
    pub promises_count: String,
    pub due: String,
    pub no_due: String,
    pub no_answer: String,
    pub overdue: String,
    pub belongs_to: String,
    pub money: String,
    pub money_description: String,
    pub money_lead: String,
    pub money_none: String,
    pub by_year: String,
    pub by_hub: String,
    /// With `{year}`.
    pub by_hub_year: String,
    pub by_hub_lead: String,
    pub planned: String,
    pub left: String,
    pub not_split: String,
    pub over: String,
    pub hub: String,
    pub year: String,
    pub kind: String,
    pub amount: String,
    pub amount_hint: String,
    pub overarching: String,
    pub total: String,
    pub to_money: String,
    pub to_promises: String,
    pub bookings_history: String,
}

macro_rules! words_of {
    ($name:ident, $of:ty, { $($field:ident = $variant:path),+ $(,)? }) => {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name { $($field: String),+ }

        impl $name {
            pub fn of(&self, value: $of) -> &str {
                match value { $($variant => &self.$field),+ }
            }
        }
    };
}

words_of!(ReachedWords, Reached, {
    planned = Reached::Planned,
    reached = Reached::Reached,
    missed = Reached::Missed,
    dropped = Reached::Dropped,
});
words_of!(AnswerWords, Answer, {
    underway = Answer::Underway,
    kept = Answer::Kept,
    partly_kept = Answer::PartlyKept,
    not_kept = Answer::NotKept,
    lapsed = Answer::Lapsed,
});
words_of!(BookingWords, Booking, { committed = Booking::Committed, spent = Booking::Spent });
