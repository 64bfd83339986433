//! Messages to contact points. They wait for whoever reads those of the organisation, and end when they are settled.

use app::model::contact_point::{ContactMessage, ContactPoint};
use app::model::slug::Slug;
use jiff::Timestamp;
use uuid::Uuid;

use super::direct_messages::{NewMessage, has_room, insert};
use super::observations::from_json;
use super::people::{ACTIVE, moment};
use super::sql::{self, Query};
use super::staging::to_json;
use super::{Result, Store};

/// A contact point to which something was written, of which its address was not told yet.
#[derive(Clone, Debug)]
pub struct UntoldContact {
    pub point: String,
    pub address: String,
}

impl Store {
    /// Leaves a message at a contact point; `false` when the sender sent too many today, or those before are not looked at.
    pub async fn add_contact_message(
        &self,
        point: &ContactPoint,
        sender: &Slug,
        signed: &str,
        text: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        if !has_room(&mut transaction, sender, point.id.as_str(), now).await? {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO contact_message (id, organisation, point, about, sender, signed, text, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(point.organisation.as_str())
        .bind(point.id.as_str())
        .bind(to_json(&point.sheet.name, &point.id)?)
        .bind(sender.as_str())
        .bind(signed)
        .bind(text)
        .bind(now.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What waits for a person: with `all`, everything for their organisation; otherwise for what they are behind.
    pub async fn contact_messages(&self, person: &Slug, organisation: &Slug, all: bool) -> Result<Vec<ContactMessage>> {
        let mut query = Query::new("SELECT m.id, m.about, m.signed, m.text, m.at FROM contact_message m WHERE ");
        push_received(&mut query, person, organisation, all);
        query.push(" ORDER BY m.id");
        let rows: Vec<(String, String, String, String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter()
            .map(|(id, about, signed, text, at)| {
                let about = from_json("message", &id, &about)?;
                Ok(ContactMessage { id, about, signed, text, at: moment(at)? })
            })
            .collect()
    }

    /// Ends a message that waits for a person; `false` where none of that id does.
    pub async fn settle_contact_message(
        &self,
        person: &Slug,
        organisation: &Slug,
        all: bool,
        id: &str,
    ) -> Result<bool> {
        let mut query = Query::new("DELETE FROM contact_message AS m WHERE m.id = ");
        query.push_bind(id.to_owned()).push(" AND ");
        push_received(&mut query, person, organisation, all);
        Ok(query.build().execute(&self.writer).await?.rows_affected() == 1)
    }

    /// Answers a message that waits for a person, and ends it, in one write: of two who answer at once only one does. `None`
    /// where none of that id waits; `Some(false)` when the one who answers sent too many today.
    pub async fn answer_contact_message(
        &self,
        (person, organisation, all): (&Slug, &Slug, bool),
        id: &str,
        signed: &str,
        text: &str,
        now: Timestamp,
    ) -> Result<Option<bool>> {
        let mut transaction = sql::begin(&self.writer).await?;
        let mut query = Query::new("DELETE FROM contact_message AS m WHERE m.id = ");
        query.push_bind(id.to_owned()).push(" AND ");
        push_received(&mut query, person, organisation, all);
        query.push(" RETURNING sender");
        let sender: Option<String> = query.build_query_scalar().fetch_optional(&mut *transaction).await?;
        let Some(sender) = sender else { return Ok(None) };
        if !has_room(&mut transaction, person, &sender, now).await? {
            return Ok(Some(false));
        }
        let message = NewMessage { receiver: &sender, sender: person, signed, text, at: now };
        insert(&mut transaction, &message).await?;
        transaction.commit().await?;
        Ok(Some(true))
    }

    /// Takes away messages that waited too long; gives how many.
    pub async fn forget_contact_messages(&self, before: Timestamp) -> Result<u64> {
        let gone = sqlx::query("DELETE FROM contact_message WHERE at < $1")
            .bind(before.as_millisecond())
            .execute(&self.writer);
        Ok(gone.await?.rows_affected())
    }

    /// Contact points with messages of which their address was not told yet, the first fifty.
    pub async fn untold_contacts(&self) -> Result<Vec<UntoldContact>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT DISTINCT c.id, c.address FROM contact_message m JOIN contact_point c ON c.id = m.point \
             WHERE m.told = 0 AND c.address IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM organisation_disabled x WHERE x.code = c.organisation) LIMIT 50",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(|(point, address)| UntoldContact { point, address }).collect())
    }

    /// Notes that the address of a contact point is told of all that wait, or, where the mail did not go out, that it was not;
    /// `false` when it was noted before: of two processes only one tells.
    pub async fn note_contact_told(&self, point: &str, told: bool) -> Result<bool> {
        let noted = sqlx::query("UPDATE contact_message SET told = $1 WHERE point = $2 AND told <> $1")
            .bind(i64::from(told))
            .bind(point)
            .execute(&self.writer)
            .await?;
        Ok(noted.rows_affected() > 0)
    }
}

/// The condition that a message `m` is for this person to read.
fn push_received(query: &mut Query, person: &Slug, organisation: &Slug, all: bool) {
    if all {
        query.push("(m.organisation = ").push_bind(organisation.to_string()).push(" OR ");
    } else {
        query.push("(");
    }
    query.push(
        "EXISTS (SELECT 1 FROM contact_point c JOIN person p ON p.id = c.person WHERE c.id = m.point AND c.person = ",
    );
    query.push_bind(person.to_string()).push(" AND ").push(ACTIVE).push("))");
}
