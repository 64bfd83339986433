use serde::Deserialize;

use super::rows::RowWords;

/// Handing in values of the monitor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliverWords {
    pub title: String,
    pub lead: String,
    pub file: String,
    /// With `{size}` and `{rows}`.
    pub file_hint: String,
    pub send: String,
    pub columns: String,
    /// What stands in each column: its name, and what to write.
    pub columns_text: Vec<[String; 2]>,
    pub column: String,
    pub meaning: String,
    pub indicators: String,
    pub indicators_lead: String,
    pub no_indicators: String,
    pub template: String,
    pub filter: String,
    /// With `{shown}` and `{all}`.
    pub filtered: String,
    pub filter_none: String,
    pub waiting: String,
    pub taken: String,
    pub taken_lead: String,
    /// With `{moment}`.
    pub sent_at: String,
    pub taken_at: String,
    pub problems: String,
    pub line: String,
    pub what: String,
    pub whole_file: String,
    pub preview: String,
    pub preview_lead: String,
    pub no_change: String,
    pub done: String,
    pub indicator: String,
    pub new: String,
    pub revised: String,
    pub same: String,
    pub total: String,
    pub revised_values: String,
    pub new_values: String,
    pub place: String,
    pub period: String,
    pub source: String,
    pub was: String,
    pub becomes: String,
    pub known_on: String,
    pub label: String,
    /// With `{count}`.
    pub and_more: String,
    pub take: String,
    pub discard: String,
    pub hand_in: String,
    /// What is wrong with a file; absent in English, which the messages themselves are in.
    #[serde(default)]
    pub rows: Option<RowWords>,
}
