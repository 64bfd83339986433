//! Conferences: every published programme, the last one as readers see it.

use std::collections::BTreeSet;

use app::model::change::{Noun, Verb};
use app::model::conference::{Announcement, Edition, Log, Outline, Programme, Session, Version};
use app::model::slug::Slug;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::sql::{self, Connection};
use super::{Error, Loader, Result, Store, changes};

/// What publishing did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The number of the edition that readers see now.
    pub number: u32,
    /// What it changed; `None` when the programme was already the published one.
    pub log: Option<Log>,
}

impl Store {
    /// In the order of their position.
    pub async fn announcements(&self) -> Result<Vec<Announcement>> {
        self.all("announcement").await
    }

    /// Every conference with a programme, newest first.
    pub async fn outlines(&self) -> Result<Vec<(Slug, Outline)>> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT code, outline FROM conference ORDER BY day DESC, code")
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter().map(|(code, outline)| Ok((slug(&code)?, read(&code, &outline)?))).collect()
    }

    /// The programme that readers see.
    pub async fn edition(&self, conference: &Slug) -> Result<Option<Edition>> {
        let row: Option<(i64, i64, String, String)> = sqlx::query_as(
            "SELECT e.n, e.at, e.programme, e.gone FROM conference c JOIN edition e ON e.conference = c.code AND e.n = c.edition \
             WHERE c.code = $1",
        )
        .bind(conference.as_str())
        .fetch_optional(&self.readers)
        .await?;
        let Some((number, at, programme, gone)) = row else { return Ok(None) };
        Ok(Some(Edition {
            slug: conference.clone(),
            number: small(number),
            published: moment(at),
            programme: read(conference.as_str(), &programme)?,
            gone: read(conference.as_str(), &gone)?,
        }))
    }

    /// The number of the edition that readers see, of every conference.
    pub async fn edition_numbers(&self) -> Result<Vec<(Slug, u32, u32)>> {
        let rows: Vec<(String, i64, String)> =
            sqlx::query_as("SELECT code, edition, outline FROM conference ORDER BY code")
                .fetch_all(&self.readers)
                .await?;
        let each = rows.into_iter().map(|(code, edition, outline)| {
            let outline: Outline = read(&code, &outline)?;
            Ok((slug(&code)?, small(edition), outline.sessions))
        });
        each.collect()
    }

    /// Every published version, newest first.
    pub async fn versions(&self, conference: &Slug) -> Result<Vec<Version>> {
        let rows: Vec<(i64, i64, String, String)> =
            sqlx::query_as("SELECT n, at, name, log FROM edition WHERE conference = $1 ORDER BY n DESC")
                .bind(conference.as_str())
                .fetch_all(&self.readers)
                .await?;
        let each = rows.into_iter().map(|(number, at, name, log)| {
            let log = read(conference.as_str(), &log)?;
            Ok(Version { number: small(number), published: moment(at), name, log })
        });
        each.collect()
    }

    /// Publishes a programme: a new edition, unless it is the published one to the byte.
    pub async fn publish(&self, loader: Loader, conference: &Slug, programme: &Programme) -> Result<Published> {
        let mut transaction = sql::begin(&self.writer).await?;
        let (published, seq) = publish(&mut transaction, loader.code(), conference, programme).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(published)
    }

    /// What is wrong with the conferences in the store, in words.
    pub(super) async fn conference_faults(&self) -> Result<Vec<String>> {
        let rows: Vec<(String, i64, String, String, String, String)> =
            sqlx::query_as("SELECT conference, n, digest, programme, gone, log FROM edition ORDER BY conference, n")
                .fetch_all(&self.readers)
                .await?;
        let mut faults = Vec::new();
        for (code, number, digest, programme, gone, log) in rows {
            let right: String = Sha256::digest(&programme).iter().map(|byte| format!("{byte:02x}")).collect();
            if right != digest {
                faults.push(format!("conference {code}, edition {number}: its programme has another digest"));
            }
            faults.extend(read::<Programme>(&code, &programme).err().map(|error| error.to_string()));
            faults.extend(read::<Vec<Session>>(&code, &gone).err().map(|error| error.to_string()));
            faults.extend(read::<Log>(&code, &log).err().map(|error| error.to_string()));
        }
        let wrong: Vec<String> = sqlx::query_scalar(
            "SELECT code FROM conference c WHERE edition <> (SELECT count(*) FROM edition e WHERE e.conference = c.code) \
             OR edition <> (SELECT coalesce(max(n), 0) FROM edition e WHERE e.conference = c.code)",
        )
        .fetch_all(&self.readers)
        .await?;
        let numbering = "its editions are not numbered from 1 to the published one";
        faults.extend(wrong.into_iter().map(|code| format!("conference {code}: {numbering}")));
        Ok(faults)
    }
}

