//! Documents as they are kept, complete: for the page of one document and for whoever follows the log.

use std::collections::BTreeSet;

use app::model::document::{Document, Summary, WriteUp};
use app::model::slug::Slug;
use jiff::Timestamp;

use super::listing::{SUMMARY, push_keys, push_readable, to_summary};
use super::sql::Query;
use super::{Error, Result, Store};

/// Which state of a document the store publishes: what an index must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digested {
    pub id: String,
    pub slug: String,
    pub revision: u32,
    /// SHA-256 of the published write-up as stored, in hexadecimal.
    pub digest: String,
}

impl Store {
    /// The document of a slug, if a reader who holds these keys may read it.
    pub async fn document(&self, keys: &BTreeSet<String>, slug: &Slug) -> Result<Option<Document>> {
        let mut query = Query::new(DOCUMENT);
        query.push(" WHERE d.slug = ").push_bind(slug.as_str()).push(" AND ");
        push_readable(&mut query, "d", keys);
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(to_document).transpose()
    }

    /// The documents of these ids, whoever may read them, in no particular order. Ids that are no (longer) documents are
    /// left out.
    pub async fn documents_by_id(&self, ids: &[String]) -> Result<Vec<Document>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Query::new(DOCUMENT);
        query.push(" WHERE d.id IN ");
        push_keys(&mut query, ids);
        let rows: Vec<Columns> = query.build_query_as().persistent(false).fetch_all(&self.readers).await?;
        rows.into_iter().map(to_document).collect()
    }

    /// The documents after an id, whoever may read them, in the order of their ids: to walk through all of them.
    pub async fn documents_after(&self, id: Option<&str>, limit: u32) -> Result<Vec<Document>> {
        let mut query = Query::new(DOCUMENT);
        query.push(" WHERE d.id > ").push_bind(id.unwrap_or_default());
        query.push(" ORDER BY d.id LIMIT ").push_bind(i64::from(limit));
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_document).collect()
    }

    /// What is published, without the texts, after an id and in the order of ids.
    pub async fn digests_after(&self, id: Option<&str>, limit: u32) -> Result<Vec<Digested>> {
        let rows: Vec<(String, String, i64, String)> =
            sqlx::query_as("SELECT id, slug, revision, digest FROM document WHERE id > $1 ORDER BY id LIMIT $2")
                .bind(id.unwrap_or_default())
                .bind(i64::from(limit))
                .fetch_all(&self.readers)
                .await?;
        Ok(rows
            .into_iter()
            .map(|(id, slug, revision, digest)| Digested { id, slug, revision: number(revision), digest })
            .collect())
    }

    /// How many documents there are, whoever may read them.
    pub async fn count_documents(&self) -> Result<u64> {
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM document").fetch_one(&self.readers).await?;
        Ok(count.unsigned_abs())
    }

    /// The same text in other languages, as far as the keys open them, in the order of language codes.
    pub async fn translations(&self, keys: &BTreeSet<String>, document: &Document) -> Result<Vec<Summary>> {
        let work = document.write_up.translation_of.as_ref().unwrap_or(&document.write_up.slug);
        let mut query = Query::new(SUMMARY);
        query.push(" WHERE d.work = ").push_bind(work.as_str());
        query.push(" AND d.id <> ").push_bind(&document.id).push(" AND ");
        push_readable(&mut query, "d", keys);
        query.push(" ORDER BY d.lang, d.slug");
        let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_summary).collect()
    }

    /// Documents that this one points to and documents that point here, as far as the keys open them, by slug; its own
    /// translations left out. At most `limit`.
    pub async fn linked(&self, keys: &BTreeSet<String>, document: &Document, limit: u32) -> Result<Vec<Summary>> {
        let slug = &document.write_up.slug;
        let work = document.write_up.translation_of.as_ref().unwrap_or(slug);
        let mut query = Query::new(SUMMARY);
        query.push(" WHERE (d.slug IN (SELECT l.slug FROM text_link l JOIN document own ON own.digest = l.digest");
        query.push(" WHERE own.id = ").push_bind(&document.id);
        query.push(") OR d.digest IN (SELECT l.digest FROM text_link l WHERE l.slug = ").push_bind(slug.as_str());
        query.push(")) AND d.work <> ").push_bind(work.as_str()).push(" AND ");
        push_readable(&mut query, "d", keys);
        query.push(" ORDER BY d.slug LIMIT ").push_bind(i64::from(limit));
        let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_summary).collect()
    }
}

const DOCUMENT: &str = "SELECT d.id, d.owner, d.author, d.revision, d.created, d.updated, t.record \
                        FROM document d JOIN text t ON t.digest = d.digest";

/// Id, owner, author, revision, created, updated, record.
pub type Columns = (String, String, Option<String>, i64, i64, i64, String);

/// A revision number; the store counts them from 1, far from either end.
fn number(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub fn to_document((id, owner, author, revision, created, updated, record): Columns) -> Result<Document> {
    let unreadable = |reason: String| Error::Unreadable { noun: "document", id: id.clone(), reason };
    let write_up: WriteUp = serde_json::from_str(&record).map_err(|error| unreadable(error.to_string()))?;
    let slug = |text: String| text.parse::<Slug>().map_err(|error| unreadable(error.to_string()));
    let time = |ms| Timestamp::from_millisecond(ms).map_err(|error| unreadable(error.to_string()));
    Ok(Document {
        owner: slug(owner)?,
        author: author.map(slug).transpose()?,
        revision: number(revision),
        created: time(created)?,
        updated: time(updated)?,
        write_up,
        id,
    })
}
