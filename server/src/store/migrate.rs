//! The schema, step by step. Applied migrations are never edited; each runs in a transaction of its own.

use std::path::Path;

use super::sql::{self, Pool};
use super::{Error, Result};

/// Number and statements of each step, in order.
const STEPS: [(i64, &str); 26] = [
    (1, include_str!("../../migrations/0001_house.sql")),
    (2, include_str!("../../migrations/0002_accounts.sql")),
    (3, include_str!("../../migrations/0003_congress.sql")),
    (4, include_str!("../../migrations/0004_observations.sql")),
    (5, include_str!("../../migrations/0005_using.sql")),
    (6, include_str!("../../migrations/0006_signals.sql")),
    (7, include_str!("../../migrations/0007_writing.sql")),
    (8, include_str!("../../migrations/0008_attachments.sql")),
    (9, include_str!("../../migrations/0009_detached.sql")),
    (10, include_str!("../../migrations/0010_organising.sql")),
    (11, include_str!("../../migrations/0011_registration.sql")),
    (12, include_str!("../../migrations/0012_deliveries.sql")),
    (13, include_str!("../../migrations/0013_plan.sql")),
    (14, include_str!("../../migrations/0014_ways_in.sql")),
    (15, include_str!("../../migrations/0015_behalf.sql")),
    (16, include_str!("../../migrations/0016_speakers.sql")),
    (17, include_str!("../../migrations/0017_versions_and_profiles.sql")),
    (18, include_str!("../../migrations/0018_judged.sql")),
    (19, include_str!("../../migrations/0019_moved.sql")),
    (20, include_str!("../../migrations/0020_newest.sql")),
    (21, include_str!("../../migrations/0021_names.sql")),
    (22, include_str!("../../migrations/0022_pictures.sql")),
    (23, include_str!("../../migrations/0023_held_and_replaced.sql")),
    (24, include_str!("../../migrations/0024_said.sql")),
    (25, include_str!("../../migrations/0025_files_of_drafts.sql")),
    (26, include_str!("../../migrations/0026_contact_points.sql")),
];

/// Whether a file is a store that this version can bring up to date; changes nothing.
pub async fn check(writer: &Pool, file: &Path) -> Result<()> {
    let known = STEPS[STEPS.len() - 1].0;
    match version(&mut *writer.acquire().await?).await? {
        0 => Err(Error::Damaged { file: file.display().to_string(), fault: "it holds no store".to_owned() }),
        found if found > known => Err(Error::Newer { file: file.display().to_string(), found, known }),
        _ => Ok(()),
    }
}

/// Brings the schema up to date. Two processes that open a new folder at once wait for each other at `BEGIN IMMEDIATE`.
pub async fn run(writer: &Pool, file: &Path) -> Result<()> {
    let known = STEPS[STEPS.len() - 1].0;
    let found = version(&mut *writer.acquire().await?).await?;
    if found > known {
        return Err(Error::Newer { file: file.display().to_string(), found, known });
    }
    if found == known {
        return Ok(());
    }
    for (number, script) in STEPS {
        let mut transaction = sql::begin(writer).await?;
        if number <= version(&mut transaction).await? {
            continue;
        }
        sql::run_script(&mut transaction, CREATE).await?;
        sql::run_script(&mut transaction, script).await?;
        sqlx::query("INSERT INTO migration (version) VALUES ($1)").bind(number).execute(&mut *transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}

const CREATE: &str = "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY) STRICT";

async fn version(connection: &mut sql::Connection) -> sqlx::Result<i64> {
    if !sql::has_table(connection, "migration").await? {
        return Ok(0);
    }
    sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM migration").fetch_one(connection).await
}
