//! What a person signs in with, when it changes: password, authenticator app, recovery codes.

use app::model::slug::Slug;

use super::sessions::end_others;
use super::{Result, Store};

impl Store {
    /// Sets a password and ends every session but one, if one is to be kept.
    pub async fn set_password(&self, actor: &str, person: &Slug, password: &str, kept: Option<&str>) -> Result<bool> {
        self.change_person(actor, person, async |connection| {
            sqlx::query("UPDATE person SET password = $1 WHERE id = $2")
                .bind(password)
                .bind(person.as_str())
                .execute(&mut *connection)
                .await?;
            end_others(connection, person, kept.unwrap_or_default()).await?;
            sqlx::query("DELETE FROM invitation WHERE person = $1").bind(person.as_str()).execute(connection).await?;
            Ok(())
        })
        .await
    }

    /// Keeps a secret until a first code has proven that it arrived.
    pub async fn offer_totp(&self, person: &Slug, secret: &str) -> Result<()> {
        sqlx::query("UPDATE person SET totp_offered = $1 WHERE id = $2 AND totp IS NULL")
            .bind(secret)
            .bind(person.as_str())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Asks for a code from now on. `step` is that of the first code; `recovery` are hashes.
    /// `proven` is the secret that the code was of: another one may have been offered meanwhile, or taken already; then
    /// nothing changes, and the answer is `false`.
    pub async fn start_totp(
        &self,
        actor: &str,
        person: &Slug,
        proven: &str,
        step: i64,
        recovery: &[String],
    ) -> Result<bool> {
        let mut started = false;
        self.change_person(actor, person, async |connection| {
            let taken = sqlx::query(
                "UPDATE person SET totp = $1, totp_offered = NULL, totp_step = $2 \
                 WHERE id = $3 AND totp IS NULL AND totp_offered = $1",
            )
            .bind(proven)
            .bind(step)
            .bind(person.as_str())
            .execute(&mut *connection)
            .await?;
            started = taken.rows_affected() == 1;
            if !started {
                return Ok(());
            }
            sqlx::query("DELETE FROM recovery_code WHERE person = $1")
                .bind(person.as_str())
                .execute(&mut *connection)
                .await?;
            for digest in recovery {
                sqlx::query("INSERT INTO recovery_code (person, digest) VALUES ($1, $2)")
                    .bind(person.as_str())
                    .bind(digest)
                    .execute(&mut *connection)
                    .await?;
            }
            Ok(())
        })
        .await?;
        Ok(started)
    }

    pub async fn stop_totp(&self, actor: &str, person: &Slug) -> Result<bool> {
        self.change_person(actor, person, async |connection| {
            sqlx::query("UPDATE person SET totp = NULL, totp_offered = NULL WHERE id = $1")
                .bind(person.as_str())
                .execute(&mut *connection)
                .await?;
            sqlx::query("DELETE FROM recovery_code WHERE person = $1")
                .bind(person.as_str())
                .execute(connection)
                .await?;
            Ok(())
        })
        .await
    }

    /// Uses the code of a step up; `false` when it, or a later one, was used before.
    pub async fn use_totp_step(&self, person: &Slug, step: i64) -> Result<bool> {
        let used = sqlx::query("UPDATE person SET totp_step = $1 WHERE id = $2 AND totp_step < $1")
            .bind(step)
            .bind(person.as_str())
            .execute(&self.writer)
            .await?;
        Ok(used.rows_affected() == 1)
    }

    /// Uses a recovery code up; `false` when there is no such code (any more).
    pub async fn use_recovery_code(&self, person: &Slug, digest: &str) -> Result<bool> {
        let used = sqlx::query("DELETE FROM recovery_code WHERE person = $1 AND digest = $2")
            .bind(person.as_str())
            .bind(digest)
            .execute(&self.writer)
            .await?;
        Ok(used.rows_affected() == 1)
    }

    pub async fn recovery_codes_left(&self, person: &Slug) -> Result<u32> {
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM recovery_code WHERE person = $1")
            .bind(person.as_str())
            .fetch_one(&self.readers)
            .await?;
        Ok(u32::try_from(left).unwrap_or(u32::MAX))
    }
}