/// Writes the next edition within a write; gives its number and the last change, 0 where nothing was to be written.
pub async fn publish(
    connection: &mut Connection,
    actor: &str,
    conference: &Slug,
    programme: &Programme,
) -> Result<(Published, i64)> {
    let record = write(conference, programme)?;
    let digest: String = Sha256::digest(&record).iter().map(|byte| format!("{byte:02x}")).collect();
    let last = last(connection, conference).await?;
    if let Some(last) = last.as_ref().filter(|last| last.digest == digest) {
        return Ok((Published { number: last.number, log: None }, 0));
    }
    let (number, log, gone) = match &last {
        Some(last) => (last.number + 1, Log::between(&last.programme, programme), gone(last, programme)),
        None => (1, Log::default(), Vec::new()),
    };
    sqlx::query(
        "INSERT INTO conference (code, edition, day, outline) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (code) DO UPDATE SET edition = excluded.edition, day = excluded.day, outline = excluded.outline",
    )
    .bind(conference.as_str())
    .bind(i64::from(number))
    .bind(programme.first.to_string())
    .bind(write(conference, &Outline::of(programme))?)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO edition (conference, n, at, actor, digest, programme, gone, log, name) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(conference.as_str())
    .bind(i64::from(number))
    .bind(Timestamp::now().as_millisecond())
    .bind(actor)
    .bind(digest)
    .bind(record)
    .bind(write(conference, &gone)?)
    .bind(write(conference, &log)?)
    .bind(&programme.version)
    .execute(&mut *connection)
    .await?;
    let verb = if number == 1 { Verb::Created } else { Verb::Changed };
    let seq = changes::record(connection, actor, Noun::Conference, conference.as_str(), verb).await?;
    Ok((Published { number, log: Some(log) }, seq))
}

struct Last {
    number: u32,
    digest: String,
    programme: Programme,
    gone: Vec<Session>,
}

async fn last(connection: &mut Connection, conference: &Slug) -> Result<Option<Last>> {
    let row: Option<(i64, String, String, String)> =
        sqlx::query_as("SELECT n, digest, programme, gone FROM edition WHERE conference = $1 ORDER BY n DESC LIMIT 1")
            .bind(conference.as_str())
            .fetch_optional(connection)
            .await?;
    let Some((number, digest, programme, gone)) = row else { return Ok(None) };
    Ok(Some(Last {
        number: small(number),
        digest,
        programme: read(conference.as_str(), &programme)?,
        gone: read(conference.as_str(), &gone)?,
    }))
}

/// Sessions of earlier editions that are not in this one: calendars must tell that they are off.
fn gone(last: &Last, programme: &Programme) -> Vec<Session> {
    let now: BTreeSet<&str> = programme.sessions.iter().map(|session| session.guid.as_str()).collect();
    let earlier = last.gone.iter().chain(&last.programme.sessions);
    earlier.filter(|session| !now.contains(session.guid.as_str())).cloned().collect()
}

fn slug(code: &str) -> Result<Slug> {
    code.parse().map_err(|error| unreadable(code, error))
}

pub fn read<T: DeserializeOwned>(code: &str, record: &str) -> Result<T> {
    serde_json::from_str(record).map_err(|error| unreadable(code, error))
}

pub fn write<T: Serialize>(conference: &Slug, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| unreadable(conference.as_str(), error))
}

fn unreadable(code: &str, error: impl std::fmt::Display) -> Error {
    Error::Unreadable { noun: "conference", id: code.to_owned(), reason: error.to_string() }
}

pub fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn moment(at: i64) -> Timestamp {
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH)
}
