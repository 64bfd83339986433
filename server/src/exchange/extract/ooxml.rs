//! DOCX and PPTX.

use super::package::{Package, Piece};
use super::{Out, Unread};

/// DOCX: pages as they broke when it was last laid out, or as its writer broke them; notes after the text.
pub fn document(bytes: &[u8], out: &mut Out<'_>) -> Result<(), Unread> {
    let mut package = Package::open(bytes)?;
    let mut words = Words::default();
    package.walk("word/document.xml", &mut |piece| {
        if words.take(&piece) == Took::PageBreak {
            out.page(&std::mem::take(&mut words.text))?;
        }
        Ok(())
    })?;
    for part in ["word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"] {
        if package.has(part) {
            package.walk(part, &mut |piece| {
                words.take(&piece);
                Ok(())
            })?;
        }
    }
    out.page(&words.text)
}

/// PPTX: slides in the order of the presentation, each with its notes.
pub fn presentation(bytes: &[u8], out: &mut Out<'_>) -> Result<(), Unread> {
    let mut package = Package::open(bytes)?;
    let whole = "ppt/presentation.xml";
    let relations = package.relations(whole)?;
    let mut slides = Vec::new();
    package.walk(whole, &mut |piece| {
        if let Piece::Open(tag) = piece
            && tag.name == "sldId"
            && let Some(id) = tag.prefixed("r:id")
        {
            slides.extend(relations.iter().find(|(known, _)| *known == id).map(|(_, part)| part.clone()));
        }
        Ok(())
    })?;
    for slide in slides {
        let mut words = Words::default();
        let notes = package.relations(&slide)?.into_iter().map(|(_, part)| part);
        let notes: Vec<String> = notes.filter(|part| part.starts_with("ppt/notesSlides/")).collect();
        for part in std::iter::once(slide).chain(notes) {
            package.walk(&part, &mut |piece| {
                words.take(&piece);
                Ok(())
            })?;
        }
        out.page(&words.text)?;
    }
    Ok(())
}

/// The words of running text, of both kinds of file: `w:t` and `a:t` have them, `w:p` and `a:p` are paragraphs.
#[derive(Default)]
struct Words {
    text: String,
    in_text: bool,
    /// Inside of what is there a second time, for programs that do not know the first.
    fallback: u32,
    /// A page was broken, and there was no text since.
    broken: bool,
}

#[derive(PartialEq, Eq)]
enum Took {
    Something,
    PageBreak,
}

impl Words {
    fn take(&mut self, piece: &Piece<'_>) -> Took {
        match piece {
            Piece::Open(tag) if tag.name == "Fallback" => self.fallback += 1,
            Piece::Close("Fallback") => self.fallback = self.fallback.saturating_sub(1),
            _ if self.fallback > 0 => {}
            Piece::Open(tag) => match tag.name {
                "t" => self.in_text = true,
                "tab" => self.text.push('\t'),
                "br" if tag.attribute("type").as_deref() == Some("page") => {
                    self.broken = true;
                    return Took::PageBreak;
                }
                // Word notes where a page broke by itself, and notes it again after a break of the writer.
                "lastRenderedPageBreak" if !self.broken => {
                    self.broken = true;
                    return Took::PageBreak;
                }
                "br" | "cr" => self.text.push('\n'),
                _ => {}
            },
            Piece::Close("t") => self.in_text = false,
            Piece::Close("p") => self.text.push('\n'),
            Piece::Close("tc") => self.text.push('\t'),
            Piece::Text(text) if self.in_text => {
                self.text.push_str(text);
                self.broken &= text.trim().is_empty();
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
        Took::Something
    }
}
