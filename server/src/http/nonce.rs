//! Pages are rendered once and sent often, each time with a nonce of its own (Content Security Policy, level 3).

use std::sync::LazyLock;

use leptos::nonce::Nonce;

/// What stands in a rendered page where a nonce will go. Made anew at each start and never sent, so no text of a
/// document can name it and come to carry the nonce of the page.
static STAND_IN: LazyLock<Nonce> = LazyLock::new(Nonce::new);

/// The nonce to render a page with.
pub fn stand_in() -> Nonce {
    STAND_IN.clone()
}

/// A nonce for one answer.
pub fn fresh() -> Nonce {
    Nonce::new()
}

/// A page without its nonce, and where the nonce goes.
#[derive(Debug)]
pub struct Template {
    text: String,
    /// Ascending positions in `text`, in bytes.
    gaps: Vec<usize>,
}

impl Template {
    /// Takes the stand-in out of a page that was rendered with it.
    pub fn new(rendered: &str) -> Template {
        let stand_in: &str = &STAND_IN;
        let mut text = String::with_capacity(rendered.len());
        let mut gaps = Vec::new();
        let mut pieces = rendered.split(stand_in);
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            gaps.push(text.len());
            text.push_str(piece);
        }
        text.shrink_to_fit();
        Template { text, gaps }
    }

    /// The page without any nonce: what stays the same from answer to answer.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn with(&self, nonce: &str) -> String {
        let mut page = String::with_capacity(self.text.len() + self.gaps.len() * nonce.len());
        let mut from = 0;
        for gap in &self.gaps {
            page.push_str(&self.text[from..*gap]);
            page.push_str(nonce);
            from = *gap;
        }
        page.push_str(&self.text[from..]);
        page
    }
}
