//! Personal links of speakers: who has one, until when it holds, and who was reminded.

use app::model::lang::Lang;
use app::model::slug::Slug;
use app::model::speakers::{BETWEEN_REMINDERS, HowReminded, Missing, NewLink, Reminded, SpeakerLink};
use app::model::tlp::Tlp;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::people::{moment, slug};
use super::sql::{self, Connection};
use super::{Error, Result, Store};

/// A reminder whose mail has not gone out yet.
#[derive(Clone, Debug)]
pub struct DueReminder {
    pub id: String,
    pub link: SpeakerLink,
    pub missing: Vec<Missing>,
}

impl Store {
    /// Makes a link of a session (its guid), with the hash of its secret.
    pub async fn add_speaker_link(
        &self,
        actor: &str,
        conference: &Slug,
        session: &str,
        new: &NewLink,
        expires: Timestamp,
        digest: &str,
    ) -> Result<SpeakerLink> {
        let (id, now) = (Uuid::now_v7().to_string(), Timestamp::now());
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query(
            "INSERT INTO speaker_link (id, conference, session, speaker, email, lang, widest, expires, created, actor) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&id)
        .bind(conference.as_str())
        .bind(session)
        .bind(&new.speaker)
        .bind(new.email.as_ref().map(|email| email.as_str()))
        .bind(new.lang.code())
        .bind(new.widest.label())
        .bind(expires.as_millisecond())
        .bind(now.as_millisecond())
        .bind(actor)
        .execute(&mut *transaction)
        .await?;
        add_secret(&mut transaction, &id, digest).await?;
        transaction.commit().await?;
        Ok(SpeakerLink {
            id,
            conference: conference.clone(),
            session: session.to_owned(),
            speaker: new.speaker.clone(),
            email: new.email.clone(),
            lang: new.lang,
            widest: new.widest,
            expires,
            created: now,
            used: None,
            ended: None,
            reminded: None,
        })
    }

    /// Every link of a conference, in the order in which they were made.
    pub async fn speaker_links(&self, conference: &Slug) -> Result<Vec<SpeakerLink>> {
        self.links_where("l.conference = $1 AND $2 = ''", [conference.as_str(), ""]).await
    }

    /// The link that has this secret.
    pub async fn speaker_link_by(&self, conference: &Slug, digest: &str) -> Result<Option<SpeakerLink>> {
        let condition =
            "l.conference = $1 AND EXISTS (SELECT 1 FROM speaker_secret s WHERE s.link = l.id AND s.digest = $2)";
        Ok(self.links_where(condition, [conference.as_str(), digest]).await?.pop())
    }

    /// Notes that a link was opened, to the minute: a page that is looked at again is no write.
    pub async fn note_link_used(&self, link: &SpeakerLink, now: Timestamp) -> Result<()> {
        if link.used.is_some_and(|used| now.duration_since(used).as_secs() < 60) {
            return Ok(());
        }
        sqlx::query("UPDATE speaker_link SET used = $1 WHERE id = $2")
            .bind(now.as_millisecond())
            .bind(&link.id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Ends a link of a session; its secrets are gone. `false` where none of that id holds there.
    pub async fn end_speaker_link(&self, conference: &Slug, session: &str, link: &str, now: Timestamp) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let ended = sqlx::query(
            "UPDATE speaker_link SET ended = $1 WHERE id = $2 AND conference = $3 AND session = $4 AND ended IS NULL",
        )
        .bind(now.as_millisecond())
        .bind(link)
        .bind(conference.as_str())
        .bind(session)
        .execute(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM speaker_secret WHERE link IN (SELECT id FROM speaker_link WHERE ended IS NOT NULL)")
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM speaker_reminder WHERE state = 'due' AND link IN (SELECT id FROM speaker_link WHERE ended IS NOT NULL)")
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(ended.rows_affected() == 1)
    }

    /// Notes a reminder; `digest` is the hash of the secret that goes along where somebody sends it by hand. `false` when the
    /// speaker, known by address or else by name, was reminded less than a day before, of whatever session.
    pub async fn add_reminder(
        &self,
        actor: &str,
        link: &SpeakerLink,
        missing: &[Missing],
        digest: Option<&str>,
        now: Timestamp,
    ) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let recent: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM speaker_reminder r JOIN speaker_link l ON l.id = r.link \
             WHERE l.conference = $1 AND r.at > $2 AND (l.id = $3 OR l.email = $4 OR (l.email IS NULL AND l.speaker = $5))",
        )
        .bind(link.conference.as_str())
        .bind((now - BETWEEN_REMINDERS).as_millisecond())
        .bind(&link.id)
        .bind(link.email.as_ref().map(|email| email.as_str()))
        .bind(&link.speaker)
        .fetch_one(&mut *transaction)
        .await?;
        if recent > 0 {
            return Ok(false);
        }
        let how = if digest.is_some() { HowReminded::Written } else { HowReminded::Due };
        sqlx::query(
            "INSERT INTO speaker_reminder (id, link, at, actor, missing, state) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(&link.id)
        .bind(now.as_millisecond())
        .bind(actor)
        .bind(missing.iter().map(|one| one.code()).collect::<Vec<_>>().join(" "))
        .bind(how.code())
        .execute(&mut *transaction)
        .await?;
        if let Some(digest) = digest {
            add_secret(&mut transaction, &link.id, digest).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Reminders whose mail has not gone out yet, the first fifty.
    pub async fn due_reminders(&self) -> Result<Vec<DueReminder>> {
        let rows: Vec<(String, String, String)> =
            sqlx::query_as("SELECT id, link, missing FROM speaker_reminder WHERE state = 'due' ORDER BY id LIMIT 50")
                .fetch_all(&self.readers)
                .await?;
        let mut due = Vec::new();
        for (id, link, missing) in rows {
            let found = self.links_where("l.id = $1 AND $2 = ''", [&link, ""]).await?;
            let missing: Vec<Missing> = missing.split(' ').filter_map(Missing::parse).collect();
            due.extend(found.into_iter().map(|link| DueReminder { id: id.clone(), link, missing: missing.clone() }));
        }
        Ok(due)
    }

    /// Notes that a reminder goes out, with the hash of the secret in it. `false` when it went already, or its link ended: of
    /// two processes only one sends.
    pub async fn take_reminder(&self, due: &DueReminder, digest: &str) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let taken = sqlx::query("UPDATE speaker_reminder SET state = 'mailed' WHERE id = $1 AND state = 'due'")
            .bind(&due.id)
            .execute(&mut *transaction)
            .await?;
        if taken.rows_affected() == 0 {
            return Ok(false);
        }
        add_secret(&mut transaction, &due.link.id, digest).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes that note back, after a mail did not go out.
    pub async fn return_reminder(&self, due: &DueReminder) -> Result<()> {
        sqlx::query("UPDATE speaker_reminder SET state = 'due' WHERE id = $1")
            .bind(&due.id)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Drops a reminder that has lost its sense, as when its session was taken out of the programme.
    pub async fn drop_reminder(&self, due: &DueReminder) -> Result<()> {
        sqlx::query("DELETE FROM speaker_reminder WHERE id = $1").bind(&due.id).execute(&self.writer).await?;
        Ok(())
    }

    /// The sessions, by guid, for which nothing is asked.
    pub async fn unasked_sessions(&self, conference: &Slug) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT session FROM unasked_session WHERE conference = $1")
            .bind(conference.as_str())
            .fetch_all(&self.readers)
            .await?)
    }

    pub async fn ask_of_session(&self, conference: &Slug, session: &str, asked: bool) -> Result<()> {
        let statement = match asked {
            true => "DELETE FROM unasked_session WHERE conference = $1 AND session = $2",
            false => "INSERT INTO unasked_session (conference, session) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        };
        sqlx::query(statement).bind(conference.as_str()).bind(session).execute(&self.writer).await?;
        Ok(())
    }

    /// Erases the speakers of conferences whose time is over, with what never was published; gives how many links. One that
    /// still holds at `now` stays until it does not. `ended` are the last days by conference; `keep_days` is how long it is kept
    /// where nothing was set.
    pub async fn erase_speakers(
        &self,
        ended: &[(Slug, Date)],
        (today, now): (Date, Timestamp),
        keep_days: u32,
    ) -> Result<u64> {
        let mut erased = 0;
        for (conference, last) in ended {
            if today <= self.kept_until(conference, *last, keep_days).await? {
                continue;
            }
            let mut transaction = sql::begin(&self.writer).await?;
            sqlx::query(
                "DELETE FROM attachment WHERE noun = 'speaker' AND id IN (SELECT h.attachment FROM handed_file h \
                 JOIN speaker_link l ON l.id = h.link WHERE l.conference = $1 AND (l.ended IS NOT NULL OR l.expires <= $2))",
            )
            .bind(conference.as_str())
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
            let gone =
                sqlx::query("DELETE FROM speaker_link WHERE conference = $1 AND (ended IS NOT NULL OR expires <= $2)")
                    .bind(conference.as_str())
                    .bind(now.as_millisecond())
                    .execute(&mut *transaction)
                    .await?;
            transaction.commit().await?;
            erased += gone.rows_affected();
        }
        Ok(erased)
    }

    /// The last day on which it is kept who came to a conference and who spoke.
    pub async fn kept_until(&self, conference: &Slug, last: Date, keep_days: u32) -> Result<Date> {
        let terms = self.registration_terms(conference).await?;
        let days = i64::from(terms.map_or(keep_days, |terms| terms.keep_days));
        Ok(last.checked_add(jiff::Span::new().days(days)).unwrap_or(last))
    }

    async fn links_where(&self, condition: &str, bound: [&str; 2]) -> Result<Vec<SpeakerLink>> {
        let statement = format!(
            "SELECT l.id, l.conference, l.session, l.speaker, l.email, l.lang, l.widest, l.expires, l.created, l.used, \
             l.ended, r.at, r.state, p.name FROM speaker_link l \
             LEFT JOIN speaker_reminder r ON r.id = (SELECT max(id) FROM speaker_reminder m WHERE m.link = l.id) \
             LEFT JOIN person p ON 'person:' || p.id = r.actor WHERE {condition} ORDER BY l.id"
        );
        let rows: Vec<Columns> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
            .bind(bound[0])
            .bind(bound[1])
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter().map(to_link).collect()
    }
}

async fn add_secret(connection: &mut Connection, link: &str, digest: &str) -> Result<()> {
    sqlx::query("INSERT INTO speaker_secret (digest, link) VALUES ($1, $2)")
        .bind(digest)
        .bind(link)
        .execute(connection)
        .await?;
    Ok(())
}

type Columns = (
    String,
    String,
    String,
    String,
    Option<String>,
    String,
    String,
    i64,
    i64,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<String>,
);

fn to_link(row: Columns) -> Result<SpeakerLink> {
    let (id, conference, session, speaker, email, lang, widest, expires, created, used, ended, at, how, by) = row;
    let unreadable = |reason: String| Error::Unreadable { noun: "speaker link", id: id.clone(), reason };
    let reminded = match (at, how.as_deref().and_then(HowReminded::parse)) {
        (Some(at), Some(how)) => Some(Reminded { at: moment(at)?, how, by }),
        _ => None,
    };
    Ok(SpeakerLink {
        conference: slug(&conference)?,
        email: email.map(|email| email.parse()).transpose().map_err(|error| unreadable(format!("{error}")))?,
        lang: Lang::parse(&lang).unwrap_or_default(),
        widest: widest.parse::<Tlp>().map_err(|error| unreadable(error.to_string()))?,
        expires: moment(expires)?,
        created: moment(created)?,
        used: used.map(moment).transpose()?,
        ended: ended.map(moment).transpose()?,
        reminded,
        id,
        session,
        speaker,
    })
}
