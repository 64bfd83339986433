//! Staging: texts and verdicts of a load, written in batches, seen by nobody until the switch.

use std::collections::{BTreeMap, BTreeSet};

use app::model::document::{Summary, WriteUp};
use app::model::facts::{Facts, Kind};
use app::model::slug::Slug;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::listing::push_keys;
use super::loads::{Loader, LoaderLock};
use super::sql::{self, Query};
use super::{Error, Result, Store};

/// A write-up on its way in.
#[derive(Clone, Debug)]
pub struct StagedDocument {
    pub write_up: WriteUp,
    /// `file:line`, for messages about two documents of the same id.
    pub origin: String,
}

/// What the switch will do with a staged document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Created,
    Changed,
    Same,
    /// Somebody else edited it since; the load leaves it alone.
    Kept,
}

impl Verdict {
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Created => "created",
            Verdict::Changed => "changed",
            Verdict::Same => "same",
            Verdict::Kept => "kept",
        }
    }
}

/// What became of a batch.
#[derive(Clone, Debug, Default)]
pub struct Staged {
    pub verdicts: BTreeMap<Verdict, u64>,
    /// Slug, and where the set has it: first and again.
    pub duplicates: Vec<(Slug, String, String)>,
    /// Documents left alone because somebody else edited them.
    pub kept: Vec<Slug>,
}

impl Store {
    /// Writes a batch of a load: texts that are not there yet and the verdict on each document.
    pub async fn stage(&self, _lock: &LoaderLock, loader: Loader, batch: Vec<StagedDocument>) -> Result<Staged> {
        let mut staged = Staged::default();
        if batch.is_empty() {
            return Ok(staged);
        }
        let mut transaction = sql::begin(&self.writer).await?;
        let known = known(&mut transaction, &batch).await?;
        let origins = origins(&mut transaction, &batch).await?;
        let mut rows = Vec::with_capacity(batch.len());
        let mut firsts: BTreeMap<Slug, String> = BTreeMap::new();
        for StagedDocument { write_up, origin } in batch {
            let slug = write_up.slug.clone();
            let first = origins.get(slug.as_str()).or_else(|| firsts.get(&slug));
            if let Some(first) = first {
                staged.duplicates.push((slug, first.clone(), origin));
                continue;
            }
            firsts.insert(slug.clone(), origin.clone());
            let row = Row::new(write_up, origin, known.get(slug.as_str()), loader)?;
            *staged.verdicts.entry(row.verdict).or_default() += 1;
            if row.verdict == Verdict::Kept {
                staged.kept.push(slug);
            }
            rows.push(row);
        }
        let new = rows.iter().filter(|row| matches!(row.verdict, Verdict::Created | Verdict::Changed));
        let texts: Vec<NewText> =
            new.map(|Row { digest, record, write_up, .. }| NewText { digest, record, write_up }).collect();
        write_texts(&mut transaction, &texts).await?;
        write_rows(&mut transaction, &rows).await?;
        transaction.commit().await?;
        Ok(staged)
    }

    /// The kinds of those of these documents that are staged or in the store.
    pub async fn kinds(&self, slugs: &BTreeSet<Slug>) -> Result<BTreeMap<Slug, Kind>> {
        let mut kinds = BTreeMap::new();
        for slug in slugs {
            let kind: Option<String> = sqlx::query_scalar(
                "SELECT kind FROM staged WHERE slug = $1 \
                 UNION ALL SELECT kind FROM document WHERE slug = $1 LIMIT 1",
            )
            .bind(slug.as_str())
            .fetch_optional(&self.readers)
            .await?;
            kinds.extend(kind.and_then(|code| Kind::parse(&code)).map(|kind| (slug.clone(), kind)));
        }
        Ok(kinds)
    }

