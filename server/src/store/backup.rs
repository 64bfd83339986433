//! The whole store as one file, the bytes of attachments among it, and back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{Error, FILE, FILES, Result, Store, keeping, migrate, sql};

impl Store {
    /// Writes everything there is now into a new file, while others read and write. The file is complete when it has
    /// its name; one that exists is refused.
    pub async fn back_up(&self, file: &Path) -> Result<()> {
        let refuse = |source| Error::Folder { file: file.display().to_string(), source };
        if file.exists() {
            return Err(refuse(std::io::ErrorKind::AlreadyExists.into()));
        }
        let unfinished = beside(file);
        let _ = fs::remove_file(&unfinished);
        sql::copy_into(&mut *self.readers.acquire().await?, &unfinished).await?;
        if let Err(error) = self.pack_files(&unfinished).await {
            for leftover in leftovers(&unfinished) {
                let _ = fs::remove_file(leftover);
            }
            return Err(error);
        }
        File::open(&unfinished).and_then(|written| written.sync_all()).map_err(refuse)?;
        fs::rename(&unfinished, file).map_err(refuse)?;
        sync_folder(file).map_err(refuse)
    }

    /// Makes a data folder from such a file, and opens it. The file is looked through first; a folder that has a store
    /// already is refused, and stays as it is.
    pub async fn restore(file: &Path, folder: &Path) -> Result<Store> {
        let refuse = |source| Error::Folder { file: file.display().to_string(), source };
        File::open(file).map_err(refuse)?;
        let target = folder.join(FILE);
        if target.exists() {
            return Err(Error::Occupied(folder.display().to_string()));
        }
        fs::create_dir_all(folder).map_err(refuse)?;
        let unfinished = beside(&target);
        fs::copy(file, &unfinished).map_err(refuse)?;
        let restored = async {
            sound(&unfinished, file).await?;
            keeping::unpack_files(&unfinished, file, &folder.join(FILES)).await
        };
        if let Err(error) = restored.await {
            for leftover in leftovers(&unfinished) {
                let _ = fs::remove_file(leftover);
            }
            return Err(error);
        }
        File::open(&unfinished).and_then(|written| written.sync_all()).map_err(refuse)?;
        fs::rename(&unfinished, &target).map_err(refuse)?;
        sync_folder(&target).map_err(refuse)?;
        Store::open(folder).await
    }
}

/// Whether a copy is a store that this version can open, with nothing broken in it.
async fn sound(copy: &Path, file: &Path) -> Result<()> {
    let (writer, readers) = sql::connect(copy).await?;
    let checked = async {
        migrate::check(&writer, file).await?;
        let faults = sql::integrity(&mut *writer.acquire().await?).await?;
        match faults.first() {
            Some(fault) => Err(Error::Damaged { file: file.display().to_string(), fault: fault.clone() }),
            None => Ok(()),
        }
    }
    .await;
    readers.close().await;
    // The last connection folds what it wrote into the file.
    writer.close().await;
    checked
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

fn leftovers(file: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|ending| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        name.into()
    })
}

/// A new name is durable once its folder is.
fn sync_folder(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
