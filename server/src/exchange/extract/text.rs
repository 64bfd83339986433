//! Plain text and CSV: parts of about a page, cut between paragraphs or lines.

use super::{Out, Unread};

/// Bytes of a part, about.
const PART: usize = 3_000;

pub fn read(bytes: &[u8], out: &mut Out<'_>) -> Result<(), Unread> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut part = String::new();
    for line in text.lines() {
        let full = part.len() >= PART && (line.trim().is_empty() || part.len() >= 2 * PART);
        if full {
            out.page(&std::mem::take(&mut part))?;
        }
        part.push_str(line);
        part.push('\n');
    }
    if part.trim().is_empty() { Ok(()) } else { out.page(&part) }
}
