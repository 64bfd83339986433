//! A folder that gets its name when it is complete.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why there is no archive.
#[derive(Debug, thiserror::Error)]
pub enum Unarchived {
    #[error("{0} is not empty: give a folder that does not exist yet, or an empty one")]
    NotEmpty(String),
    #[error("cannot write {file}: {source}")]
    Io { file: String, source: io::Error },
}

/// An archive that is being written, beside its place. When it is dropped unfinished, nothing is left.
pub struct Archive {
    folder: PathBuf,
    unfinished: PathBuf,
    done: bool,
}

impl Archive {
    pub fn begin(folder: &Path) -> Result<Archive, Unarchived> {
        let refuse = |source| Unarchived::Io { file: folder.display().to_string(), source };
        if folder.exists() && fs::read_dir(folder).map_err(refuse)?.next().is_some() {
            return Err(Unarchived::NotEmpty(folder.display().to_string()));
        }
        let name = folder.file_name().ok_or_else(|| refuse(io::ErrorKind::InvalidInput.into()))?;
        let unfinished = folder.with_file_name(format!("{}.unfinished", name.to_string_lossy()));
        // What is left of one that was killed.
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).map_err(refuse)?;
        }
        fs::create_dir_all(&unfinished).map_err(refuse)?;
        Ok(Archive { folder: folder.to_owned(), unfinished, done: false })
    }

    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Unarchived> {
        let path = self.unfinished.join(name);
        let refuse = |source| Unarchived::Io { file: path.display().to_string(), source };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(refuse)?;
        }
        let mut file = File::create(&path).map_err(refuse)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(refuse)
    }

    /// The folder gets its name.
    pub fn finish(mut self) -> Result<(), Unarchived> {
        let refuse = |source| Unarchived::Io { file: self.folder.display().to_string(), source };
        if self.folder.exists() {
            fs::remove_dir(&self.folder).map_err(refuse)?;
        }
        fs::rename(&self.unfinished, &self.folder).map_err(refuse)?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_dir_all(&self.unfinished);
        }
    }
}
