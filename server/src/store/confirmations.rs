//! Who was told how their registration stands, who is to be told, and which guests have opened the link of that mail.

use app::model::registration::{Attendee, Standing};
use app::model::slug::Slug;
use jiff::Timestamp;

use super::people::slug;
use super::registration::{Places, add_link, move_up};
use super::{Result, Store, sql};

/// Somebody who is to be told how they stand.
#[derive(Clone, Debug)]
pub struct Untold {
    pub attendee: Attendee,
    pub conference: Slug,
}

impl Store {
    /// Those who were not told yet how they stand now, the first fifty.
    pub async fn untold(&self) -> Result<Vec<Untold>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT id, conference FROM attendee WHERE told <> CASE waiting WHEN 0 THEN 'in' ELSE 'waiting' END \
             ORDER BY at LIMIT 50",
        )
        .fetch_all(&self.readers)
        .await?;
        let mut untold = Vec::new();
        for (id, conference) in rows {
            let found = self.attendees_where("a.id = $1 AND a.conference = $2", [&id, &conference]).await?;
            let conference = slug(&conference)?;
            untold.extend(found.into_iter().map(|attendee| Untold { attendee, conference: conference.clone() }));
        }
        Ok(untold)
    }

    /// Notes that somebody is told how they stand, with the hash of the link that the mail brings. `false` when they stand
    /// otherwise by now, or were told: of two processes only one tells.
    pub async fn tell(&self, attendee: &Attendee, link: Option<&str>) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let (told, waiting) = match attendee.standing {
            Standing::In => ("in", 0),
            Standing::Waiting(_) => ("waiting", 1),
        };
        let noted = sqlx::query("UPDATE attendee SET told = $1 WHERE id = $2 AND waiting = $3 AND told <> $1")
            .bind(told)
            .bind(&attendee.id)
            .bind(waiting)
            .execute(&mut *transaction)
            .await?;
        if noted.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(link) = link {
            add_link(&mut transaction, &attendee.id, link, true).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes that note back, after a mail did not go out.
    pub async fn untell(&self, attendee: &Attendee) -> Result<()> {
        sqlx::query("UPDATE attendee SET told = '' WHERE id = $1").bind(&attendee.id).execute(&self.writer).await?;
        Ok(())
    }

    /// Notes that somebody opened the link of a mail: their registration stands for good. `false` where that is no such link, or
    /// they had done so before.
    pub async fn confirm(&self, conference: &Slug, link: &str, now: Timestamp) -> Result<bool> {
        let confirmed = sqlx::query(
            "UPDATE attendee SET confirmed = $1, held_until = NULL WHERE conference = $2 AND confirmed IS NULL \
             AND id IN (SELECT attendee FROM attendee_link WHERE digest = $3 AND mailed = 1)",
        )
        .bind(now.as_millisecond())
        .bind(conference.as_str())
        .bind(link)
        .execute(&self.writer)
        .await?;
        Ok(confirmed.rows_affected() == 1)
    }

    /// The congresses with registrations that stood until now and were not confirmed.
    pub async fn with_unconfirmed(&self, now: Timestamp) -> Result<Vec<Slug>> {
        let found: Vec<String> =
            sqlx::query_scalar("SELECT DISTINCT conference FROM attendee WHERE held_until <= $1 ORDER BY conference")
                .bind(now.as_millisecond())
                .fetch_all(&self.readers)
                .await?;
        found.iter().map(|conference| slug(conference)).collect()
    }

    /// Takes those of one congress away, and gives their places to those who wait. Gives how many went.
    pub async fn release_unconfirmed(&self, conference: &Slug, now: Timestamp, places: &Places) -> Result<u64> {
        let mut transaction = sql::begin(&self.writer).await?;
        let gone = sqlx::query("DELETE FROM attendee WHERE conference = $1 AND held_until <= $2")
            .bind(conference.as_str())
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        move_up(&mut transaction, conference, places).await?;
        transaction.commit().await?;
        Ok(gone.rows_affected())
    }
}
