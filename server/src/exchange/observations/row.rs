//! One row of a file of values after the other.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::str::FromStr;

use app::model::indicator::Qualifier;
use app::model::intake::{Intake, Row, Strand};
use app::model::lang::Text;
use app::model::period::Period;
use app::model::problem::{Matter, Problem};
use app::model::sharing::{Audience, Sharing};
use app::model::slug::Slug;
use app::model::source::Source;
use app::model::status::Status;
use app::model::tlp::Tlp;
use csv::ByteRecord;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::columns::{
    AUDIENCE, Columns, DATE, ID, INDICATOR, KNOWN_ON, NOTE, NOTE_EN, NOTE_NL, PERIOD, PLACE, PUBLIC_BODIES_ONLY,
    PUBLISHER, QUALIFIER, STATUS, TITLE, TLP, URL, VALUE,
};
use crate::exchange::write_up::{is_rough_date, not_a_rough_date, parse_date};

/// Gathers rows. What was read once is known by its bytes.
pub struct Rows {
    columns: Columns,
    intake: Intake,
    strands: HashMap<Vec<u8>, u32>,
    periods: HashMap<Vec<u8>, u32>,
    notes: HashMap<Vec<u8>, u32>,
    days: HashMap<Vec<u8>, Date>,
    /// The bytes that name what is looked for; kept, so that no row needs memory of its own.
    key: Vec<u8>,
}

/// The columns that rows of one strand have in common.
const STRAND: [usize; 9] = [INDICATOR, PLACE, TITLE, PUBLISHER, URL, DATE, TLP, AUDIENCE, PUBLIC_BODIES_ONLY];

impl Rows {
    pub fn new(file: &str, columns: Columns) -> Rows {
        let intake = Intake { file: file.to_owned(), place_column: columns.name(PLACE), ..Intake::default() };
        Rows {
            columns,
            intake,
            strands: HashMap::new(),
            periods: HashMap::new(),
            notes: HashMap::new(),
            days: HashMap::new(),
            key: Vec::new(),
        }
    }

    pub fn finish(self) -> Intake {
        self.intake
    }

    /// Takes a row, or tells what is wrong with it.
    pub fn add(&mut self, record: &ByteRecord, line: u64) -> Vec<Problem> {
        let mut problems = Vec::new();
        let strand = self.strand(record, &mut problems);
        let period = self.period(record, &mut problems);
        let status = self.status(record, &mut problems);
        let value = self.value(record, status, &mut problems);
        let qualifier = self.qualifier(record, status, &mut problems);
        let known_on = self.known_on(record, &mut problems);
        let note = self.note(record, &mut problems);
        let id = self.id(record, &mut problems);
        if let (Some(strand), Some(period), Some(status), Some(value), Some(qualifier)) =
            (strand, period, status, value, qualifier)
            && problems.is_empty()
        {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            self.intake.rows.push(Row { strand, period, note, id, value, status, qualifier, known_on, line });
        }
        problems
    }

    fn strand(&mut self, record: &ByteRecord, problems: &mut Vec<Problem>) -> Option<u32> {
        self.key.clear();
        for column in STRAND {
            self.key.extend_from_slice(self.columns.cell(record, column));
            self.key.push(0x1f);
        }
        if let Some(known) = self.strands.get(&self.key) {
            return Some(*known);
        }
        let before = problems.len();
        let mut cells = Cells { columns: &self.columns, record, problems };
        let (indicator, place) = (cells.parse::<Slug>(INDICATOR), cells.parse::<Slug>(PLACE));
        let title = cells.required(TITLE);
        let (publisher, url, date) = (cells.text(PUBLISHER), cells.text(URL), cells.text(DATE));
        if let Some(date) = date.as_ref().filter(|date| !is_rough_date(date)) {
            cells.refuse(DATE, not_a_rough_date(date), Matter::NotADay, &[("found", date)]);
        }
        let sharing = cells.sharing();
        if problems.len() > before {
            return None;
        }
        let source = Source { title: title?, publisher, url, date };
        self.intake.strands.push(Strand { indicator: indicator?, place: place?, source, sharing });
        let number = number(self.intake.strands.len());
        self.strands.insert(self.key.clone(), number);
        Some(number)
    }

    fn period(&mut self, record: &ByteRecord, problems: &mut Vec<Problem>) -> Option<u32> {
        if let Some(known) = self.periods.get(self.columns.cell(record, PERIOD)) {
            return Some(*known);
        }
        let period = Cells { columns: &self.columns, record, problems }.parse::<Period>(PERIOD)?;
        self.intake.periods.push(period);
        let number = number(self.intake.periods.len());
        self.periods.insert(self.columns.cell(record, PERIOD).to_vec(), number);
        Some(number)
    }

