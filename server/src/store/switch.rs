//! The switch: one short transaction in which everything that was staged becomes real, or nothing does.

use std::collections::BTreeMap;

use app::model::change::{Noun, Verb};
use jiff::Timestamp;

use super::loads::{Loader, LoaderLock};
use super::registers::{self, Registers, Written};
use super::sql::{self, Connection};
use super::{Error, Result, Store, changes, said};

/// What a load brings besides the staged documents.
#[derive(Default)]
pub struct Rest {
    pub registers: Registers,
    /// The digest of every file the loader knows now, by path; `None` leaves what is noted.
    pub files: Option<BTreeMap<String, String>>,
    /// With this, documents and register rows that this loader brought before and does not bring now go.
    pub complete: bool,
}

/// What the switch did besides what the verdicts said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub registers: Written,
    /// Slugs of documents that were withdrawn.
    pub withdrawn: Vec<String>,
    /// The number of the last change.
    pub seq: i64,
}

impl Store {
    /// Makes documents of what is staged and writes the registers. Empties the staging table.
    pub async fn switch(&self, _lock: &LoaderLock, loader: Loader, rest: Rest) -> Result<Outcome> {
        let mut transaction = sql::begin(&self.writer).await?;
        refuse_conflicts(&mut transaction).await?;
        let mut registers = registers::write(&mut transaction, loader.code(), &rest.registers, rest.complete).await?;
        write_documents(&mut transaction, loader).await?;
        registers.add(said::bring(&mut transaction, loader.code(), &rest.registers.said).await?);
        let withdrawn = if rest.complete { withdraw_others(&mut transaction, loader).await? } else { Vec::new() };
        if let Some(files) = &rest.files {
            note_files(&mut transaction, loader, files).await?;
        }
        sqlx::query("DELETE FROM staged").execute(&mut *transaction).await?;
        let seq: i64 =
            sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM change").fetch_one(&mut *transaction).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(Outcome { registers, withdrawn, seq })
    }
}

/// A verdict rests on what the store held at staging; a write since then makes it void.
async fn refuse_conflicts(connection: &mut Connection) -> Result<()> {
    let conflict: Option<String> = sqlx::query_scalar(
        "SELECT s.slug FROM staged s LEFT JOIN document d ON d.slug = s.slug \
         WHERE (s.verdict = 'created' AND d.id IS NOT NULL) \
            OR (s.verdict <> 'created' AND s.verdict <> 'kept' AND (d.id IS NULL OR d.revision <> s.revision)) LIMIT 1",
    )
    .fetch_optional(connection)
    .await?;
    conflict.map_or(Ok(()), |slug| Err(Error::Conflict(slug)))
}

async fn write_documents(connection: &mut Connection, loader: Loader) -> Result<()> {
    let now = Timestamp::now().as_millisecond();
    sqlx::query(
        "INSERT INTO document \
         (id, slug, owner, author, actor, revision, digest, created, updated, kind, lang, work, day, summary) \
         SELECT s.document_id, s.slug, coalesce(w.owner, $1), w.author, $2, s.revision + 1, s.digest, \
                coalesce(w.created, $3), $3, s.kind, s.lang, s.work, s.day, s.summary \
         FROM staged s LEFT JOIN withdrawn w ON w.id = s.document_id \
         WHERE s.verdict = 'created' ORDER BY s.document_id",
    )
    .bind(loader.owner())
    .bind(loader.code())
    .bind(now)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM withdrawn WHERE id IN (SELECT document_id FROM staged WHERE verdict = 'created')")
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "UPDATE document SET actor = $1, revision = s.revision + 1, digest = s.digest, updated = $2, kind = s.kind, \
                lang = s.lang, work = s.work, day = s.day, summary = s.summary \
         FROM staged s WHERE s.verdict = 'changed' AND document.id = s.document_id",
    )
    .bind(loader.code())
    .bind(now)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO revision (document_id, n, at, actor, digest) \
         SELECT document_id, revision + 1, $1, $2, digest FROM staged WHERE verdict IN ('created', 'changed') \
         ORDER BY document_id",
    )
    .bind(now)
    .bind(loader.code())
    .execute(&mut *connection)
    .await?;
    // The verdicts of documents are the verbs of the log.
    sqlx::query(
        "INSERT INTO change (seq, at, actor, noun, id, verb) \
         SELECT (SELECT coalesce(max(seq), 0) FROM change) + row_number() OVER (ORDER BY document_id), \
                $1, $2, $3, document_id, verdict \
         FROM staged WHERE verdict IN ('created', 'changed')",
    )
    .bind(now)
    .bind(loader.code())
    .bind(Noun::Document.code())
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes back the documents that this loader brought and does not bring any more, unless somebody else edited them since.
/// Their revisions stay, and they return under their old id when the file does.
async fn withdraw_others(connection: &mut Connection, loader: Loader) -> Result<Vec<String>> {
    let gone: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, slug FROM document WHERE actor = $1 AND slug NOT IN (SELECT slug FROM staged) ORDER BY slug",
    )
    .bind(loader.code())
    .fetch_all(&mut *connection)
    .await?;
    for (id, _) in &gone {
        sqlx::query(
            "INSERT INTO withdrawn (id, slug, owner, author, revision, created, at, actor) \
             SELECT id, slug, owner, author, revision, created, $1, actor FROM document WHERE id = $2",
        )
        .bind(Timestamp::now().as_millisecond())
        .bind(id)
        .execute(&mut *connection)
        .await?;
        sqlx::query("DELETE FROM document WHERE id = $1").bind(id).execute(&mut *connection).await?;
        changes::record(connection, loader.code(), Noun::Document, id, Verb::Deleted).await?;
    }
    Ok(gone.into_iter().map(|(_, slug)| slug).collect())
}

async fn note_files(connection: &mut Connection, loader: Loader, files: &BTreeMap<String, String>) -> Result<()> {
    sqlx::query("DELETE FROM loaded_file WHERE loader = $1").bind(loader.code()).execute(&mut *connection).await?;
    for (path, digest) in files {
        sqlx::query("INSERT INTO loaded_file (loader, path, digest) VALUES ($1, $2, $3)")
            .bind(loader.code())
            .bind(path)
            .bind(digest)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
