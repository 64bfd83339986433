//! HTML of the archive. Whatever is put in is text and is escaped here, but for what the sanitiser made.

use crate::exchange::schedule::escape;

/// A page that is being written.
pub struct Page {
    html: String,
}

impl Page {
    /// `root` leads from this page to the top of the archive: empty, or `../`.
    pub fn new(lang: &str, title: &str, root: &str) -> Page {
        // Nothing may run and nothing may be loaded, should a text ever get past the sanitiser.
        let policy = "default-src 'none'; style-src 'self' file:; img-src 'self' file:";
        Page {
            html: format!(
                "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
                 <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
                 <title>{}</title>\n<link rel=\"stylesheet\" href=\"{root}style.css\">\n</head>\n<body>\n<main>\n",
                escape(title)
            ),
        }
    }

    /// HTML that was escaped or sanitised.
    pub fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Labels with their values; those without value are left out.
    pub fn facts(&mut self, facts: &[(&str, &str)]) {
        self.push("<dl>\n");
        for (label, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
            self.push(&format!("<dt>{}</dt><dd>{}</dd>\n", escape(label), escape(value)));
        }
        self.push("</dl>\n");
    }

    pub fn finish(mut self, foot: &str) -> String {
        self.push(&format!("</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n", escape(foot)));
        self.html
    }
}

/// An element with text; nothing where there is no text.
pub fn text(element: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let name = element.split(' ').next().unwrap_or(element);
    format!("<{element}>{}</{name}>\n", escape(text))
}

pub fn link(target: &str, name: &str) -> String {
    format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escape(target), escape(name))
}

/// A heading with a list of HTML below it; nothing where there is nothing to list.
pub fn list(title: &str, items: Vec<String>) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = items.into_iter().map(|item| format!("<li>{item}</li>")).collect();
    format!("<h2>{}</h2>\n<ul>{items}</ul>\n", escape(title))
}
