//! Two states of a write-up beside each other: what stayed, what went and what came, field by field.

/// A field that either has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// As the form names it; see [`super::sheet`].
    pub field: String,
    /// Lines, each with its pieces. A line that only one of the two has, has pieces of one kind.
    pub lines: Vec<Vec<Piece>>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub fate: Fate,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Stayed,
    Went,
    Came,
}

impl Compared {
    /// Whether the two differ in it.
    pub fn differs(&self) -> bool {
        self.lines.iter().flatten().any(|piece| piece.fate != Fate::Stayed)
    }
}
