use serde::Deserialize;

/// Header, navigation and footer of every page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    pub site: String,
    pub about_site: String,
    pub skip: String,
    pub navigation: String,
    pub search: String,
    pub monitor: String,
    pub about: String,
    pub accessibility: String,
    pub privacy: String,
    pub style: String,
}
