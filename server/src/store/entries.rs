//! What people record about the plan: entries that are added and struck out, and never changed.

use app::model::change::{Noun, Verb};
use app::model::progress::{Entry, Said, Subject};
use app::model::reader::Person;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::observations::from_json;
use super::people::{moment, slug};
use super::registers::Written;
use super::sql::{self, Connection};
use super::{Error, Result, Store, changes};

type Columns = (String, String, String, i64, String, String, Option<i64>, Option<String>);

impl Store {
    /// All entries in the order of their days, those of one day as they were recorded.
    pub async fn plan_entries(&self) -> Result<Vec<Entry>> {
        let rows: Vec<Columns> = sqlx::query_as(
            "SELECT id, subject, day, at, organisation, record, struck, struck_why FROM plan_entry ORDER BY day, id",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(to_entry).collect()
    }

    /// Adds an entry, with one change of the plan.
    pub async fn add_plan_entry(&self, by: &Person, subject: &Subject, day: Date, said: &Said) -> Result<()> {
        let id = Uuid::now_v7().to_string();
        let record = serde_json::to_string(said).map_err(|error| Error::Unreadable {
            noun: "plan_entry",
            id: id.clone(),
            reason: error.to_string(),
        })?;
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query(
            "INSERT INTO plan_entry (id, subject, day, at, person, organisation, record) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&id)
        .bind(subject.to_string())
        .bind(day.to_string())
        .bind(Timestamp::now().as_millisecond())
        .bind(by.id.as_str())
        .bind(by.organisation.as_str())
        .bind(record)
        .execute(&mut *transaction)
        .await?;
        let actor = format!("person:{}", by.id);
        let seq = changes::record(&mut transaction, &actor, Noun::Plan, &subject.to_string(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Strikes an entry out. False, and nothing is done, when it was struck out already.
    pub async fn strike_plan_entry(&self, by: &Person, entry: &Entry, why: &str) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let struck = sqlx::query(
            "UPDATE plan_entry SET struck = $1, struck_by = $2, struck_why = $3 WHERE id = $4 AND struck IS NULL",
        )
        .bind(Timestamp::now().as_millisecond())
        .bind(by.id.as_str())
        .bind(why)
        .bind(entry.id.as_str())
        .execute(&mut *transaction)
        .await?;
        if struck.rows_affected() == 0 {
            return Ok(false);
        }
        let (actor, id) = (format!("person:{}", by.id), entry.subject.to_string());
        let seq = changes::record(&mut transaction, &actor, Noun::Plan, &id, Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }
}

/// Brings entries that were recorded in another store, within a load. One that is there stays as it is, but that it was struck
/// out there meanwhile holds here too.
pub(super) async fn bring(connection: &mut Connection, loader: &str, entries: &[Entry]) -> Result<Written> {
    let mut written = Written::default();
    for entry in entries {
        let known: Option<Option<i64>> = sqlx::query_scalar("SELECT struck FROM plan_entry WHERE id = $1")
            .bind(entry.id.as_str())
            .fetch_optional(&mut *connection)
            .await?;
        let struck = entry.struck.as_ref().map(|(at, why)| (at.as_millisecond(), why.as_str()));
        match (known, struck) {
            (None, _) => {
                insert(connection, entry).await?;
                written.new += 1;
            }
            (Some(None), Some((at, why))) => {
                sqlx::query("UPDATE plan_entry SET struck = $1, struck_why = $2 WHERE id = $3")
                    .bind(at)
                    .bind(why)
                    .bind(entry.id.as_str())
                    .execute(&mut *connection)
                    .await?;
                written.changed += 1;
            }
            (Some(_), _) => {
                written.same += 1;
                continue;
            }
        }
        changes::record(connection, loader, Noun::Plan, &entry.subject.to_string(), Verb::Changed).await?;
    }
    Ok(written)
}

async fn insert(connection: &mut Connection, entry: &Entry) -> Result<()> {
    let record = serde_json::to_string(&entry.said).map_err(|error| Error::Unreadable {
        noun: "plan_entry",
        id: entry.id.to_string(),
        reason: error.to_string(),
    })?;
    sqlx::query(
        "INSERT INTO plan_entry (id, subject, day, at, organisation, record, struck, struck_why) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(entry.id.as_str())
    .bind(entry.subject.to_string())
    .bind(entry.day.to_string())
    .bind(entry.recorded.as_millisecond())
    .bind(entry.organisation.as_str())
    .bind(record)
    .bind(entry.struck.as_ref().map(|(at, _)| at.as_millisecond()))
    .bind(entry.struck.as_ref().map(|(_, why)| why.as_str()))
    .execute(connection)
    .await?;
    Ok(())
}

fn to_entry((id, subject, day, at, organisation, record, struck, why): Columns) -> Result<Entry> {
    let unreadable = |reason: String| Error::Unreadable { noun: "plan_entry", id: id.clone(), reason };
    Ok(Entry {
        subject: subject.parse().map_err(|error| unreadable(format!("{error}")))?,
        day: day.parse().map_err(|error| unreadable(format!("{error}")))?,
        recorded: moment(at)?,
        organisation: slug(&organisation)?,
        said: from_json("plan_entry", &id, &record)?,
        struck: struck.map(moment).transpose()?.map(|at| (at, why.unwrap_or_default())),
        id: slug(&id)?,
    })
}
