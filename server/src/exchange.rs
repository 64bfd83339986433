//! How things come in and go out: one file per format. Knows the model alone; whether what came in fits what is already
//! there is for the library to judge.

pub mod adoptions;
pub mod archive;
pub mod atom;
pub mod attendance;
pub mod calendar;
pub mod confirmation;
pub mod counts;
pub mod extract;
pub mod file_kind;
pub mod files;
pub mod folder;
pub mod hit_list;
pub mod ical;
pub mod json_ld;
pub mod jsonl;
pub mod knock;
pub mod letter;
pub mod markdown;
pub mod material_archive;
pub mod observations;
pub mod package;
pub mod page_pictures;
pub mod pdf;
pub mod plan_tables;
pub mod png;
pub mod prose;
pub mod schedule;
pub mod series;
pub mod speaker_letter;
pub mod words;
pub mod write_folder;
pub mod written;
pub mod xcal;

mod cell;
mod fields;
mod front_matter;
mod json_lines;
mod registers;
mod toml_tree;
mod toml_writer;
mod write_up;

use std::collections::BTreeMap;
use std::path::Path;

use app::model::document::WriteUp;
use app::model::problem::Problem;

pub use files::Files;
pub use registers::Registers;

/// Something that was read, and where.
#[derive(Clone, Debug)]
pub struct Located<T> {
    pub value: T,
    /// Relative to what was handed in.
    pub file: String,
    /// Where it begins, from 1.
    pub line: u64,
    /// Where its fields are, as far as they have lines of their own.
    pub field_lines: BTreeMap<String, u64>,
}

impl<T> Located<T> {
    /// A fault of one of its fields.
    pub fn problem(&self, field: &str, message: impl Into<String>) -> Problem {
        let line = self.field_lines.get(field).copied().unwrap_or(self.line);
        Problem::new(message).in_file(&self.file).at_line(line).in_field(field)
    }

    /// `file:line`.
    pub fn origin(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}

/// What was handed in: registers read, documents read one by one as they are asked for, so that a hundred thousand
/// need no more memory than one.
pub struct Reading {
    pub registers: Registers,
    pub documents: Documents,
    /// The digest of every file that counts, by path.
    pub files: BTreeMap<String, String>,
}

/// Each document, or what is wrong with it.
pub type Documents = Box<dyn Iterator<Item = Result<Located<WriteUp>, Vec<Problem>>> + Send>;

/// Limits on what is read.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one document: a line of JSON Lines, or a file.
    pub document_bytes: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { document_bytes: 16 << 20 }
    }
}

/// Opens what an importer hands in: a folder, or a file of JSON Lines.
pub fn open(path: &Path, limits: Limits) -> Result<Reading, Vec<Problem>> {
    let name = path.display().to_string();
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(vec![
            Problem::new("does not exist: give a folder, a .jsonl file, or a schedule (.xml or .json)").in_file(name),
        ]),
        Err(error) => Err(vec![Problem::new(format!("cannot be read: {error}")).in_file(name)]),
        Ok(found) if found.is_dir() => folder::read(Files::Folder(path.to_owned()), limits, |_| true),
        Ok(_) if path.extension().is_some_and(|extension| extension == "jsonl") => jsonl::read(path, limits),
        Ok(_) => Err(vec![
            Problem::new("is no folder, no .jsonl file and no schedule (.xml or .json): give one of these")
                .in_file(name),
        ]),
    }
}
