//! Messages between persons. They wait for their receiver, and end when they are settled.

use app::model::profile::{DirectMessage, MOST_A_DAY, MOST_WAITING};
use app::model::slug::Slug;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::people::{ACTIVE, moment, slug};
use super::sql::{self, Connection};
use super::{Result, Store};

/// A message of which its receiver was not told yet by mail.
#[derive(Clone, Debug)]
pub struct UntoldMessage {
    pub id: String,
    pub email: String,
}

impl Store {
    /// Leaves a message; `false` when the sender sent too many today, or the receiver has not looked at those before.
    pub async fn add_direct_message(
        &self,
        receiver: &Slug,
        sender: &Slug,
        signed: &str,
        text: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        if !has_room(&mut transaction, sender, receiver.as_str(), now).await? {
            return Ok(false);
        }
        let message = NewMessage { receiver: receiver.as_str(), sender, signed, text, at: now };
        insert(&mut transaction, &message).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What waits for a person, oldest first, each with its sender.
    pub async fn direct_messages(&self, receiver: &Slug) -> Result<Vec<(Slug, DirectMessage)>> {
        let rows: Vec<(String, String, String, String, i64)> =
            sqlx::query_as("SELECT id, sender, signed, text, at FROM direct_message WHERE receiver = $1 ORDER BY id")
                .bind(receiver.as_str())
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter()
            .map(|(id, sender, signed, text, at)| {
                Ok((slug(&sender)?, DirectMessage { id, signed, text, at: moment(at)? }))
            })
            .collect()
    }

    /// Ends a message of a receiver; `false` where none of that id waits for them.
    pub async fn settle_direct_message(&self, receiver: &Slug, id: &str) -> Result<bool> {
        let gone = sqlx::query("DELETE FROM direct_message WHERE id = $1 AND receiver = $2")
            .bind(id)
            .bind(receiver.as_str())
            .execute(&self.writer)
            .await?;
        Ok(gone.rows_affected() == 1)
    }

    /// Takes away messages that waited too long; gives how many.
    pub async fn forget_direct_messages(&self, before: Timestamp) -> Result<u64> {
        let gone =
            sqlx::query("DELETE FROM direct_message WHERE at < $1").bind(before.as_millisecond()).execute(&self.writer);
        Ok(gone.await?.rows_affected())
    }

    /// The oldest message of each receiver who was not told of one yet, the first fifty.
    pub async fn untold_direct_messages(&self) -> Result<Vec<UntoldMessage>> {
        let rows: Vec<(String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT min(m.id), p.email FROM direct_message m JOIN person p ON p.id = m.receiver WHERE m.told = 0 AND {ACTIVE} \
             GROUP BY m.receiver, p.email LIMIT 50"
        )))
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|(id, email)| UntoldMessage { id, email }).collect())
    }

    /// Notes that the receiver of this message is told of all that wait, or, where the mail did not go out, that they were not of
    /// this one; `false` when it was noted before: of two processes only one tells.
    pub async fn note_told(&self, message: &UntoldMessage, told: bool) -> Result<bool> {
        let statement = match told {
            true => {
                "UPDATE direct_message SET told = 1 WHERE told = 0 AND receiver = (SELECT receiver FROM direct_message WHERE id = $1 AND told = 0)"
            }
            false => "UPDATE direct_message SET told = 0 WHERE id = $1",
        };
        let noted = sqlx::query(statement).bind(&message.id).execute(&self.writer).await?;
        Ok(noted.rows_affected() > 0)
    }
}

/// A message on its way.
pub struct NewMessage<'a> {
    pub receiver: &'a str,
    pub sender: &'a Slug,
    pub signed: &'a str,
    pub text: &'a str,
    pub at: Timestamp,
}

/// Whether a person may send one more, to whoever it is and to this person or contact point.
pub async fn has_room(connection: &mut Connection, sender: &Slug, receiver: &str, now: Timestamp) -> Result<bool> {
    let (today, waiting): (i64, i64) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE at > $1), count(*) FILTER (WHERE receiver = $2) FROM \
         (SELECT at, receiver FROM direct_message WHERE sender = $3 \
          UNION ALL SELECT at, point FROM contact_message WHERE sender = $3)",
    )
    .bind((now - SignedDuration::from_hours(24)).as_millisecond())
    .bind(receiver)
    .bind(sender.as_str())
    .fetch_one(connection)
    .await?;
    Ok(today < i64::from(MOST_A_DAY) && waiting < i64::from(MOST_WAITING))
}

/// Leaves a message within a write.
pub async fn insert(connection: &mut Connection, message: &NewMessage<'_>) -> Result<()> {
    sqlx::query("INSERT INTO direct_message (id, receiver, sender, signed, text, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(Uuid::now_v7().to_string())
        .bind(message.receiver)
        .bind(message.sender.as_str())
        .bind(message.signed)
        .bind(message.text)
        .bind(message.at.as_millisecond())
        .execute(connection)
        .await?;
    Ok(())
}
