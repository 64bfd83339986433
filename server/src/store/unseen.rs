//! Files that no reader knows yet, of drafts and of speakers: without keys, without a row in the log.

use app::model::attachment::Attachment;
use app::model::slug::Slug;

use super::attachments::{ATTACHMENT, Columns, NewAttachment, rows_of, to_attachment};
use super::sql::{Connection, Query, Transaction};
use super::{Result, Store};

impl Store {
    /// One of them by what it hangs on: `draft` or `speaker`.
    pub async fn unseen_file(&self, noun: &'static str, id: &Slug) -> Result<Option<Attachment>> {
        let mut query = Query::new(ATTACHMENT);
        query.push(" WHERE a.noun = ").push_bind(noun).push(" AND a.id = ").push_bind(id.to_string());
        let row: Option<Columns> = query.build_query_as().fetch_optional(&self.readers).await?;
        row.map(|row| Ok(to_attachment(row)?.1)).transpose()
    }

    /// Waits until some came.
    pub async fn unseen_files(&self) {
        self.arrived.notified().await;
    }

    /// Commits some, and wakes who reads them: no row in the log does.
    pub(super) async fn settle(&self, transaction: Transaction) -> Result<()> {
        transaction.commit().await?;
        self.arrived.notify_one();
        Ok(())
    }
}

/// Gives them their names in the folder, then writes their rows; `carrier` is the noun and id of what they hang on.
pub(super) async fn place(
    connection: &mut Connection,
    actor: &str,
    carrier: (&str, &str),
    new: &mut [NewAttachment],
) -> Result<()> {
    for one in new.iter_mut() {
        one.file.place().await?;
    }
    for one in new {
        rows_of(connection, actor, carrier, one).await?;
    }
    Ok(())
}
