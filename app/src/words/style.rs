use serde::Deserialize;

/// The page that shows every part.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    pub title: String,
    pub lead: String,
    #[serde(rename = "type")]
    pub type_: String,
    pub sample: String,
    pub sample_text: String,
    pub colours: String,
    pub marks: String,
    pub tlp: String,
    pub controls: String,
    pub button: String,
    pub choice: String,
    pub notice: String,
    pub filters: String,
    pub rows: String,
    pub facts: String,
    pub sources: String,
    pub figures: String,
}
