//! The bytes of attachments: in a folder, each under the SHA-256 of its content. What is there is complete: a file has its
//! name only after it has been written to disk.

use std::fs;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{Error, Result};

/// Where the bytes are. Cheap to clone.
#[derive(Clone)]
pub struct Files {
    objects: Arc<LocalFileSystem>,
    folder: Arc<FilePath>,
    /// Held while a file gets its name and its row, and while one without row is taken away.
    pub(super) placing: Arc<Mutex<()>>,
}

/// A file that is being written, or was and has no name yet. When it is dropped, nothing is left.
pub struct Arrival {
    files: Files,
    upload: Option<Box<dyn MultipartUpload>>,
    at: Path,
    hash: Sha256,
    size: u64,
    waiting: Vec<u8>,
}

/// A file that arrived whole.
pub struct Arrived {
    files: Files,
    at: Path,
    placed: bool,
    /// SHA-256 in hexadecimal.
    pub digest: String,
    pub size: u64,
}

/// Bytes that are written at once.
const PIECE: usize = 1 << 20;

impl Files {
    pub(super) fn open(folder: &FilePath) -> Result<Files> {
        let refuse = |source| Error::Folder { file: folder.display().to_string(), source };
        for part in [ARRIVING, KEPT] {
            fs::create_dir_all(folder.join(part)).map_err(refuse)?;
        }
        // Anything less loses files whose rows are there when the power fails.
        let objects = LocalFileSystem::new_with_prefix(folder).map_err(Error::from)?.with_fsync(true);
        Ok(Files { objects: Arc::new(objects), folder: folder.into(), placing: Arc::default() })
    }

    /// Begins to write a file.
    pub async fn arrive(&self) -> Result<Arrival> {
        let at = Path::from(format!("{ARRIVING}/{}", Uuid::now_v7()));
        let upload = self.objects.put_multipart(&at).await?;
        let (hash, waiting) = (Sha256::new(), Vec::with_capacity(PIECE));
        Ok(Arrival { files: self.clone(), upload: Some(upload), at, hash, size: 0, waiting })
    }

    /// The bytes of a file, piece by piece.
    pub async fn read(&self, digest: &str) -> Result<BoxStream<'static, Result<Vec<u8>>>> {
        let found = self.objects.get(&place(digest)?).await?;
        Ok(found.into_stream().map_ok(|bytes| bytes.to_vec()).map_err(Error::from).boxed())
    }

    /// The whole of a file.
    pub async fn whole(&self, digest: &str) -> Result<Vec<u8>> {
        Ok(self.objects.get(&place(digest)?).await?.bytes().await?.to_vec())
    }

    /// Digest and size of every file, with how long ago it came.
    pub async fn list(&self) -> Result<Vec<(String, u64, Duration)>> {
        let now = jiff::Timestamp::now().as_millisecond();
        let mut found = Vec::new();
        let mut listed = self.objects.list(Some(&Path::from(KEPT)));
        while let Some(object) = listed.try_next().await? {
            let name: String = object.location.parts().skip(1).map(|part| part.as_ref().to_owned()).collect();
            let age = now.saturating_sub(object.last_modified.timestamp_millis()).max(0).unsigned_abs();
            found.push((name, object.size, Duration::from_millis(age)));
        }
        Ok(found)
    }

    pub(super) async fn remove(&self, digest: &str) -> Result<()> {
        Ok(self.objects.delete(&place(digest)?).await?)
    }

    /// Takes away what a process that was killed had not finished writing. Only while no other process takes in files.
    pub fn clear_unfinished(&self) -> Result<()> {
        let folder = self.folder.join(ARRIVING);
        let refuse = |source| Error::Folder { file: folder.display().to_string(), source };
        fs::remove_dir_all(&folder).map_err(refuse)?;
        fs::create_dir_all(&folder).map_err(refuse)
    }

    fn path(&self, at: &Path) -> PathBuf {
        self.folder.join(at.as_ref())
    }
}

impl Arrival {
    /// Adds bytes; gives how many there are by now.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<u64> {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush().await?;
        }
        Ok(self.size)
    }

    /// The file is complete, and on disk.
    pub async fn finish(mut self) -> Result<Arrived> {
        self.flush().await?;
        if let Some(mut upload) = self.upload.take() {
            upload.complete().await?;
        }
        let digest = hexadecimal(&std::mem::take(&mut self.hash).finalize());
        Ok(Arrived { files: self.files.clone(), at: self.at.clone(), placed: false, digest, size: self.size })
    }

    async fn flush(&mut self) -> Result<()> {
        let piece = std::mem::replace(&mut self.waiting, Vec::with_capacity(PIECE));
        if let (Some(upload), false) = (&mut self.upload, piece.is_empty()) {
            upload.put_part(PutPayload::from(piece)).await?;
        }
        Ok(())
    }
}

impl Arrived {
    /// Gives the file its name. Before the row that names it is written, and under the lock that keeps it from being taken
    /// away meanwhile.
    pub(super) async fn place(&mut self) -> Result<()> {
        self.files.objects.rename(&self.at, &place(&self.digest)?).await?;
        self.placed = true;
        Ok(())
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        if !self.placed {
            // Best effort: what stays is cleared at the next start.
            let _ = fs::remove_file(self.files.path(&self.at));
        }
    }
}

/// Where files are that have no name yet, and where those with one are.
const ARRIVING: &str = "arriving";
const KEPT: &str = "sha256";

/// `sha256/ab/cdef…`: no folder of more than some thousands.
fn place(digest: &str) -> Result<Path> {
    if digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        let reason = "this is no SHA-256".to_owned();
        return Err(Error::Unreadable { noun: "file", id: digest.chars().take(80).collect(), reason });
    }
    Ok(Path::from(format!("{KEPT}/{}/{}", &digest[..2], &digest[2..])))
}

pub(super) fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
