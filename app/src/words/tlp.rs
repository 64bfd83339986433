use serde::Deserialize;

use crate::model::tlp::Tlp;

/// What the labels mean to a reader. The labels themselves are never translated.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meanings {
    clear: String,
    green: String,
    amber: String,
    amber_strict: String,
    red: String,
    /// Added where only public bodies may read.
    pub public_bodies_only: String,
}

impl Meanings {
    pub fn of(&self, tlp: Tlp) -> &str {
        match tlp {
            Tlp::Clear => &self.clear,
            Tlp::Green => &self.green,
            Tlp::Amber => &self.amber,
            Tlp::AmberStrict => &self.amber_strict,
            Tlp::Red => &self.red,
        }
    }
}
