//! What is decided about indicators in the portal, on top of what their file says.

use std::collections::HashMap;

use app::model::change::{Noun, Verb};
use app::model::edit::{Edit, Made};
use app::model::indicator::Indicator;
use app::model::reader::Person;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use jiff::Timestamp;
use uuid::Uuid;

use super::observations::{from_json, strands};
use super::people::{moment, slug};
use super::sql::{self, Connection};
use super::vintages::sum_up;
use super::{Error, Result, Store, changes};

impl Store {
    /// All edits, oldest first.
    pub async fn edits(&self) -> Result<Vec<Made>> {
        read(&mut *self.readers.acquire().await?, None).await
    }

    /// The edits of each indicator that has some, oldest first.
    pub async fn edits_by_indicator(&self) -> Result<HashMap<Slug, Vec<Made>>> {
        let mut by_indicator: HashMap<Slug, Vec<Made>> = HashMap::new();
        for made in self.edits().await? {
            by_indicator.entry(made.indicator.clone()).or_default().push(made);
        }
        Ok(by_indicator)
    }

    pub(super) async fn edits_of(&self, indicator: &Slug) -> Result<Vec<Made>> {
        read(&mut *self.readers.acquire().await?, Some(indicator)).await
    }

    /// Adds an edit. A narrower label is that of all values from this moment on, of those of earlier days as well.
    pub async fn add_edit(&self, by: &Person, indicator: &Slug, edit: &Edit) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        write(&mut transaction, by, indicator, edit).await?;
        if let Edit::Narrow { sharing } = edit {
            narrow(&mut transaction, indicator, sharing).await?;
        }
        let actor = format!("person:{}", by.id);
        let seq = changes::record(&mut transaction, &actor, Noun::Indicator, indicator.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Adds the edit that is decided on from what the file says and the edits on top, both read within the write: nothing of them
    /// changes between the look and the edit. `None` where there is no such indicator.
    pub async fn decide_edit<E: Send>(
        &self,
        by: &Person,
        code: &Slug,
        decide: impl FnOnce(&Indicator, &[Made]) -> std::result::Result<Edit, E> + Send,
    ) -> Result<Option<std::result::Result<(), E>>> {
        let mut transaction = sql::begin(&self.writer).await?;
        let record: Option<String> = sqlx::query_scalar("SELECT record FROM indicator WHERE code = $1")
            .bind(code.as_str())
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(record) = record else { return Ok(None) };
        let made = read(&mut transaction, Some(code)).await?;
        let edit = match decide(&from_json("indicator", code.as_str(), &record)?, &made) {
            Ok(edit) => edit,
            Err(refused) => return Ok(Some(Err(refused))),
        };
        write(&mut transaction, by, code, &edit).await?;
        let actor = format!("person:{}", by.id);
        let seq = changes::record(&mut transaction, &actor, Noun::Indicator, code.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(Some(Ok(())))
    }
}

/// Writes an edit within a write.
pub async fn write(connection: &mut Connection, by: &Person, indicator: &Slug, edit: &Edit) -> Result<()> {
    let record = serde_json::to_string(edit).map_err(|error| Error::Unreadable {
        noun: "indicator_edit",
        id: indicator.to_string(),
        reason: error.to_string(),
    })?;
    sqlx::query(
        "INSERT INTO indicator_edit (id, indicator, at, person, organisation, record) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(indicator.as_str())
    .bind(Timestamp::now().as_millisecond())
    .bind(by.id.as_str())
    .bind(by.organisation.as_str())
    .bind(record)
    .execute(connection)
    .await?;
    Ok(())
}

async fn read(connection: &mut Connection, indicator: Option<&Slug>) -> Result<Vec<Made>> {
    let mut query = sql::Query::new("SELECT id, indicator, at, person, organisation, record FROM indicator_edit");
    if let Some(indicator) = indicator {
        query.push(" WHERE indicator = ").push_bind(indicator.as_str().to_owned());
    }
    query.push(" ORDER BY id");
    type Row = (String, String, i64, String, String, String);
    let rows: Vec<Row> = query.build_query_as().fetch_all(connection).await?;
    let made = |(id, indicator, at, person, organisation, record): Row| {
        Ok(Made {
            id: slug(&id)?,
            by: slug(&person)?,
            indicator: slug(&indicator)?,
            at: moment(at)?,
            organisation: slug(&organisation)?,
            edit: from_json("indicator_edit", &id, &record)?,
        })
    };
    rows.into_iter().map(made).collect()
}

/// Makes no value of an indicator wider than this. Two series that then have the same label become one.
async fn narrow(connection: &mut Connection, indicator: &Slug, sharing: &Sharing) -> Result<()> {
    let all = strands(connection, indicator).await?;
    for (id, strand) in &all {
        let Some(own) = &strand.sharing else { continue };
        let narrowed = own.narrowed_to(sharing);
        if narrowed == *own {
            continue;
        }
        let label = serde_json::to_string(&narrowed).map_err(|error| Error::Unreadable {
            noun: "series",
            id: id.to_string(),
            reason: error.to_string(),
        })?;
        let source = serde_json::to_string(&strand.source).map_err(|error| Error::Unreadable {
            noun: "series",
            id: id.to_string(),
            reason: error.to_string(),
        })?;
        let same: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM series WHERE indicator = $1 AND place = $2 AND source = $3 AND sharing = $4",
        )
        .bind(indicator.as_str())
        .bind(strand.place.as_str())
        .bind(source)
        .bind(&label)
        .fetch_optional(&mut *connection)
        .await?;
        match same {
            None => {
                sqlx::query("UPDATE series SET sharing = $1 WHERE id = $2")
                    .bind(&label)
                    .bind(id)
                    .execute(&mut *connection)
                    .await?;
            }
            Some(same) => {
                for statement in [
                    "UPDATE observation SET series = $1 WHERE series = $2",
                    "DELETE FROM series WHERE id <> $1 AND id = $2",
                ] {
                    sqlx::query(statement).bind(same).bind(id).execute(&mut *connection).await?;
                }
            }
        }
    }
    sum_up(connection, indicator.as_str()).await
}
