//! A schedule as it was read, before anything in it is understood: text, and the line it stands on.

use std::collections::BTreeMap;

use app::model::problem::{Matter, Problem};

/// Text with its line, from 1.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    pub text: String,
    pub line: u64,
}

/// The fields of a thing by name. A name that is there twice keeps the first.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pub line: u64,
    pieces: BTreeMap<String, Piece>,
}

#[derive(Debug, Default)]
pub struct Schedule {
    pub conference: Fields,
    pub rooms: Vec<Fields>,
    pub tracks: Vec<String>,
    pub days: Vec<Day>,
}

#[derive(Debug, Default)]
pub struct Day {
    pub fields: Fields,
    pub rooms: Vec<Room>,
}

#[derive(Debug, Default)]
pub struct Room {
    pub fields: Fields,
    pub sessions: Vec<Session>,
}

#[derive(Debug, Default)]
pub struct Session {
    pub fields: Fields,
    pub speakers: Vec<Fields>,
    pub links: Vec<Fields>,
    pub attachments: Vec<Fields>,
    /// Fields that no reader knows.
    pub extra: BTreeMap<String, String>,
}

impl Fields {
    pub fn at(line: u64) -> Fields {
        Fields { line, pieces: BTreeMap::new() }
    }

    pub fn set(&mut self, name: &str, text: impl Into<String>, line: u64) {
        self.pieces.entry(name.to_owned()).or_insert(Piece { text: text.into(), line });
    }

    /// The text of a field, cleaned; `None` when it is absent or blank.
    pub fn get(&self, name: &str) -> Option<Piece> {
        let piece = self.pieces.get(name)?;
        let text = super::text::clean(&piece.text);
        (!text.is_empty()).then_some(Piece { text, line: piece.line })
    }

    /// Whether the field is there, blank or not.
    pub fn has(&self, name: &str) -> bool {
        self.pieces.contains_key(name)
    }

    /// The text of a field, empty when it is absent.
    pub fn text(&self, name: &str) -> String {
        self.get(name).map(|piece| piece.text).unwrap_or_default()
    }

    /// A fault of a field, at its line or that of the thing; `found` is what it says.
    pub fn fault(&self, name: &str, message: impl Into<String>, matter: Matter, found: &str) -> Problem {
        let line = self.pieces.get(name).map_or(self.line, |piece| piece.line);
        Problem::new(message).said(matter, &[("found", &found)]).at_line(line).in_field(name)
    }
}
