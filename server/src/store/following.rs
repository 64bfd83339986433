//! What persons watch, and who wants news by mail. Private to each, so none of it is a row in the log.

use std::collections::BTreeSet;

use app::model::account::Account;
use app::model::document::Summary;
use app::model::following::{MOST_WATCHED, Watch, Watched};
use app::model::lang::Lang;
use app::model::slug::Slug;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::listing::{SUMMARY, push_readable, to_summary};
use super::people::{moment, slug};
use super::sql::{self, Query};
use super::{Error, Result, Store};

/// Which documents are news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fresh<'a> {
    All,
    Document(&'a Slug),
    /// `hub:schiphol`, `line:barriers`.
    Mark(String),
    Owner(&'a Slug),
}

/// Somebody who wants news by mail.
#[derive(Clone, Debug)]
pub struct Subscriber {
    pub account: Account,
    pub sent: Timestamp,
    pub lang: Lang,
}

/// A secret of a mail ends mail for so long.
const ENDS: SignedDuration = SignedDuration::from_hours(180 * 24);

impl Store {
    pub async fn watches(&self, person: &Slug) -> Result<Vec<Watch>> {
        let rows: Vec<Columns> = sqlx::query_as(
            "SELECT id, what, name, looked, feed IS NOT NULL FROM watch WHERE person = $1 ORDER BY name = '', name, id",
        )
        .bind(person.as_str())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(to_watch).collect()
    }

    /// Adds something to watch, or renames it; `false` when the person watches too many things.
    pub async fn add_watch(&self, person: &Slug, what: &Watched, name: &str) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM watch WHERE person = $1 AND what <> $2")
            .bind(person.as_str())
            .bind(what.to_string())
            .fetch_one(&mut *transaction)
            .await?;
        if count >= MOST_WATCHED as i64 {
            return Ok(false);
        }
        let now = Timestamp::now().as_millisecond();
        sqlx::query(
            "INSERT INTO watch (id, person, what, name, created, looked) VALUES ($1, $2, $3, $4, $5, $5) \
             ON CONFLICT (person, what) DO UPDATE SET name = excluded.name",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(person.as_str())
        .bind(what.to_string())
        .bind(name)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    pub async fn stop_watch(&self, person: &Slug, id: &str) -> Result<()> {
        let query = sqlx::query("DELETE FROM watch WHERE person = $1 AND id = $2");
        query.bind(person.as_str()).bind(id).execute(&self.writer).await?;
        Ok(())
    }

    /// Notes that everything up to a moment was looked at.
    pub async fn looked(&self, person: &Slug, at: Timestamp) -> Result<()> {
        sqlx::query("UPDATE watch SET looked = $1 WHERE person = $2 AND looked < $1")
            .bind(at.as_millisecond())
            .bind(person.as_str())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Gives a saved search a feed under this hash, or takes it away; `false` where there is no such saved search.
    pub async fn set_feed(&self, person: &Slug, id: &str, digest: Option<&str>) -> Result<bool> {
        let done = sqlx::query("UPDATE watch SET feed = $1 WHERE person = $2 AND id = $3 AND what LIKE 'search:%'")
            .bind(digest)
            .bind(person.as_str())
            .bind(id)
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The saved search of a feed, with its owner as they are now, if they may still come in.
    pub async fn watch_of_feed(&self, digest: &str) -> Result<Option<(Watch, Timestamp, Account)>> {
        let row: Option<(String, String, String, i64, i64, String)> =
            sqlx::query_as("SELECT id, what, name, looked, created, person FROM watch WHERE feed = $1")
                .bind(digest)
                .fetch_optional(&self.readers)
                .await?;
        let Some((id, what, name, looked, created, person)) = row else { return Ok(None) };
        let Some(account) = self.account_of(&slug(&person)?).await? else { return Ok(None) };
        Ok(Some((to_watch((id, what, name, looked, true))?, moment(created)?, account)))
    }

    /// Documents of which a revision was published after a moment, as far as these keys open them, the last first.
    pub async fn fresh(
        &self,
        keys: &BTreeSet<String>,
        after: Timestamp,
        which: &Fresh<'_>,
        limit: u32,
    ) -> Result<Vec<Summary>> {
        let mut query = Query::new(SUMMARY);
        query.push(" WHERE d.updated > ").push_bind(after.as_millisecond()).push(" AND ");
        push_readable(&mut query, "d", keys);
        match which {
            Fresh::All => {}
            Fresh::Document(slug) => drop(query.push(" AND d.slug = ").push_bind(slug.to_string())),
            Fresh::Owner(code) => drop(query.push(" AND d.owner = ").push_bind(code.to_string())),
            Fresh::Mark(mark) => {
                query.push(" AND EXISTS (SELECT 1 FROM text_mark m WHERE m.digest = d.digest AND m.mark = ");
                query.push_bind(mark.clone()).push(")");
            }
        }
        query.push(" ORDER BY d.updated DESC, d.slug LIMIT ").push_bind(i64::from(limit));
        let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_summary).collect()
    }

    /// Since when a person gets mail; `None` when they do not.
    pub async fn mail_of(&self, person: &Slug) -> Result<Option<Timestamp>> {
        let sent: Option<i64> = sqlx::query_scalar("SELECT sent FROM mail WHERE person = $1")
            .bind(person.as_str())
            .fetch_optional(&self.readers)
            .await?;
        sent.map(moment).transpose()
    }

    /// Mail from now on, in a language; or no mail any more.
    pub async fn set_mail(&self, person: &Slug, wanted: Option<Lang>) -> Result<()> {
        let Some(lang) = wanted else {
            sqlx::query("DELETE FROM mail WHERE person = $1").bind(person.as_str()).execute(&self.writer).await?;
            return Ok(());
        };
        sqlx::query(
            "INSERT INTO mail (person, sent, lang) VALUES ($1, $2, $3) \
             ON CONFLICT (person) DO UPDATE SET lang = excluded.lang",
        )
        .bind(person.as_str())
        .bind(Timestamp::now().as_millisecond())
        .bind(lang.code())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Everybody who wants mail, may come in, and had the last one before a moment.
    pub async fn subscribers(&self, before: Timestamp) -> Result<Vec<Subscriber>> {
        let rows: Vec<(String, i64, String)> =
            sqlx::query_as("SELECT person, sent, lang FROM mail WHERE sent <= $1 ORDER BY sent, person")
                .bind(before.as_millisecond())
                .fetch_all(&self.readers)
                .await?;
        let mut subscribers = Vec::with_capacity(rows.len());
        for (person, sent, lang) in rows {
            if let Some(account) = self.account_of(&slug(&person)?).await? {
                let lang = Lang::parse(&lang).unwrap_or_default();
                subscribers.push(Subscriber { account, sent: moment(sent)?, lang });
            }
        }
        Ok(subscribers)
    }

    /// Takes the turn to mail somebody what was new up to a moment; `false` when another process took it, or the person
    /// wants no more. `ends` is the hash of the secret that the mail brings.
    pub async fn take_turn(&self, person: &Slug, was: Timestamp, now: Timestamp, ends: &str) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let taken = sqlx::query("UPDATE mail SET sent = $1 WHERE person = $2 AND sent = $3")
            .bind(now.as_millisecond())
            .bind(person.as_str())
            .bind(was.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        if taken.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("DELETE FROM mail_end WHERE at < $1")
            .bind((now - ENDS).as_millisecond())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO mail_end (digest, person, at) VALUES ($1, $2, $3)")
            .bind(ends)
            .bind(person.as_str())
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Gives a turn back after a mail that could not be sent.
    pub async fn return_turn(&self, person: &Slug, was: Timestamp, now: Timestamp) -> Result<()> {
        sqlx::query("UPDATE mail SET sent = $1 WHERE person = $2 AND sent = $3")
            .bind(was.as_millisecond())
            .bind(person.as_str())
            .bind(now.as_millisecond())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Ends the mail of whoever got this secret.
    pub async fn end_mail(&self, digest: &str) -> Result<()> {
        sqlx::query("DELETE FROM mail WHERE person IN (SELECT person FROM mail_end WHERE digest = $1)")
            .bind(digest)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

type Columns = (String, String, String, i64, bool);

fn to_watch((id, what, name, looked, feed): Columns) -> Result<Watch> {
    let what = what.parse().map_err(|error: app::model::following::NotWatched| Error::Unreadable {
        noun: "watch",
        id: id.clone(),
        reason: error.to_string(),
    })?;
    Ok(Watch { id, what, name, looked: moment(looked)?, feed })
}
