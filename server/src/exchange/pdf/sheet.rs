//! Where everything stands: sheets of A4, filled from top to bottom.

use super::face::Face;

/// Points.
pub const SHEET: (f32, f32) = (595.0, 842.0);
pub const MARGIN: f32 = 56.0;
pub const WIDTH: f32 = SHEET.0 - 2.0 * MARGIN;
const BOTTOM: f32 = SHEET.1 - MARGIN - 20.0;

/// A piece of the text that programs read as one, wherever its lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf(pub usize);

/// One line of letters.
pub struct Line {
    /// What it belongs to; `None` is for the eye alone.
    pub leaf: Option<Leaf>,
    pub x: f32,
    /// Of the foot of its letters, from the top.
    pub y: f32,
    pub face: Face,
    pub size: f32,
    pub text: String,
}

/// What stands on one sheet.
#[derive(Default)]
pub struct Sheet {
    pub lines: Vec<Line>,
    /// Rules from margin to margin: how far down, and how thick.
    pub rules: Vec<(f32, f32)>,
}

pub struct Sheets {
    pub sheets: Vec<Sheet>,
    /// How far down the last sheet is filled.
    y: f32,
    leaves: usize,
}

impl Default for Sheets {
    fn default() -> Sheets {
        Sheets { sheets: vec![Sheet::default()], y: MARGIN, leaves: 0 }
    }
}

impl Sheets {
    pub fn leaf(&mut self) -> Leaf {
        self.leaves += 1;
        Leaf(self.leaves - 1)
    }

    pub fn leaves(&self) -> usize {
        self.leaves
    }

    pub fn is_full(&self, height: f32) -> bool {
        self.y + height > BOTTOM
    }

    /// Leaves room above, and begins a next sheet where what follows does not fit.
    pub fn space(&mut self, above: f32, height: f32) {
        if self.is_full(above + height) && self.y > MARGIN {
            self.next();
        } else if self.y > MARGIN {
            self.y += above;
        }
    }

    pub fn next(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = MARGIN;
    }

    pub fn down(&mut self, height: f32) {
        self.y += height;
    }

    /// A line whose letters stand `below` points under where the sheet is filled to.
    pub fn text(&mut self, leaf: Option<Leaf>, x: f32, below: f32, face: Face, size: f32, text: String) {
        let y = self.y + below;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.lines.push(Line { leaf, x: MARGIN + x, y, face, size, text });
        }
    }

    pub fn rule(&mut self, thickness: f32) {
        let y = self.y;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.rules.push((y, thickness));
        }
    }
}
