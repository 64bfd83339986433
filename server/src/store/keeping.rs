//! That files and rows agree: what has no row goes, what has no file is a fault; and files inside a backup.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use futures::TryStreamExt;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::files::{Files, hexadecimal};
use super::sql::{self, Connection};
use super::{Error, Result, Store};

/// How long a file without row is left where it is: a backup under way may still want it.
pub const LEFT: Duration = Duration::from_secs(24 * 3600);

/// Bytes of a file in one row of a backup.
const PART: usize = 4 << 20;

impl Store {
    /// Where the bytes of attachments are.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Takes away files and texts that hang on nothing, and came and were taken away longer ago than `left`. Gives how many
    /// files went.
    pub async fn clear_loose_files(&self, left: Duration) -> Result<u64> {
        let (mut gone, mut with_them) = (0, BTreeSet::new());
        for (digest, _, age) in self.files.list().await? {
            if age < left || with_them.contains(&digest) {
                continue;
            }
            let _placing = self.files.placing.lock().await;
            let wanted: bool = sqlx::query_scalar(
                "SELECT EXISTS (SELECT 1 FROM attachment WHERE digest = $1) \
                 OR EXISTS (SELECT 1 FROM attachment_version WHERE digest = $1) \
                 OR EXISTS (SELECT 1 FROM picture WHERE picture = $1) \
                 OR EXISTS (SELECT 1 FROM detached WHERE digest = $1 AND at > $2)",
            )
            .bind(&digest)
            .bind(Timestamp::now().as_millisecond().saturating_sub(i64::try_from(left.as_millis()).unwrap_or(i64::MAX)))
            .fetch_one(&self.readers)
            .await?;
            if wanted {
                continue;
            }
            // The row first: a file without row is harmless.
            let mut transaction = sql::begin(&self.writer).await?;
            let pictures = pictures_of_it_alone(&mut transaction, &digest).await?;
            sqlx::query("DELETE FROM file WHERE digest = $1").bind(&digest).execute(&mut *transaction).await?;
            transaction.commit().await?;
            for digest in std::iter::once(&digest).chain(&pictures) {
                self.files.remove(digest).await?;
            }
            with_them.extend(pictures);
            gone += 1;
        }
        Ok(gone)
    }

    /// What is wrong with attachments, in words: rows without file, files with other bytes than their name says.
    pub(super) async fn attachment_faults(&self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT digest, size FROM file UNION SELECT picture, size FROM picture ORDER BY 1")
                .fetch_all(&self.readers)
                .await?;
        for (digest, size) in rows {
            match self.digest_of_file(&digest).await {
                Ok((right, length)) if right != digest || length != size.unsigned_abs() => {
                    faults.push(format!("file {digest}: its bytes are others than they were"));
                }
                Ok(_) => {}
                Err(error) => faults.push(format!("file {digest}: cannot be read: {error}")),
            }
        }
        let wrong: Vec<String> = sqlx::query_scalar(
            "SELECT a.id FROM attachment a WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = a.parent) \
             AND NOT EXISTS (SELECT 1 FROM withdrawn w WHERE w.id = a.parent) AND a.noun = 'document'",
        )
        .fetch_all(&self.readers)
        .await?;
        faults.extend(wrong.into_iter().map(|id| format!("attachment {id}: it hangs on nothing")));
        let texts: Vec<String> = sqlx::query_scalar(
            "SELECT digest FROM file f WHERE (reading IN ('whole', 'part')) <> \
             EXISTS (SELECT 1 FROM passage p WHERE p.digest = f.digest)",
        )
        .fetch_all(&self.readers)
        .await?;
        faults.extend(texts.into_iter().map(|digest| format!("file {digest}: what was found in it is not there")));
        Ok(faults)
    }

    async fn digest_of_file(&self, digest: &str) -> Result<(String, u64)> {
        let (mut hash, mut length) = (Sha256::new(), 0);
        let mut bytes = self.files.read(digest).await?;
        while let Some(piece) = bytes.try_next().await? {
            hash.update(&piece);
            length += piece.len() as u64;
        }
        Ok((hexadecimal(&hash.finalize()), length))
    }

