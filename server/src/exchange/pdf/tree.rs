//! What belongs to what, and the file itself.

use std::num::NonZeroU16;

use app::model::outline::Outline;
use jiff::civil::Date;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline as Contents, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};

use super::CannotPrint;
use super::face::{Face, Faces};
use super::sheet::{Leaf, MARGIN, SHEET, Sheet, Sheets, WIDTH};

/// What a part of the text is to a program that reads it.
pub enum Kind {
    Heading(u16, String),
    Paragraph,
    Table,
    Caption,
    Head,
    Body,
    Row,
    ColumnHead,
    RowHead,
    Cell,
}

pub struct Branch {
    kind: Kind,
    leaf: Option<Leaf>,
    children: Vec<Branch>,
}

impl Branch {
    pub fn leaf(kind: Kind, leaf: Leaf) -> Branch {
        Branch { kind, leaf: Some(leaf), children: Vec::new() }
    }

    pub fn of(kind: Kind, children: Vec<Branch>) -> Branch {
        Branch { kind, leaf: None, children }
    }

    fn group(self, marked: &mut [Vec<Identifier>]) -> TagGroup {
        let mut group = TagGroup::new(tag(self.kind));
        if let Some(pieces) = self.leaf.and_then(|Leaf(at)| marked.get_mut(at)) {
            for piece in std::mem::take(pieces) {
                group.push(piece);
            }
        }
        for child in self.children {
            group.push(child.group(marked));
        }
        group
    }
}

fn tag(kind: Kind) -> TagKind {
    match kind {
        Kind::Heading(level, text) => Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(text)).into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Caption => Tag::Caption.into(),
        Kind::Head => Tag::THead.into(),
        Kind::Body => Tag::TBody.into(),
        Kind::Row => Tag::TR.into(),
        Kind::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Kind::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Kind::Cell => Tag::TD.into(),
    }
}

/// Writes the sheets and the tree above them.
pub fn print(
    outline: &Outline,
    day: Date,
    faces: &Faces,
    sheets: Sheets,
    root: Vec<Branch>,
) -> Result<Vec<u8>, CannotPrint> {
    let refused = |error: &dyn std::fmt::Debug| CannotPrint::Refused(format!("{error:?}"));
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = configuration.map_err(|error| refused(&error))?;
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let fonts = Fonts { regular: font(Face::Regular)?, bold: font(Face::Bold)? };
    let mut marked: Vec<Vec<Identifier>> = (0..sheets.leaves()).map(|_| Vec::new()).collect();
    let (count, mut contents) = (sheets.sheets.len(), Contents::new());
    for (number, sheet) in sheets.sheets.iter().enumerate() {
        for (text, y) in headings(&root, sheet) {
            let place = XyzDestination::new(number, Point::from_xy(MARGIN, (y - 20.0).max(0.0)));
            contents.push_child(OutlineNode::new(text, place));
        }
        let size =
            PageSettings::from_wh(SHEET.0, SHEET.1).ok_or(CannotPrint::Refused("the size of a sheet".to_owned()))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        draw(&mut surface, sheet, &fonts, &mut marked);
        let foot = format!("{} / {count}", number + 1);
        draw_foot(&mut surface, faces, &fonts, &outline.foot, &foot);
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(outline.lang.to_owned()));
    for branch in root {
        tree.push(branch.group(&mut marked));
    }
    let positive = |number: i8| u8::try_from(number).unwrap_or(1);
    let made =
        DateTime::new(u16::try_from(day.year()).unwrap_or(2000)).month(positive(day.month())).day(positive(day.day()));
    let metadata = Metadata::new()
        .title(outline.title.clone())
        .language(outline.lang.to_owned())
        .creator("Knooppunt".to_owned())
        .creation_date(made);
    document.set_metadata(metadata);
    document.set_outline(contents);
    document.set_tag_tree(tree);
    document.finish().map_err(|error| refused(&error))
}

/// The chapters that begin on a sheet, each with where.
fn headings(root: &[Branch], sheet: &Sheet) -> Vec<(String, f32)> {
    let chapters = root.iter().filter_map(|branch| match (&branch.kind, branch.leaf) {
        (Kind::Heading(1 | 2, text), Some(leaf)) => Some((text, leaf)),
        _ => None,
    });
    chapters
        .filter_map(|(text, leaf)| {
            let line = sheet.lines.iter().find(|line| line.leaf == Some(leaf))?;
            Some((text.clone(), line.y))
        })
        .collect()
}

struct Fonts {
    regular: Font,
    bold: Font,
}

impl Fonts {
    fn of(&self, face: Face) -> Font {
        match face {
            Face::Regular => self.regular.clone(),
            Face::Bold => self.bold.clone(),
        }
    }
}

fn font(face: Face) -> Result<Font, CannotPrint> {
    Font::new(Faces::bytes(face).into(), 0).ok_or(CannotPrint::Font)
}

fn draw(surface: &mut Surface<'_>, sheet: &Sheet, fonts: &Fonts, marked: &mut [Vec<Identifier>]) {
    for (y, thickness) in &sheet.rules {
        let mut path = PathBuilder::new();
        path.move_to(MARGIN, *y);
        path.line_to(MARGIN + WIDTH, *y);
        let Some(path) = path.finish() else { continue };
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke { width: *thickness, ..Stroke::default() }));
        surface.draw_path(&path);
        surface.end_tagged();
    }
    surface.set_stroke(None);
    surface.set_fill(Some(krilla::paint::Fill::default()));
    for line in sheet.lines.iter().filter(|line| !line.text.is_empty()) {
        let piece = match line.leaf {
            Some(_) => surface.start_tagged(ContentTag::Span(SpanTag::empty())),
            None => surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))),
        };
        let place = Point::from_xy(line.x, line.y);
        surface.draw_text(place, fonts.of(line.face), line.size, &line.text, false, TextDirection::LeftToRight);
        surface.end_tagged();
        if let Some(pieces) = line.leaf.and_then(|Leaf(at)| marked.get_mut(at)) {
            pieces.push(piece);
        }
    }
}

/// What the text is at the left, and the number of the sheet at the right.
fn draw_foot(surface: &mut Surface<'_>, faces: &Faces, fonts: &Fonts, left: &str, right: &str) {
    const SIZE: f32 = 8.0;
    let y = SHEET.1 - MARGIN + 12.0;
    let at = MARGIN + WIDTH - faces.width(Face::Regular, SIZE, right);
    let room = at - MARGIN - 12.0;
    let left = faces.wrap(Face::Regular, SIZE, left, room).into_iter().next().unwrap_or_default();
    for (x, text) in [(MARGIN, left.as_str()), (at, right)] {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        surface.draw_text(Point::from_xy(x, y), fonts.of(Face::Regular), SIZE, text, false, TextDirection::LeftToRight);
        surface.end_tagged();
    }
}
