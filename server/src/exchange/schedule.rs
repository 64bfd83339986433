//! Programmes of conferences as other programs exchange them: frab and pentabarf `schedule.xml`, its JSON form, and what
//! pretalx writes of both.

mod json;
mod programme;
mod raw;
mod text;
mod times;
mod write_json;
mod write_xml;
mod xml;

use std::io::{self, Read};
use std::path::Path;

use app::model::conference::Programme;
use app::model::problem::{Matter, Problem};

use super::Limits;

pub use write_json::json;
pub use write_xml::{escape, moment, xml};

/// Reads a programme from a `.xml` or `.json` file: whole, or what is wrong with it.
pub fn read(path: &Path, limits: Limits) -> Result<Programme, Vec<Problem>> {
    let name = path.display().to_string();
    let refuse = |message: String| vec![Problem::new(message).in_file(&name)];
    let most = limits.document_bytes;
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => refuse("does not exist: give a schedule as .xml or .json".to_owned()),
        _ => refuse(format!("cannot be read: {error}")),
    })?;
    opened.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|error| refuse(format!("cannot be read: {error}")))?;
    if bytes.len() > most {
        return Err(refuse(format!("has more than the {most} bytes one file may have: raise --max-document")));
    }
    read_bytes(&bytes).map_err(|problems| problems.into_iter().map(|problem| problem.in_file(&name)).collect())
}

/// Reads a programme; what it is follows from its first character, whatever the file is called.
pub fn read_bytes(bytes: &[u8]) -> Result<Programme, Vec<Problem>> {
    let text = text::decode(bytes).map_err(|problem| vec![problem])?;
    let raw = match text.trim_start().chars().next() {
        Some('<') => xml::read(&text).map_err(|problem| vec![problem])?,
        Some('{') => json::read(&text).map_err(|problem| vec![problem])?,
        _ => {
            let message = "is neither XML nor JSON: give a schedule as frab, pentabarf or pretalx export it";
            return Err(vec![Problem::new(message).said(Matter::NotASchedule, &[]).at_line(1)]);
        }
    };
    programme::make(raw)
}

/// Whether a file is for this reader.
pub fn is_schedule(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["xml", "json"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}