    /// Puts the bytes of every file that a copy of the store names into that copy.
    pub(super) async fn pack_files(&self, copy: &Path) -> Result<()> {
        let (writer, readers) = sql::connect(copy).await?;
        let packed = self.pack_into(&mut *writer.acquire().await?).await;
        readers.close().await;
        writer.close().await;
        packed
    }

    async fn pack_into(&self, connection: &mut Connection) -> Result<()> {
        // Pictures are made again where the copy is put back.
        for statement in ["DELETE FROM picture", "UPDATE file SET drawn = 0"] {
            sqlx::query(statement).execute(&mut *connection).await?;
        }
        sqlx::query("CREATE TABLE packed (digest TEXT NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (digest, n))")
            .execute(&mut *connection)
            .await?;
        for digest in wanted(connection).await? {
            let whole = self.files.whole(&digest).await?;
            for (n, part) in whole.chunks(PART).enumerate() {
                sqlx::query("INSERT INTO packed (digest, n, bytes) VALUES ($1, $2, $3)")
                    .bind(&digest)
                    .bind(i64::try_from(n).unwrap_or(i64::MAX))
                    .bind(part)
                    .execute(&mut *connection)
                    .await?;
            }
        }
        Ok(())
    }
}

/// Takes the bytes that [`Store::pack_files`] put into a copy out again, into the folder of a new store.
pub async fn unpack_files(copy: &Path, file: &Path, folder: &Path) -> Result<()> {
    let (writer, readers) = sql::connect(copy).await?;
    let mut connection = writer.acquire().await?;
    let unpacked = unpack(&mut connection, file, folder).await;
    drop(connection);
    readers.close().await;
    writer.close().await;
    unpacked
}

async fn unpack(connection: &mut Connection, file: &Path, folder: &Path) -> Result<()> {
    if !sql::has_table(connection, "file").await? {
        return Ok(());
    }
    let damaged = |fault: String| Error::Damaged { file: file.display().to_string(), fault };
    let packed = sql::has_table(connection, "packed").await?;
    let files = Files::open(folder)?;
    for digest in wanted(connection).await? {
        let mut arrival = files.arrive().await?;
        let mut n = 0_i64;
        while let Some(part) = part(connection, packed, &digest, n).await? {
            arrival.write(&part).await?;
            n += 1;
        }
        let mut arrived = arrival.finish().await?;
        if arrived.digest != digest {
            return Err(damaged(format!("the file {digest} in it is not whole")));
        }
        arrived.place().await?;
    }
    if packed {
        sqlx::query("DROP TABLE packed").execute(&mut *connection).await?;
        sqlx::query("VACUUM").execute(connection).await?;
    }
    Ok(())
}

/// A part of a packed file; none after the last, and in a backup that was made without files.
async fn part(connection: &mut Connection, packed: bool, digest: &str, n: i64) -> Result<Option<Vec<u8>>> {
    if !packed {
        return Ok(None);
    }
    let bytes = sqlx::query_scalar("SELECT bytes FROM packed WHERE digest = $1 AND n = $2").bind(digest).bind(n);
    Ok(bytes.fetch_optional(connection).await?)
}

/// The pictures of the pages of a file that are nothing else besides.
async fn pictures_of_it_alone(connection: &mut Connection, digest: &str) -> Result<Vec<String>> {
    let pictures = sqlx::query_scalar(
        "SELECT DISTINCT p.picture FROM picture p WHERE p.digest = $1 \
         AND NOT EXISTS (SELECT 1 FROM picture o WHERE o.picture = p.picture AND o.digest <> $1) \
         AND NOT EXISTS (SELECT 1 FROM file f WHERE f.digest = p.picture)",
    );
    Ok(pictures.bind(digest).fetch_all(connection).await?)
}

/// The files that something hangs with.
async fn wanted(connection: &mut Connection) -> Result<BTreeSet<String>> {
    let digests: Vec<String> = sqlx::query_scalar("SELECT digest FROM file").fetch_all(connection).await?;
    Ok(digests.into_iter().collect())
}
