//! Series of counts as CSV, one row a point: `t,observed[,population]`, or `t` and a column for each category.

use app::model::problem::Problem;
use csv::{ReaderBuilder, StringRecord};

/// A file of named columns, with the line of each row.
pub struct Table {
    file: String,
    header: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
}

impl Table {
    /// Reads the text of `file`. Byte-order marks and blank lines are passed over.
    pub fn read(file: &str, text: &str) -> Result<Table, Problem> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let unreadable = |error: csv::Error| {
            let line = error.position().map_or(1, |position| position.line());
            let message = format!("is not valid CSV: {error}: give every row the columns of the header");
            Problem::new(message).in_file(file).at_line(line)
        };
        let header: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(unreadable)?;
            rows.push((record.position().map_or(1, |position| position.line()), record));
        }
        if rows.is_empty() {
            return Err(Problem::new("has no rows: give a header and at least one row").in_file(file).at_line(1));
        }
        Ok(Table { file: file.to_owned(), header, rows })
    }

    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The names of the columns, in their order.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|name| name == column)
    }

    /// A fault of a row (from 0) and column.
    pub fn problem(&self, row: Option<usize>, column: &str, message: impl Into<String>) -> Problem {
        let line = row.and_then(|row| self.rows.get(row)).map_or(1, |(line, _)| *line);
        let problem = Problem::new(message).in_file(&self.file).at_line(line);
        if column.is_empty() { problem } else { problem.in_field(column) }
    }

    /// The cells of a column.
    pub fn texts(&self, column: &str) -> Result<Vec<&str>, Problem> {
        let at = self.header.iter().position(|name| name == column).ok_or_else(|| {
            let found = self.header.join(", ");
            self.problem(None, column, format!("the column is missing: add it to the header, which has {found}"))
        })?;
        Ok(self.rows.iter().map(|(_, record)| record.get(at).unwrap_or_default()).collect())
    }

    /// The numbers of a column; empty, `NA` and `NaN` are gaps (`NaN`).
    pub fn numbers(&self, column: &str) -> Result<Vec<f64>, Problem> {
        let texts = self.texts(column)?;
        let numbers = texts.into_iter().enumerate().map(|(row, text)| match text {
            "" | "NA" => Ok(f64::NAN),
            text => text.parse::<f64>().map_err(|_| {
                let message = format!("'{text}' is not a number: write digits with a point, or leave it empty");
                self.problem(Some(row), column, message)
            }),
        });
        numbers.collect()
    }

    /// The numbers of a column in which none may be absent.
    pub fn known_numbers(&self, column: &str) -> Result<Vec<f64>, Problem> {
        let numbers = self.numbers(column)?;
        match numbers.iter().position(|number| number.is_nan()) {
            None => Ok(numbers),
            Some(row) => Err(self.problem(Some(row), column, "is empty: give a number")),
        }
    }

    /// Numbers of one cell each row, with `/` between them: `2/1.5/3/3.2`. All ones where the column is absent.
    pub fn weights<const N: usize>(&self, column: &str) -> Result<Vec<[f64; N]>, Problem> {
        if !self.has(column) {
            return Ok(vec![[1.0; N]; self.rows()]);
        }
        let texts = self.texts(column)?;
        let weights = texts.into_iter().enumerate().map(|(row, text)| {
            let parsed: Option<Vec<f64>> = text.split('/').map(|part| part.trim().parse().ok()).collect();
            parsed.and_then(|numbers| <[f64; N]>::try_from(numbers).ok()).ok_or_else(|| {
                let message = format!("'{text}' is not {N} numbers: write them with / between, such as 1/1");
                self.problem(Some(row), column, message)
            })
        });
        weights.collect()
    }
}
