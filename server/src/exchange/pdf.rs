//! A text as a PDF that programs can read aloud: tagged after PDF/UA-1 (ISO 14289-1), its fonts inside.

pub(super) mod face;
mod sheet;
mod tree;

use app::model::outline::{Column, Outline, Part, Table};
use jiff::civil::Date;

use self::face::{Face, Faces};
use self::sheet::{Leaf, Sheets};
use self::tree::{Branch, Kind};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum CannotPrint {
    #[error("the font inside cannot be read")]
    Font,
    #[error("the text cannot be set: {0}")]
    Refused(String),
}

/// Points of type, and from one line to the next.
const BODY: (f32, f32) = (10.0, 14.0);
const SMALL: (f32, f32) = (8.5, 11.5);
const TITLE: (f32, f32) = (20.0, 25.0);
const CHAPTER: (f32, f32) = (14.0, 18.0);
const SECTION: (f32, f32) = (11.0, 15.0);

/// Between columns of a table.
const GAP: f32 = 8.0;

/// The text on sheets of A4. `day` is the day it was published, which the file says it was made on.
pub fn pdf(outline: &Outline, day: Date) -> Result<Vec<u8>, CannotPrint> {
    let faces = Faces::read().ok_or(CannotPrint::Font)?;
    let mut setter = Setter { sheets: Sheets::default(), root: Vec::new(), faces: &faces };
    setter.heading(1, &outline.title, TITLE, 0.0);
    for (label, text) in &outline.about {
        setter.paragraph(&format!("{label}: {text}"), BODY, 0.0);
    }
    for part in &outline.parts {
        match part {
            Part::Heading(text) => setter.heading(2, text, CHAPTER, 20.0),
            Part::Subheading(text) => setter.heading(3, text, SECTION, 12.0),
            Part::Text(text) => setter.paragraph(text, BODY, 6.0),
            Part::Remark(text) => {
                for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    setter.paragraph(line, BODY, 6.0);
                }
            }
            Part::Table(table) => setter.table(table),
        }
    }
    let Setter { sheets, root, .. } = setter;
    tree::print(outline, day, &faces, sheets, root)
}

struct Setter<'a> {
    sheets: Sheets,
    root: Vec<Branch>,
    faces: &'a Faces,
}

