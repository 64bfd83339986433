//! Passkeys: public keys of devices with which people come in. What a record says is known to `library::people::passkey`.

use app::model::account::Passkey;
use app::model::slug::Slug;
use jiff::Timestamp;

use super::people::moment;
use super::sessions::end_others;
use super::{Result, Store};

/// A passkey on its way in.
pub struct NewPasskey<'a> {
    /// The credential id, in hexadecimal.
    pub id: &'a str,
    pub name: &'a str,
    pub record: &'a str,
}

impl Store {
    /// Keeps a passkey; `false` when it is somebody's already.
    pub async fn add_passkey(&self, actor: &str, person: &Slug, new: NewPasskey<'_>) -> Result<bool> {
        let mut added = false;
        self.change_person(actor, person, async |connection| {
            let row = sqlx::query(
                "INSERT INTO passkey (id, person, name, record, created) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (id) DO NOTHING",
            )
            .bind(new.id)
            .bind(person.as_str())
            .bind(new.name)
            .bind(new.record)
            .bind(Timestamp::now().as_millisecond())
            .execute(connection)
            .await?;
            added = row.rows_affected() == 1;
            Ok(())
        })
        .await?;
        Ok(added)
    }

    /// The record of a person's passkey.
    pub async fn passkey_record(&self, person: &Slug, id: &str) -> Result<Option<String>> {
        Ok(sqlx::query_scalar("SELECT record FROM passkey WHERE person = $1 AND id = $2")
            .bind(person.as_str())
            .bind(id)
            .fetch_optional(&self.readers)
            .await?)
    }

    /// The records of all of them.
    pub async fn passkey_records(&self, person: &Slug) -> Result<Vec<String>> {
        let records = sqlx::query_scalar("SELECT record FROM passkey WHERE person = $1 ORDER BY created, id");
        Ok(records.bind(person.as_str()).fetch_all(&self.readers).await?)
    }

    /// Notes that a passkey was used, with its record as it is afterwards.
    pub async fn passkey_used(&self, id: &str, record: &str) -> Result<()> {
        sqlx::query("UPDATE passkey SET record = $1, used = $2 WHERE id = $3")
            .bind(record)
            .bind(Timestamp::now().as_millisecond())
            .bind(id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Those of a person, the oldest first.
    pub async fn passkeys(&self, person: &Slug) -> Result<Vec<Passkey>> {
        let rows: Vec<(String, String, i64, Option<i64>)> =
            sqlx::query_as("SELECT id, name, created, used FROM passkey WHERE person = $1 ORDER BY created, id")
                .bind(person.as_str())
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter()
            .map(|(id, name, created, used)| {
                Ok(Passkey { id, name, created: moment(created)?, used: used.map(moment).transpose()? })
            })
            .collect()
    }

    /// Takes a passkey away, and ends every session but one: whoever had the device may be in one of them.
    pub async fn end_passkey(&self, actor: &str, person: &Slug, id: &str, kept: &str) -> Result<bool> {
        self.change_person(actor, person, async |connection| {
            sqlx::query("DELETE FROM passkey WHERE person = $1 AND id = $2")
                .bind(person.as_str())
                .bind(id)
                .execute(&mut *connection)
                .await?;
            end_others(connection, person, kept).await
        })
        .await
    }
}