    fn status(&self, record: &ByteRecord, problems: &mut Vec<Problem>) -> Option<Status> {
        let code = self.columns.cell(record, STATUS);
        if code.is_empty() {
            return Some(Status::Normal);
        }
        let status = std::str::from_utf8(code).ok().and_then(Status::parse);
        if status.is_none() {
            let known: Vec<&str> = Status::ALL.iter().map(|status| status.code()).collect();
            let (found, known) = (shown(code), known.join(", "));
            let message = format!(
                "'{found}' is not a status: use a letter of SDMX CL_OBS_STATUS ({known}), or leave it empty for A"
            );
            let problem = Problem::new(message).said(Matter::NotAStatus, &[("found", &found), ("known", &known)]);
            problems.push(problem.in_field(self.columns.name(STATUS)));
        }
        status
    }

    /// The number, if there is one; `None` when it is wrong.
    fn value(
        &self,
        record: &ByteRecord,
        status: Option<Status>,
        problems: &mut Vec<Problem>,
    ) -> Option<Option<Decimal>> {
        let cell = self.columns.cell(record, VALUE);
        let mut refuse = |message: String, matter: Matter, found: &str| {
            let problem = Problem::new(message).said(matter, &[("found", &found)]);
            problems.push(problem.in_field(self.columns.name(VALUE)));
            None
        };
        let status = status.unwrap_or_default();
        if cell.is_empty() {
            return if status.may_be_empty() {
                Some(None)
            } else {
                let code = status.code();
                let message =
                    format!("is empty, but status {code} means a number: give one, or a status such as O (missing)");
                refuse(message, Matter::NoValue, code)
            };
        }
        if status.is_missing() {
            let code = status.code();
            let message = format!("is there, but status {code} means that there is none: leave one of them out");
            return refuse(message, Matter::ValueThere, code);
        }
        match std::str::from_utf8(cell).ok().and_then(|text| Decimal::from_str_exact(text).ok()) {
            Some(value) => Some(Some(value)),
            None => {
                let found = shown(cell);
                refuse(format!("'{found}' is not a number: write it as 1234.5"), Matter::NotANumber, &found)
            }
        }
    }

    /// How exact the number is; where the row does not say, as its status has it.
    fn qualifier(&self, record: &ByteRecord, status: Option<Status>, problems: &mut Vec<Problem>) -> Option<Qualifier> {
        let code = self.columns.cell(record, QUALIFIER);
        if code.is_empty() {
            let rough = matches!(status, Some(Status::Estimated | Status::Forecast | Status::Imputed));
            return Some(if rough { Qualifier::Approximate } else { Qualifier::Exact });
        }
        let qualifier = std::str::from_utf8(code).ok().and_then(Qualifier::parse);
        if qualifier.is_none() {
            let known = Qualifier::ALL.map(Qualifier::code).join(", ");
            let found = shown(code);
            let message = format!("'{found}' is not a qualifier: use one of {known}");
            let problem = Problem::new(message).said(Matter::NotAQualifier, &[("found", &found), ("known", &known)]);
            problems.push(problem.in_field(self.columns.name(QUALIFIER)));
        }
        qualifier
    }

    fn known_on(&mut self, record: &ByteRecord, problems: &mut Vec<Problem>) -> Option<Date> {
        let cell = self.columns.cell(record, KNOWN_ON);
        if cell.is_empty() {
            return None;
        }
        if let Some(day) = self.days.get(cell) {
            return Some(*day);
        }
        let day = std::str::from_utf8(cell).ok().and_then(parse_date);
        match day {
            Some(day) => {
                self.days.insert(cell.to_vec(), day);
            }
            None => {
                let found = shown(cell);
                let message = format!("'{found}' is not a date: write it as 2024-03-01");
                let problem = Problem::new(message).said(Matter::NotADay, &[("found", &found)]);
                problems.push(problem.in_field(self.columns.name(KNOWN_ON)));
            }
        }
        day
    }

    fn note(&mut self, record: &ByteRecord, problems: &mut Vec<Problem>) -> Option<u32> {
        let cells = [NOTE, NOTE_NL, NOTE_EN].map(|column| self.columns.cell(record, column));
        if cells.iter().all(|cell| cell.is_empty()) {
            return None;
        }
        self.key.clear();
        for cell in cells {
            self.key.extend_from_slice(cell);
            self.key.push(0x1f);
        }
        if let Some(known) = self.notes.get(&self.key) {
            return Some(*known);
        }
        let mut cells = Cells { columns: &self.columns, record, problems };
        let note = match (cells.text(NOTE), cells.text(NOTE_NL), cells.text(NOTE_EN)) {
            (Some(note), None, None) => Text::new(note.clone(), note),
            (None, Some(nl), Some(en)) => Text { nl, en },
            (Some(_), ..) => {
                cells.refuse(
                    NOTE,
                    "stands beside note_nl or note_en: give one note for both languages, or one for each",
                    Matter::TwoNotes,
                    &[],
                );
                return None;
            }
            (None, nl, _) => {
                let absent = if nl.is_none() { NOTE_NL } else { NOTE_EN };
                cells.refuse(absent, "is empty: write a note in both languages or in none", Matter::OneNote, &[]);
                return None;
            }
        };
        self.intake.notes.push(note);
        let number = number(self.intake.notes.len());
        self.notes.insert(self.key.clone(), number);
        Some(number)
    }

