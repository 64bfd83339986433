//! Writing contact points, and their upkeep: what nobody confirms is not shown, and later goes.

use app::model::change::{Noun, Verb};
use app::model::contact_point::{BehindAct, ContactForm, MovedContact};
use app::model::profile::HOLDS;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use jiff::Timestamp;
use uuid::Uuid;

use super::registers::Written;
use super::sql::{self, Connection};
use super::staging::to_json;
use super::{Result, Store, changes};

impl Store {
    /// Adds a contact point to an organisation; gives its id.
    pub async fn add_contact_point(
        &self,
        actor: &str,
        organisation: &Slug,
        form: &ContactForm,
        now: Timestamp,
    ) -> Result<String> {
        let id = Uuid::now_v7().to_string();
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query(
            "INSERT INTO contact_point (id, organisation, record, address, person, confirmed) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&id)
        .bind(organisation.as_str())
        .bind(to_json(&form.sheet, organisation)?)
        .bind(form.address.as_ref().map(|address| address.as_str()))
        .bind(form.person.as_ref().map(Slug::as_str))
        .bind(now.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        write_keys(&mut transaction, &id, &form.sheet.sharing).await?;
        let seq = changes::record(&mut transaction, actor, Noun::ContactPoint, &id, Verb::Created).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(id)
    }

    /// Corrects one; `false` where it was changed since this version. Whoever corrects it says that it is right.
    pub async fn correct_contact_point(
        &self,
        actor: &str,
        (id, version): (&Slug, u32),
        form: &ContactForm,
        now: Timestamp,
    ) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let done = sqlx::query(
            "UPDATE contact_point SET record = $1, address = coalesce($2, address), \
             named = CASE WHEN person = $3 THEN named ELSE 0 END, person = $3, confirmed = $4, reminded = NULL, \
             ended = NULL, version = version + 1 WHERE id = $5 AND version = $6",
        )
        .bind(to_json(&form.sheet, id)?)
        .bind(form.address.as_ref().map(|address| address.as_str()))
        .bind(form.person.as_ref().map(Slug::as_str))
        .bind(now.as_millisecond())
        .bind(id.as_str())
        .bind(i64::from(version))
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("DELETE FROM contact_point_key WHERE point = $1")
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        write_keys(&mut transaction, id.as_str(), &form.sheet.sharing).await?;
        let seq = changes::record(&mut transaction, actor, Noun::ContactPoint, id.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Notes that one is still right.
    pub async fn confirm_contact_point(&self, actor: &str, id: &Slug, now: Timestamp) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query("UPDATE contact_point SET confirmed = $1, reminded = NULL, ended = NULL WHERE id = $2")
            .bind(now.as_millisecond())
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        let seq = changes::record(&mut transaction, actor, Noun::ContactPoint, id.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Takes one away. What was written to it stays with the organisation.
    pub async fn withdraw_contact_point(&self, actor: &str, id: &Slug) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query("DELETE FROM contact_point WHERE id = $1").bind(id.as_str()).execute(&mut *transaction).await?;
        let seq = changes::record(&mut transaction, actor, Noun::ContactPoint, id.as_str(), Verb::Deleted).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// What the person behind a contact point does about themselves; `false` where they are not behind it.
    pub async fn act_behind(&self, person: &Slug, id: &Slug, act: BehindAct) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let statement = match act {
            BehindAct::ShowName => "UPDATE contact_point SET named = 1 WHERE id = $1 AND person = $2",
            BehindAct::HideName => "UPDATE contact_point SET named = 0 WHERE id = $1 AND person = $2",
            BehindAct::StepBack => {
                "UPDATE contact_point SET named = 0, person = NULL, version = version + 1 WHERE id = $1 AND person = $2"
            }
        };
        let done = sqlx::query(statement).bind(id.as_str()).bind(person.as_str()).execute(&mut *transaction).await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        let actor = format!("person:{person}");
        let seq = changes::record(&mut transaction, &actor, Noun::ContactPoint, id.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }

    /// Shows those no more that nobody confirmed in time, and takes away what was not shown for as long again; gives how many.
    pub async fn end_contact_points(&self, now: Timestamp) -> Result<usize> {
        let before = (now - HOLDS).as_millisecond();
        let mut transaction = sql::begin(&self.writer).await?;
        let over: Vec<String> = sqlx::query_scalar(
            "UPDATE contact_point SET ended = $1 WHERE ended IS NULL AND confirmed <= $2 RETURNING id",
        )
        .bind(now.as_millisecond())
        .bind(before)
        .fetch_all(&mut *transaction)
        .await?;
        let gone: Vec<String> = sqlx::query_scalar("DELETE FROM contact_point WHERE ended <= $1 RETURNING id")
            .bind(before)
            .fetch_all(&mut *transaction)
            .await?;
        let mut last = None;
        for (ids, verb) in [(&over, Verb::Changed), (&gone, Verb::Deleted)] {
            for id in ids {
                last = Some(changes::record(&mut transaction, "retention", Noun::ContactPoint, id, verb).await?);
            }
        }
        transaction.commit().await?;
        if let Some(seq) = last {
            self.announce(seq);
        }
        Ok(over.len() + gone.len())
    }

    /// Notes that those who look after one were asked, or, where no mail went out, that they were not; `false` when it was noted
    /// before: of two processes only one asks.
    pub async fn note_contact_asked(&self, id: &Slug, at: Option<Timestamp>) -> Result<bool> {
        let noted = sqlx::query(
            "UPDATE contact_point SET reminded = $1 WHERE id = $2 AND (reminded IS NULL) = ($1 IS NOT NULL)",
        )
        .bind(at.map(Timestamp::as_millisecond))
        .bind(id.as_str())
        .execute(&self.writer)
        .await?;
        Ok(noted.rows_affected() == 1)
    }
}

/// Nobody is behind anything who has left. A row in the log for each.
pub async fn step_back(connection: &mut Connection, actor: &str, person: &str) -> Result<()> {
    let left: Vec<String> = sqlx::query_scalar(
        "UPDATE contact_point SET named = 0, person = NULL, version = version + 1 WHERE person = $1 RETURNING id",
    )
    .bind(person)
    .fetch_all(&mut *connection)
    .await?;
    for id in left {
        changes::record(connection, actor, Noun::ContactPoint, &id, Verb::Changed).await?;
    }
    Ok(())
}

/// Brings those of another store. What is here already stays as it is: it may have been corrected since.
pub async fn bring(connection: &mut Connection, loader: &str, all: &[MovedContact]) -> Result<Written> {
    let mut written = Written::default();
    for MovedContact { id, organisation, confirmed, sheet } in all {
        let sheet = sheet.clone().of(organisation);
        let added = sqlx::query(
            "INSERT INTO contact_point (id, organisation, record, confirmed) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(id.as_str())
        .bind(organisation.as_str())
        .bind(to_json(&sheet, id)?)
        .bind(confirmed.as_millisecond())
        .execute(&mut *connection)
        .await?;
        if added.rows_affected() == 0 {
            written.same += 1;
            continue;
        }
        write_keys(connection, id.as_str(), &sheet.sharing).await?;
        changes::record(connection, loader, Noun::ContactPoint, id.as_str(), Verb::Created).await?;
        written.new += 1;
    }
    Ok(written)
}

async fn write_keys(connection: &mut Connection, id: &str, sharing: &Sharing) -> Result<()> {
    for key in sharing.keys(None) {
        sqlx::query("INSERT INTO contact_point_key (point, key) VALUES ($1, $2)")
            .bind(id)
            .bind(key)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
