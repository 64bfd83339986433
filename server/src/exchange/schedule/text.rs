//! Bytes to text: what a file says of its encoding, or UTF-8.

use app::model::problem::{Matter, Problem};
use encoding_rs::{Encoding, UTF_8};

use crate::exchange::front_matter::utf8;

/// Decodes by byte order mark, else by the XML declaration, else as UTF-8. Nothing is guessed and nothing replaced.
pub fn decode(bytes: &[u8]) -> Result<String, Problem> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (declared(bytes)?, bytes),
    };
    if encoding == UTF_8 {
        return utf8(rest).map(str::to_owned).map_err(|problem| problem.said(Matter::NotText, &[]));
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest).ok_or_else(|| {
        Problem::new(format!("is not valid {}, which it says it is: save it as UTF-8", encoding.name()))
            .said(Matter::WrongEncoding, &[("name", &encoding.name())])
            .at_line(1)
            .in_field("encoding")
    })?;
    Ok(text.into_owned())
}

fn declared(bytes: &[u8]) -> Result<&'static Encoding, Problem> {
    let head = &bytes[..bytes.len().min(200)];
    let head = String::from_utf8_lossy(head);
    let Some(declaration) = head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(inside, _)| inside)
    else {
        return Ok(UTF_8);
    };
    let Some((_, value)) = declaration.split_once("encoding") else { return Ok(UTF_8) };
    let label = value.trim_start_matches([' ', '\t', '\r', '\n', '=']).trim_matches(['"', '\'', ' ', '\n', '\r']);
    let label = label.split(['"', '\'']).next().unwrap_or_default();
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        Problem::new(format!("'{label}' is no encoding known here: save the file as UTF-8"))
            .said(Matter::UnknownEncoding, &[("found", &label)])
            .at_line(1)
            .in_field("encoding")
    })
}

/// A text as the model keeps it: without space around it, with `\n` alone between lines, and without control
/// characters, which no XML can carry and nobody can see.
pub fn clean(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let seen = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    lines.chars().filter(seen).collect::<String>().trim().to_owned()
}
