//! Drafts and the steps they took. Each step names the version and the state it rests on, and does nothing when another
//! came first.

use std::collections::{BTreeMap, BTreeSet};

use app::model::draft::Draft;
use app::model::facts::Kind;
use app::model::sharing::Audience;
use app::model::sheet::Sheet;
use app::model::slug::Slug;
use app::model::workflow::{Act, State};
use jiff::Timestamp;
use uuid::Uuid;

use super::aftermath::{Session as AboutSession, begin_in};
use super::draft_files;
use super::people::{moment, slug};
use super::sql::{self, Connection};
use super::{Error, Result, Store};

/// What becomes of a draft in one step.
pub struct Change<'a> {
    pub draft: &'a Draft,
    pub state: State,
    /// The sheet and the reasons, where the step brings them.
    pub sheet: Option<&'a Sheet>,
    pub reasons: Option<&'a BTreeMap<String, String>>,
    pub asked: Option<&'a Audience>,
    pub publisher: Option<&'a Slug>,
    pub due: Option<Timestamp>,
    /// The revision that it goes on from.
    pub base: u32,
}

/// Who took a step, and what they said.
pub struct NewStep<'a> {
    pub person: &'a Slug,
    pub organisation: &'a Slug,
    pub act: Act,
    pub text: &'a str,
}

/// A step as it is kept: moment, act, organisation, what was said.
pub type KeptStep = (Timestamp, Act, Slug, String);

/// Which drafts wait for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// For a second pair of eyes.
    Eyes,
    /// For a moment that has come.
    Due(Timestamp),
}

const COLUMNS: &str = "SELECT d.id, d.document_id, d.slug, d.kind, d.author, d.organisation, d.writer, d.state, d.base, d.version, \
                       d.created, d.saved, d.sheet, d.reasons, d.asked, d.publisher, d.due, d.revision FROM draft d";

impl Store {
    pub async fn draft(&self, id: &Slug) -> Result<Option<Draft>> {
        let mut query = sql::Query::new(COLUMNS);
        query.push(" WHERE d.id = ").push_bind(id.as_str());
        let row: Option<sql::Row> = query.build().fetch_optional(&self.readers).await?;
        row.map(|row| to_draft(&row)).transpose()
    }

    /// What a person is writing or waits with, the last saved first.
    pub async fn drafts_of(&self, author: &Slug) -> Result<Vec<Draft>> {
        let mut query = sql::Query::new(COLUMNS);
        query.push(" WHERE d.author = ").push_bind(author.as_str());
        query.push(" AND d.state <> 'published' ORDER BY d.saved DESC, d.id DESC LIMIT 500");
        let rows = query.build().fetch_all(&self.readers).await?;
        rows.iter().map(to_draft).collect()
    }

    /// Drafts that wait for somebody, the oldest first.
    pub async fn drafts_waiting(&self, waiting: Waiting) -> Result<Vec<Draft>> {
        let mut query = sql::Query::new(COLUMNS);
        match waiting {
            Waiting::Eyes => query.push(" WHERE d.state IN ('submitted', 'scheduled', 'owed')"),
            Waiting::Due(now) => {
                query.push(" WHERE d.state = 'scheduled' AND d.due <= ").push_bind(now.as_millisecond())
            }
        };
        query.push(" ORDER BY d.saved, d.id");
        let rows = query.build().fetch_all(&self.readers).await?;
        rows.iter().map(to_draft).collect()
    }

