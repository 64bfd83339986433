//! The text that was found in attachments.

use app::model::attachment::{FileKind, Passage};
use app::model::change::{Noun, Verb};

use super::sql::{self, Connection};
use super::{Error, Result, Store, changes};

/// How far a file was read, and what was found.
pub struct Found {
    /// Whether that is all there is.
    pub whole: bool,
    /// Pages, slides, sheets or parts, those without text too.
    pub count: u32,
    /// Those with text.
    pub passages: Vec<Passage>,
}

impl Store {
    /// A file whose text was not taken out yet, with its kind; the one that came first.
    pub async fn unread_file(&self) -> Result<Option<(String, FileKind)>> {
        let row: Option<(String, String)> = sqlx::query_as(
            "SELECT f.digest, f.kind FROM file f JOIN attachment a ON a.digest = f.digest \
             WHERE f.reading IS NULL ORDER BY a.id LIMIT 1",
        )
        .fetch_optional(&self.readers)
        .await?;
        let Some((digest, code)) = row else { return Ok(None) };
        let Some(kind) = FileKind::parse(&code) else {
            return Err(Error::Unreadable { noun: "file", id: digest, reason: format!("unknown kind {code}") });
        };
        Ok(Some((digest, kind)))
    }

    /// Notes what was found in a file; whatever it hangs on changes by that, but for drafts, which are nobody's news.
    pub async fn note_text(&self, digest: &str, found: &Found) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        let reading = match (found.whole, found.passages.is_empty()) {
            (_, true) => "nothing",
            (true, false) => "whole",
            (false, false) => "part",
        };
        let noted = sqlx::query("UPDATE file SET reading = $1, passages = $2 WHERE digest = $3 AND reading IS NULL")
            .bind(reading)
            .bind(i64::from(found.count))
            .bind(digest)
            .execute(&mut *transaction)
            .await?;
        if noted.rows_affected() == 0 {
            return Ok(());
        }
        for passage in &found.passages {
            sqlx::query("INSERT INTO passage (digest, n, begins, text) VALUES ($1, $2, $3, $4)")
                .bind(digest)
                .bind(i64::from(passage.number))
                .bind(passage.begins.map(|at| i64::try_from(at).unwrap_or(i64::MAX)))
                .bind(&passage.text)
                .execute(&mut *transaction)
                .await?;
        }
        let seq = tell(&mut transaction, digest).await?;
        transaction.commit().await?;
        if let Some(seq) = seq {
            self.announce(seq);
        }
        Ok(())
    }

    /// The passages of a file that have text, in order.
    pub async fn passages(&self, digest: &str) -> Result<Vec<Passage>> {
        let rows: Vec<(i64, Option<i64>, String)> =
            sqlx::query_as("SELECT n, begins, text FROM passage WHERE digest = $1 ORDER BY n")
                .bind(digest)
                .fetch_all(&self.readers)
                .await?;
        Ok(rows.into_iter().map(to_passage).collect())
    }

    /// One passage of a file; `None` where there is none of that number, or it has no text.
    pub async fn passage(&self, digest: &str, number: u32) -> Result<Option<Passage>> {
        let row: Option<(i64, Option<i64>, String)> =
            sqlx::query_as("SELECT n, begins, text FROM passage WHERE digest = $1 AND n = $2")
                .bind(digest)
                .bind(i64::from(number))
                .fetch_optional(&self.readers)
                .await?;
        Ok(row.map(to_passage))
    }

    /// The numbers of the pages before and after a number that have text or a picture.
    pub async fn page_neighbours(&self, digest: &str, number: u32) -> Result<(Option<u32>, Option<u32>)> {
        let (before, after): (Option<i64>, Option<i64>) = sqlx::query_as(
            "SELECT max(CASE WHEN n < $2 THEN n END), min(CASE WHEN n > $2 THEN n END) FROM \
             (SELECT n FROM passage WHERE digest = $1 UNION SELECT n FROM picture WHERE digest = $1) page",
        )
        .bind(digest)
        .bind(i64::from(number))
        .fetch_one(&self.readers)
        .await?;
        let small = |n: i64| u32::try_from(n).ok();
        Ok((before.and_then(small), after.and_then(small)))
    }

    /// Of every attachment: its id, the revision of its document, and how many passages with text there are.
    pub async fn passage_counts(&self) -> Result<Vec<(String, u32, usize)>> {
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(
            "SELECT a.id, d.revision, (SELECT count(*) FROM passage p WHERE p.digest = a.digest) \
             FROM attachment a JOIN document d ON d.id = a.parent WHERE a.noun = 'document' ORDER BY a.id",
        )
        .fetch_all(&self.readers)
        .await?;
        let small = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(rows.into_iter().map(|(id, revision, count)| (id, small(revision), small(count) as usize)).collect())
    }
}

/// Notes that more is known of a file by whatever it hangs on; gives the number of the last change. Drafts are nobody's news.
pub(super) async fn tell(connection: &mut Connection, digest: &str) -> Result<Option<i64>> {
    let hanging: Vec<String> = sqlx::query_scalar(
        "SELECT id FROM attachment WHERE digest = $1 AND noun NOT IN ('draft', 'speaker') ORDER BY id",
    )
    .bind(digest)
    .fetch_all(&mut *connection)
    .await?;
    let mut seq = None;
    for id in hanging {
        seq = Some(changes::record(connection, READER, Noun::Attachment, &id, Verb::Changed).await?);
    }
    Ok(seq)
}

/// Who notes what was found in files, in the log.
const READER: &str = "reader";

fn to_passage((number, begins, text): (i64, Option<i64>, String)) -> Passage {
    Passage { number: u32::try_from(number).unwrap_or(u32::MAX), begins: begins.map(i64::unsigned_abs), text }
}
