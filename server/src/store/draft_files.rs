//! Files that go along with a draft. They hang on nothing that readers know until the draft is published, so they have no
//! keys and leave no row in the log.

use app::model::attachment::Attachment;
use app::model::change::{Noun, Verb};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::workflow::State;

use super::attachments::{ATTACHMENT, Columns, NewAttachment, add_keys, rows_of, to_attachment};
use super::observations::from_json;
use super::people::slug;
use super::sql::{self, Connection, Query};
use super::staging::to_json;
use super::{Publication, Result, Store, Unhung, changes};

impl Store {
    /// The files of a draft, in the order in which they came, each with the label that it has of its own: TLP:CLEAR for none.
    pub async fn draft_files(&self, draft: &Slug) -> Result<Vec<Attachment>> {
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.noun = 'draft' AND a.parent = ").push_bind(draft.to_string()).push(" ORDER BY a.id");
        let rows: Vec<Columns> = query.build_query_as().fetch_all(&self.readers).await?;
        rows.into_iter().map(|row| Ok(to_attachment(row)?.1)).collect()
    }

    /// Waits until files came that are no news to anybody.
    pub async fn files_arrived(&self) {
        self.arrived.notified().await;
    }

    /// A file of some draft.
    pub async fn draft_file(&self, id: &Slug) -> Result<Option<Attachment>> {
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.noun = 'draft' AND a.id = ").push_bind(id.to_string());
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(|row| Ok(to_attachment(row)?.1)).transpose()
    }

    /// Lets files go along with a draft, all of them or none, as long as it is being written: what somebody else looks at
    /// stays as it is. At most `most`, each once.
    pub async fn attach_to_draft(
        &self,
        actor: &str,
        draft: &Slug,
        mut new: Vec<NewAttachment>,
        most: u32,
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
        for one in &mut new {
            one.file.place().await?;
        }
        for one in &new {
            rows_of(&mut transaction, actor, ("draft", draft.as_str()), one).await?;
        }
        transaction.commit().await?;
        self.arrived.notify_one();
        Ok(Ok(()))
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
/// that hangs there already is not hung there twice. Gives the number of the last change, if there was any.
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
    let files: Vec<(String, Option<String>, String)> =
        sqlx::query_as("SELECT id, author, sharing FROM attachment WHERE noun = 'draft' AND parent = $1 ORDER BY id")
            .bind(draft.id.as_str())
            .fetch_all(&mut *connection)
            .await?;
    let mut seq = None;
    for (id, author, own) in files {
        let own: Sharing = from_json("attachment", &id, &own)?;
        let sharing = own.narrowed_to(&write_up.sharing);
        sqlx::query("UPDATE attachment SET noun = 'document', parent = $1, sharing = $2 WHERE id = $3")
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
