//! Lists of documents, trimmed to the reader in SQL.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

use app::model::document::{Listing, Page, Summary};
use app::model::slug::Slug;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::sql::Query;
use super::{Error, Result, Store};

/// How many names one statement may hold.
const NAMED_AT_ONCE: usize = 500;

impl Store {
    /// A part of the list that these keys open, newest first.
    pub async fn documents(&self, keys: &BTreeSet<String>, listing: &Listing) -> Result<Page<Summary>> {
        let mut query = Query::new(SUMMARY);
        push_filters(&mut query, keys, listing);
        query.push(" ORDER BY d.day DESC, d.updated DESC, d.slug LIMIT ").push_bind(i64::from(listing.size));
        query.push(" OFFSET ").push_bind(i64::from(listing.from));
        let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        let items = rows.into_iter().map(to_summary).collect::<Result<_>>()?;
        Ok(Page { total: self.total(keys, listing).await?, items })
    }

    /// What a person wrote and is published, the last changed first; at most `limit`.
    pub async fn documents_by(&self, author: &Slug, limit: u32) -> Result<Vec<Summary>> {
        let mut query = Query::new(SUMMARY);
        query.push(" WHERE d.author = ").push_bind(author.to_string());
        query.push(" ORDER BY d.updated DESC, d.slug LIMIT ").push_bind(i64::from(limit));
        let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_summary).collect()
    }

    /// Documents that an organisation owns or looks after, or a person wrote, and that are to be looked at again up to a
    /// day, as far as the keys open them; the longest overdue first.
    pub async fn to_look_at(
        &self,
        keys: &BTreeSet<String>,
        person: &Slug,
        organisation: &Slug,
        until: Date,
    ) -> Result<Vec<Summary>> {
        let mut query = Query::new(SUMMARY);
        query.push(
            " JOIN text_mark m ON m.digest = d.digest WHERE m.mark >= 'review:' AND m.mark < 'review;' AND m.mark <= ",
        );
        query.push_bind(format!("review:{until}")).push(" AND (d.owner = ").push_bind(organisation.to_string());
        query.push(" OR d.author = ").push_bind(person.to_string());
        query.push(" OR EXISTS (SELECT 1 FROM text_mark v WHERE v.digest = d.digest AND v.mark = ");
        query.push_bind(format!("verifier:{organisation}")).push(")) AND ");
        push_readable(&mut query, "d", keys);
        query.push(" ORDER BY m.mark, d.slug LIMIT 200");
        let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_summary).collect()
    }

    /// Those of these documents that the keys open, by slug.
    pub async fn summaries(&self, keys: &BTreeSet<String>, slugs: &BTreeSet<&Slug>) -> Result<Vec<Summary>> {
        let slugs: Vec<String> = slugs.iter().map(|slug| slug.to_string()).collect();
        let mut summaries = Vec::with_capacity(slugs.len());
        for part in slugs.chunks(NAMED_AT_ONCE) {
            let mut query = Query::new(SUMMARY);
            query.push(" WHERE d.slug IN ");
            push_keys(&mut query, part);
            query.push(" AND ");
            push_readable(&mut query, "d", keys);
            query.push(" ORDER BY d.slug");
            let rows: Vec<(String, i64)> = query.build_query_as().persistent(false).fetch_all(&self.readers).await?;
            for row in rows {
                summaries.push(to_summary(row)?);
            }
        }
        Ok(summaries)
    }

    /// The length of the whole list. Counting has to look at every document, so a total is kept until the next change.
    async fn total(&self, keys: &BTreeSet<String>, listing: &Listing) -> Result<u64> {
        let seq = self.seq();
        let question = format!("{keys:?} {:?}", Listing { from: 0, size: 0, ..listing.clone() });
        if let Some(total) = self.totals.get(seq, &question) {
            return Ok(total);
        }
        let mut query = Query::new("SELECT count(*) FROM document d");
        push_filters(&mut query, keys, listing);
        let total: i64 = query.build_query_scalar().fetch_one(&self.readers).await?;
        let total = total.unsigned_abs();
        self.totals.keep(seq, question, total);
        Ok(total)
    }
}

