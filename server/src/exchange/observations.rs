//! The values of the monitor as CSV, one row a value.

use std::collections::BTreeMap;
use std::str::FromStr;

use app::model::indicator::{Observation, Qualifier};
use app::model::lang::Text;
use app::model::problem::Problem;
use app::model::source::Source;
use csv::StringRecord;
use rust_decimal::Decimal;

use super::Located;
use super::write_up::{is_rough_date, not_a_rough_date, parse_date};

/// The columns, in the order in which they are written.
pub const COLUMNS: [&str; 13] = [
    "id",
    "indicator",
    "place",
    "period",
    "value",
    "qualifier",
    "publisher",
    "title",
    "url",
    "date",
    "note_nl",
    "note_en",
    "known_on",
];

/// The columns without which a row means nothing.
const REQUIRED: [&str; 7] = ["id", "indicator", "place", "period", "value", "qualifier", "title"];

/// Reads all rows, or names what is wrong in each.
pub fn read(file: &str, text: &str) -> Result<Vec<Located<Observation>>, Vec<Problem>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let located = |line: u64, problem: Problem| problem.in_file(file).at_line(line);
    let header = reader.headers().map_err(|error| vec![located(1, unreadable(&error))])?.clone();
    let columns = columns(&header)
        .map_err(|problems| problems.into_iter().map(|problem| located(1, problem)).collect::<Vec<_>>())?;
    let (mut observations, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, |position| position.line());
                problems.push(located(line, unreadable(&error)));
                break;
            }
        };
        let line = record.position().map_or(1, |position| position.line());
        if record.len() != header.len() {
            let (has, wanted) = (record.len(), header.len());
            let message = format!("has {has} columns where the header has {wanted}: put texts with a comma in quotes");
            problems.push(located(line, Problem::new(message)));
            continue;
        }
        let mut row = Row { record: &record, columns: &columns, problems: Vec::new() };
        match row.observation() {
            Some(value) if row.problems.is_empty() => {
                observations.push(Located { value, file: file.to_owned(), line, field_lines: BTreeMap::new() })
            }
            _ => problems.extend(row.problems.into_iter().map(|problem| located(line, problem))),
        }
    }
    if problems.is_empty() { Ok(observations) } else { Err(problems) }
}

fn unreadable(error: &csv::Error) -> Problem {
    Problem::new(format!("is not valid CSV: {error}"))
}

fn columns(header: &StringRecord) -> Result<BTreeMap<&'static str, usize>, Vec<Problem>> {
    let mut columns = BTreeMap::new();
    let mut problems = Vec::new();
    for (at, name) in header.iter().enumerate() {
        // Files about hubs alone may say so.
        let name = if name.trim() == "hub" { "place" } else { name.trim() };
        match COLUMNS.iter().find(|column| **column == name) {
            None => {
                let message = format!("is no column of this file: use {}", COLUMNS.join(","));
                problems.push(Problem::new(message).in_field(name));
            }
            Some(column) => {
                if columns.insert(*column, at).is_some() {
                    problems.push(Problem::new("is there twice: leave one column out").in_field(name));
                }
            }
        }
    }
    for column in REQUIRED.iter().filter(|column| !columns.contains_key(*column)) {
        let message = format!("is missing from the header: the columns are {}", COLUMNS.join(","));
        problems.push(Problem::new(message).in_field(*column));
    }
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}

struct Row<'a> {
    record: &'a StringRecord,
    columns: &'a BTreeMap<&'static str, usize>,
    problems: Vec<Problem>,
}

impl Row<'_> {
    fn observation(&mut self) -> Option<Observation> {
        let (id, indicator, place) = (self.parse("id"), self.parse("indicator"), self.parse("place"));
        let period = self.parse("period");
        let value = self.required("value").and_then(|text| match Decimal::from_str_exact(&text) {
            Ok(value) => Some(value),
            Err(_) => {
                self.refuse("value", format!("'{text}' is not a number: write it as 1234.5"));
                None
            }
        });
        let qualifier = self.required("qualifier").and_then(|text| {
            let qualifier = Qualifier::parse(&text);
            if qualifier.is_none() {
                let known = Qualifier::ALL.map(Qualifier::code).join(", ");
                self.refuse("qualifier", format!("'{text}' is not a qualifier: use one of {known}"));
            }
            qualifier
        });
        let date = self.text("date");
        if let Some(date) = date.as_ref().filter(|date| !is_rough_date(date)) {
            self.refuse("date", not_a_rough_date(date));
        }
        let known_on = self.text("known_on").and_then(|text| {
            let date = parse_date(&text);
            if date.is_none() {
                self.refuse("known_on", format!("'{text}' is not a date: write it as 2024-03-01"));
            }
            date
        });
        let note = match (self.text("note_nl"), self.text("note_en")) {
            (Some(nl), Some(en)) => Some(Text { nl, en }),
            (None, None) => None,
            (nl, _) => {
                let absent = if nl.is_none() { "note_nl" } else { "note_en" };
                self.refuse(absent, "is empty: write a note in both languages or in none");
                None
            }
        };
        let source =
            Source { title: self.required("title")?, publisher: self.text("publisher"), url: self.text("url"), date };
        Some(Observation {
            id: id?,
            indicator: indicator?,
            place: place?,
            period: period?,
            value: value?,
            qualifier: qualifier?,
            source,
            note,
            known_on,
        })
    }

    fn text(&self, column: &'static str) -> Option<String> {
        let text = self.record.get(*self.columns.get(column)?)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn required(&mut self, column: &'static str) -> Option<String> {
        let text = self.text(column);
        if text.is_none() {
            self.refuse(column, "is empty: every value needs one");
        }
        text.filter(|text| {
            let clean = !text.contains('\0');
            if !clean {
                self.refuse(column, "holds a NUL character: remove it");
            }
            clean
        })
    }

    fn parse<T: FromStr<Err: ToString>>(&mut self, column: &'static str) -> Option<T> {
        let text = self.required(column)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(column, error.to_string());
                None
            }
        }
    }

    fn refuse(&mut self, column: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(message).in_field(column));
    }
}

/// All values as CSV, to be read again by [`read`].
pub fn write(observations: &[Observation]) -> csv::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for observation in observations {
        let Observation { id, indicator, place, period, value, qualifier, source, note, known_on } = observation;
        let note = note.clone().unwrap_or_default();
        writer.write_record([
            id.as_str(),
            indicator.as_str(),
            place.as_str(),
            &period.to_string(),
            &value.to_string(),
            qualifier.code(),
            source.publisher.as_deref().unwrap_or_default(),
            &source.title,
            source.url.as_deref().unwrap_or_default(),
            source.date.as_deref().unwrap_or_default(),
            &note.nl,
            &note.en,
            &known_on.map(|day| day.to_string()).unwrap_or_default(),
        ])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
