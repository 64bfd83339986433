use serde::Deserialize;

/// Header, navigation and footer of every page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    pub site: String,
    pub about_site: String,
    pub skip: String,
    pub navigation: String,
    pub menu: String,
    pub search: String,
    pub monitor: String,
    pub hubs: String,
    pub chain: String,
    pub measures: String,
    pub sharing: String,
    pub congress: String,
    pub network: String,
    pub steering: String,
    pub sign_in: String,
    pub sign_out: String,
    /// Read out before the name of who is signed in.
    pub signed_in_as: String,
    pub admin: String,
    pub overview: String,
    pub contribute: String,
    pub about: String,
    pub accessibility: String,
    pub privacy: String,
    pub style: String,
    pub theme: String,
    pub theme_system: String,
    pub theme_light: String,
    pub theme_dark: String,
    /// Said when an open page has taken in something new.
    pub renewed: String,
}
