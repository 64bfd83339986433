//! Steps of hubs with documents, and what all that hangs on a document has in common.

use std::collections::{BTreeMap, BTreeSet};

use app::model::adoption::{Adoption, AdoptionState, NewAdoption, Told};
use app::model::change::{Noun, Verb};
use app::model::document::Summary;
use app::model::lang::Lang;
use app::model::reader::Person;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use jiff::Timestamp;
use uuid::Uuid;

use super::listing::{push_keys, push_readable, to_summary};
use super::people::moment;
use super::sql::{self, Connection, Query};
use super::{Error, Result, Store, changes};

/// What hangs on a document, on its way in.
pub struct Hung<'a> {
    /// The id of the document.
    pub document: &'a str,
    pub noun: Noun,
    pub sharing: &'a Sharing,
    /// Who always reads it; nobody where that would tell who it was.
    pub author: Option<&'a Slug>,
}

/// A step with who may know of it, whoever that is.
#[derive(Clone, Debug)]
pub struct LedgerRow {
    pub work: Slug,
    pub hub: Slug,
    pub organisation: Slug,
    pub state: AdoptionState,
    pub keys: BTreeSet<String>,
    pub document_keys: BTreeSet<String>,
}

/// More steps than any site has of one document.
const MOST_STEPS: i64 = 50_000;

impl Store {
    /// Records a step of an organisation with the document of this id: of that of `by`, where the step names no other.
    pub async fn add_adoption(&self, by: &Person, document: &str, new: &NewAdoption) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        let hung = Hung { document, noun: Noun::Adoption, sharing: &new.told.sharing, author: Some(&by.id) };
        let id = hang(&mut transaction, &hung).await?;
        let record = serde_json::to_string(&new.told).map_err(|error| unreadable(&id, error.to_string()))?;
        sqlx::query(
            "INSERT INTO adoption (id, hub, day, state, organisation, author, record) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&id)
        .bind(new.hub.as_str())
        .bind(new.day.to_string())
        .bind(new.told.state.code())
        .bind(new.behalf.as_ref().unwrap_or(&by.organisation).as_str())
        .bind(by.id.as_str())
        .bind(record)
        .execute(&mut *transaction)
        .await?;
        let actor = format!("person:{}", by.id);
        let seq = changes::record(&mut transaction, &actor, Noun::Adoption, &id, Verb::Created).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(())
    }

    /// Steps that these keys open, on documents that they open, in the order of their days; of one work where given.
    pub async fn adoptions(&self, keys: &BTreeSet<String>, work: Option<&Slug>) -> Result<Vec<Adoption>> {
        let mut query = Query::new(
            "SELECT d.slug, d.work, a.hub, a.day, a.organisation, h.at, a.record \
             FROM adoption a JOIN hung h ON h.id = a.id JOIN document d ON d.id = h.document WHERE ",
        );
        push_open(&mut query, keys);
        if let Some(work) = work {
            query.push(" AND d.work = ").push_bind(work.as_str());
        }
        query.push(" ORDER BY a.day, h.at, a.id LIMIT ").push_bind(MOST_STEPS);
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(to_adoption).collect()
    }

    /// Of each work the document to list among those that these keys open: in this language, or else the original, or else
    /// the first by slug.
    pub async fn works(&self, keys: &BTreeSet<String>, works: &BTreeSet<Slug>, prefer: Lang) -> Result<Vec<Summary>> {
        let all: Vec<String> = works.iter().map(Slug::to_string).collect();
        let mut best: BTreeMap<Slug, ((bool, bool), Summary)> = BTreeMap::new();
        for part in all.chunks(500) {
            let mut query = Query::new("SELECT d.summary, d.updated FROM document d WHERE d.work IN ");
            push_keys(&mut query, part);
            query.push(" AND ");
            push_readable(&mut query, "d", keys);
            query.push(" ORDER BY d.slug");
            let rows: Vec<(String, i64)> = query.build_query_as().persistent(false).fetch_all(&self.readers).await?;
            for row in rows {
                let summary = to_summary(row)?;
                let rank = (summary.lang != prefer, summary.translation_of.is_some());
                let work = summary.translation_of.clone().unwrap_or_else(|| summary.slug.clone());
                match best.get(&work) {
                    Some((known, _)) if *known <= rank => {}
                    _ => drop(best.insert(work, (rank, summary))),
                }
            }
        }
        Ok(best.into_values().map(|(_, summary)| summary).collect())
    }