    /// Of these slugs those that are neither in the store nor staged, each with what its document translates, if it does.
    pub async fn missing_or_translations(&self, slugs: &BTreeSet<Slug>) -> Result<(Vec<Slug>, Vec<Slug>)> {
        let (mut missing, mut translations) = (Vec::new(), Vec::new());
        for slug in slugs {
            let work: Option<String> = sqlx::query_scalar(
                "SELECT work FROM staged WHERE slug = $1 \
                 UNION ALL SELECT work FROM document WHERE slug = $1 LIMIT 1",
            )
            .bind(slug.as_str())
            .fetch_optional(&self.readers)
            .await?;
            match work {
                None => missing.push(slug.clone()),
                Some(work) if work != slug.as_str() => translations.push(slug.clone()),
                Some(_) => {}
            }
        }
        Ok((missing, translations))
    }
}

/// What is known of a slug before the load: id, revision, digest, actor; a withdrawn document has no digest.
struct Known {
    id: String,
    revision: i64,
    digest: Option<String>,
    actor: String,
}

async fn known(connection: &mut sql::Connection, batch: &[StagedDocument]) -> Result<BTreeMap<String, Known>> {
    let slugs: Vec<String> = batch.iter().map(|document| document.write_up.slug.to_string()).collect();
    let mut query = Query::new("SELECT slug, id, revision, digest, actor FROM document WHERE slug IN ");
    push_keys(&mut query, &slugs);
    query.push(" UNION ALL SELECT slug, id, revision, NULL, actor FROM withdrawn WHERE slug IN ");
    push_keys(&mut query, &slugs);
    let rows: Vec<(String, String, i64, Option<String>, String)> =
        query.build_query_as().persistent(false).fetch_all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|(slug, id, revision, digest, actor)| (slug, Known { id, revision, digest, actor }))
        .collect())
}

/// Where earlier batches of this load had the same slugs.
async fn origins(connection: &mut sql::Connection, batch: &[StagedDocument]) -> Result<BTreeMap<String, String>> {
    let mut query = Query::new("SELECT slug, origin FROM staged WHERE slug IN ");
    push_keys(&mut query, &batch.iter().map(|document| document.write_up.slug.to_string()).collect::<Vec<_>>());
    let rows: Vec<(String, String)> = query.build_query_as().persistent(false).fetch_all(connection).await?;
    Ok(rows.into_iter().collect())
}

/// A row of the staging table, with the text it stands for.
struct Row {
    write_up: WriteUp,
    origin: String,
    verdict: Verdict,
    document_id: String,
    revision: i64,
    digest: String,
    record: String,
    summary: String,
    work: Slug,
    day: String,
}

impl Row {
    fn new(write_up: WriteUp, origin: String, known: Option<&Known>, loader: Loader) -> Result<Row> {
        let record = to_json(&write_up, &write_up.slug)?;
        let digest = digest_of(&record);
        let verdict = match known {
            None => Verdict::Created,
            Some(known) if known.digest.as_deref() == Some(&digest) => Verdict::Same,
            Some(known) if !loader.may_replace(&known.actor) => Verdict::Kept,
            // Withdrawn before: it comes back under its old id.
            Some(known) if known.digest.is_none() => Verdict::Created,
            Some(_) => Verdict::Changed,
        };
        let now = Timestamp::now();
        let day = write_up.published.unwrap_or_else(|| jiff::tz::TimeZone::UTC.to_datetime(now).date()).to_string();
        Ok(Row {
            verdict,
            document_id: known.map_or_else(|| Uuid::now_v7().to_string(), |known| known.id.clone()),
            revision: known.map_or(0, |known| known.revision),
            digest,
            record,
            summary: to_json(&summary_of(&write_up), &write_up.slug)?,
            work: write_up.translation_of.clone().unwrap_or_else(|| write_up.slug.clone()),
            day,
            origin,
            write_up,
        })
    }
}

pub fn to_json(value: &impl serde::Serialize, slug: &Slug) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Unreadable {
        noun: "write-up",
        id: slug.to_string(),
        reason: error.to_string(),
    })
}

