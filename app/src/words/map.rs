use serde::Deserialize;

/// The map of the hubs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapWords {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub indicator: String,
    pub all_periods: String,
    /// With `{name}` and `{period}`.
    pub caption: String,
    pub drawing: String,
    pub reader: String,
    pub key: String,
    pub schematic: String,
    pub nothing: String,
    /// With `{known}` and `{all}`.
    pub known: String,
    /// With `{place}`, `{period}` and `{value}`.
    pub highest: String,
    pub disputed: String,
    pub kept_back: String,
    pub flows: String,
    pub flows_lead: String,
    /// With `{from}` and `{to}`.
    pub flow: String,
    /// With `{name}`, `{period}` and `{value}`.
    pub flow_value: String,
    pub no_arrow: String,
}
