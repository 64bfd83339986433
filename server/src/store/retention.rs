//! What is forgotten: rows about people that have been kept long enough.

use app::model::slug::Slug;
use app::model::workflow::State;
use jiff::Timestamp;

use super::people::{end_access, end_showing, slug};
use super::sql::{self, Connection};
use super::{Result, Store, draft_files};

impl Store {
    /// Forgets what the record holds from before a moment. Gives how many rows went.
    pub async fn forget_traces(&self, before: Timestamp) -> Result<u64> {
        let gone = sqlx::query("DELETE FROM trace WHERE at < $1").bind(before.as_millisecond());
        Ok(gone.execute(&self.writer).await?.rows_affected())
    }

    /// Throws away drafts that lie with their author and were last saved before a moment, with their files.
    pub async fn forget_drafts(&self, before: Timestamp) -> Result<usize> {
        let mut transaction = sql::begin(&self.writer).await?;
        let gone: Vec<String> =
            sqlx::query_scalar("DELETE FROM draft WHERE state IN ($1, $2) AND saved < $3 RETURNING id")
                .bind(State::Draft.code())
                .bind(State::SentBack.code())
                .bind(before.as_millisecond())
                .fetch_all(&mut *transaction)
                .await?;
        for id in &gone {
            draft_files::discard(&mut transaction, &slug(id)?).await?;
        }
        transaction.commit().await?;
        Ok(gone.len())
    }

    /// Erases who was let in no more before a moment. Gives how many.
    pub async fn erase_leavers(&self, before: Timestamp) -> Result<usize> {
        let due: Vec<String> = sqlx::query_scalar("SELECT id FROM person WHERE disabled < $1 AND erased IS NULL")
            .bind(before.as_millisecond())
            .fetch_all(&self.readers)
            .await?;
        let mut erased = 0;
        for id in due {
            erased += usize::from(self.erase_person("retention", &slug(&id)?).await?);
        }
        Ok(erased)
    }

    /// Takes away the name, the address and everything that was for a person alone. What they published stays, and their id
    /// in the record, as long as that is kept. `false` for who is still let in, or was erased before.
    pub async fn erase_person(&self, actor: &str, person: &Slug) -> Result<bool> {
        let mut erased = false;
        self.change_person(actor, person, async |connection| {
            // An address that can belong to nobody (RFC 2606).
            let row = sqlx::query(
                "UPDATE person SET name = '', email = id || '@erased.invalid', password = NULL, totp = NULL, \
                 totp_offered = NULL, erased = $1 WHERE id = $2 AND disabled IS NOT NULL AND erased IS NULL",
            )
            .bind(Timestamp::now().as_millisecond())
            .bind(person.as_str())
            .execute(&mut *connection)
            .await?;
            erased = row.rows_affected() == 1;
            if erased {
                end_showing(connection, actor, person.as_str()).await?;
                forget_own(connection, person.as_str()).await
            } else {
                Ok(())
            }
        })
        .await?;
        Ok(erased)
    }
}

/// What was for a person alone.
async fn forget_own(connection: &mut Connection, person: &str) -> Result<()> {
    end_access(connection, person).await?;
    for statement in [
        "DELETE FROM person_role WHERE person = $1",
        "DELETE FROM recovery_code WHERE person = $1",
        "DELETE FROM passkey WHERE person = $1",
        "DELETE FROM identity WHERE person = $1",
        "DELETE FROM watch WHERE person = $1",
        "DELETE FROM mail WHERE person = $1",
        "DELETE FROM mail_end WHERE person = $1",
        "DELETE FROM ask WHERE person = $1",
        "DELETE FROM warning WHERE person = $1",
        "DELETE FROM group_member WHERE member = 'person:' || $1",
    ] {
        sqlx::query(statement).bind(person).execute(&mut *connection).await?;
    }
    Ok(())
}
