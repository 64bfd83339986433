//! Revisions that are not published any more, and documents that a person took back.
//!
//! Who reads an old revision must be let in twice: by that revision, and by what is published now or was last. So a label
//! that is raised, or an audience that shrinks, closes what came before as well.

use std::collections::BTreeSet;

use app::model::document::{Document, RevisionRow, WriteUp};
use app::model::slug::Slug;
use jiff::Timestamp;

use super::documents::{Columns, to_document};
use super::listing::{push_opened, push_readable};
use super::people::{moment, slug};
use super::sql::Query;
use super::{Error, Result, Store};

/// A document that a person took back, for those who could read it.
#[derive(Clone, Debug)]
pub struct Kept {
    pub at: Timestamp,
    pub reason: String,
    pub successor: Option<Slug>,
    /// Its last published state.
    pub document: Document,
}

impl Store {
    /// The revisions of a document that these keys open, the newest first; empty for what is hidden.
    pub async fn revisions(&self, keys: &BTreeSet<String>, slug: &Slug) -> Result<Vec<RevisionRow>> {
        let mut query = Query::new("SELECT r.n, r.at, r.note, r.minor, r.owed, t.record FROM ");
        push_from(&mut query, keys, slug);
        query.push(" ORDER BY r.n DESC");
        let rows: Vec<(i64, i64, String, i64, i64, String)> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter()
            .map(|(n, at, note, minor, owed, record)| {
                let write_up: WriteUp = serde_json::from_str(&record).map_err(|error| Error::Unreadable {
                    noun: "revision",
                    id: slug.to_string(),
                    reason: error.to_string(),
                })?;
                Ok(RevisionRow {
                    n: u32::try_from(n).unwrap_or(u32::MAX),
                    at: moment(at)?,
                    note,
                    minor: minor != 0,
                    owed: owed != 0,
                    tlp: write_up.sharing.tlp(),
                })
            })
            .collect()
    }

    /// Whether a second pair of eyes is owed on a revision.
    pub async fn is_owed(&self, document: &str, n: u32) -> Result<bool> {
        let owed: Option<i64> = sqlx::query_scalar("SELECT owed FROM revision WHERE document_id = $1 AND n = $2")
            .bind(document)
            .bind(i64::from(n))
            .fetch_optional(&self.readers)
            .await?;
        Ok(owed.is_some_and(|owed| owed != 0))
    }

    /// One revision of a document, whole, if these keys open it.
    pub async fn revision(&self, keys: &BTreeSet<String>, slug: &Slug, n: u32) -> Result<Option<Document>> {
        let mut query = Query::new("SELECT d.id, d.owner, d.author, r.n, d.created, r.at, t.record FROM ");
        push_from(&mut query, keys, slug);
        query.push(" AND r.n = ").push_bind(i64::from(n));
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(to_document).transpose()
    }

    /// A document that a person took back, if these keys open what it was.
    pub async fn kept(&self, keys: &BTreeSet<String>, document: &Slug) -> Result<Option<Kept>> {
        let row: Option<(i64, String, Option<String>, i64)> = sqlx::query_as(
            "SELECT at, reason, successor, revision FROM withdrawn WHERE slug = $1 AND reason IS NOT NULL",
        )
        .bind(document.as_str())
        .fetch_optional(&self.readers)
        .await?;
        let Some((at, reason, successor, n)) = row else { return Ok(None) };
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        let Some(last) = self.revision(keys, document, n).await? else { return Ok(None) };
        let successor = successor.map(|code| slug(&code)).transpose()?;
        Ok(Some(Kept { at: moment(at)?, reason, successor, document: last }))
    }
}

/// Documents of a slug, published or taken back by a person, with those of their revisions that the keys open.
fn push_from(query: &mut Query, keys: &BTreeSet<String>, slug: &Slug) {
    query.push("(SELECT id, owner, author, created, digest FROM document WHERE slug = ").push_bind(slug.to_string());
    query.push(
        " UNION ALL SELECT w.id, w.owner, w.author, w.created, l.digest FROM withdrawn w \
           JOIN revision l ON l.document_id = w.id AND l.n = w.revision WHERE w.reason IS NOT NULL AND w.slug = ",
    );
    query.push_bind(slug.to_string());
    query.push(") d JOIN revision r ON r.document_id = d.id JOIN text t ON t.digest = r.digest WHERE ");
    push_readable(query, "d", keys);
    query.push(" AND ");
    push_opened(query, "r.digest", "d.author", keys);
}
