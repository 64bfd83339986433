//! Corrected files: a new one takes the place of an attachment, under the same address, and the old one is kept as a version.

use app::model::attachment::{FileKind, FileVersion};
use app::model::change::{Noun, Verb};
use app::model::slug::Slug;
use jiff::Timestamp;

use super::attachments::add_file;
use super::files::Arrived;
use super::people::moment;
use super::sql::{self, Connection};
use super::{Error, Result, Store, Unhung, changes};

/// A file that arrived and is to take the place of another.
pub struct Replacement {
    pub name: String,
    pub kind: FileKind,
    pub file: Arrived,
}

impl Store {
    /// What an attachment was before, the newest first.
    pub async fn file_versions(&self, id: &Slug) -> Result<Vec<FileVersion>> {
        let rows: Vec<(i64, String, String, String, i64, i64)> = sqlx::query_as(
            "SELECT v.n, v.name, f.kind, v.digest, f.size, v.at FROM attachment_version v JOIN file f ON f.digest = v.digest \
             WHERE v.attachment = $1 ORDER BY v.n DESC",
        )
        .bind(id.as_str())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|(n, name, kind, digest, size, at)| {
                let unknown = || Error::Unreadable {
                    noun: "attachment",
                    id: id.to_string(),
                    reason: format!("unknown kind {kind}"),
                };
                Ok(FileVersion {
                    n: u32::try_from(n).unwrap_or(u32::MAX),
                    kind: FileKind::parse(&kind).ok_or_else(unknown)?,
                    name,
                    digest,
                    size: size.unsigned_abs(),
                    added: moment(at)?,
                })
            })
            .collect()
    }

    /// Lets a file take the place of an attachment of this carrier (noun and id). At most `most` versions are kept.
    pub async fn replace_file(
        &self,
        actor: &str,
        (noun, parent): (&str, &str),
        id: &Slug,
        mut new: Replacement,
        most: u32,
    ) -> Result<std::result::Result<(), Unhung>> {
        let _placing = self.files.placing.lock().await;
        let mut transaction = sql::begin(&self.writer).await?;
        let there: Option<(String, i64)> = sqlx::query_as(
            "SELECT a.digest, (SELECT count(*) FROM attachment_version v WHERE v.attachment = a.id) \
             FROM attachment a WHERE a.id = $1 AND a.noun = $2 AND a.parent = $3",
        )
        .bind(id.as_str())
        .bind(noun)
        .bind(parent)
        .fetch_optional(&mut *transaction)
        .await?;
        match there {
            None => return Ok(Err(Unhung::Gone)),
            Some((digest, _)) if digest == new.file.digest => return Ok(Err(Unhung::Already(new.name))),
            Some((_, versions)) if versions >= i64::from(most) => return Ok(Err(Unhung::Full)),
            Some(_) => {}
        }
        // Whatever happens from here on: a file without row is harmless, a row without file is not.
        new.file.place().await?;
        add_file(&mut transaction, &new.file, new.kind).await?;
        supersede(&mut transaction, id.as_str(), &new.file.digest, &new.name, actor).await?;
        let seq = changes::record(&mut transaction, actor, Noun::Attachment, id.as_str(), Verb::Changed).await?;
        transaction.commit().await?;
        self.announce(seq);
        Ok(Ok(()))
    }
}

/// Keeps what an attachment is as a version, and makes it this file of `actor`.
pub(super) async fn supersede(
    connection: &mut Connection,
    id: &str,
    digest: &str,
    name: &str,
    actor: &str,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO attachment_version (attachment, n, digest, name, actor, at) SELECT a.id, \
         (SELECT coalesce(max(v.n), 0) + 1 FROM attachment_version v WHERE v.attachment = a.id), \
         a.digest, a.name, a.actor, a.at FROM attachment a WHERE a.id = $1",
    )
    .bind(id)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE attachment SET digest = $1, name = $2, actor = $3, at = $4 WHERE id = $5")
        .bind(digest)
        .bind(name)
        .bind(actor)
        .bind(Timestamp::now().as_millisecond())
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}
