//! Office files: an archive of XML parts, read one part at a time, each up to a limit.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Unread;

pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// Bytes of one part, unpacked: more is a bomb, or a table that nobody reads.
const MOST_PART: u64 = 128 << 20;

/// Something in a part.
pub enum Piece<'a> {
    Open(&'a Tag<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// A start tag, by the name after its prefix.
pub struct Tag<'a> {
    pub name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute, by the name after its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes().flatten();
        let found = attributes.find(|attribute| attribute.key.0.rsplit(':').next() == Some(name))?;
        Some(unescaped(found.value.as_ref()))
    }

    /// The value of an attribute by its whole name.
    pub fn prefixed(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes().flatten();
        let found = attributes.find(|attribute| attribute.key.0 == name)?;
        Some(unescaped(found.value.as_ref()))
    }
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Unread> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Unread::Damaged(error.to_string()))?;
        Ok(Package { archive })
    }

    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Walks through a part. Empty elements open and close.
    pub fn walk(&mut self, name: &str, visit: &mut dyn FnMut(Piece<'_>) -> Result<(), Unread>) -> Result<(), Unread> {
        let part = self.archive.by_name(name).map_err(|error| Unread::Damaged(format!("{name}: {error}")))?;
        if part.encrypted() {
            return Err(Unread::Locked);
        }
        let mut limited = part.take(MOST_PART);
        walk(BufReader::new(&mut limited), visit)?;
        if limited.limit() == 0 { Err(Unread::Full) } else { Ok(()) }
    }

    /// The targets of a part's relations, by id, as names in the archive.
    pub fn relations(&mut self, part: &str) -> Result<Vec<(String, String)>, Unread> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let mut found = Vec::new();
        let relations = format!("{folder}/_rels/{file}.rels");
        if !self.has(&relations) {
            return Ok(found);
        }
        self.walk(&relations, &mut |piece| {
            if let Piece::Open(tag) = piece
                && tag.name == "Relationship"
                && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
            {
                found.push((id, resolved(folder, &target)));
            }
            Ok(())
        })?;
        Ok(found)
    }
}

/// `../slides/slide1.xml`, seen from `ppt/notesSlides`, is `ppt/slides/slide1.xml`.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(parts.pop()),
            "." | "" => {}
            step => parts.push(step),
        }
    }
    parts.join("/")
}

fn walk(input: impl BufRead, visit: &mut dyn FnMut(Piece<'_>) -> Result<(), Unread>) -> Result<(), Unread> {
    let mut reader = Reader::from_reader(input);
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|error| Unread::Damaged(error.to_string()))?;
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.local_name();
                let name: &str = name.as_ref();
                visit(Piece::Open(&Tag { name, start }))?;
                if matches!(event, Event::Empty(_)) {
                    visit(Piece::Close(name))?;
                }
            }
            Event::End(end) => visit(Piece::Close(end.local_name().as_ref()))?,
            Event::Text(text) => visit(Piece::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(Piece::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                // Entities of the document's own are not resolved: they are how small files grow large.
                if let Ok(Some(letter)) = reference.resolve_char_ref() {
                    visit(Piece::Text(letter.encode_utf8(&mut [0; 4])))?;
                } else if let Some(text) = resolve_xml_entity(&reference.xml10_content()) {
                    visit(Piece::Text(text))?;
                }
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        buffer.clear();
    }
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned())
}
