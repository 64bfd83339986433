//! From draft to revision, and back out of sight: each one transaction, with its row in the log.

use app::model::change::{Noun, Verb};
use app::model::document::WriteUp;
use app::model::draft::Draft;
use app::model::slug::Slug;
use app::model::workflow::State;
use jiff::Timestamp;

use super::draft_files;
use super::drafts::{self, Change, NewStep};
use super::sql::{self, Connection};
use super::staging::{NewText, digest_of, summary_of, to_json, write_texts};
use super::{Result, Store, changes};

/// A draft on its way to its readers.
pub struct Publication<'a> {
    pub draft: &'a Draft,
    pub write_up: &'a WriteUp,
    /// Published, or with a second pair of eyes owed.
    pub state: State,
    pub publisher: &'a Slug,
    pub step: NewStep<'a>,
    pub note: &'a str,
    pub minor: bool,
}

/// A document on its way out of sight.
pub struct Withdrawing<'a> {
    pub document: &'a str,
    /// The published revision that this rests on.
    pub revision: u32,
    /// As the log names who did it.
    pub actor: &'a str,
    pub reason: &'a str,
    pub successor: Option<&'a Slug>,
}

impl Store {
    /// Makes a revision of a draft. Gives the number of the change, or `None`, and does nothing, when the draft or the
    /// document is not what it rests on.
    pub async fn publish_draft(&self, publication: Publication<'_>) -> Result<Option<i64>> {
        let Publication { draft, write_up, state, publisher, note, minor, .. } = publication;
        let actor = format!("person:{}", draft.author);
        let owed = state == State::Owed;
        let record = to_json(write_up, &write_up.slug)?;
        let digest = digest_of(&record);
        let mut transaction = sql::begin(&self.writer).await?;
        if !is_base(&mut transaction, draft).await? {
            return Ok(None);
        }
        let change = Change {
            draft,
            state,
            sheet: None,
            reasons: None,
            asked: draft.asked.as_ref(),
            publisher: owed.then_some(publisher),
            due: None,
            base: draft.base,
        };
        if !drafts::write(&mut transaction, &change).await? {
            return Ok(None);
        }
        draft_files::publish(&mut transaction, &actor, &publication).await?;
        drafts::add_step(&mut transaction, &draft.id, publication.step).await?;
        write_texts(&mut transaction, &[NewText { digest: &digest, record: &record, write_up }]).await?;
        let revision = i64::from(draft.base) + 1;
        write_document(&mut transaction, draft, write_up, &digest, &actor, minor).await?;
        sqlx::query(
            "INSERT INTO revision (document_id, n, at, actor, digest, note, minor, owed, approved_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&draft.document)
        .bind(revision)
        .bind(Timestamp::now().as_millisecond())
        .bind(&actor)
        .bind(&digest)
        .bind(note)
        .bind(i64::from(minor))
        .bind(i64::from(owed))
        .bind((!owed).then(|| publisher.as_str()))
        .execute(&mut *transaction)
        .await?;
        sqlx::query("UPDATE draft SET revision = $1 WHERE id = $2")
            .bind(revision)
            .bind(draft.id.as_str())
            .execute(&mut *transaction)
            .await?;
        let verb = if draft.base == 0 { Verb::Created } else { Verb::Changed };
        let seq = changes::record(&mut transaction, &actor, Noun::Document, &draft.document, verb).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(Some(seq))
    }

    /// The second pair of eyes that was owed. `None`, and nothing done, when the draft is not what it rests on.
    pub async fn confirm_draft(&self, draft: &Draft, step: NewStep<'_>) -> Result<Option<i64>> {
        let mut transaction = sql::begin(&self.writer).await?;
        let change = Change {
            draft,
            state: State::Published,
            sheet: None,
            reasons: None,
            asked: draft.asked.as_ref(),
            publisher: draft.publisher.as_ref(),
            due: None,
            base: draft.base,
        };
        if !drafts::write(&mut transaction, &change).await? {
            return Ok(None);
        }
        let person = step.person;
        drafts::add_step(&mut transaction, &draft.id, step).await?;
        sqlx::query("UPDATE revision SET owed = 0, approved_by = $1 WHERE document_id = $2 AND n = $3")
            .bind(person.as_str())
            .bind(&draft.document)
            .bind(draft.revision.map(i64::from))
            .execute(&mut *transaction)
            .await?;
        let actor = format!("person:{person}");
        let seq = changes::record(&mut transaction, &actor, Noun::Document, &draft.document, Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(Some(seq))
    }

    /// Takes a document out of every list. Its revisions stay. `None`, and nothing done, when another revision is
    /// published by now.
    pub async fn withdraw(&self, withdrawing: Withdrawing<'_>) -> Result<Option<i64>> {
        let Withdrawing { document, revision, actor, reason, successor } = withdrawing;
        let mut transaction = sql::begin(&self.writer).await?;
        let moved = sqlx::query(
            "INSERT INTO withdrawn (id, slug, owner, author, revision, created, at, actor, reason, successor) \
             SELECT id, slug, owner, author, revision, created, $1, $2, $3, $4 FROM document \
             WHERE id = $5 AND revision = $6",
        )
        .bind(Timestamp::now().as_millisecond())
        .bind(actor)
        .bind(reason)
        .bind(successor.map(Slug::as_str))
        .bind(document)
        .bind(i64::from(revision))
        .execute(&mut *transaction)
        .await?;
        if moved.rows_affected() == 0 {
            return Ok(None);
        }
        sqlx::query("DELETE FROM document WHERE id = $1").bind(document).execute(&mut *transaction).await?;
        // What was owed is not owed any more: there is nothing to look at.
        sqlx::query(
            "UPDATE draft SET state = 'published', version = version + 1 WHERE document_id = $1 AND state = 'owed'",
        )
        .bind(document)
        .execute(&mut *transaction)
        .await?;
        let seq = changes::record(&mut transaction, actor, Noun::Document, document, Verb::Deleted).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(Some(seq))
    }
}

/// Whether the document is still as it was when the draft was begun: not there, or at the same revision. A slug that
/// another document took meanwhile counts as moved too.
async fn is_base(connection: &mut Connection, draft: &Draft) -> Result<bool> {
    let found: Option<(String, i64)> = sqlx::query_as(
        "SELECT id, revision FROM document WHERE slug = $1 UNION ALL SELECT id, -1 FROM withdrawn WHERE slug = $1",
    )
    .bind(draft.slug.as_str())
    .fetch_optional(connection)
    .await?;
    Ok(match found {
        None => draft.base == 0,
        Some((id, revision)) => id == draft.document && revision == i64::from(draft.base),
    })
}

/// A minor change leaves a document where it stands in lists of the newest.
async fn write_document(
    connection: &mut Connection,
    draft: &Draft,
    write_up: &WriteUp,
    digest: &str,
    actor: &str,
    minor: bool,
) -> Result<()> {
    let work = write_up.translation_of.as_ref().unwrap_or(&write_up.slug);
    let now = Timestamp::now();
    let day = write_up.published.unwrap_or_else(|| jiff::tz::TimeZone::UTC.to_datetime(now).date());
    sqlx::query(
        "INSERT INTO document \
         (id, slug, owner, author, actor, revision, digest, created, updated, kind, lang, work, day, summary) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (id) DO UPDATE SET author = coalesce(document.author, excluded.author), actor = excluded.actor, \
         revision = excluded.revision, digest = excluded.digest, updated = excluded.updated, kind = excluded.kind, \
         lang = excluded.lang, work = excluded.work, day = CASE WHEN $14 THEN document.day ELSE excluded.day END, \
         summary = excluded.summary",
    )
    .bind(&draft.document)
    .bind(draft.slug.as_str())
    .bind(draft.organisation.as_str())
    .bind(draft.author.as_str())
    .bind(actor)
    .bind(i64::from(draft.base) + 1)
    .bind(digest)
    .bind(now.as_millisecond())
    .bind(write_up.kind().code())
    .bind(write_up.lang.code())
    .bind(work.as_str())
    .bind(day.to_string())
    .bind(to_json(&summary_of(write_up), &write_up.slug)?)
    .bind(minor && write_up.published.is_none())
    .execute(connection)
    .await?;
    Ok(())
}