    /// The ids of all documents with a step, also of those that were withdrawn.
    pub async fn adopted_documents(&self) -> Result<Vec<String>> {
        let ids = sqlx::query_scalar("SELECT DISTINCT document FROM hung WHERE noun = $1").bind(Noun::Adoption.code());
        Ok(ids.fetch_all(&self.readers).await?)
    }

    /// Every step on a document there is, with who may know of it, in the order of days: for the index.
    pub async fn ledger(&self) -> Result<Vec<LedgerRow>> {
        const OF: &str = "FROM adoption a JOIN hung h ON h.id = a.id JOIN document d ON d.id = h.document";
        let rows: Vec<LedgerColumns> = sqlx::query_as(
            "SELECT a.id, d.id, d.work, a.hub, a.organisation, a.state, d.author \
             FROM adoption a JOIN hung h ON h.id = a.id JOIN document d ON d.id = h.document ORDER BY a.day, h.at, a.id",
        )
        .fetch_all(&self.readers)
        .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Query::new("SELECT DISTINCT a.id, k.key ");
        query.push(OF).push(" JOIN hung_key k ON k.item = a.id");
        let keys = sets(query.build_query_as().fetch_all(&self.readers).await?);
        let mut query = Query::new("SELECT DISTINCT d.id, k.key ");
        query.push(OF).push(" JOIN text_key k ON k.digest = d.digest");
        let document_keys = sets(query.build_query_as().fetch_all(&self.readers).await?);
        rows.into_iter()
            .map(|(id, document, work, hub, organisation, state, author)| {
                let mut opens = document_keys.get(&document).cloned().unwrap_or_default();
                opens.extend(author.map(|author| format!("author:{author}")));
                Ok(LedgerRow {
                    work: slug(&id, &work)?,
                    hub: slug(&id, &hub)?,
                    organisation: slug(&id, &organisation)?,
                    state: AdoptionState::parse(&state)
                        .ok_or_else(|| unreadable(&id, format!("unknown state {state}")))?,
                    keys: keys.get(&id).cloned().unwrap_or_default(),
                    document_keys: opens,
                })
            })
            .collect()
    }
}

/// Hangs something on a document within a write; gives its id.
pub async fn hang(connection: &mut Connection, hung: &Hung<'_>) -> Result<String> {
    let id = Uuid::now_v7().to_string();
    hang_as(connection, &id, Timestamp::now(), hung).await?;
    Ok(id)
}

/// The same, under an id that it has already.
pub async fn hang_as(connection: &mut Connection, id: &str, at: Timestamp, hung: &Hung<'_>) -> Result<()> {
    sqlx::query("INSERT INTO hung (id, document, noun, at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(hung.document)
        .bind(hung.noun.code())
        .bind(at.as_millisecond())
        .execute(&mut *connection)
        .await?;
    for key in hung.sharing.keys(hung.author) {
        sqlx::query("INSERT INTO hung_key (item, key) VALUES ($1, $2)")
            .bind(id)
            .bind(key)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The condition that keys open both `hung h` and the `document d` on which it hangs.
pub fn push_open(query: &mut Query, keys: &BTreeSet<String>) {
    query.push("EXISTS (SELECT 1 FROM hung_key o WHERE o.item = h.id AND o.key IN ");
    push_keys(query, keys);
    query.push(") AND ");
    push_readable(query, "d", keys);
}

type LedgerColumns = (String, String, String, String, String, String, Option<String>);
type Columns = (String, String, String, String, String, i64, String);

fn to_adoption((document, work, hub, day, organisation, at, record): Columns) -> Result<Adoption> {
    let told: Told = serde_json::from_str(&record).map_err(|error| unreadable(&document, error.to_string()))?;
    Ok(Adoption {
        work: slug(&document, &work)?,
        hub: slug(&document, &hub)?,
        day: day.parse().map_err(|_| unreadable(&document, format!("{day} is no day")))?,
        told,
        organisation: slug(&document, &organisation)?,
        recorded: moment(at)?,
        document: slug(&document, &document)?,
    })
}

pub fn sets(rows: Vec<(String, String)>) -> BTreeMap<String, BTreeSet<String>> {
    let mut sets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, key) in rows {
        sets.entry(id).or_default().insert(key);
    }
    sets
}

fn slug(id: &str, text: &str) -> Result<Slug> {
    text.parse::<Slug>().map_err(|error| unreadable(id, error.to_string()))
}

fn unreadable(id: &str, reason: String) -> Error {
    Error::Unreadable { noun: "adoption", id: id.to_owned(), reason }
}
