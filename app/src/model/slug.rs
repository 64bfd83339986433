//! The stable outside name of a thing.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The name by which a document, hub, indicator or organisation is known outside: in URLs, files, imports and the API.
///
/// 1 to 200 characters: ASCII letters, digits, `-`, `_`, `.` and, between other characters, `/`
/// (collections that come from a folder tree keep their paths; URLs write it as `%2F`).
/// Case matters. Checked once, where it enters; trusted afterwards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is not a slug; the message is fit for the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a valid id: use 1 to 200 letters, digits, '-', '_' or '.', with '/' only in between")]
pub struct NotASlug(String);

impl FromStr for Slug {
    type Err = NotASlug;

    fn from_str(text: &str) -> Result<Slug, NotASlug> {
        let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        let segments_ok = text.split('/').all(|segment| !matches!(segment, "" | "." | ".."));
        if (1..=200).contains(&text.len()) && text.chars().all(legal) && segments_ok {
            Ok(Slug(text.to_owned()))
        } else {
            Err(NotASlug(text.chars().take(60).collect()))
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;

    fn try_from(text: String) -> Result<Slug, NotASlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}
