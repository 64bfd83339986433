//! The values of the monitor as CSV, one row a value: those of the content, and those that partners hand in.

mod columns;
mod row;
mod template;
mod write;

use std::io::Read;

use app::model::intake::Intake;
use app::model::problem::{Matter, Problem};
use csv::ByteRecord;

use self::columns::Columns;
use self::row::Rows;

pub use self::columns::Form;
pub use self::template::template;
pub use self::write::Writer;

/// Reading ends after so many faults.
const MOST_PROBLEMS: usize = 50;

/// How often `progress` hears of it.
const ROWS_PER_STEP: u64 = 50_000;

/// Reads all rows, or names what is wrong in each. Every text is read once, however many rows have it.
pub fn read(file: &str, input: impl Read, form: Form, progress: &dyn Fn(u64)) -> Result<Intake, Vec<Problem>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).buffer_capacity(1 << 20).from_reader(input);
    let located = |line: u64, problem: Problem| problem.in_file(file).at_line(line);
    let header = reader.byte_headers().map_err(|error| vec![located(1, unreadable(&error))])?.clone();
    let columns = Columns::of(&header, form)
        .map_err(|problems| problems.into_iter().map(|problem| located(1, problem)).collect::<Vec<_>>())?;
    let mut rows = Rows::new(file, columns);
    let mut problems = Vec::new();
    let mut record = ByteRecord::new();
    let mut read = 0;
    while problems.len() < MOST_PROBLEMS {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let line = error.position().map_or(1, |position| position.line());
                problems.push(located(line, unreadable(&error)));
                break;
            }
        }
        let line = record.position().map_or(1, |position| position.line());
        if record.len() != header.len() {
            let (has, wanted) = (record.len(), header.len());
            let message = format!("has {has} columns where the header has {wanted}: put texts with a comma in quotes");
            let problem = Problem::new(message).said(Matter::ColumnCount, &[("has", &has), ("wanted", &wanted)]);
            problems.push(located(line, problem));
            continue;
        }
        problems.extend(rows.add(&record, line).into_iter().map(|problem| located(line, problem)));
        read += 1;
        if read % ROWS_PER_STEP == 0 {
            progress(read);
        }
    }
    if problems.is_empty() { Ok(rows.finish()) } else { Err(problems) }
}

fn unreadable(error: &csv::Error) -> Problem {
    Problem::new(format!("is not valid CSV: {error}")).said(Matter::NotCsv, &[])
}
