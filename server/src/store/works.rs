//! Since when works can be read, and since when sharing cases have an answer: what the portal counts of its documents. A work is a
//! text with its translations.

use std::collections::{BTreeMap, BTreeSet};

use app::model::counted::Work;
use app::model::document::WriteUp;
use app::model::facts::{Allowed, Facts, Kind};
use app::model::slug::Slug;
use jiff::civil::Date;

use super::listing::{push_opened, push_readable};
use super::people::{moment, slug};
use super::sql::Query;
use super::vintages::day_at;
use super::{Error, Result, Store};

impl Store {
    /// The day of the first revision that these keys open, also of a document that was withdrawn or narrowed since.
    pub async fn first_revision(&self, keys: &BTreeSet<String>) -> Result<Option<Date>> {
        let mut query = Query::new("SELECT min(r.at) FROM revision r WHERE ");
        push_opened(&mut query, "r.digest", "NULL", keys);
        let first: Option<i64> = query.build_query_scalar().fetch_one(&self.readers).await?;
        Ok(first.map(moment).transpose()?.map(day_at))
    }

    /// The works that these keys open, each since the first revision that they open.
    pub async fn works_since(&self, keys: &BTreeSet<String>) -> Result<Vec<Work>> {
        let mut query = Query::new(
            "SELECT d.work, m.mark FROM document d JOIN text_mark m ON m.digest = d.digest \
             WHERE m.mark >= 'hub:' AND m.mark < 'hub;' AND ",
        );
        push_readable(&mut query, "d", keys);
        let named: Vec<(String, String)> = query.build_query_as().fetch_all(&self.readers).await?;
        let mut hubs: BTreeMap<String, BTreeSet<Slug>> = BTreeMap::new();
        for (work, mark) in named {
            hubs.entry(work).or_default().insert(slug(mark.trim_start_matches("hub:"))?);
        }
        let mut query =
            Query::new("SELECT d.work, min(r.at) FROM document d JOIN revision r ON r.document_id = d.id WHERE ");
        push_both(&mut query, keys);
        query.push(" GROUP BY d.work ORDER BY d.work");
        let works: Vec<(String, i64)> = query.build_query_as().fetch_all(&self.readers).await?;
        works
            .into_iter()
            .map(|(work, at)| {
                let hubs = hubs.remove(&work).unwrap_or_default();
                Ok(Work { work: slug(&work)?, hubs, since: day_at(moment(at)?) })
            })
            .collect()
    }

    /// The sharing cases that these keys open and that have an answer, each since the first revision with one that they open.
    pub async fn answered_since(&self, keys: &BTreeSet<String>) -> Result<Vec<Work>> {
        let mut query = Query::new(
            "SELECT d.work, r.at, r.n = d.revision, t.record FROM document d JOIN revision r ON r.document_id = d.id \
             JOIN text t ON t.digest = r.digest WHERE d.kind = ",
        );
        query.push_bind(Kind::SharingCase.code()).push(" AND ");
        push_both(&mut query, keys);
        // The published revision first: where that has no answer, no other counts.
        query.push(" ORDER BY d.id, r.n DESC");
        let revisions: Vec<(String, i64, bool, String)> = query.build_query_as().fetch_all(&self.readers).await?;
        let mut answered: BTreeMap<Slug, Work> = BTreeMap::new();
        let mut counts = false;
        for (work, at, published, record) in revisions {
            let write_up: WriteUp = serde_json::from_str(&record).map_err(|error| Error::Unreadable {
                noun: "revision",
                id: work.clone(),
                reason: error.to_string(),
            })?;
            let has_answer = is_answered(&write_up.facts);
            if published {
                counts = has_answer;
            }
            if !(counts && has_answer) {
                continue;
            }
            let (work, since) = (slug(&work)?, day_at(moment(at)?));
            let known = answered.entry(work.clone()).or_insert_with(|| Work { work, hubs: BTreeSet::new(), since });
            known.since = known.since.min(since);
            if published {
                known.hubs.extend(write_up.hubs);
            }
        }
        Ok(answered.into_values().collect())
    }
}

fn is_answered(facts: &Facts) -> bool {
    match facts {
        Facts::SharingCase(case) => case.answer.is_some_and(|answer| answer != Allowed::Open),
        _ => false,
    }
}

/// The condition that keys open both `document d` and the text of `revision r`.
fn push_both(query: &mut Query, keys: &BTreeSet<String>) {
    push_readable(query, "d", keys);
    query.push(" AND ");
    push_opened(query, "r.digest", "d.author", keys);
}
