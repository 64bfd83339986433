//! Files that hang on something else: what they are, who may read them, and what text was found in them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::sharing::Sharing;
use super::slug::Slug;
use super::tlp::Tlp;

/// What a file hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carrier {
    Document(Slug),
    /// A draft: the file goes along with it, and hangs on the document that it becomes.
    Draft(Slug),
    /// A session of a conference, by the UUID that its versions know it by.
    Session {
        conference: Slug,
        guid: String,
    },
}

impl Carrier {
    /// Whether it is the session with this guid.
    pub fn is_session(&self, guid: &str) -> bool {
        matches!(self, Carrier::Session { guid: own, .. } if own == guid)
    }
}

/// A file that hangs on a document, a draft or a session. Whoever reads it may read both: it is never wider than what it hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// UUIDv7; its address.
    pub id: Slug,
    pub carrier: Carrier,
    /// As its owner called it, with the ending of its kind.
    pub name: String,
    pub kind: FileKind,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: String,
    pub sharing: Sharing,
    /// The person who attached it; never shown to readers.
    pub author: Option<Slug>,
    pub added: Timestamp,
    /// Until then only organisers read it.
    pub embargo: Option<Timestamp>,
    pub reading: Reading,
    /// How many files it was before: see [`FileVersion`].
    pub versions: u32,
    /// Of its first pages, in order; none of a page that cannot be drawn.
    pub pictures: Vec<Picture>,
}

impl Attachment {
    /// The picture of a page.
    pub fn picture(&self, number: u32) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.number == number)
    }
}

/// A picture of one page of a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Picture {
    /// The number of the page, from 1.
    pub number: u32,
    /// [`FileKind::Png`] or [`FileKind::Jpg`].
    pub kind: FileKind,
    /// Dots.
    pub width: u32,
    pub height: u32,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: String,
    /// Bytes.
    pub size: u64,
    /// How the text of the page begins; empty where there is none.
    pub beginning: String,
}

/// What a file was before a corrected one took its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// From 1, the oldest first.
    pub n: u32,
    pub name: String,
    pub kind: FileKind,
    pub digest: String,
    /// Bytes.
    pub size: u64,
    pub added: Timestamp,
}

/// A file with what it was, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHistory {
    pub attachment: Attachment,
    /// The title of what it hangs on, and the number of that where it is a session.
    pub title: String,
    pub session: Option<u64>,
    pub versions: Vec<FileVersion>,
}

/// What files are hung on, as its form names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilePlace {
    Document(Slug),
    /// A session by its number.
    Session(Slug, u64),
}

/// How far the text of a file was taken out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Not yet.
    Waiting,
    /// All of it: so many pages, slides, sheets or parts.
    Whole(u32),
    /// Up to a limit, or as far as it is sound.
    Part(u32),
    /// There is no text in it, or it cannot be read.
    Nothing,
}

impl Reading {
    /// How many pages, slides, sheets or parts there are, as far as is known.
    pub fn count(self) -> Option<u32> {
        match self {
            Reading::Whole(count) | Reading::Part(count) => Some(count),
            Reading::Waiting | Reading::Nothing => None,
        }
    }
}

/// The text of one page, slide, sheet or part. Empty on a page that is known by its picture alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// From 1.
    pub number: u32,
    /// Of spoken text: when it begins, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<u64>,
    pub text: String,
}

/// A passage on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassagePage {
    pub attachment: Attachment,
    /// The title of what it hangs on.
    pub title: String,
    /// The number of the session it hangs on, where it is one.
    pub session: Option<u64>,
    /// Its language, which is taken to be that of the file.
    pub lang: Lang,
    pub passage: Passage,
    /// How many there are, those without text too.
    pub count: u32,
    /// The numbers of those before and after it that have text or a picture.
    pub neighbours: (Option<u32>, Option<u32>),
}

/// What a passage is a part of: a file of pages, or of slides …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Page,
    Slide,
    Sheet,
    Part,
    /// Of spoken text.
    Moment,
}

macro_rules! kinds {
    ($($kind:ident $code:literal $media:literal $unit:ident,)*) => {
        /// The kinds of file that can be attached. All others are refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum FileKind {
            $($kind,)*
        }

        impl FileKind {
            pub const ALL: &'static [FileKind] = &[$(FileKind::$kind,)*];

            /// Its code, which is also the ending of its names.
            pub fn code(self) -> &'static str {
                match self {
                    $(FileKind::$kind => $code,)*
                }
            }

            pub fn media_type(self) -> &'static str {
                match self {
                    $(FileKind::$kind => $media,)*
                }
            }

            pub fn unit(self) -> Unit {
                match self {
                    $(FileKind::$kind => Unit::$unit,)*
                }
            }
        }
    };
}

