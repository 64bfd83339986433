use serde::Deserialize;

/// The home page. Names in braces stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    pub title: String,
    pub description: String,
    pub by_kind: String,
    pub by_line: String,
    pub newest: String,
    pub all_newest: String,
    pub monitor: String,
    pub all_monitor: String,
    pub hubs: String,
    /// With `{amount}`.
    pub a_year: String,
    /// With `{count}`.
    pub documents: String,
}
