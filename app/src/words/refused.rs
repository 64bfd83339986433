use serde::Deserialize;

/// What a reader sees instead of an answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    pub absent: String,
    pub absent_text: String,
    pub unreadable: String,
    pub unreadable_text: String,
    pub unavailable: String,
    pub unavailable_text: String,
    /// A request that is not carried out, whatever its address.
    pub not_done: String,
    pub not_done_text: String,
    /// A fault inside.
    pub broken: String,
    pub broken_text: String,
    pub home: String,
}
