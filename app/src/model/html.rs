//! Text that has been made safe to show as HTML.

/// Sanitised HTML. Only `server::exchange::markdown` makes one, and only `parts::safe_html` shows one;
/// `tests/suite/tidy.rs` watches both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Takes HTML that a sanitiser has just written. Never call this on anything else: it goes to the page as it is.
    pub fn from_sanitised(html: String) -> SafeHtml {
        SafeHtml(html)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A heading of an article, for its table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 or 3: the title of the page is level 1.
    pub level: u8,
    pub anchor: String,
    pub text: String,
}
