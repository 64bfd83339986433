//! Markdown with TOML front matter between two lines of `+++`.

use app::model::document::WriteUp;
use app::model::problem::Problem;
use serde_json::Value;

use super::{Located, fields, toml_tree, write_up};

/// Reads a file. The text after the closing line is the body, to the byte.
pub fn read(file: &str, bytes: &[u8]) -> Result<Located<WriteUp>, Vec<Problem>> {
    let in_file = |problem: Problem| vec![problem.in_file(file)];
    let text = utf8(bytes).map_err(in_file)?;
    let Parts { matter, body, body_line } = split(text).map_err(in_file)?;
    let mut tree = toml_tree::read(matter, 2).map_err(in_file)?;
    let mut problems = Vec::new();
    if tree.values.contains_key("body") {
        let problem = Problem::new("is not known here: write the text below the second +++ line").in_field("body");
        problems.push(problem.at_line(fields::line_near(&tree.lines, "body").unwrap_or(1)));
    }
    // In a file of its own, no text is a text forgotten.
    if body.trim().is_empty() {
        problems.push(Problem::new("is empty: write the text of the document").in_field("body").at_line(body_line));
    }
    tree.values.insert("body".to_owned(), Value::String(body.to_owned()));
    tree.lines.insert("body".to_owned(), body_line);
    match write_up::from_fields(tree.values, &tree.lines) {
        Ok(value) if problems.is_empty() => {
            Ok(Located { value, file: file.to_owned(), line: 1, field_lines: tree.lines })
        }
        result => {
            problems.extend(result.err().unwrap_or_default());
            // A field that is missing has no line; the front matter begins on the first.
            Err(problems
                .into_iter()
                .map(|problem| Problem { line: problem.line.or(Some(1)), ..problem.in_file(file) })
                .collect())
        }
    }
}

/// Text, without a byte order mark; or the line and byte that are no UTF-8.
pub fn utf8(bytes: &[u8]) -> Result<&str, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Problem::new(format!("byte {column} of this line is not UTF-8: save the file as UTF-8")).at_line(line)
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

struct Parts<'a> {
    matter: &'a str,
    body: &'a str,
    body_line: u64,
}

fn split(text: &str) -> Result<Parts<'_>, Problem> {
    let is_fence = |line: &str| line.trim_end_matches(['\n', '\r']) == "+++";
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if !is_fence(first) {
        let message = "the file must begin with a line +++, then TOML, then a line +++, then the text";
        return Err(Problem::new(message).at_line(1));
    }
    let mut end = first.len();
    for (number, line) in lines.enumerate() {
        if is_fence(line) {
            let (matter, body) = (&text[first.len()..end], &text[end + line.len()..]);
            return Ok(Parts { matter, body, body_line: number as u64 + 3 });
        }
        end += line.len();
    }
    Err(Problem::new("the front matter has no end: close it with a line +++").at_line(1))
}
