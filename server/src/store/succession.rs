//! What an organisation leaves behind, and how it passes to another.

use std::collections::BTreeSet;

use app::model::change::{Noun, Verb};
use app::model::draft::Draft;
use app::model::edit::Edit;
use app::model::group::{Group, Terms};
use app::model::reader::Person;
use app::model::slug::Slug;
use jiff::Timestamp;

use super::estate::pass_files;
use super::listing::{push_keys, push_opened, push_readable};
use super::sql::{self, Connection, Query};
use super::{Result, Store, changes, drafts, edits, groups, organisations};

/// What is in the name of an organisation, or of its persons on its behalf, and still under way.
pub struct Holdings {
    /// Published and withdrawn.
    pub documents: u32,
    pub drafts: Vec<Draft>,
    /// Open signals that its persons look after.
    pub signals: u32,
    pub contact_points: u32,
}

/// What passes to whom.
pub struct Succession<'a> {
    pub from: &'a Slug,
    /// Who takes it up, for their organisation.
    pub heir: &'a Person,
    /// What opens to them already: of documents and signals, that much passes.
    pub keys: &'a BTreeSet<String>,
    pub drafts: &'a [Slug],
    pub groups: Vec<Group>,
    pub indicators: &'a [Slug],
    /// Who decides it; their name stands with the indicators.
    pub by: &'a Person,
}

impl Store {
    /// What an organisation would leave behind now, besides groups and indicators.
    pub async fn holdings(&self, organisation: &Slug) -> Result<Holdings> {
        let (documents, signals, contact_points): (i64, i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM document WHERE owner = $1) + (SELECT count(*) FROM withdrawn WHERE owner = $1), \
             (SELECT count(*) FROM signal WHERE outcome IS NULL AND owner IN \
              (SELECT id FROM person WHERE organisation = $1)), \
             (SELECT count(*) FROM contact_point WHERE organisation = $1)",
        )
        .bind(organisation.as_str())
        .fetch_one(&self.readers)
        .await?;
        Ok(Holdings {
            documents: u32::try_from(documents).unwrap_or(u32::MAX),
            drafts: drafts::of_organisation(&self.readers, organisation).await?,
            signals: u32::try_from(signals).unwrap_or(u32::MAX),
            contact_points: u32::try_from(contact_points).unwrap_or(u32::MAX),
        })
    }

    /// Closes an organisation and passes what it owns to that of the heir, in one write; `false`, and nothing done, when no
    /// admin would be left. Each thing of which readers are told gets its row in the log.
    pub async fn succeed(&self, actor: &str, succession: Succession<'_>) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        if !organisations::close(&mut transaction, succession.from).await? {
            return Ok(false);
        }
        let from = succession.from.as_str();
        let mut seq = changes::record(&mut transaction, actor, Noun::Person, from, Verb::Changed).await?;
        for id in pass_documents(&mut transaction, &succession).await? {
            seq = changes::record(&mut transaction, actor, Noun::Document, &id, Verb::Changed).await?;
        }
        pass_withdrawn(&mut transaction, &succession).await?;
        pass_drafts(&mut transaction, &succession).await?;
        pass_signals(&mut transaction, &succession).await?;
        for id in pass_contact_points(&mut transaction, &succession).await? {
            seq = changes::record(&mut transaction, actor, Noun::ContactPoint, &id, Verb::Changed).await?;
        }
        for group in &succession.groups {
            let terms = Terms { owner: succession.heir.organisation.clone(), ..group.terms.clone() };
            groups::write(&mut transaction, &Group { terms, ..group.clone() }).await?;
            seq = changes::record(&mut transaction, actor, Noun::Group, group.code.as_str(), Verb::Changed).await?;
        }
        for indicator in succession.indicators {
            let edit = Edit::Owner { organisation: succession.heir.organisation.clone() };
            edits::write(&mut transaction, succession.by, indicator, &edit).await?;
            seq = changes::record(&mut transaction, actor, Noun::Indicator, indicator.as_str(), Verb::Changed).await?;
        }
        transaction.commit().await?;
        self.announce(seq);
        Ok(true)
    }
}

