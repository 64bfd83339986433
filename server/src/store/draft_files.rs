//! Files that go along with a draft. They hang on nothing that readers know until the draft is published, so they have no
//! keys and leave no row in the log.

use app::model::attachment::Attachment;
use app::model::change::{Noun, Verb};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::workflow::State;
use jiff::Timestamp;

use super::attachments::{ATTACHMENT, Columns, NewAttachment, add_file, add_keys, to_attachment};
use super::file_versions::{self, Replacement};
use super::observations::from_json;
use super::people::slug;
use super::sql::{self, Connection, Query};
use super::staging::to_json;
use super::{Publication, Result, Store, Unhung, changes, unseen};

impl Store {
    /// The files of a draft, in the order in which they came, each with the label that it has of its own: TLP:CLEAR for none.
    pub async fn draft_files(&self, draft: &Slug) -> Result<Vec<Attachment>> {
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.noun = 'draft' AND a.parent = ").push_bind(draft.to_string()).push(" ORDER BY a.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| Ok(to_attachment(row)?.1)).collect()
    }

    /// Lets files go along with a draft, all of them or none, as long as it is being written: what somebody else looks at
    /// stays as it is. At most `most`, each once. `replaces` is the attachment of the published document whose place they take;
    /// what was to take it until now goes.
    pub async fn attach_to_draft(
        &self,
        actor: &str,
        draft: &Slug,
        mut new: Vec<NewAttachment>,
        most: u32,
        replaces: Option<&Slug>,
    ) -> Result<std::result::Result<(), Unhung>> {
        let _placing = self.files.placing.lock().await;
        let mut transaction = sql::begin(&self.writer).await?;
        if !is_written(&mut transaction, draft).await? {
            return Ok(Err(Unhung::Gone));
        }
        let there: Vec<String> =
            sqlx::query_scalar("SELECT digest FROM attachment WHERE noun = 'draft' AND parent = $1")
                .bind(draft.as_str())
                .fetch_all(&mut *transaction)
                .await?;
        if let Some(fault) = Unhung::of(&there, &new, most) {
            return Ok(Err(fault));
        }
        if let Some(target) = replaces {
            sqlx::query("DELETE FROM attachment WHERE noun = 'draft' AND parent = $1 AND replaces = $2")
                .bind(draft.as_str())
                .bind(target.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        unseen::place(&mut transaction, actor, ("draft", draft.as_str()), &mut new).await?;
        for one in &new {
            sqlx::query("UPDATE attachment SET replaces = $1 WHERE id = $2")
                .bind(replaces.map(Slug::as_str))
                .bind(one.id.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        self.settle(transaction).await?;
        Ok(Ok(()))
    }

    /// Lets a file take the place of one that goes along with a draft, as long as that is being written. Nobody has read what it
    /// was, so no version is kept of it.
    pub async fn replace_in_draft(
        &self,
        actor: &str,
        draft: &Slug,
        id: &Slug,
        mut new: Replacement,
    ) -> Result<std::result::Result<(), Unhung>> {
        let _placing = self.files.placing.lock().await;
        let mut transaction = sql::begin(&self.writer).await?;
        if !is_written(&mut transaction, draft).await? {
            return Ok(Err(Unhung::Gone));
        }
        let there: Vec<(String, String)> =
            sqlx::query_as("SELECT id, digest FROM attachment WHERE noun = 'draft' AND parent = $1")
                .bind(draft.as_str())
                .fetch_all(&mut *transaction)
                .await?;
        if there.iter().all(|(one, _)| one != id.as_str()) {
            return Ok(Err(Unhung::Gone));
        }
        if there.iter().any(|(_, digest)| *digest == new.file.digest) {
            return Ok(Err(Unhung::Already(new.name)));
        }
        new.file.place().await?;
        add_file(&mut transaction, &new.file, new.kind).await?;
        sqlx::query("UPDATE attachment SET digest = $1, name = $2, actor = $3, at = $4 WHERE id = $5")
            .bind(&new.file.digest)
            .bind(&new.name)
            .bind(actor)
            .bind(Timestamp::now().as_millisecond())
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        self.settle(transaction).await?;
        Ok(Ok(()))
    }

    /// Which files of a draft take the place of which attachments.
    pub async fn replaced_by_draft(&self, draft: &Slug) -> Result<Vec<(Slug, Slug)>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT id, replaces FROM attachment WHERE noun = 'draft' AND parent = $1 AND replaces IS NOT NULL ORDER BY id",
        )
        .bind(draft.as_str())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|(id, replaces)| Ok((slug(&id)?, slug(&replaces)?))).collect()
    }

    /// Takes a file away from a draft that is being written; false when there is none such.
    pub async fn detach_from_draft(&self, draft: &Slug, id: &Slug) -> Result<bool> {
        let mut transaction = sql::begin(&self.writer).await?;
        if !is_written(&mut transaction, draft).await? {
            return Ok(false);
        }
        let gone = sqlx::query("DELETE FROM attachment WHERE id = $1 AND noun = 'draft' AND parent = $2")
            .bind(id.as_str())
            .bind(draft.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(gone.rows_affected() == 1)
    }
}

async fn is_written(connection: &mut Connection, draft: &Slug) -> Result<bool> {
    let state: Option<String> = sqlx::query_scalar("SELECT state FROM draft WHERE id = $1")
        .bind(draft.as_str())
        .fetch_optional(connection)
        .await?;
    Ok(state
        .and_then(|state| State::parse(&state))
        .is_some_and(|state| matches!(state, State::Draft | State::SentBack)))
}

/// Hangs the files of a draft on the document that it becomes: under its label, or under their own where that is narrower. One
/// that hangs there already is not hung there twice, and one that replaces an attachment takes its place as a corrected file does,
/// label and address of that included. Gives the number of the last change, if there was any.
pub(super) async fn publish(
    connection: &mut Connection,
    actor: &str,
    Publication { draft, write_up, .. }: &Publication<'_>,
) -> Result<Option<i64>> {
    sqlx::query(
        "DELETE FROM attachment WHERE noun = 'draft' AND parent = $1 AND EXISTS (SELECT 1 FROM attachment o \
         WHERE o.noun = 'document' AND o.parent = $2 AND o.digest = attachment.digest)",
    )
    .bind(draft.id.as_str())
    .bind(&draft.document)
    .execute(&mut *connection)
    .await?;
    let mut seq = None;
    let replacing: Vec<(String, String)> = sqlx::query_as(
        "SELECT a.id, o.id FROM attachment a JOIN attachment o ON o.id = a.replaces AND o.noun = 'document' AND o.parent = $1 \
         WHERE a.noun = 'draft' AND a.parent = $2 ORDER BY a.id",
    )
    .bind(&draft.document)
    .bind(draft.id.as_str())
    .fetch_all(&mut *connection)
    .await?;
    for (id, replaced) in replacing {
        let (digest, name, who): (String, String, String) =
            sqlx::query_as("DELETE FROM attachment WHERE id = $1 RETURNING digest, name, actor")
                .bind(&id)
                .fetch_one(&mut *connection)
                .await?;
        file_versions::supersede(connection, &replaced, &digest, &name, &who).await?;
        seq = Some(changes::record(connection, actor, Noun::Attachment, &replaced, Verb::Changed).await?);
    }
    let files: Vec<(String, Option<String>, String)> =
        sqlx::query_as("SELECT id, author, sharing FROM attachment WHERE noun = 'draft' AND parent = $1 ORDER BY id")
            .bind(draft.id.as_str())
            .fetch_all(&mut *connection)
            .await?;
    for (id, author, own) in files {
        let own: Sharing = from_json("attachment", &id, &own)?;
        let sharing = own.narrowed_to(&write_up.sharing);
        sqlx::query(
            "UPDATE attachment SET noun = 'document', parent = $1, sharing = $2, replaces = NULL WHERE id = $3",
        )
        .bind(&draft.document)
        .bind(to_json(&sharing, &write_up.slug)?)
        .bind(&id)
        .execute(&mut *connection)
        .await?;
        let author = author.map(|author| slug(&author)).transpose()?;
        add_keys(connection, &slug(&id)?, &sharing, author.as_ref()).await?;
        seq = Some(changes::record(connection, actor, Noun::Attachment, &id, Verb::Created).await?);
    }
    Ok(seq)
}

/// Takes the files of a draft away that is thrown away.
pub(super) async fn discard(connection: &mut Connection, draft: &Slug) -> Result<()> {
    let gone = sqlx::query("DELETE FROM attachment WHERE noun = 'draft' AND parent = $1").bind(draft.as_str());
    gone.execute(connection).await?;
    Ok(())
}
