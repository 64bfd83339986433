//! Charts as a drawing that stands by itself: a file with its own colours, title, explanation and source. What is drawn is what the
//! page draws; only the width is fixed.

mod ink;
mod writer;

use std::fmt::Write;

pub use self::ink::HUBS;
use self::ink::{INK, SUBTLE};
use self::writer::{Writer, escaped};
use super::figure::Figure;
use crate::words::{Interface, fill};

const WIDTH: f64 = 760.0;
const EDGE: f64 = 20.0;

/// Drawings on one sheet at most: more would make a picture that is too large to paint.
const MOST_PANELS: usize = 24;

/// All that a file says besides its charts.
pub struct Sheet<'a> {
    pub name: &'a str,
    /// What is drawn and how: shown in one line below the name.
    pub about: Vec<String>,
    /// What must be known first.
    pub remarks: Vec<String>,
    /// What numbered lines stand for.
    pub events: Vec<String>,
    pub sources: String,
    /// The page it comes from, in the state that is drawn.
    pub address: &'a str,
}

/// An SVG file; `None` where nothing is drawn.
pub fn svg(interface: Interface, sheet: &Sheet<'_>, figures: &[Figure]) -> Option<String> {
    if figures.iter().all(|figure| figure.panels.is_empty() && figure.heat.is_none()) {
        return None;
    }
    let mut room = MOST_PANELS;
    Some(written(interface, sheet, |writer| {
        for figure in figures {
            let shown = figure.panels.len().min(room);
            let left_out = figure.panels.len() - shown;
            room -= shown;
            writer.figure(&Figure { panels: figure.panels[..shown].to_vec(), ..figure.clone() });
            if left_out > 0 {
                writer.small(&fill(&interface.words.views.left_out, &[("count", &left_out)]));
            }
        }
    }))
}

/// A file around a drawing of its own, so many pixels high, as SVG that is no document yet.
pub fn svg_around(interface: Interface, sheet: &Sheet<'_>, notes: &[String], drawing: &str, height: f64) -> String {
    written(interface, sheet, |writer| {
        writer.raw(drawing, height);
        notes.iter().for_each(|note| writer.small(note));
    })
}

fn written(interface: Interface, sheet: &Sheet<'_>, body: impl FnOnce(&mut Writer)) -> String {
    let mut writer = Writer::default();
    writer.title(sheet.name);
    writer.small(&sheet.about.join(" \u{b7} "));
    sheet.remarks.iter().for_each(|text| writer.small(text));
    body(&mut writer);
    sheet.events.iter().for_each(|text| writer.small(text));
    writer.space(8.0);
    writer.small(&sheet.sources);
    writer.small(sheet.address);
    let (height, body) = (writer.height() + 10.0, writer.finish());
    let mut out = String::with_capacity(body.len() + 400);
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height:.0}\" viewBox=\"0 0 {WIDTH} {height:.0}\" \
         font-family=\"'Source Sans 3', sans-serif\" font-size=\"12\" fill=\"{INK}\" lang=\"{}\" role=\"img\"><title>{}</title>\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>{body}</svg>",
        interface.lang.code(),
        escaped(sheet.name)
    );
    out
}

/// Lines of text on the sheet.
impl Writer {
    fn title(&mut self, text: &str) {
        for line in wrapped(text, 70) {
            self.line(24.0, &format!("font-size=\"20\" font-weight=\"bold\" fill=\"{INK}\""), &line);
        }
    }

    fn small(&mut self, text: &str) {
        for line in wrapped(text, 128) {
            self.line(16.0, &format!("fill=\"{SUBTLE}\""), &line);
        }
    }
}

/// Lines of at most so many letters; a word that is longer has a line of its own.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