    /// Keeps a new draft, with the session that it began in, where it did in one.
    pub async fn add_draft(&self, draft: &Draft, session: Option<AboutSession<'_>>) -> Result<()> {
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query(
            "INSERT INTO draft (id, document_id, slug, kind, author, organisation, state, base, version, created, saved, \
             sheet, reasons, writer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13)",
        )
        .bind(draft.id.as_str())
        .bind(&draft.document)
        .bind(draft.slug.as_str())
        .bind(draft.kind.code())
        .bind(draft.author.as_str())
        .bind(draft.organisation.as_str())
        .bind(draft.state.code())
        .bind(i64::from(draft.base))
        .bind(i64::from(draft.version))
        .bind(draft.created.as_millisecond())
        .bind(json(&draft.id, &draft.sheet)?)
        .bind(json(&draft.id, &draft.reasons)?)
        .bind((draft.writer != draft.organisation).then(|| draft.writer.as_str()))
        .execute(&mut *transaction)
        .await?;
        if let Some(session) = session {
            begin_in(&mut transaction, &draft.document, &draft.author, session).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Changes a draft, with the step that did it. `false`, and nothing done, when it is not what the step rests on.
    pub async fn change_draft(&self, change: Change<'_>, step: Option<NewStep<'_>>) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        if !write(&mut transaction, &change).await? {
            return Ok(false);
        }
        if let Some(step) = step {
            add_step(&mut transaction, &change.draft.id, step).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Throws a draft away with its steps and files; `false` as in [`Store::change_draft`].
    pub async fn discard_draft(&self, draft: &Draft) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        let gone = sqlx::query("DELETE FROM draft WHERE id = $1 AND version = $2 AND state = $3")
            .bind(draft.id.as_str())
            .bind(i64::from(draft.version))
            .bind(draft.state.code())
            .execute(&mut *transaction)
            .await?;
        if gone.rows_affected() == 0 {
            return Ok(false);
        }
        draft_files::discard(&mut transaction, &draft.id).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The steps of a draft, the oldest first.
    pub async fn steps(&self, draft: &Slug) -> Result<Vec<KeptStep>> {
        let rows: Vec<(i64, String, String, String)> =
            sqlx::query_as("SELECT at, act, organisation, text FROM draft_step WHERE draft = $1 ORDER BY id")
                .bind(draft.as_str())
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter()
            .map(|(at, act, organisation, text)| {
                let act = Act::parse(&act).ok_or_else(|| unreadable(draft, format!("unknown act {act}")))?;
                Ok((moment(at)?, act, slug(&organisation)?, text))
            })
            .collect()
    }

    /// Why findings of the check stayed in what is published of a document.
    pub async fn reasons_of(&self, document: &str) -> Result<BTreeMap<String, String>> {
        let last: Option<(String, String)> = sqlx::query_as(
            "SELECT id, reasons FROM draft WHERE document_id = $1 AND revision IS NOT NULL ORDER BY revision DESC LIMIT 1",
        )
        .bind(document)
        .fetch_optional(&self.readers)
        .await?;
        last.map_or(Ok(BTreeMap::new()), |(id, reasons)| of_json(&slug(&id)?, &reasons))
    }

    /// The reader keys of everything that a person published: with whom they shared before.
    pub async fn shared_before(&self, author: &Slug) -> Result<BTreeSet<String>> {
        let keys: Vec<String> = sqlx::query_scalar(
            "SELECT DISTINCT k.key FROM draft d JOIN revision r ON r.document_id = d.document_id AND r.n = d.revision \
             JOIN text_key k ON k.digest = r.digest WHERE d.author = $1 AND d.state IN ('published', 'owed')",
        )
        .bind(author.as_str())
        .fetch_all(&self.readers)
        .await?;
        Ok(keys.into_iter().collect())
    }
}

/// Writes a change within a write; `false` when the draft is not what it rests on.
pub async fn write(connection: &mut Connection, change: &Change<'_>) -> Result<bool> {
    let Change { draft, state, sheet, reasons, asked, publisher, due, base } = change;
    let (sheet, reasons) = (sheet.unwrap_or(&draft.sheet), reasons.unwrap_or(&draft.reasons));
    let changed = sqlx::query(
        "UPDATE draft SET state = $1, sheet = $2, reasons = $3, asked = $4, publisher = $5, due = $6, saved = $7, \
                base = $8, version = version + 1 WHERE id = $9 AND version = $10 AND state = $11",
    )
    .bind(state.code())
    .bind(json(&draft.id, sheet)?)
    .bind(json(&draft.id, reasons)?)
    .bind(asked.map(Audience::to_string))
    .bind(publisher.map(Slug::as_str))
    .bind(due.map(Timestamp::as_millisecond))
    .bind(Timestamp::now().as_millisecond())
    .bind(i64::from(*base))
    .bind(draft.id.as_str())
    .bind(i64::from(draft.version))
    .bind(draft.state.code())
    .execute(connection)
    .await?;
    Ok(changed.rows_affected() == 1)
}

pub async fn add_step(connection: &mut Connection, draft: &Slug, step: NewStep<'_>) -> Result<()> {
    sqlx::query(
        "INSERT INTO draft_step (id, draft, at, person, organisation, act, text) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(draft.as_str())
    .bind(Timestamp::now().as_millisecond())
    .bind(step.person.as_str())
    .bind(step.organisation.as_str())
    .bind(step.act.code())
    .bind(step.text)
    .execute(connection)
    .await?;
    Ok(())
}

/// What an organisation writes by its own persons, and is not done yet.
pub async fn of_organisation(readers: &sql::Pool, organisation: &Slug) -> Result<Vec<Draft>> {
    let mut query = sql::Query::new(COLUMNS);
    query.push(" WHERE d.state <> 'published' AND d.organisation = ").push_bind(organisation.to_string());
    query.push(" AND d.author IN (SELECT id FROM person WHERE organisation = ").push_bind(organisation.to_string());
    query.push(") ORDER BY d.id");
    let rows = query.build().fetch_all(readers).await?;
    let mut drafts = rows.iter().map(to_draft).collect::<Result<Vec<Draft>>>()?;
    drafts.retain(|draft| draft.state.is_under_way());
    Ok(drafts)
}

fn to_draft(row: &sql::Row) -> Result<Draft> {
    use sqlx::Row;
    let id = slug(&row.try_get::<String, _>("id")?)?;
    let unknown = |what: &str, code: &str| unreadable(&id, format!("unknown {what} {code}"));
    let (kind, state): (String, String) = (row.try_get("kind")?, row.try_get("state")?);
    let number =
        |column: &str| -> Result<u32> { Ok(u32::try_from(row.try_get::<i64, _>(column)?).unwrap_or(u32::MAX)) };
    let asked: Option<String> = row.try_get("asked")?;
    let publisher: Option<String> = row.try_get("publisher")?;
    let due: Option<i64> = row.try_get("due")?;
    let (organisation, writer): (String, Option<String>) = (row.try_get("organisation")?, row.try_get("writer")?);
    let revision: Option<i64> = row.try_get("revision")?;
    Ok(Draft {
        document: row.try_get("document_id")?,
        slug: slug(&row.try_get::<String, _>("slug")?)?,
        kind: Kind::parse(&kind).ok_or_else(|| unknown("kind", &kind))?,
        author: slug(&row.try_get::<String, _>("author")?)?,
        organisation: slug(&organisation)?,
        writer: slug(&writer.unwrap_or(organisation))?,
        state: State::parse(&state).ok_or_else(|| unknown("state", &state))?,
        base: number("base")?,
        version: number("version")?,
        created: moment(row.try_get("created")?)?,
        saved: moment(row.try_get("saved")?)?,
        sheet: of_json(&id, &row.try_get::<String, _>("sheet")?)?,
        reasons: of_json(&id, &row.try_get::<String, _>("reasons")?)?,
        asked: asked.map(|asked| asked.parse().map_err(|_| unknown("audience", &asked))).transpose()?,
        publisher: publisher.map(|person| slug(&person)).transpose()?,
        due: due.map(moment).transpose()?,
        revision: revision.map(|n| u32::try_from(n).unwrap_or(u32::MAX)),
        id,
    })
}

fn json(id: &Slug, value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| unreadable(id, error.to_string()))
}

fn of_json<T: serde::de::DeserializeOwned>(id: &Slug, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| unreadable(id, error.to_string()))
}

fn unreadable(id: &Slug, reason: String) -> Error {
    Error::Unreadable { noun: "draft", id: id.to_string(), reason }
}
