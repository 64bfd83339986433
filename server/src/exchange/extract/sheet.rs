//! XLSX: sheets in their order, each with its name, a row on a line.

use super::package::{Package, Piece};
use super::{Out, Unread};

pub fn workbook(bytes: &[u8], out: &mut Out<'_>) -> Result<(), Unread> {
    let mut package = Package::open(bytes)?;
    let whole = "xl/workbook.xml";
    let relations = package.relations(whole)?;
    let mut sheets = Vec::new();
    package.walk(whole, &mut |piece| {
        if let Piece::Open(tag) = piece
            && tag.name == "sheet"
            && let Some(id) = tag.prefixed("r:id")
            && let Some((_, part)) = relations.iter().find(|(known, _)| *known == id)
        {
            sheets.push((tag.attribute("name").unwrap_or_default(), part.clone()));
        }
        Ok(())
    })?;
    let shared = if package.has(SHARED) { shared(&mut package)? } else { Vec::new() };
    for (name, part) in sheets {
        let mut cells = Cells { text: format!("{name}\n"), shared: &shared, ..Cells::default() };
        package.walk(&part, &mut |piece| {
            cells.take(&piece);
            if cells.text.len() > super::MOST_TEXT { Err(Unread::Full) } else { Ok(()) }
        })?;
        out.page(&cells.text)?;
    }
    Ok(())
}

const SHARED: &str = "xl/sharedStrings.xml";

/// The texts that cells name by their number.
fn shared(package: &mut Package<'_>) -> Result<Vec<String>, Unread> {
    let mut texts: Vec<String> = Vec::new();
    let (mut in_text, mut sound) = (false, 0_u32);
    package.walk(SHARED, &mut |piece| {
        match piece {
            Piece::Open(tag) => match tag.name {
                "si" => texts.push(String::new()),
                "t" => in_text = true,
                // How to pronounce it.
                "rPh" => sound += 1,
                _ => {}
            },
            Piece::Close("t") => in_text = false,
            Piece::Close("rPh") => sound = sound.saturating_sub(1),
            Piece::Text(text) if in_text && sound == 0 => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(text);
                }
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(texts)
}

#[derive(Default)]
struct Cells<'a> {
    text: String,
    shared: &'a [String],
    by_number: bool,
    in_value: bool,
    value: String,
}

impl Cells<'_> {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(tag) => match tag.name {
                "c" => self.by_number = tag.attribute("t").as_deref() == Some("s"),
                "v" | "t" => self.in_value = true,
                _ => {}
            },
            Piece::Text(text) if self.in_value => self.value.push_str(text),
            Piece::Close("v" | "t") => {
                self.in_value = false;
                let value = std::mem::take(&mut self.value);
                let text = value.trim().parse::<usize>().ok().filter(|_| self.by_number);
                let text = text.and_then(|number| self.shared.get(number));
                self.text.push_str(text.unwrap_or(&value));
                self.text.push('\t');
            }
            Piece::Close("row") => self.text.push('\n'),
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
}
