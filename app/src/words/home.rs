use serde::Deserialize;

/// The home page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    pub title: String,
    pub description: String,
    pub newest: String,
}
