//! Traffic Light Protocol 2.0 (FIRST, August 2022, <https://www.first.org/tlp/>).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A TLP 2.0 label. The order is from widest to narrowest. Labels are never translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Tlp {
    Clear,
    Green,
    Amber,
    AmberStrict,
    Red,
}

impl Tlp {
    pub const ALL: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];

    /// The label exactly as FIRST prescribes it: capitals, no spaces.
    pub fn label(self) -> &'static str {
        match self {
            Tlp::Clear => "TLP:CLEAR",
            Tlp::Green => "TLP:GREEN",
            Tlp::Amber => "TLP:AMBER",
            Tlp::AmberStrict => "TLP:AMBER+STRICT",
            Tlp::Red => "TLP:RED",
        }
    }
}

/// The text is no TLP 2.0 label.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a TLP label: use TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED")]
pub struct NotALabel(String);

impl FromStr for Tlp {
    type Err = NotALabel;

    fn from_str(text: &str) -> Result<Tlp, NotALabel> {
        Tlp::ALL.into_iter().find(|tlp| tlp.label() == text).ok_or_else(|| NotALabel(text.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Tlp {
    type Error = NotALabel;

    fn try_from(text: String) -> Result<Tlp, NotALabel> {
        text.parse()
    }
}

impl From<Tlp> for String {
    fn from(tlp: Tlp) -> String {
        tlp.label().to_owned()
    }
}

impl fmt::Display for Tlp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}