kinds! {
    Pdf "pdf" "application/pdf" Page,
    Docx "docx" "application/vnd.openxmlformats-officedocument.wordprocessingml.document" Page,
    Pptx "pptx" "application/vnd.openxmlformats-officedocument.presentationml.presentation" Slide,
    Xlsx "xlsx" "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" Sheet,
    Odt "odt" "application/vnd.oasis.opendocument.text" Page,
    Odp "odp" "application/vnd.oasis.opendocument.presentation" Slide,
    Ods "ods" "application/vnd.oasis.opendocument.spreadsheet" Sheet,
    Txt "txt" "text/plain; charset=utf-8" Part,
    Csv "csv" "text/csv; charset=utf-8" Part,
    Vtt "vtt" "text/vtt; charset=utf-8" Moment,
    Srt "srt" "application/x-subrip; charset=utf-8" Moment,
    Png "png" "image/png" Part,
    Jpg "jpg" "image/jpeg" Part,
    Mp3 "mp3" "audio/mpeg" Part,
    Mp4 "mp4" "video/mp4" Part,
    Webm "webm" "video/webm" Part,
}

impl FileKind {
    pub fn parse(code: &str) -> Option<FileKind> {
        FileKind::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// The kind that a name claims by its ending.
    pub fn claimed_by(name: &str) -> Option<FileKind> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        FileKind::parse(if ending == "jpeg" { "jpg" } else { &ending })
    }

    /// Whether it is a recording of what was said, or the text of one.
    pub fn is_recording(self) -> bool {
        matches!(self, FileKind::Mp3 | FileKind::Mp4 | FileKind::Webm | FileKind::Vtt | FileKind::Srt)
    }

    /// Whether its pages are drawn: see [`Picture`].
    pub fn is_drawn(self) -> bool {
        self == FileKind::Pdf
    }

    /// Whether there can be text in it.
    pub fn has_text(self) -> bool {
        !matches!(self, FileKind::Png | FileKind::Jpg | FileKind::Mp3 | FileKind::Mp4 | FileKind::Webm)
    }
}

/// How much may be attached. Each number can be set (`knooppunt serve --help`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Bytes of one file.
    pub file: u64,
    /// Files in one go.
    pub at_once: u32,
    /// Files on one document.
    pub on_one: u32,
}

impl Allowance {
    pub const DEFAULT: Allowance = Allowance { file: 50_000_000, at_once: 20, on_one: 100 };
}

/// The label that somebody chose for files on their way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// The label that the document has now.
    AsDocument,
    Own(Sharing),
}

impl Label {
    /// For files of a session: programmes are for everybody.
    pub fn of_session(self) -> Sharing {
        match self {
            Label::AsDocument => Sharing::clear(),
            Label::Own(sharing) => sharing,
        }
    }
}

/// What is wrong with a label, beside that of what a file hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a file cannot be shared more widely than what it hangs on")]
pub struct Wider;

/// Whether `inner` says nothing wider than `outer`. At reading both must let a reader in, whatever this says; it is here so
/// that nobody is surprised by a label that does not mean what it says.
pub fn within(inner: &Sharing, outer: &Sharing) -> Result<(), Wider> {
    let same = inner.tlp() == outer.tlp();
    let open_bodies = outer.public_bodies_only() && !inner.public_bodies_only();
    let more = same && outer.tlp() >= Tlp::Amber && !inner.audience().is_subset(outer.audience());
    if inner.tlp() < outer.tlp() || open_bodies || more { Err(Wider) } else { Ok(()) }
}

/// A file name as others may see it: one segment, without control characters and without signs that turn the direction
/// of writing, with the ending of its kind, at most [`LONGEST_NAME`] characters.
pub fn tidy_name(name: &str, kind: FileKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let turning = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String =
        last.chars().filter(|c| !c.is_control() && !turning(*c) && !matches!(c, '"' | '<' | '>')).collect();
    let stem = match FileKind::claimed_by(&plain) {
        Some(_) => plain.rsplit_once('.').map_or("", |(stem, _)| stem),
        None => &plain,
    };
    let stem: String = stem.trim().trim_start_matches('.').chars().take(LONGEST_NAME).collect();
    let stem = if stem.is_empty() { "bestand" } else { stem.trim_end() };
    format!("{stem}.{}", kind.code())
}

const LONGEST_NAME: usize = 120;
