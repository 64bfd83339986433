//! Who somebody is at an identity provider.

use app::model::account::Identity;
use app::model::slug::Slug;
use jiff::Timestamp;

use super::people::{moment, slug};
use super::sessions::end_others;
use super::{Result, Store};

impl Store {
    /// The person with this account at a provider.
    pub async fn person_with_identity(&self, identity: &Identity) -> Result<Option<Slug>> {
        let person: Option<String> =
            sqlx::query_scalar("SELECT person FROM identity WHERE issuer = $1 AND subject = $2")
                .bind(&identity.issuer)
                .bind(&identity.subject)
                .fetch_optional(&self.readers)
                .await?;
        person.map(|person| slug(&person)).transpose()
    }

    /// Lets a person come in with an account at a provider from now on; `false` when they already come in with another
    /// one there, or somebody else comes in with this one.
    pub async fn add_identity(&self, actor: &str, person: &Slug, identity: &Identity) -> Result<bool> {
        let mut added = false;
        self.change_person(actor, person, async |connection| {
            let row = sqlx::query(
                "INSERT INTO identity (issuer, subject, person, since) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            )
            .bind(&identity.issuer)
            .bind(&identity.subject)
            .bind(person.as_str())
            .bind(Timestamp::now().as_millisecond())
            .execute(connection)
            .await?;
            added = row.rows_affected() == 1;
            Ok(())
        })
        .await?;
        Ok(added)
    }

    /// Since when a person comes in by a provider.
    pub async fn identity_since(&self, person: &Slug) -> Result<Option<Timestamp>> {
        let since: Option<i64> = sqlx::query_scalar("SELECT min(since) FROM identity WHERE person = $1")
            .bind(person.as_str())
            .fetch_one(&self.readers)
            .await?;
        since.map(moment).transpose()
    }

    /// Takes a person's accounts at providers away, and ends every session but one.
    pub async fn end_identities(&self, actor: &str, person: &Slug, kept: &str) -> Result<bool> {
        self.change_person(actor, person, async |connection| {
            sqlx::query("DELETE FROM identity WHERE person = $1")
                .bind(person.as_str())
                .execute(&mut *connection)
                .await?;
            end_others(connection, person, kept).await
        })
        .await
    }
}
