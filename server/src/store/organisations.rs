//! Organisations that come by hand, and those that leave.

use std::collections::BTreeMap;

use app::model::account::NamesShown;
use app::model::change::{Noun, Verb};
use app::model::plan::Organisation;
use app::model::slug::Slug;
use jiff::Timestamp;

use super::people::{admins, end_access, moment, slug};
use super::sql::{self, Connection};
use super::{Error, Result, Store, changes};

impl Store {
    /// Adds an organisation to the register; `false` when there is one of this code.
    pub async fn add_organisation(&self, actor: &str, organisation: &Organisation) -> Result<bool> {
        let code = organisation.slug.as_str();
        let record = serde_json::to_string(organisation).map_err(|error| Error::Unreadable {
            noun: "organisation",
            id: code.to_owned(),
            reason: error.to_string(),
        })?;
        let mut transaction = sql::begin(&self.writer).await?;
        let added = sqlx::query(
            "INSERT INTO organisation (code, position, loader, record) \
             SELECT $1, coalesce(max(position), 0) + 1, 'portal', $2 FROM organisation WHERE true \
             ON CONFLICT (code) DO NOTHING",
        )
        .bind(code)
        .bind(record)
        .execute(&mut *transaction)
        .await?;
        if added.rows_affected() == 0 {
            return Ok(false);
        }
        let seq = changes::record(&mut transaction, actor, Noun::Organisation, code, Verb::Created).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Ends every session, token and invitation of its persons and lets none of them in; `false` when no admin would be
    /// left.
    pub async fn disable_organisation(&self, actor: &str, code: &Slug) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        if !close(&mut transaction, code).await? {
            return Ok(false);
        }
        let seq = changes::record(&mut transaction, actor, Noun::Person, code.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Lets its persons in again, who then sign in anew.
    pub async fn enable_organisation(&self, actor: &str, code: &Slug) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query("DELETE FROM organisation_disabled WHERE code = $1")
            .bind(code.as_str())
            .execute(&mut *transaction)
            .await?;
        let seq = changes::record(&mut transaction, actor, Noun::Person, code.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Sets to whom an organisation shows the names of its authors.
    pub async fn show_names(&self, actor: &str, code: &Slug, to: NamesShown) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        let shown = (to != NamesShown::Nobody).then_some(to.code());
        sqlx::query("DELETE FROM organisation_names WHERE code = $1")
            .bind(code.as_str())
            .execute(&mut *transaction)
            .await?;
        if let Some(shown) = shown {
            sqlx::query("INSERT INTO organisation_names (code, shown) VALUES ($1, $2)")
                .bind(code.as_str())
                .bind(shown)
                .execute(&mut *transaction)
                .await?;
        }
        let seq = changes::record(&mut transaction, actor, Noun::Person, code.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// To whom each organisation shows names, where that is not nobody.
    pub async fn names_shown(&self) -> Result<BTreeMap<Slug, NamesShown>> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT code, shown FROM organisation_names").fetch_all(&self.readers).await?;
        rows.into_iter()
            .map(|(code, shown)| Ok((slug(&code)?, NamesShown::parse(&shown).unwrap_or_default())))
            .collect()
    }

    /// The name and the organisation of a person whose organisation shows names to somebody.
    pub async fn shown_name(&self, person: &Slug) -> Result<Option<(String, Slug, NamesShown)>> {
        let row: Option<(String, String, String)> = sqlx::query_as(
            "SELECT p.name, p.organisation, n.shown FROM person p JOIN organisation_names n ON n.code = p.organisation \
             WHERE p.id = $1 AND p.erased IS NULL",
        )
        .bind(person.as_str())
        .fetch_optional(&self.readers)
        .await?;
        row.map(|(name, code, shown)| Ok((name, slug(&code)?, NamesShown::parse(&shown).unwrap_or_default())))
            .transpose()
    }

    /// The organisations that left, and when.
    pub async fn disabled_organisations(&self) -> Result<BTreeMap<Slug, Timestamp>> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT code, at FROM organisation_disabled").fetch_all(&self.readers).await?;
        rows.into_iter().map(|(code, at)| Ok((slug(&code)?, moment(at)?))).collect()
    }
}

/// Closes an organisation within a write; `false` when no admin would be left, and the write is not to be kept.
pub async fn close(connection: &mut Connection, code: &Slug) -> Result<bool> {
    let before = admins(connection).await?;
    sqlx::query("INSERT INTO organisation_disabled (code, at) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING")
        .bind(code.as_str())
        .bind(Timestamp::now().as_millisecond())
        .execute(&mut *connection)
        .await?;
    if before > 0 && admins(connection).await? == 0 {
        return Ok(false);
    }
    let persons: Vec<String> = sqlx::query_scalar("SELECT id FROM person WHERE organisation = $1")
        .bind(code.as_str())
        .fetch_all(&mut *connection)
        .await?;
    for person in persons {
        end_access(connection, &person).await?;
    }
    Ok(true)
}
