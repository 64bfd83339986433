//! OpenDocument: ODT by page as it was last laid out, ODP by slide, ODS by sheet.

use app::model::attachment::FileKind;

use super::package::{Package, Piece};
use super::{Out, Unread};

pub fn read(kind: FileKind, bytes: &[u8], out: &mut Out<'_>) -> Result<(), Unread> {
    let mut package = Package::open(bytes)?;
    // A locked file says so in its manifest; its parts are noise.
    let mut locked = false;
    if package.has("META-INF/manifest.xml") {
        package.walk("META-INF/manifest.xml", &mut |piece| {
            locked |= matches!(piece, Piece::Open(tag) if tag.name == "encryption-data");
            Ok(())
        })?;
    }
    if locked {
        return Err(Unread::Locked);
    }
    let mut words = Words { by_page: kind == FileKind::Odt, ..Words::default() };
    package.walk("content.xml", &mut |piece| words.take(&piece, out))?;
    if words.by_page { out.page(&words.text) } else { Ok(()) }
}

#[derive(Default)]
struct Words {
    by_page: bool,
    text: String,
    /// Open paragraphs and headings: only in those is text.
    paragraphs: u32,
    /// Inside of what was deleted, and is kept to be undone.
    deleted: u32,
    tables: u32,
    slides: u32,
}

impl Words {
    fn take(&mut self, piece: &Piece<'_>, out: &mut Out<'_>) -> Result<(), Unread> {
        match piece {
            Piece::Open(tag) => match tag.name {
                "tracked-changes" => self.deleted += 1,
                "p" | "h" => self.paragraphs += 1,
                "tab" | "s" => self.text.push(' '),
                "line-break" => self.text.push('\n'),
                "soft-page-break" if self.by_page => return out.page(&std::mem::take(&mut self.text)),
                "page" => self.slides += 1,
                "table" => {
                    self.tables += 1;
                    if !self.by_page && self.slides == 0 && self.tables == 1 {
                        self.text.extend(tag.attribute("name"));
                        self.text.push('\n');
                    }
                }
                _ => {}
            },
            Piece::Close(name) => match *name {
                "tracked-changes" => self.deleted = self.deleted.saturating_sub(1),
                "p" | "h" => {
                    self.paragraphs = self.paragraphs.saturating_sub(1);
                    self.text.push(if self.tables > 0 && !self.by_page { '\t' } else { '\n' });
                }
                "table-row" => self.text.push('\n'),
                "table" => {
                    self.tables = self.tables.saturating_sub(1);
                    // A sheet of its own, or part of a slide.
                    if !self.by_page && self.slides == 0 && self.tables == 0 {
                        return out.page(&std::mem::take(&mut self.text));
                    }
                }
                "page" => {
                    self.slides = self.slides.saturating_sub(1);
                    if !self.by_page {
                        return out.page(&std::mem::take(&mut self.text));
                    }
                }
                _ => {}
            },
            Piece::Text(text) if self.paragraphs > 0 && self.deleted == 0 => self.text.push_str(text),
            Piece::Text(_) => {}
        }
        if self.text.len() > super::MOST_TEXT { Err(Unread::Full) } else { Ok(()) }
    }
}
