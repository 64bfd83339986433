use serde::Deserialize;

/// What readers looked for in vain. Names in braces stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedWords {
    pub title: String,
    pub lead: String,
    pub none: String,
    /// With `{count}` and `{date}`.
    pub asked: String,
    pub strike: String,
}
