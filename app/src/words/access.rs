use serde::Deserialize;

/// Asking for access, and who read what one's organisation owns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessWords {
    pub ask: String,
    pub ask_lead: String,
    pub about: String,
    pub about_hint: String,
    pub why: String,
    pub send: String,
    pub passed: String,
    pub asks: String,
    pub asks_lead: String,
    pub settle: String,
    pub warnings: String,
    pub warnings_lead: String,
    /// With `{person}`, `{count}` and `{time}`.
    pub warning: String,
    pub readings: String,
    pub readings_lead: String,
    pub no_readings: String,
}
