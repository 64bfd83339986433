//! JSON Lines: one document a line.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;

use app::model::document::WriteUp;
use app::model::problem::Problem;
use serde_json::Value;

use super::{Limits, Located, Reading, Registers, write_up};

/// Opens a file; its lines are read as they are asked for.
pub fn read(path: &Path, limits: Limits) -> Result<Reading, Vec<Problem>> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let file = std::fs::File::open(path)
        .map_err(|error| vec![Problem::new(format!("cannot be read: {error}")).in_file(&name)])?;
    let lines = Lines {
        reader: BufReader::with_capacity(1 << 20, file),
        file: name,
        number: 0,
        limit: limits.document_bytes,
        buffer: Vec::new(),
        ended: false,
    };
    Ok(Reading { registers: Registers::default(), documents: Box::new(lines), files: BTreeMap::new() })
}

struct Lines<R> {
    reader: R,
    file: String,
    number: u64,
    limit: usize,
    buffer: Vec<u8>,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Located<WriteUp>, Vec<Problem>>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let problem = match next_line(&mut self.reader, &mut self.buffer, self.limit) {
                Ok(Line::End) => {
                    self.ended = true;
                    return None;
                }
                Ok(Line::Read) if self.buffer.trim_ascii().is_empty() => continue,
                Ok(Line::Read) => match parse(&self.buffer) {
                    Ok(value) => {
                        let (file, line) = (self.file.clone(), self.number);
                        return Some(Ok(Located { value, file, line, field_lines: BTreeMap::new() }));
                    }
                    Err(problems) => problems,
                },
                Ok(Line::TooLong(bytes)) => vec![Problem::new(format!(
                    "the line has {bytes} bytes, more than the {} one document may have: split it, or raise --max-document",
                    self.limit
                ))],
                Err(error) => {
                    self.ended = true;
                    vec![Problem::new(format!("cannot be read: {error}"))]
                }
            };
            let located = |problem: Problem| problem.in_file(&self.file).at_line(self.number);
            return Some(Err(problem.into_iter().map(located).collect()));
        }
        None
    }
}

enum Line {
    Read,
    /// How many bytes it had; they were skipped, not kept.
    TooLong(u64),
    End,
}

/// Reads one line into the buffer, without its end. Never keeps more than `limit` bytes.
fn next_line(reader: &mut impl BufRead, buffer: &mut Vec<u8>, limit: usize) -> std::io::Result<Line> {
    buffer.clear();
    let mut length = 0u64;
    loop {
        let available = reader.fill_buf()?;
        if available.is_empty() && length == 0 {
            return Ok(Line::End);
        }
        let end = available.iter().position(|byte| *byte == b'\n');
        let part = end.unwrap_or(available.len());
        length += part as u64;
        if length <= limit as u64 {
            buffer.extend_from_slice(&available[..part]);
        }
        let ended = end.is_some() || available.is_empty();
        // The line's end counts as read, so that an empty line is not taken for the end of the file.
        let used = part + usize::from(end.is_some());
        reader.consume(used);
        if ended {
            return Ok(if length > limit as u64 { Line::TooLong(length) } else { Line::Read });
        }
    }
}

fn parse(line: &[u8]) -> Result<WriteUp, Vec<Problem>> {
    let text = std::str::from_utf8(line).map_err(|error| {
        let byte = error.valid_up_to() + 1;
        vec![Problem::new(format!("byte {byte} of this line is not UTF-8: save the file as UTF-8"))]
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str(text) {
        Ok(Value::Object(values)) => write_up::from_fields(values, &BTreeMap::new()),
        Ok(_) => Err(vec![Problem::new("is no JSON object: write {\"id\": …, \"title\": …, \"body\": …, \"tlp\": …}")]),
        Err(error) => {
            Err(vec![Problem::new(format!("is not valid JSON at column {}: {}", error.column(), reason(&error)))])
        }
    }
}

/// What serde_json says, without the line number that would count from this line.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}
