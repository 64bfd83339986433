//! The text in a file, page by page or slide by slide. For a process of its own: what these libraries do with a hostile file,
//! panic, loop or fill memory, must not be done to a server (`library::extraction` starts it, `command::extract` limits it).

mod odf;
mod ooxml;
mod package;
mod pdf;
mod sheet;
mod spoken;
mod text;

use app::model::attachment::{FileKind, Passage};
use serde::{Deserialize, Serialize};

/// Where passages go, as they are found. Says when there is no room for more.
pub struct Out<'a> {
    sink: &'a mut dyn FnMut(Passage),
    left: usize,
    /// How many there are, those without text too.
    count: u32,
}

/// Why there is no (more) text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    #[error("there is more text than is kept")]
    Full,
    #[error("{0}")]
    Damaged(String),
    #[error("it is locked with a password")]
    Locked,
}

/// A line of what the child says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Said {
    Passage(Passage),
    /// The last line: how many passages there are, those without text too, and whether that is all.
    Done {
        count: u32,
        whole: bool,
    },
}

/// Bytes of text that are kept of one file, and of one page of it.
pub const MOST_TEXT: usize = 4 << 20;
const MOST_PAGE: usize = 256 << 10;

/// Pages, slides, sheets or parts that are kept of one file.
const MOST_PASSAGES: u32 = 5_000;

/// Hands every passage with text to `sink`, as it is found; gives how many there are, those without text too.
pub fn extract(kind: FileKind, bytes: &[u8], sink: &mut dyn FnMut(Passage)) -> (u32, Result<(), Unread>) {
    let mut out = Out { sink, left: MOST_TEXT, count: 0 };
    let done = match kind {
        FileKind::Pdf => pdf::read(bytes, &mut out),
        FileKind::Docx => ooxml::document(bytes, &mut out),
        FileKind::Pptx => ooxml::presentation(bytes, &mut out),
        FileKind::Xlsx => sheet::workbook(bytes, &mut out),
        FileKind::Odt | FileKind::Odp | FileKind::Ods => odf::read(kind, bytes, &mut out),
        FileKind::Txt | FileKind::Csv => text::read(bytes, &mut out),
        FileKind::Vtt | FileKind::Srt => spoken::read(bytes, &mut out),
        FileKind::Png | FileKind::Jpg | FileKind::Mp3 | FileKind::Mp4 | FileKind::Webm => Ok(()),
    };
    (out.count, done)
}

impl Out<'_> {
    /// The next page. Without text it counts, and is not kept.
    fn page(&mut self, text: &str) -> Result<(), Unread> {
        self.passage(None, text)
    }

    fn passage(&mut self, begins: Option<u64>, text: &str) -> Result<(), Unread> {
        if self.count >= MOST_PASSAGES {
            return Err(Unread::Full);
        }
        self.count += 1;
        let text = tidy(text);
        if text.is_empty() {
            return Ok(());
        }
        if text.len() > self.left {
            return Err(Unread::Full);
        }
        self.left -= text.len();
        (self.sink)(Passage { number: self.count, begins, text });
        Ok(())
    }
}

/// Lines without the spaces around them, at most one empty line between two, without control characters.
fn tidy(text: &str) -> String {
    let mut tidy = String::new();
    let mut empty = 0;
    for line in text.lines() {
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        if tidy.len() + line.len() > MOST_PAGE {
            break;
        }
        tidy.push_str(&line);
    }
    tidy
}
