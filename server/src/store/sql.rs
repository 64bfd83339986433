//! The one file that knows which database it is: SQLite. All other statements are text that PostgreSQL would take as well.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

pub type Db = sqlx::Sqlite;
pub type Pool = sqlx::SqlitePool;
pub type Connection = sqlx::SqliteConnection;
pub type Transaction = sqlx::Transaction<'static, Db>;
pub type Query = sqlx::QueryBuilder<Db>;
pub type Row = sqlx::sqlite::SqliteRow;
pub type Arguments = sqlx::sqlite::SqliteArguments;

/// Opens the writer (one connection, so that writes queue here instead of failing) and the readers.
pub async fn connect(file: &Path) -> sqlx::Result<(Pool, Pool)> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // Anything less loses acknowledged writes when the power fails.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(30))
        // Values come by thousands: fewer would make reader and worker wait for each other.
        .row_buffer_size(1_000);
    // A connection to a file does not break off while it waits; asking it first would double the way to every answer.
    let pool = || SqlitePoolOptions::new().test_before_acquire(false);
    let writer = pool().max_connections(1).connect_with(options.clone()).await?;
    let readers = pool()
        .max_connections(8)
        .idle_timeout(Duration::from_secs(60))
        .connect_lazy_with(options.pragma("query_only", "ON"));
    Ok((writer, readers))
}

/// Starts a transaction that may write from its first statement on: waiting for the lock later could fail half-way.
pub async fn begin(writer: &Pool) -> sqlx::Result<Transaction> {
    writer.begin_with("BEGIN IMMEDIATE").await
}

/// A number that differs when another process has written since. Costs no disk access.
pub async fn data_version(connection: &mut Connection) -> sqlx::Result<i64> {
    sqlx::query_scalar("PRAGMA data_version").fetch_one(connection).await
}

/// Whether a table is there.
pub async fn has_table(connection: &mut Connection, name: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT count(*) > 0 FROM sqlite_master WHERE type = 'table' AND name = $1")
        .bind(name)
        .fetch_one(connection)
        .await
}

/// Runs the statements of a migration.
pub async fn run_script(connection: &mut Connection, script: &'static str) -> sqlx::Result<()> {
    sqlx::raw_sql(script).execute(connection).await.map(drop)
}

/// Copies all there is, as one moment has it, into a new file. For a reading connection: the writer may go on.
pub async fn copy_into(connection: &mut Connection, file: &Path) -> sqlx::Result<()> {
    // Readers may write nothing, and the copy is a write of theirs.
    sqlx::query("PRAGMA query_only = OFF").execute(&mut *connection).await?;
    let copied =
        sqlx::query("VACUUM INTO $1").bind(file.to_string_lossy().into_owned()).execute(&mut *connection).await;
    sqlx::query("PRAGMA query_only = ON").execute(connection).await?;
    copied.map(drop)
}

/// What the database itself finds wrong with its files and references; empty when all is well.
pub async fn integrity(connection: &mut Connection) -> sqlx::Result<Vec<String>> {
    let mut faults: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut *connection).await?;
    faults.retain(|line| line != "ok");
    let orphans: Vec<(String, Option<i64>, String)> =
        sqlx::query_as("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check").fetch_all(connection).await?;
    faults.extend(orphans.into_iter().map(|(table, row, parent)| match row {
        Some(row) => format!("row {row} of {table} refers to a {parent} that is not there"),
        None => format!("a row of {table} refers to a {parent} that is not there"),
    }));
    Ok(faults)
}