/// Totals of lists at one state of the log.
#[derive(Default)]
pub struct Totals(Mutex<(i64, HashMap<String, u64>)>);

impl Totals {
    fn get(&self, seq: i64, question: &str) -> Option<u64> {
        let totals = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if totals.0 == seq { totals.1.get(question).copied() } else { None }
    }

    fn keep(&self, seq: i64, question: String, total: u64) {
        let mut totals = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if totals.0 != seq || totals.1.len() >= MOST_TOTALS {
            *totals = (seq, HashMap::new());
        }
        totals.1.insert(question, total);
    }
}

const MOST_TOTALS: usize = 1000;

pub const SUMMARY: &str = "SELECT d.summary, d.updated FROM document d";

/// The summary and the moment of a row.
pub fn to_summary((record, updated): (String, i64)) -> Result<Summary> {
    let unreadable = |reason: String| Error::Unreadable { noun: "summary", id: record.clone(), reason };
    let mut value: Value = serde_json::from_str(&record).map_err(|error| unreadable(error.to_string()))?;
    let updated = Timestamp::from_millisecond(updated).map_err(|error| unreadable(error.to_string()))?;
    value["updated"] = Value::String(updated.to_string());
    serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))
}

/// `($1, $2, …)` of a list that is not empty.
pub fn push_keys<'a>(query: &mut Query, values: impl IntoIterator<Item = &'a String>) {
    query.push("(");
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value.clone());
    }
    query.push(")");
}

/// The condition that one of the reader's keys opens a document.
pub fn push_readable(query: &mut Query, document: &str, keys: &BTreeSet<String>) {
    push_opened(query, &format!("{document}.digest"), &format!("{document}.author"), keys);
}

/// The condition that one of the reader's keys opens a text of this digest by this author.
pub fn push_opened(query: &mut Query, digest: &str, author: &str, keys: &BTreeSet<String>) {
    query.push(format_args!("(EXISTS (SELECT 1 FROM text_key k WHERE k.digest = {digest} AND k.key IN "));
    push_keys(query, keys);
    query.push(")");
    // The author is a fact of the document, not of its text, so this key is not among the text's.
    if keys.iter().any(|key| key.starts_with("author:")) {
        query.push(format_args!(" OR 'author:' || {author} IN "));
        push_keys(query, keys);
    }
    query.push(")");
}

fn push_filters(query: &mut Query, keys: &BTreeSet<String>, listing: &Listing) {
    query.push(" WHERE ");
    push_matching(query, "d", keys, listing);
    let Some(prefer) = listing.prefer else { return };
    // Of a text and its translations the best one: the preferred language, then the original, then the first by slug.
    let rank = |document: &str| {
        format!(
            "CASE WHEN {document}.lang = '{}' THEN 0 WHEN {document}.slug = {document}.work THEN 1 ELSE 2 END",
            prefer.code()
        )
    };
    query.push(" AND NOT EXISTS (SELECT 1 FROM document o WHERE o.work = d.work AND o.id <> d.id");
    query.push(format_args!(" AND ({}, o.slug) < ({}, d.slug) AND ", rank("o"), rank("d")));
    push_matching(query, "o", keys, listing);
    query.push(")");
}

fn push_matching(query: &mut Query, document: &str, keys: &BTreeSet<String>, listing: &Listing) {
    push_readable(query, document, keys);
    if !listing.kinds.is_empty() {
        query.push(format_args!(" AND {document}.kind IN "));
        push_keys(query, &listing.kinds.iter().map(|kind| kind.code().to_owned()).collect::<Vec<_>>());
    }
    let marks = [
        listing.hub.as_ref().map(|hub| format!("hub:{hub}")),
        listing.line.map(|line| format!("line:{}", line.code())),
        listing.stage.map(|stage| format!("stage:{}", stage.code())),
    ];
    for mark in marks.into_iter().flatten() {
        query.push(format_args!(
            " AND EXISTS (SELECT 1 FROM text_mark m WHERE m.digest = {document}.digest AND m.mark = "
        ));
        query.push_bind(mark).push(")");
    }
}