    fn id(&mut self, record: &ByteRecord, problems: &mut Vec<Problem>) -> Option<u32> {
        if self.columns.cell(record, ID).is_empty() {
            return None;
        }
        let id = Cells { columns: &self.columns, record, problems }.parse::<Slug>(ID)?;
        self.intake.ids.push(id);
        Some(number(self.intake.ids.len()))
    }
}

/// The cells of a row as texts.
struct Cells<'a> {
    columns: &'a Columns,
    record: &'a ByteRecord,
    problems: &'a mut Vec<Problem>,
}

impl Cells<'_> {
    /// The text of a cell; `None` when it is empty or no text.
    fn text(&mut self, column: usize) -> Option<String> {
        let cell = self.columns.cell(self.record, column);
        if cell.is_empty() {
            return None;
        }
        match std::str::from_utf8(cell) {
            Ok(text) if !text.contains('\0') => Some(text.to_owned()),
            Ok(_) => {
                self.refuse(column, "holds a NUL character: remove it", Matter::NotText, &[]);
                None
            }
            Err(_) => {
                self.refuse(column, "is not UTF-8: save the file as UTF-8", Matter::NotText, &[]);
                None
            }
        }
    }

    fn required(&mut self, column: usize) -> Option<String> {
        if self.columns.cell(self.record, column).is_empty() {
            self.refuse(column, "is empty: every value needs one", Matter::Empty, &[]);
        }
        self.text(column)
    }

    fn parse<T: FromStr<Err: ToString>>(&mut self, column: usize) -> Option<T> {
        let text = self.required(column)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let matter = if column == PERIOD { Matter::NotAPeriod } else { Matter::NotACode };
                self.refuse(column, error.to_string(), matter, &[("found", &shown(text.as_bytes()))]);
                None
            }
        }
    }

    /// The label of the row, if it has one.
    fn sharing(&mut self) -> Option<Sharing> {
        let tlp = self.text(TLP);
        let (audience, public) = (self.text(AUDIENCE), self.text(PUBLIC_BODIES_ONLY));
        let Some(tlp) = tlp else {
            if audience.is_some() || public.is_some() {
                let message = "is empty, but there is an audience: give the label too";
                self.refuse(TLP, message, Matter::NoLabelForAudience, &[]);
            }
            return None;
        };
        let tlp: Tlp = match tlp.parse() {
            Ok(tlp) => tlp,
            Err(error) => {
                self.refuse(TLP, format!("{error}"), Matter::NotALabel, &[("found", &shown(tlp.as_bytes()))]);
                return None;
            }
        };
        let mut members = BTreeSet::new();
        for member in audience.iter().flat_map(|audience| audience.split_whitespace()) {
            match member.parse::<Audience>() {
                Ok(member) => {
                    members.insert(member);
                }
                Err(error) => {
                    let found = shown(member.as_bytes());
                    self.refuse(AUDIENCE, error.to_string(), Matter::NotAnAudience, &[("found", &found)]);
                }
            }
        }
        let public = match public.as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(other) => {
                let message = format!("'{other}' is neither true nor false: write one of them");
                self.refuse(PUBLIC_BODIES_ONLY, message, Matter::NotABoolean, &[("found", &other)]);
                return None;
            }
        };
        match Sharing::new(tlp, members, public) {
            Ok(sharing) => Some(sharing),
            Err(error) => {
                self.refuse(PUBLIC_BODIES_ONLY, error.to_string(), Matter::ClearForPublicBodies, &[]);
                None
            }
        }
    }

    fn refuse(
        &mut self,
        column: usize,
        message: impl Into<String>,
        matter: Matter,
        parts: &[(&'static str, &dyn fmt::Display)],
    ) {
        let problem = Problem::new(message).said(matter, parts);
        self.problems.push(problem.in_field(self.columns.name(column)));
    }
}

/// The number of the last of so many.
fn number(count: usize) -> u32 {
    u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// What was written, short enough for a message.
fn shown(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).chars().take(60).collect()
}
