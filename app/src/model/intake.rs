//! Values on their way into the store: what rows have in common once, and the rows as small as can be, so that millions
//! of them fit in memory (about 80 bytes each).

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::indicator::Qualifier;
use super::lang::Text;
use super::period::Period;
use super::problem::Problem;
use super::sharing::Sharing;
use super::slug::Slug;
use super::source::Source;
use super::status::Status;

/// Rows of values. Texts are held once; rows refer to them by number.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    /// The file they were read from, for messages.
    pub file: String,
    /// What the file calls the column of places: `place` or `hub`.
    pub place_column: &'static str,
    pub strands: Vec<Strand>,
    pub periods: Vec<Period>,
    pub notes: Vec<Text>,
    /// The names of rows in their file; rows of partners have none.
    pub ids: Vec<Slug>,
    pub rows: Vec<Row>,
}

/// What the values of one source about one place have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Strand {
    pub indicator: Slug,
    pub place: Slug,
    pub source: Source,
    /// As the rows tell; absent where they leave it to their indicator.
    pub sharing: Option<Sharing>,
}

/// One value. The numbers are places in the lists of [`Intake`].
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub strand: u32,
    pub period: u32,
    pub note: Option<u32>,
    pub id: Option<u32>,
    pub value: Option<Decimal>,
    pub status: Status,
    pub qualifier: Qualifier,
    /// As told; absent, it is the day the source was published, or that on which the value comes in.
    pub known_on: Option<Date>,
    /// In its file, from 1.
    pub line: u32,
}

impl Intake {
    pub fn strand(&self, row: &Row) -> &Strand {
        &self.strands[row.strand as usize]
    }

    pub fn period(&self, row: &Row) -> Period {
        self.periods[row.period as usize]
    }

    pub fn note(&self, row: &Row) -> Option<&Text> {
        row.note.map(|note| &self.notes[note as usize])
    }

    pub fn id(&self, row: &Row) -> Option<&Slug> {
        row.id.map(|id| &self.ids[id as usize])
    }

    /// A fault of one of the fields of a row.
    pub fn problem(&self, row: &Row, field: &str, message: impl Into<String>) -> Problem {
        Problem::new(message).in_file(&self.file).at_line(u64::from(row.line)).in_field(field)
    }

    /// The first row of each strand in the file, by the number of the strand.
    pub fn first_rows(&self) -> BTreeMap<u32, Row> {
        let mut first: BTreeMap<u32, Row> = BTreeMap::new();
        for row in &self.rows {
            let seen = first.entry(row.strand).or_insert(*row);
            if row.line < seen.line {
                *seen = *row;
            }
        }
        first
    }

    /// Puts rows of one strand and period beside each other, in the order in which they became known; those that do not
    /// say come first.
    pub fn sort(&mut self) {
        self.rows.sort_unstable_by_key(|row| (row.strand, row.period, row.known_on, row.line));
    }
}
