//! A text for paper and screen: headings, paragraphs and tables, without a word on how they look. What makes a page of it and
//! what makes a file of it get the same.

/// A text as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub title: String,
    /// The code of its language (ISO 639-1).
    pub lang: &'static str,
    /// What it is: labels with what they say.
    pub about: Vec<(String, String)>,
    pub parts: Vec<Part>,
    /// At the foot of each sheet.
    pub foot: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Of a chapter.
    Heading(String),
    /// Below that of a chapter.
    Subheading(String),
    Text(String),
    /// Written by people: line breaks count.
    Remark(String),
    Table(Table),
}

/// Rows of as many cells as there are columns; the first cell of each is its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    /// Whether the heading above says the same, so that the caption is not shown.
    pub headed: bool,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    /// Numbers stand at the right.
    pub number: bool,
    /// Its width in comparison with the others.
    pub share: u8,
}

impl Column {
    pub fn text(name: &str, share: u8) -> Column {
        Column { name: name.to_owned(), number: false, share }
    }

    pub fn number(name: &str, share: u8) -> Column {
        Column { name: name.to_owned(), number: true, share }
    }
}
