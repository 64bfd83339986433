//! What readers said of documents, out to another store and in from one. Who of an organisation said it stays behind.

use std::collections::{BTreeMap, BTreeSet};

use app::model::adoption::Told;
use app::model::change::{Noun, Verb};
use app::model::remark::RemarkKind;
use app::model::said::{Said, What};
use app::model::sharing::Sharing;
use app::model::sighting::Verdict;
use app::model::slug::Slug;
use app::model::tlp::{NotALabel, Tlp};
use jiff::Timestamp;

use super::adoptions::{Hung, hang_as, sets};
use super::observations::from_json;
use super::people::{moment, slug};
use super::registers::Written;
use super::sql::Connection;
use super::{Error, Result, Store, changes};

impl Store {
    /// All that was said of published documents, in the order of ids.
    pub async fn said(&self) -> Result<Vec<Said>> {
        let keys = sqlx::query_as("SELECT item, key FROM hung_key").fetch_all(&self.readers).await?;
        let keys: BTreeMap<String, BTreeSet<String>> = sets(keys);
        let keys_of = |id: &str| keys.get(id).cloned().unwrap_or_default();
        let mut said = Vec::new();
        let adoptions: Vec<(String, String, i64, String, String, String, String)> = sqlx::query_as(
            "SELECT h.id, d.slug, h.at, a.organisation, a.hub, a.day, a.record \
             FROM adoption a JOIN hung h ON h.id = a.id JOIN document d ON d.id = h.document",
        )
        .fetch_all(&self.readers)
        .await?;
        for (id, document, at, organisation, hub, day, record) in adoptions {
            let Told { state, reason, effort, result, sharing } = from_json("adoption", &id, &record)?;
            let day = day.parse().map_err(|_| unreadable("adoption", &id, format!("{day} is no day")))?;
            let what = What::Adoption { hub: slug(&hub)?, day, state, reason, effort, result };
            said.push(one(id, document, at, Some(organisation), sharing, what)?);
        }
        let sightings: Vec<SightingColumns> = sqlx::query_as(
            "SELECT h.id, d.slug, h.at, s.organisation, s.hub, s.month, s.verdict, s.tlp \
             FROM sighting s JOIN hung h ON h.id = s.id JOIN document d ON d.id = h.document",
        )
        .fetch_all(&self.readers)
        .await?;
        for (id, document, at, organisation, hub, month, verdict, tlp) in sightings {
            let month = month.parse().map_err(|_| unreadable("sighting", &id, format!("{month} is no month")))?;
            let verdict = Verdict::parse(&verdict)
                .ok_or_else(|| unreadable("sighting", &id, format!("unknown verdict {verdict}")))?;
            let sharing = Sharing::of_keys(label("sighting", &id, &tlp)?, &keys_of(&id));
            let what = What::Sighting { hub: slug(&hub)?, month, verdict };
            said.push(one(id, document, at, organisation, sharing, what)?);
        }
        let remarks: Vec<RemarkColumns> = sqlx::query_as(
            "SELECT h.id, d.slug, h.at, r.organisation, r.kind, r.text, r.private, r.resolved, r.tlp \
             FROM remark r JOIN hung h ON h.id = r.id JOIN document d ON d.id = h.document",
        )
        .fetch_all(&self.readers)
        .await?;
        for (id, document, at, organisation, kind, text, private, resolved, tlp) in remarks {
            let remark =
                RemarkKind::parse(&kind).ok_or_else(|| unreadable("remark", &id, format!("unknown kind {kind}")))?;
            let sharing = Sharing::of_keys(label("remark", &id, &tlp)?, &keys_of(&id));
            let what = What::Remark { remark, text, private, resolved: resolved.map(moment).transpose()? };
            said.push(one(id, document, at, Some(organisation), sharing, what)?);
        }
        said.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(said)
    }
}

type SightingColumns = (String, String, i64, Option<String>, String, String, String, String);
type RemarkColumns = (String, String, i64, String, String, String, bool, Option<i64>, String);

