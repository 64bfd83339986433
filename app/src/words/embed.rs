use serde::Deserialize;

/// A chart on another site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedWords {
    pub title: String,
    pub lead: String,
    pub look: String,
    pub code: String,
    pub without_address: String,
    /// With `{publishers}`.
    pub sources: String,
    /// With `{day}`.
    pub known: String,
    pub back: String,
}
