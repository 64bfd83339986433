//! What kind of file something is, by its content. Names only say what it is meant to be, and must agree.
//!
//! It looks at the first and last bytes and at whether all of it is text: constant memory, nothing unpacked.

use app::model::attachment::FileKind;

/// Looks at a file as it goes by.
#[derive(Default)]
pub struct Probe {
    head: Vec<u8>,
    tail: Vec<u8>,
    text: Text,
}

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Kind(FileKind),
    /// Another kind than its name says.
    Other(FileKind),
    /// No kind that is taken.
    Unknown,
}

const HEAD: usize = 4 << 10;

/// The end of an office file lists what is packed in it; this much holds some thousand names.
const TAIL: usize = 256 << 10;

impl Probe {
    pub fn feed(&mut self, bytes: &[u8]) {
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..room]);
        self.text.feed(bytes);
        let last = &bytes[bytes.len().saturating_sub(TAIL)..];
        let over = (self.tail.len() + last.len()).saturating_sub(TAIL);
        self.tail.drain(..over);
        self.tail.extend_from_slice(last);
    }

    /// Its kind, given the kind that its name claims.
    pub fn kind(&self, claimed: Option<FileKind>) -> Found {
        let Some(kind) = self.by_signature().or_else(|| self.by_text(claimed)) else { return Found::Unknown };
        if claimed == Some(kind) { Found::Kind(kind) } else { Found::Other(kind) }
    }

    fn by_signature(&self) -> Option<FileKind> {
        let head = self.head.as_slice();
        let starts = |bytes: &[u8]| head.starts_with(bytes);
        if starts(b"%PDF-") {
            return Some(FileKind::Pdf);
        }
        if starts(b"PK\x03\x04") {
            return self.packed();
        }
        if starts(b"\x89PNG\r\n\x1a\n") {
            return Some(FileKind::Png);
        }
        if starts(b"\xff\xd8\xff") {
            return Some(FileKind::Jpg);
        }
        if head.get(4..8) == Some(b"ftyp") {
            return Some(FileKind::Mp4);
        }
        if starts(b"\x1a\x45\xdf\xa3") && find(head, b"webm") {
            return Some(FileKind::Webm);
        }
        let layer_three = head.len() > 2 && head[0] == 0xff && matches!(head[1], 0xfb | 0xfa | 0xf3 | 0xf2);
        (starts(b"ID3") || layer_three).then_some(FileKind::Mp3)
    }

    /// Office files are archives. Those of OpenDocument say first what they are; of the others the list of parts tells.
    fn packed(&self) -> Option<FileKind> {
        const OPEN: [(&[u8], FileKind); 3] = [
            (b"mimetypeapplication/vnd.oasis.opendocument.text", FileKind::Odt),
            (b"mimetypeapplication/vnd.oasis.opendocument.presentation", FileKind::Odp),
            (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", FileKind::Ods),
        ];
        const PARTS: [(&[u8], FileKind); 3] = [
            (b"word/document.xml", FileKind::Docx),
            (b"ppt/presentation.xml", FileKind::Pptx),
            (b"xl/workbook.xml", FileKind::Xlsx),
        ];
        // The first member, stored as it is, has its name and content right after a header of 30 bytes.
        if let Some(first) = self.head.get(30..) {
            let plain = |kind: &&(&[u8], FileKind)| {
                first.starts_with(kind.0) && first.get(kind.0.len()).is_none_or(|next| *next == b'P')
            };
            if let Some((_, kind)) = OPEN.iter().find(plain) {
                return Some(*kind);
            }
        }
        let types = find(&self.tail, b"[Content_Types].xml");
        // With macros an office file is another kind, which is not taken.
        let macros = find(&self.tail, b"vbaProject.bin");
        PARTS.iter().find(|(part, _)| types && !macros && find(&self.tail, part)).map(|(_, kind)| *kind)
    }

    fn by_text(&self, claimed: Option<FileKind>) -> Option<FileKind> {
        if !self.text.sound() {
            return None;
        }
        let head = self.head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.head);
        match claimed {
            Some(FileKind::Vtt) => head.starts_with(b"WEBVTT").then_some(FileKind::Vtt),
            Some(FileKind::Srt) => find(head, b" --> ").then_some(FileKind::Srt),
            Some(kind @ (FileKind::Csv | FileKind::Txt)) => Some(kind),
            // A text that calls itself something else is not taken for what it is not.
            Some(_) => Some(FileKind::Txt),
            None => None,
        }
    }
}

fn find(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|window| window == wanted)
}

/// Whether bytes are UTF-8 text, piece by piece.
#[derive(Default)]
struct Text {
    broken: bool,
    /// The beginning of a letter that the piece before ended in.
    begun: Vec<u8>,
}

impl Text {
    fn feed(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        let mut piece = std::mem::take(&mut self.begun);
        piece.extend_from_slice(bytes);
        let sound = match std::str::from_utf8(&piece) {
            Ok(text) => text,
            Err(error) if error.error_len().is_none() => {
                self.begun = piece[error.valid_up_to()..].to_vec();
                std::str::from_utf8(&piece[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => {
                self.broken = true;
                return;
            }
        };
        self.broken = sound.bytes().any(|b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c));
    }

    fn sound(&self) -> bool {
        !self.broken && self.begun.is_empty()
    }
}