/// Brings what was said in another store. What is here already stays as it is; a remark can only become resolved.
pub async fn bring(connection: &mut Connection, loader: &str, all: &[Said]) -> Result<Written> {
    let mut written = Written::default();
    for said in all {
        let known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM hung WHERE id = $1)")
            .bind(said.id.as_str())
            .fetch_one(&mut *connection)
            .await?;
        let verb = match (&said.what, known) {
            (_, false) => {
                insert(connection, said).await?;
                written.new += 1;
                Verb::Created
            }
            (What::Remark { resolved: Some(at), .. }, true) if resolve(connection, &said.id, *at).await? => {
                written.changed += 1;
                Verb::Changed
            }
            (_, true) => {
                written.same += 1;
                continue;
            }
        };
        changes::record(connection, loader, noun(&said.what), said.id.as_str(), verb).await?;
    }
    Ok(written)
}

async fn insert(connection: &mut Connection, said: &Said) -> Result<()> {
    let document: Option<String> = sqlx::query_scalar("SELECT id FROM document WHERE slug = $1")
        .bind(said.document.as_str())
        .fetch_optional(&mut *connection)
        .await?;
    // It was there when the load was judged.
    let document = document.ok_or_else(|| Error::Conflict(said.document.to_string()))?;
    let hung = Hung { document: &document, noun: noun(&said.what), sharing: &said.sharing, author: None };
    hang_as(connection, said.id.as_str(), said.recorded, &hung).await?;
    let organisation = said.organisation.as_ref().map(Slug::as_str);
    match &said.what {
        What::Adoption { hub, day, state, reason, effort, result } => {
            let told = Told {
                state: *state,
                reason: reason.clone(),
                effort: effort.clone(),
                result: result.clone(),
                sharing: said.sharing.clone(),
            };
            let record = serde_json::to_string(&told)
                .map_err(|error| unreadable("adoption", said.id.as_str(), error.to_string()))?;
            sqlx::query(
                "INSERT INTO adoption (id, hub, day, state, organisation, record) VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(said.id.as_str())
            .bind(hub.as_str())
            .bind(day.to_string())
            .bind(state.code())
            .bind(organisation)
            .bind(record)
            .execute(connection)
            .await?;
        }
        What::Sighting { hub, month, verdict } => {
            sqlx::query(
                "INSERT INTO sighting (id, hub, month, verdict, tlp, organisation) VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(said.id.as_str())
            .bind(hub.as_str())
            .bind(month.to_string())
            .bind(verdict.code())
            .bind(said.sharing.tlp().label())
            .bind(organisation)
            .execute(connection)
            .await?;
        }
        What::Remark { remark, text, private, resolved } => {
            sqlx::query(
                "INSERT INTO remark (id, kind, text, organisation, private, tlp, resolved) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(said.id.as_str())
            .bind(remark.code())
            .bind(text)
            .bind(organisation)
            .bind(i64::from(*private))
            .bind(said.sharing.tlp().label())
            .bind(resolved.map(Timestamp::as_millisecond))
            .execute(connection)
            .await?;
        }
    }
    Ok(())
}

async fn resolve(connection: &mut Connection, id: &Slug, at: Timestamp) -> Result<bool> {
    let done = sqlx::query("UPDATE remark SET resolved = $1 WHERE id = $2 AND resolved IS NULL")
        .bind(at.as_millisecond())
        .bind(id.as_str())
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

fn one(
    id: String,
    document: String,
    at: i64,
    organisation: Option<String>,
    sharing: Sharing,
    what: What,
) -> Result<Said> {
    Ok(Said {
        id: slug(&id)?,
        document: slug(&document)?,
        recorded: moment(at)?,
        organisation: organisation.map(|code| slug(&code)).transpose()?,
        sharing,
        what,
    })
}

fn noun(what: &What) -> Noun {
    match what {
        What::Adoption { .. } => Noun::Adoption,
        What::Sighting { .. } => Noun::Sighting,
        What::Remark { .. } => Noun::Remark,
    }
}

fn label(noun: &'static str, id: &str, tlp: &str) -> Result<Tlp> {
    tlp.parse().map_err(|error: NotALabel| unreadable(noun, id, error.to_string()))
}

fn unreadable(noun: &'static str, id: &str, reason: String) -> Error {
    Error::Unreadable { noun, id: id.to_owned(), reason }
}
