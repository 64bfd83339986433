//! Many rows with one statement, and always the same statement, so that the database reads it once.

use std::borrow::Cow;

use sqlx::Arguments as _;

use crate::store::sql::{Arguments, Connection};
use crate::store::{Error, Result};

/// A row of the table `observation`.
pub struct Insert {
    pub series: i64,
    pub period: String,
    pub known_on: i64,
    pub known_until: Option<i64>,
    pub recorded: i64,
    pub loader: &'static str,
    pub code: Option<String>,
    pub value: Option<String>,
    pub status: Cow<'static, str>,
    pub qualifier: Cow<'static, str>,
    pub note: Option<String>,
}

/// Rows that wait to be written.
#[derive(Default)]
pub struct Inserts {
    rows: Vec<Insert>,
}

const COLUMNS: usize = 11;
/// Few: the database looks the name of every parameter up in the list of all of them, each time.
const ROWS_PER_STATEMENT: usize = 16;

impl Inserts {
    pub fn push(&mut self, row: Insert) {
        self.rows.push(row);
    }

    /// Writes what fills a statement; with `all` the rest too.
    pub async fn flush(&mut self, connection: &mut Connection, all: bool) -> Result<()> {
        let whole = self.rows.len() - self.rows.len() % ROWS_PER_STATEMENT;
        let ready = if all { self.rows.len() } else { whole };
        let rows: Vec<Insert> = self.rows.drain(..ready).collect();
        let mut rows = rows.into_iter().peekable();
        let mut left = ready;
        while rows.peek().is_some() {
            let count = left.min(ROWS_PER_STATEMENT);
            left -= count;
            let mut arguments = Arguments::default();
            for row in rows.by_ref().take(count) {
                row.bind(&mut arguments).map_err(|error| Error::Broken(sqlx::Error::Encode(error)))?;
            }
            let query = sqlx::query_with(sqlx::AssertSqlSafe(statement(count)), arguments);
            query.persistent(count == ROWS_PER_STATEMENT).execute(&mut *connection).await?;
        }
        Ok(())
    }
}

impl Insert {
    fn bind(self, arguments: &mut Arguments) -> std::result::Result<(), sqlx::error::BoxDynError> {
        arguments.add(self.series)?;
        arguments.add(self.period)?;
        arguments.add(self.known_on)?;
        arguments.add(self.known_until)?;
        arguments.add(self.recorded)?;
        arguments.add(self.loader)?;
        arguments.add(self.code)?;
        arguments.add(self.value)?;
        arguments.add(self.status.as_ref())?;
        arguments.add(self.qualifier.as_ref())?;
        arguments.add(self.note)
    }
}

/// The statement for so many rows.
fn statement(rows: usize) -> String {
    let mut text = String::from(
        "INSERT INTO observation (series, period, known_on, known_until, recorded, loader, code, value, status, qualifier, \
         note) VALUES ",
    );
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..COLUMNS {
            let number = row * COLUMNS + column + 1;
            text.push_str(&format!("{}${number}", if column == 0 { "" } else { ", " }));
        }
        text.push(')');
    }
    text
}
