//! What kind of thing a hit is.

use serde::{Deserialize, Serialize};

use crate::model::facts::Kind;

/// What a hit is: a document of some kind, an indicator of the monitor, a session of a conference, or whom one can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum HitKind {
    Document(Kind),
    Indicator,
    /// Its slug is that of the conference, its parent, then `/` and its number.
    Session,
    /// What somebody tells of their work; its slug is its id.
    Profile,
    /// Where an organisation can be asked; its slug is its id.
    ContactPoint,
}

impl HitKind {
    pub fn all() -> impl Iterator<Item = HitKind> {
        let others = [HitKind::Indicator, HitKind::Session, HitKind::Profile, HitKind::ContactPoint];
        Kind::ALL.into_iter().map(HitKind::Document).chain(others)
    }

    pub fn code(self) -> &'static str {
        match self {
            HitKind::Document(kind) => kind.code(),
            HitKind::Indicator => "indicator",
            HitKind::Session => "session",
            HitKind::Profile => "profile",
            HitKind::ContactPoint => "contact-point",
        }
    }

    pub fn parse(code: &str) -> Option<HitKind> {
        HitKind::all().find(|kind| kind.code() == code)
    }
}

impl TryFrom<String> for HitKind {
    type Error = String;

    fn try_from(code: String) -> Result<HitKind, String> {
        HitKind::parse(&code).ok_or_else(|| format!("'{code}' is not a kind"))
    }
}

impl From<HitKind> for String {
    fn from(kind: HitKind) -> String {
        kind.code().to_owned()
    }
}