impl Setter<'_> {
    fn heading(&mut self, level: u16, text: &str, (size, leading): (f32, f32), above: f32) {
        let lines = self.faces.wrap(Face::Bold, size, text, sheet::WIDTH);
        // A heading at the foot of a sheet would stand apart from what it is about.
        self.sheets.space(above, lines.len() as f32 * leading + 3.0 * BODY.1);
        let leaf = self.lines(&lines, Face::Bold, size, leading, 0.0);
        self.sheets.space(3.0, 0.0);
        self.root.push(Branch::leaf(Kind::Heading(level, text.to_owned()), leaf));
    }

    fn paragraph(&mut self, text: &str, (size, leading): (f32, f32), above: f32) {
        let lines = self.faces.wrap(Face::Regular, size, text, sheet::WIDTH);
        self.sheets.space(above, 2.0 * leading);
        let leaf = self.lines(&lines, Face::Regular, size, leading, 0.0);
        self.root.push(Branch::leaf(Kind::Paragraph, leaf));
    }

    /// Lines one below the other, on a next sheet where one ends.
    fn lines(&mut self, lines: &[String], face: Face, size: f32, leading: f32, x: f32) -> Leaf {
        let leaf = self.sheets.leaf();
        for line in lines {
            self.sheets.space(0.0, leading);
            self.sheets.down(leading);
            self.sheets.text(Some(leaf), x, 0.0, face, size, line.clone());
        }
        leaf
    }

    fn table(&mut self, table: &Table) {
        // A table keeps its head and some rows together; what is headed has no caption to be set.
        let caption = self.faces.wrap(Face::Bold, SMALL.0, &table.caption, sheet::WIDTH);
        let widths = widths(&table.columns);
        let names: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
        let head = self.cells(table, &names, &widths, Face::Bold);
        let tallest = |cells: &[Vec<String>]| cells.iter().map(Vec::len).max().unwrap_or(0) as f32 * SMALL.1 + 4.0;
        self.sheets.space(10.0, (caption.len() + 3) as f32 * SMALL.1 + tallest(&head));
        let mut whole = Vec::new();
        if !table.caption.is_empty() && !table.headed {
            let leaf = self.lines(&caption, Face::Bold, SMALL.0, SMALL.1, 0.0);
            whole.push(Branch::leaf(Kind::Caption, leaf));
            self.sheets.space(4.0, 0.0);
        }
        let first = self.row(table, &head, &widths, Face::Bold, true);
        whole.push(Branch::of(Kind::Head, vec![Branch::of(Kind::Row, first)]));
        let mut body = Vec::new();
        for row in &table.rows {
            let cells = self.cells(table, row, &widths, Face::Regular);
            if self.sheets.is_full(tallest(&cells)) {
                self.sheets.next();
                // Said again for the eye; the first head counts for all rows.
                self.row_of(&head, &widths, table, Face::Bold, None);
            }
            let cells = self.row(table, &cells, &widths, Face::Regular, false);
            body.push(Branch::of(Kind::Row, cells));
        }
        whole.push(Branch::of(Kind::Body, body));
        self.root.push(Branch::of(Kind::Table, whole));
    }

    /// The lines of each cell.
    fn cells(&self, table: &Table, row: &[String], widths: &[f32], face: Face) -> Vec<Vec<String>> {
        let cells = table.columns.iter().enumerate();
        cells
            .map(|(at, _)| {
                let text = row.get(at).map_or("", String::as_str);
                self.faces.wrap(face, SMALL.0, text, widths.get(at).copied().unwrap_or(sheet::WIDTH))
            })
            .collect()
    }

    fn row(&mut self, table: &Table, cells: &[Vec<String>], widths: &[f32], face: Face, head: bool) -> Vec<Branch> {
        let leaves: Vec<Leaf> = cells.iter().map(|_| self.sheets.leaf()).collect();
        self.row_of(cells, widths, table, face, Some(&leaves));
        let kind = |at: usize| match (head, at) {
            (true, _) => Kind::ColumnHead,
            (false, 0) => Kind::RowHead,
            (false, _) => Kind::Cell,
        };
        leaves.into_iter().enumerate().map(|(at, leaf)| Branch::leaf(kind(at), leaf)).collect()
    }

    /// Sets the cells beside each other, with a rule below; without leaves they are for the eye alone.
    fn row_of(&mut self, cells: &[Vec<String>], widths: &[f32], table: &Table, face: Face, leaves: Option<&[Leaf]>) {
        let (size, leading) = SMALL;
        let tallest = cells.iter().map(Vec::len).max().unwrap_or(0);
        let mut x = 0.0;
        for (at, lines) in cells.iter().enumerate() {
            let width = widths.get(at).copied().unwrap_or_default();
            let number = table.columns.get(at).is_some_and(|column| column.number);
            for (line, text) in lines.iter().enumerate() {
                let left = if number { x + (width - self.faces.width(face, size, text)).max(0.0) } else { x };
                let owner = leaves.and_then(|leaves| leaves.get(at)).copied();
                self.sheets.text(owner, left, (line + 1) as f32 * leading, face, size, text.clone());
            }
            x += width + GAP;
        }
        self.sheets.down(tallest as f32 * leading + 4.0);
        self.sheets.rule(if face == Face::Bold { 1.0 } else { 0.35 });
        self.sheets.down(2.0);
    }
}

/// The widths of columns, by their shares.
fn widths(columns: &[Column]) -> Vec<f32> {
    let shares: f32 = columns.iter().map(|column| f32::from(column.share)).sum();
    let room = sheet::WIDTH - GAP * columns.len().saturating_sub(1) as f32;
    columns.iter().map(|column| room * f32::from(column.share) / shares.max(1.0)).collect()
}
