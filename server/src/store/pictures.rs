//! Pictures of the pages of attachments.

use app::model::attachment::FileKind;

use super::files::Arrived;
use super::passages::tell;
use super::sql;
use super::{Result, Store};

/// A picture that arrived.
pub struct NewPicture {
    /// The number of the page, from 1.
    pub number: u32,
    pub kind: FileKind,
    /// Dots.
    pub width: u32,
    pub height: u32,
    pub file: Arrived,
}

impl Store {
    /// A file whose text was taken out and whose pages were not drawn yet. The one that came last, for somebody may be looking.
    pub async fn undrawn_file(&self) -> Result<Option<String>> {
        let digest = sqlx::query_scalar(
            "SELECT f.digest FROM file f JOIN attachment a ON a.digest = f.digest \
             WHERE f.drawn = 0 AND f.kind = $1 AND f.reading IS NOT NULL ORDER BY a.id DESC LIMIT 1",
        );
        Ok(digest.bind(FileKind::Pdf.code()).fetch_optional(&self.readers).await?)
    }

    /// Notes that the pages of a file were drawn, and keeps what came of it. Whatever it hangs on changes by that.
    pub async fn note_pictures(&self, digest: &str, mut new: Vec<NewPicture>) -> Result<()> {
        let _placing = self.files.placing.lock().await;
        // A file without row is harmless, a row without file is not.
        for one in &mut new {
            one.file.place().await?;
        }
        let mut transaction = sql::begin(&self.writer).await?;
        let noted = sqlx::query("UPDATE file SET drawn = 1 WHERE digest = $1 AND drawn = 0")
            .bind(digest)
            .execute(&mut *transaction)
            .await?;
        if noted.rows_affected() == 0 {
            return Ok(());
        }
        for one in &new {
            sqlx::query(
                "INSERT INTO picture (digest, n, kind, width, height, picture, size) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(digest)
            .bind(i64::from(one.number))
            .bind(one.kind.code())
            .bind(i64::from(one.width))
            .bind(i64::from(one.height))
            .bind(&one.file.digest)
            .bind(i64::try_from(one.file.size).unwrap_or(i64::MAX))
            .execute(&mut *transaction)
            .await?;
        }
        let seq = if new.is_empty() { None } else { tell(&mut transaction, digest).await? };
        transaction.commit().await?;
        if let Some(seq) = seq {
            self.announce(seq);
        }
        Ok(())
    }
}