/// Documents that the heir may read, with the questions for access to them; gives their ids. Their author becomes the heir
/// where it was somebody of the organisation.
async fn pass_documents(connection: &mut Connection, succession: &Succession<'_>) -> Result<Vec<String>> {
    let mut query = Query::new("SELECT d.id, d.author FROM document d WHERE d.owner = ");
    query.push_bind(succession.from.to_string()).push(" AND ");
    push_readable(&mut query, "d", succession.keys);
    let found: Vec<(String, Option<String>)> = query.build_query_as().fetch_all(&mut *connection).await?;
    for (id, author) in &found {
        become_of(connection, "document", id, succession).await?;
        if let Some(author) = author {
            let now: Option<String> = sqlx::query_scalar("SELECT author FROM document WHERE id = $1")
                .bind(id)
                .fetch_one(&mut *connection)
                .await?;
            if now.as_ref() != Some(author) {
                pass_files(connection, id, author, succession.heir.id.as_str()).await?;
            }
        }
        sqlx::query("UPDATE ask SET owner = $1 WHERE document = $2 AND owner = $3 AND settled IS NULL")
            .bind(succession.heir.organisation.as_str())
            .bind(id)
            .bind(succession.from.as_str())
            .execute(&mut *connection)
            .await?;
    }
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

/// Withdrawn documents of which the heir may read what they were.
async fn pass_withdrawn(connection: &mut Connection, succession: &Succession<'_>) -> Result<()> {
    let mut query = Query::new(
        "SELECT w.id FROM withdrawn w JOIN revision l ON l.document_id = w.id AND l.n = w.revision WHERE w.owner = ",
    );
    query.push_bind(succession.from.to_string()).push(" AND ");
    push_opened(&mut query, "l.digest", "w.author", succession.keys);
    let found: Vec<String> = query.build_query_scalar().fetch_all(&mut *connection).await?;
    for id in found {
        become_of(connection, "withdrawn", &id, succession).await?;
    }
    Ok(())
}

async fn become_of(
    connection: &mut Connection,
    table: &'static str,
    id: &str,
    succession: &Succession<'_>,
) -> Result<()> {
    let Person { id: heir, organisation, .. } = succession.heir;
    let mut query = Query::new("UPDATE ");
    query.push(table).push(" SET owner = ").push_bind(organisation.to_string());
    query.push(", author = CASE WHEN author IN (SELECT id FROM person WHERE organisation = ");
    query.push_bind(succession.from.to_string()).push(") THEN ").push_bind(heir.to_string());
    query.push(" ELSE author END WHERE id = ").push_bind(id.to_owned());
    query.build().execute(connection).await?;
    Ok(())
}

/// Drafts become the heir's. What waited for the heir or their organisation is theirs to submit anew.
async fn pass_drafts(connection: &mut Connection, succession: &Succession<'_>) -> Result<()> {
    let heir = succession.heir;
    for draft in succession.drafts {
        sqlx::query(
            "UPDATE draft SET author = $1, organisation = $2, writer = NULL, version = version + 1, \
             state = CASE WHEN asked IN ($3, $4) AND state IN ('submitted', 'scheduled') THEN 'draft' ELSE state END, \
             asked = CASE WHEN asked IN ($3, $4) THEN NULL ELSE asked END WHERE id = $5 AND organisation = $6",
        )
        .bind(heir.id.as_str())
        .bind(heir.organisation.as_str())
        .bind(format!("person:{}", heir.id))
        .bind(format!("organisation:{}", heir.organisation))
        .bind(draft.as_str())
        .bind(succession.from.as_str())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Open signals: to the heir where they may read them; the others are nobody's, for whoever does the triage.
async fn pass_signals(connection: &mut Connection, succession: &Succession<'_>) -> Result<()> {
    let mut query =
        Query::new("UPDATE signal SET owner = CASE WHEN id IN (SELECT k.signal FROM signal_key k WHERE k.key IN ");
    push_keys(&mut query, succession.keys);
    query.push(") THEN ").push_bind(succession.heir.id.to_string());
    query.push(" ELSE NULL END WHERE outcome IS NULL AND owner IN (SELECT id FROM person WHERE organisation = ");
    query.push_bind(succession.from.to_string()).push(")");
    query.build().execute(connection).await?;
    Ok(())
}

/// Contact points that the heir may read, with what waits there; gives their ids. Whoever left reads no more mail for them, so
/// they are not shown until the heir's organisation gives an address of its own and says that they are right.
async fn pass_contact_points(connection: &mut Connection, succession: &Succession<'_>) -> Result<Vec<String>> {
    let heir = succession.heir.organisation.to_string();
    let mut query = Query::new("UPDATE contact_point SET organisation = ");
    query.push_bind(heir.clone()).push(", address = NULL, person = NULL, named = 0, version = version + 1, ended = ");
    query.push_bind(Timestamp::now().as_millisecond()).push(" WHERE organisation = ");
    query.push_bind(succession.from.to_string());
    query.push(" AND EXISTS (SELECT 1 FROM contact_point_key k WHERE k.point = contact_point.id AND k.key IN ");
    push_keys(&mut query, succession.keys);
    query.push(") RETURNING id");
    let passed: Vec<String> = query.build_query_scalar().fetch_all(&mut *connection).await?;
    for id in &passed {
        sqlx::query("UPDATE contact_message SET organisation = $1 WHERE point = $2")
            .bind(&heir)
            .bind(id)
            .execute(&mut *connection)
            .await?;
    }
    Ok(passed)
}
