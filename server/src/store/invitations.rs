//! Invitations: with which a person chooses a password and comes in for the first time, or again.

use app::model::slug::Slug;
use jiff::Timestamp;

use super::people::{ACTIVE, end_access, insert_person, slug};
use super::sessions::insert_session;
use super::sql::{self, Connection, Query};
use super::{NewPerson, Result, Store};

impl Store {
    /// Makes an invitation, the only one of this person. Whatever they signed in with before ends.
    pub async fn invite(&self, actor: &str, digest: &str, person: &Slug, expires: Timestamp) -> Result<bool> {
        self.change_person(actor, person, async |connection| {
            end_access(connection, person.as_str()).await?;
            for statement in [
                "UPDATE person SET password = NULL, totp = NULL, totp_offered = NULL WHERE id = $1",
                "DELETE FROM recovery_code WHERE person = $1",
                "DELETE FROM passkey WHERE person = $1",
                "DELETE FROM identity WHERE person = $1",
            ] {
                sqlx::query(statement).bind(person.as_str()).execute(&mut *connection).await?;
            }
            insert_invitation(connection, digest, Some(person), expires).await
        })
        .await
    }

    /// Makes the invitation of the first admin; an earlier one ends.
    pub async fn invite_first(&self, digest: &str, expires: Timestamp) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query("DELETE FROM invitation WHERE person IS NULL").execute(&mut *transaction).await?;
        insert_invitation(&mut transaction, digest, None, expires).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Name and address of who was invited: `Some(None)` for the first admin, `None` when the invitation does not hold.
    pub async fn invited(&self, digest: &str) -> Result<Option<Option<(String, String)>>> {
        let mut query = Query::new(
            "SELECT p.name, p.email FROM invitation i LEFT JOIN person p ON p.id = i.person WHERE i.digest = ",
        );
        query.push_bind(digest).push(" AND i.expires > ").push_bind(Timestamp::now().as_millisecond());
        query.push(" AND ((i.person IS NULL AND NOT EXISTS (SELECT 1 FROM person)) OR (p.id IS NOT NULL AND ");
        query.push(ACTIVE).push("))");
        let row: Option<(Option<String>, Option<String>)> =
            query.build_query_as().fetch_optional(&self.readers).await?;
        Ok(row.map(|(name, email)| name.zip(email)))
    }

    /// Takes an invitation: sets the password and opens a session, all or nothing. `first` is who becomes the first
    /// admin where the invitation is for that. `false` when it does not hold.
    pub async fn accept(&self, taken: Taken<'_>) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let person: Option<Option<String>> =
            sqlx::query_scalar("DELETE FROM invitation WHERE digest = $1 AND expires > $2 RETURNING person")
                .bind(taken.digest)
                .bind(Timestamp::now().as_millisecond())
                .fetch_optional(&mut *transaction)
                .await?;
        let people: i64 = sqlx::query_scalar("SELECT count(*) FROM person").fetch_one(&mut *transaction).await?;
        let mut seq = None;
        let person = match (person, taken.first) {
            (Some(Some(person)), _) => slug(&person)?,
            (Some(None), Some(first)) if people == 0 => {
                let actor = format!("person:{}", first.id);
                seq = insert_person(&mut transaction, &actor, first).await?;
                first.id.clone()
            }
            _ => return Ok(false),
        };
        sqlx::query("UPDATE person SET password = $1 WHERE id = $2")
            .bind(taken.password)
            .bind(person.as_str())
            .execute(&mut *transaction)
            .await?;
        insert_session(&mut transaction, taken.session, &person, false, taken.agent).await?;
        transaction.commit().await?;
        if let Some(seq) = seq {
            self.announce(seq);
        }
        Ok(true)
    }
}

/// An invitation that somebody takes.
pub struct Taken<'a> {
    pub digest: &'a str,
    pub first: Option<&'a NewPerson>,
    /// Argon2id, as a PHC string.
    pub password: &'a str,
    /// The hash of the secret of the session that opens.
    pub session: &'a str,
    pub agent: &'a str,
}

async fn insert_invitation(
    connection: &mut Connection,
    digest: &str,
    person: Option<&Slug>,
    expires: Timestamp,
) -> Result<()> {
    sqlx::query("INSERT INTO invitation (digest, person, expires) VALUES ($1, $2, $3)")
        .bind(digest)
        .bind(person.map(Slug::as_str))
        .bind(expires.as_millisecond())
        .execute(connection)
        .await?;
    Ok(())
}
