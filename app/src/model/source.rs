//! Where something was read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A publication that supports a statement. Shown with everything that rests on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Only `http` and `https` become links; see [`Source::link`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published, as precisely as known: `2022-11-04`, `2023-05` or `2019`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

impl Source {
    /// The address, if it is a web address. `javascript:` and the like never become a link.
    pub fn link(&self) -> Option<&str> {
        self.url.as_deref().filter(|url| {
            let lower = url.to_ascii_lowercase();
            (lower.starts_with("https://") || lower.starts_with("http://")) && !url.contains(char::is_whitespace)
        })
    }

    /// The last day on which it can have been published; `None` without a date.
    pub fn published_by(&self) -> Option<Date> {
        let date = self.date.as_deref()?;
        match date.len() {
            4 => format!("{date}-12-31").parse().ok(),
            7 => format!("{date}-01").parse::<Date>().ok().map(Date::last_of_month),
            _ => date.parse().ok(),
        }
    }
}
