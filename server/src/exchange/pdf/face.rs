//! The letters: how wide they are, and where a line ends.

use ttf_parser::Face as Metrics;

/// Source Sans 3 (OFL 1.1), Latin and extended Latin.
const REGULAR: &[u8] = include_bytes!("../../../fonts/source-sans-3-400.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/source-sans-3-600.ttf");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Regular,
    Bold,
}

/// Both weights.
pub struct Faces {
    regular: Metrics<'static>,
    bold: Metrics<'static>,
}

impl Faces {
    pub fn read() -> Option<Faces> {
        Some(Faces { regular: Metrics::parse(REGULAR, 0).ok()?, bold: Metrics::parse(BOLD, 0).ok()? })
    }

    pub fn bytes(face: Face) -> &'static [u8] {
        match face {
            Face::Regular => REGULAR,
            Face::Bold => BOLD,
        }
    }

    fn metrics(&self, face: Face) -> &Metrics<'static> {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        }
    }

    /// In points.
    pub fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        let metrics = self.metrics(face);
        let units: u32 = text
            .chars()
            .filter_map(|letter| metrics.glyph_hor_advance(metrics.glyph_index(letter)?))
            .map(u32::from)
            .sum();
        units as f32 * size / f32::from(metrics.units_per_em())
    }

    /// The lines of a text within a width. A word that is wider than a line is broken.
    pub fn wrap(&self, face: Face, size: f32, text: &str, width: f32) -> Vec<String> {
        let text = self.legible(face, text);
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(face, size, &longer) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if self.width(face, size, &line) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The text without what the font has no letter for: such a sign becomes a question mark, so that its loss shows.
    fn legible(&self, face: Face, text: &str) -> String {
        let metrics = self.metrics(face);
        text.chars()
            .map(|letter| match letter {
                '\u{202f}' => '\u{a0}',
                letter if letter.is_whitespace() && letter != '\u{a0}' => ' ',
                letter if metrics.glyph_index(letter).is_some() => letter,
                _ => '?',
            })
            .collect()
    }
}
