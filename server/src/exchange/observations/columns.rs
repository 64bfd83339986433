//! Which columns a file of values has, and where.

use app::model::problem::{Matter, Problem};
use csv::ByteRecord;

/// Who writes the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `monitor/observations.csv` of a folder of content.
    Content,
    /// `knooppunt monitor import`: the columns that partners agreed on.
    Partner,
}

/// A column: its name, and other names that mean the same.
struct Column {
    name: &'static str,
    also: &'static [&'static str],
}

/// In the order in which they are written.
const COLUMNS: [Column; 18] = [
    Column { name: "id", also: &[] },
    Column { name: "indicator", also: &[] },
    Column { name: "place", also: &["hub"] },
    Column { name: "period", also: &[] },
    Column { name: "value", also: &[] },
    Column { name: "status", also: &[] },
    Column { name: "qualifier", also: &[] },
    Column { name: "publisher", also: &[] },
    Column { name: "title", also: &["source"] },
    Column { name: "url", also: &[] },
    Column { name: "date", also: &[] },
    Column { name: "note_nl", also: &[] },
    Column { name: "note_en", also: &[] },
    Column { name: "note", also: &[] },
    Column { name: "known_on", also: &[] },
    Column { name: "tlp", also: &[] },
    Column { name: "audience", also: &[] },
    Column { name: "public_bodies_only", also: &[] },
];

/// Where each of [`COLUMNS`] is in the file, and what the file calls it.
#[derive(Clone, Debug)]
pub struct Columns {
    at: [Option<usize>; COLUMNS.len()],
    names: [&'static str; COLUMNS.len()],
}

/// The number of a column, so that rows find it without looking for its name.
macro_rules! numbers {
    ($($name:ident = $number:literal),+ $(,)?) => { $(pub const $name: usize = $number;)+ };
}

numbers! {
    ID = 0, INDICATOR = 1, PLACE = 2, PERIOD = 3, VALUE = 4, STATUS = 5, QUALIFIER = 6, PUBLISHER = 7, TITLE = 8, URL = 9,
    DATE = 10, NOTE_NL = 11, NOTE_EN = 12, NOTE = 13, KNOWN_ON = 14, TLP = 15, AUDIENCE = 16, PUBLIC_BODIES_ONLY = 17,
}

impl Form {
    /// The columns without which a row means nothing, by the names of this form.
    fn required(self) -> &'static [&'static str] {
        match self {
            Form::Content => &["indicator", "place", "period", "value", "qualifier", "title"],
            Form::Partner => &["indicator", "hub", "period", "value", "status", "source", "qualifier", "note"],
        }
    }
}

impl Columns {
    pub fn of(header: &ByteRecord, form: Form) -> Result<Columns, Vec<Problem>> {
        let mut columns = Columns { at: [None; COLUMNS.len()], names: COLUMNS.each_ref().map(|column| column.name) };
        let mut problems = Vec::new();
        for (at, name) in header.iter().enumerate() {
            let name = name.strip_prefix(b"\xef\xbb\xbf").unwrap_or(name).trim_ascii();
            match find(name) {
                None => {
                    let known: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
                    let message = format!("is no column of this file: use {}", known.join(","));
                    let known = known.join(", ");
                    let problem = Problem::new(message).said(Matter::UnknownColumn, &[("known", &known)]);
                    problems.push(problem.in_field(String::from_utf8_lossy(name)));
                }
                Some((number, _)) if columns.at[number].is_some() => {
                    let message = "is there twice: leave one column out";
                    let problem = Problem::new(message).said(Matter::DoubleColumn, &[]);
                    problems.push(problem.in_field(String::from_utf8_lossy(name)));
                }
                Some((number, name)) => {
                    columns.at[number] = Some(at);
                    columns.names[number] = name;
                }
            }
        }
        let required = form.required();
        for name in required {
            if find(name.as_bytes()).is_some_and(|(number, _)| columns.at[number].is_none()) {
                let message = format!("is missing from the header: it needs at least {}", required.join(","));
                let required = required.join(", ");
                let problem = Problem::new(message).said(Matter::MissingColumn, &[("required", &required)]);
                problems.push(problem.in_field(*name));
            }
        }
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    /// The cell of a column, without white space around it; empty where the file has no such column.
    pub fn cell<'a>(&self, record: &'a ByteRecord, number: usize) -> &'a [u8] {
        self.at[number].and_then(|at| record.get(at)).unwrap_or_default().trim_ascii()
    }

    /// What the file calls a column.
    pub fn name(&self, number: usize) -> &'static str {
        self.names[number]
    }
}

/// The number of the column of this name, and the name.
fn find(name: &[u8]) -> Option<(usize, &'static str)> {
    COLUMNS.iter().enumerate().find_map(|(number, column)| {
        let mut names = std::iter::once(&column.name).chain(column.also);
        names.find(|known| known.as_bytes() == name).map(|known| (number, *known))
    })
}

/// The header of a file that is written.
pub const WRITTEN: [&str; 17] = [
    "id",
    "indicator",
    "place",
    "period",
    "value",
    "status",
    "qualifier",
    "publisher",
    "title",
    "url",
    "date",
    "note_nl",
    "note_en",
    "known_on",
    "tlp",
    "audience",
    "public_bodies_only",
];
