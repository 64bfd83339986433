//! Questions for access, and who read a document.

use std::collections::BTreeSet;

use app::model::access::{Ask, MOST_ASKS, NewAsk, Reading, Warning};
use app::model::audit::Deed;
use app::model::reader::Person;
use app::model::slug::Slug;
use jiff::Timestamp;
use uuid::Uuid;

use super::listing::push_readable;
use super::people::{moment, slug};
use super::sql::{self, Query};
use super::{Error, Result, Store};

/// Rows of who read a document that are shown.
const MOST_READINGS: i64 = 500;

impl Store {
    /// Keeps a question; `false` when too many of the person wait for an answer. The document is looked up by its address,
    /// id or title, whoever may read it: that is for its owner to see, and for nobody else.
    pub async fn add_ask(&self, by: &Person, new: &NewAsk, otherwise: &str) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let waiting: i64 = sqlx::query_scalar("SELECT count(*) FROM ask WHERE person = $1 AND settled IS NULL")
            .bind(by.id.as_str())
            .fetch_one(&mut *transaction)
            .await?;
        if waiting >= MOST_ASKS as i64 {
            return Ok(false);
        }
        let id = new.about.trim().rsplit('/').next().unwrap_or_default();
        let found: Option<(String, String)> = sqlx::query_as(
            "SELECT id, owner FROM document WHERE slug = $1 OR summary LIKE $2 ESCAPE '!' \
             ORDER BY slug <> $1, slug LIMIT 1",
        )
        .bind(id)
        .bind(titled(new.about.trim()))
        .fetch_optional(&mut *transaction)
        .await?;
        let (document, owner) = found.map_or((None, otherwise.to_owned()), |(id, owner)| (Some(id), owner));
        sqlx::query(
            "INSERT INTO ask (id, at, person, organisation, about, why, document, owner) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(Timestamp::now().as_millisecond())
        .bind(by.id.as_str())
        .bind(by.organisation.as_str())
        .bind(&new.about)
        .bind(&new.why)
        .bind(document)
        .bind(owner)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Questions to an organisation that wait for an answer, the oldest first: about what these keys open, or, where it also
    /// hears of what is not there (`of_nothing`), all of them. Of others not all may know that they own something hidden.
    pub async fn asks(&self, keys: &BTreeSet<String>, owner: &Slug, of_nothing: bool) -> Result<Vec<Ask>> {
        let mut query = Query::new(
            "SELECT a.id, a.at, p.name, a.organisation, a.about, a.why, d.slug \
             FROM ask a JOIN person p ON p.id = a.person LEFT JOIN document d ON d.id = a.document AND ",
        );
        push_readable(&mut query, "d", keys);
        query
            .push(" WHERE (d.id IS NOT NULL OR ")
            .push_bind(of_nothing)
            .push(") AND a.settled IS NULL AND a.owner = ")
            .push_bind(owner.to_string())
            .push(" ORDER BY a.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter()
            .map(|(id, at, person, organisation, about, why, document)| {
                let (organisation, at) = (slug(&organisation)?, moment(at)?);
                let document = document.map(|document| slug(&document)).transpose()?;
                Ok(Ask { id, at, person, organisation, about, why, document })
            })
            .collect()
    }

    /// Notes that a question to an organisation was dealt with; `false` where there is none.
    pub async fn settle_ask(&self, owner: &Slug, by: &Slug, id: &str) -> Result<bool> {
        let done =
            sqlx::query("UPDATE ask SET settled = $1, settler = $2 WHERE id = $3 AND owner = $4 AND settled IS NULL")
                .bind(Timestamp::now().as_millisecond())
                .bind(by.as_str())
                .bind(id)
                .bind(owner.as_str())
                .execute(&self.writer)
                .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Keeps that somebody took in so many documents within an hour.
    pub async fn add_warning(&self, person: &Person, reads: usize) -> Result<()> {
        sqlx::query("INSERT INTO warning (id, at, person, organisation, reads) VALUES ($1, $2, $3, $4, $5)")
            .bind(Uuid::now_v7().to_string())
            .bind(Timestamp::now().as_millisecond())
            .bind(person.id.as_str())
            .bind(person.organisation.as_str())
            .bind(i64::try_from(reads).unwrap_or(i64::MAX))
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Warnings about persons of an organisation that nobody has looked at yet, the last first.
    pub async fn warnings(&self, organisation: &Slug) -> Result<Vec<Warning>> {
        let rows: Vec<(String, i64, String, i64)> = sqlx::query_as(
            "SELECT w.id, w.at, p.name, w.reads FROM warning w JOIN person p ON p.id = w.person \
             WHERE w.organisation = $1 AND w.settled IS NULL ORDER BY w.id DESC LIMIT $2",
        )
        .bind(organisation.as_str())
        .bind(MOST_READINGS)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(id, at, person, reads)| {
                Ok(Warning { id, at: moment(at)?, person, reads: u32::try_from(reads).unwrap_or(u32::MAX) })
            })
            .collect()
    }

    /// Notes that a warning was looked at; `false` where the organisation has no such warning.
    pub async fn settle_warning(&self, organisation: &Slug, id: &str) -> Result<bool> {
        let done =
            sqlx::query("UPDATE warning SET settled = $1 WHERE id = $2 AND organisation = $3 AND settled IS NULL")
                .bind(Timestamp::now().as_millisecond())
                .bind(id)
                .bind(organisation.as_str())
                .execute(&self.writer)
                .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Who opened or took along the document of a slug, the last first.
    pub async fn readings(&self, document: &Slug) -> Result<Vec<Reading>> {
        let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
            "SELECT a.at, p.name, p.organisation, a.deed FROM trace a JOIN person p ON p.id = a.person \
             WHERE a.document = $1 AND a.deed <> $2 ORDER BY a.id DESC LIMIT $3",
        )
        .bind(document.as_str())
        .bind(Deed::Refused.code())
        .bind(MOST_READINGS)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(at, person, organisation, deed)| {
                let unreadable = || Error::Unreadable { noun: "trace", id: deed.clone(), reason: "no deed".to_owned() };
                let deed = Deed::parse(&deed).ok_or_else(unreadable)?;
                Ok(Reading { at: moment(at)?, person, organisation: slug(&organisation)?, deed })
            })
            .collect()
    }
}

type Columns = (String, i64, String, String, String, String, Option<String>);

/// A pattern for summaries with exactly this title.
fn titled(title: &str) -> String {
    let quoted = serde_json::Value::from(title).to_string();
    let escaped = quoted.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%\"title\":{escaped}%")
}