/// The name of a text: SHA-256 in hexadecimal.
pub fn digest_of(record: &str) -> String {
    Sha256::digest(record.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The summary as the document row keeps it; `updated` is a column of its own and only a placeholder here.
pub fn summary_of(write_up: &WriteUp) -> Summary {
    Summary {
        slug: write_up.slug.clone(),
        lang: write_up.lang,
        kind: write_up.kind(),
        title: write_up.title.clone(),
        summary: write_up.summary.clone(),
        hubs: write_up.hubs.clone(),
        lines: write_up.lines.clone(),
        stages: write_up.stages.clone(),
        tlp: write_up.sharing.tlp(),
        published: write_up.published,
        updated: Timestamp::UNIX_EPOCH,
        translation_of: write_up.translation_of.clone(),
        review_by: write_up.review_by,
    }
}

pub fn marks(write_up: &WriteUp) -> BTreeSet<String> {
    let hubs = write_up.hubs.iter().map(|hub| format!("hub:{hub}"));
    let lines = write_up.lines.iter().map(|line| format!("line:{}", line.code()));
    let stages = write_up.stages.iter().map(|stage| format!("stage:{}", stage.code()));
    let review = write_up.review_by.map(|day| format!("review:{day}"));
    let verifier = write_up.verifier.as_ref().map(|organisation| format!("verifier:{organisation}"));
    hubs.chain(lines).chain(stages).chain(review).chain(verifier).collect()
}

pub fn links(write_up: &WriteUp) -> BTreeSet<&Slug> {
    let mut links: BTreeSet<&Slug> = write_up.related.iter().collect();
    if let Facts::ModusOperandi(modus) = &write_up.facts {
        links.extend(modus.steps.iter().flat_map(|step| &step.barriers).flat_map(|barrier| &barrier.documents));
    }
    links.remove(&write_up.slug);
    links
}

/// A text on its way in.
pub struct NewText<'a> {
    pub digest: &'a String,
    pub record: &'a String,
    pub write_up: &'a WriteUp,
}

/// Writes texts that are not there yet, with what follows from them.
pub async fn write_texts(connection: &mut sql::Connection, rows: &[NewText<'_>]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = Query::new("INSERT INTO text (digest, record) ");
    query.push_values(rows, |mut values, row| {
        values.push_bind(row.digest).push_bind(row.record);
    });
    query.push(" ON CONFLICT DO NOTHING").build().persistent(false).execute(&mut *connection).await?;
    let keys = rows.iter().flat_map(|row| row.write_up.sharing.keys(None).into_iter().map(|key| (row.digest, key)));
    write_pairs(connection, "text_key", keys.collect()).await?;
    let marks = rows.iter().flat_map(|row| marks(row.write_up).into_iter().map(|mark| (row.digest, mark)));
    write_pairs(connection, "text_mark", marks.collect()).await?;
    let links = rows.iter().flat_map(|row| links(row.write_up).into_iter().map(|link| (row.digest, link.to_string())));
    write_pairs(connection, "text_link", links.collect()).await
}

async fn write_pairs(
    connection: &mut sql::Connection,
    table: &'static str,
    pairs: Vec<(&String, String)>,
) -> Result<()> {
    for part in pairs.chunks(ROWS_PER_STATEMENT) {
        let mut query = Query::new("INSERT INTO ");
        query.push(table).push(" ");
        query.push_values(part, |mut values, (digest, value)| {
            values.push_bind(*digest).push_bind(value);
        });
        query.push(" ON CONFLICT DO NOTHING").build().persistent(false).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn write_rows(connection: &mut sql::Connection, rows: &[Row]) -> Result<()> {
    for part in rows.chunks(ROWS_PER_STATEMENT) {
        let mut query = Query::new(
            "INSERT INTO staged (slug, origin, verdict, document_id, revision, digest, kind, lang, work, day, summary) ",
        );
        query.push_values(part, |mut values, row| {
            values
                .push_bind(row.write_up.slug.as_str())
                .push_bind(&row.origin)
                .push_bind(row.verdict.code())
                .push_bind(&row.document_id)
                .push_bind(row.revision)
                .push_bind(&row.digest)
                .push_bind(row.write_up.kind().code())
                .push_bind(row.write_up.lang.code())
                .push_bind(row.work.as_str())
                .push_bind(&row.day)
                .push_bind(&row.summary);
        });
        query.build().persistent(false).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Keeps a statement below SQLite's 32,766 and PostgreSQL's 65,535 parameters.
const ROWS_PER_STATEMENT: usize = 1000;
