//! Whether everything in the store is whole and fits together.

use std::collections::{BTreeMap, BTreeSet};

use app::model::document::WriteUp;

use super::sql::{self, Query};
use super::staging::{digest_of, links, marks, summary_of};
use super::{Result, Store};

impl Store {
    /// Everything that is wrong, in words; empty when all is well. Reads all of the store once.
    pub async fn faults(&self) -> Result<Vec<String>> {
        let mut faults = sql::integrity(&mut *self.readers.acquire().await?).await?;
        if !faults.is_empty() {
            // On damaged files the rest would only repeat the damage, or fail.
            return Ok(faults);
        }
        faults.extend(self.log_faults().await?);
        faults.extend(self.document_faults().await?);
        faults.extend(self.text_faults().await?);
        faults.extend(self.conference_faults().await?);
        faults.extend(self.attachment_faults().await?);
        faults.extend(self.register_faults().await);
        Ok(faults)
    }

    async fn log_faults(&self) -> Result<Option<String>> {
        let (count, first, last): (i64, i64, i64) =
            sqlx::query_as("SELECT count(*), coalesce(min(seq), 1), coalesce(max(seq), 0) FROM change")
                .fetch_one(&self.readers)
                .await?;
        let gapless = first == 1 && last == count;
        Ok((!gapless).then(|| format!("the change log runs from {first} to {last}, but has {count} rows")))
    }

    /// What SQL alone can tell of documents, revisions and texts.
    async fn document_faults(&self) -> Result<Vec<String>> {
        const QUESTIONS: [(&str, &str); 6] = [
            (
                "what is kept of its values for lists does not follow from them",
                "SELECT DISTINCT s.indicator FROM series s WHERE s.readings <> (SELECT count(*) FROM observation o \
                 WHERE o.series = s.id AND o.known_until IS NULL AND o.value IS NOT NULL)",
            ),
            (
                "its values do not follow each other in time",
                // What is closed is followed by what begins on that day, and of all but the last the end is known.
                "SELECT DISTINCT s.indicator FROM series s JOIN observation o ON o.series = s.id \
                 WHERE o.known_until IS NOT NULL AND o.known_until < o.known_on",
            ),
            (
                "its published revision is not among its revisions",
                "SELECT slug FROM document d WHERE NOT EXISTS (SELECT 1 FROM revision r \
                 WHERE r.document_id = d.id AND r.n = d.revision AND r.digest = d.digest)",
            ),
            (
                "its revisions are not numbered from 1 without gaps",
                "SELECT d.slug FROM document d JOIN revision r ON r.document_id = d.id \
                 GROUP BY d.id, d.slug, d.revision HAVING count(*) <> d.revision OR min(r.n) <> 1",
            ),
            (
                "it has no row in the change log",
                // The log has no index on its ids: asked per document this would read all of it for each.
                "SELECT slug FROM document WHERE id NOT IN (SELECT id FROM change WHERE noun = 'document')",
            ),
            (
                "this text belongs to no revision",
                "SELECT digest FROM text t WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.digest = t.digest) \
                 AND NOT EXISTS (SELECT 1 FROM staged)",
            ),
        ];
        let mut faults = Vec::new();
        for (fault, question) in QUESTIONS {
            let found: Vec<String> = sqlx::query_scalar(question).fetch_all(&self.readers).await?;
            faults.extend(found.into_iter().map(|name| format!("{name}: {fault}")));
        }
        Ok(faults)
    }

    /// Every text: named by its digest, readable, and with the keys, marks and links that follow from it.
    async fn text_faults(&self) -> Result<Vec<String>> {
        let (mut faults, mut last) = (Vec::new(), String::new());
        loop {
            let texts: Vec<(String, String)> =
                sqlx::query_as("SELECT digest, record FROM text WHERE digest > $1 ORDER BY digest LIMIT 500")
                    .bind(&last)
                    .fetch_all(&self.readers)
                    .await?;
            let Some((end, _)) = texts.last() else { return Ok(faults) };
            let end = end.clone();
            let range = Range { store: self, after: &last, upto: &end };
            let keys = range.pairs("text_key", "key").await?;
            let marked = range.pairs("text_mark", "mark").await?;
            let linked = range.pairs("text_link", "slug").await?;
            let summaries = range.summaries().await?;
            for (digest, record) in &texts {
                if digest_of(record) != *digest {
                    faults.push(format!("text {digest}: its content has another digest"));
                    continue;
                }
                let write_up: WriteUp = match serde_json::from_str(record) {
                    Ok(write_up) => write_up,
                    Err(error) => {
                        faults.push(format!("text {digest}: cannot be read: {error}"));
                        continue;
                    }
                };
                let links = links(&write_up).into_iter().map(|slug| slug.to_string()).collect();
                for (what, stored, right) in [
                    ("reader keys", &keys, write_up.sharing.keys(None)),
                    ("marks", &marked, marks(&write_up)),
                    ("links", &linked, links),
                ] {
                    if stored.get(digest).cloned().unwrap_or_default() != right {
                        faults.push(format!("{}: its {what} do not follow from its text ({digest})", write_up.slug));
                    }
                }
                let summary = serde_json::to_string(&summary_of(&write_up)).unwrap_or_default();
                if summaries.get(digest).is_some_and(|(slug, s)| *slug != write_up.slug.as_str() || *s != summary) {
                    faults.push(format!("{}: its summary does not follow from its text ({digest})", write_up.slug));
                }
            }
            last = end;
        }
    }

    /// Every value can be read. One indicator at a time: all of them together may not fit in memory.
    async fn value_faults(&self) -> Result<()> {
        for indicator in self.indicators().await? {
            self.vintages(&indicator.code).await?;
        }
        Ok(())
    }

    async fn register_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        faults.extend(self.places().await.err().map(|error| error.to_string()));
        faults.extend(self.concepts().await.err().map(|error| error.to_string()));
        faults.extend(self.indicators().await.err().map(|error| error.to_string()));
        faults.extend(self.value_faults().await.err().map(|error| error.to_string()));
        faults.extend(self.announcements().await.err().map(|error| error.to_string()));
        faults.extend(self.plan().await.err().map(|error| error.to_string()));
        faults.extend(self.plan_entries().await.err().map(|error| error.to_string()));
        faults.extend(self.reports().await.err().map(|error| error.to_string()));
        faults
    }
}

/// Texts by digest, from after one up to and including another.
struct Range<'a> {
    store: &'a Store,
    after: &'a str,
    upto: &'a str,
}

impl Range<'_> {
    async fn pairs(&self, table: &'static str, column: &'static str) -> Result<BTreeMap<String, BTreeSet<String>>> {
        let mut query = Query::new(format!("SELECT digest, {column} FROM {table} WHERE digest > "));
        query.push_bind(self.after).push(" AND digest <= ").push_bind(self.upto);
        let rows: Vec<(String, String)> = query.build_query_as().fetch_all(&self.store.readers).await?;
        let mut pairs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (digest, value) in rows {
            pairs.entry(digest).or_default().insert(value);
        }
        Ok(pairs)
    }

    /// Slug and summary of the document that publishes a text.
    async fn summaries(&self) -> Result<BTreeMap<String, (String, String)>> {
        let rows: Vec<(String, String, String)> =
            sqlx::query_as("SELECT digest, slug, summary FROM document WHERE digest > $1 AND digest <= $2")
                .bind(self.after)
                .bind(self.upto)
                .fetch_all(&self.store.readers)
                .await?;
        Ok(rows.into_iter().map(|(digest, slug, summary)| (digest, (slug, summary))).collect())
    }
}
