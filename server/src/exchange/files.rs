//! Where content files come from: a folder on disk, or the copy inside the binary.

use std::borrow::Cow;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A set of files, named by their paths with `/`.
#[derive(Clone, Debug)]
pub enum Files {
    Folder(PathBuf),
    /// The content folder as it was when the binary was built.
    Bundled,
}

include!(concat!(env!("OUT_DIR"), "/content.rs"));

impl Files {
    /// How to call the set itself when there is something to say about it.
    pub fn name(&self) -> String {
        match self {
            Files::Folder(folder) => folder.display().to_string(),
            Files::Bundled => "the bundled content".to_owned(),
        }
    }

    /// All paths in order. Hidden files and folders are left out.
    pub fn list(&self) -> io::Result<Vec<String>> {
        let mut paths = Vec::new();
        match self {
            Files::Folder(folder) => walk(folder, "", &mut paths)?,
            Files::Bundled => paths.extend(CONTENT.iter().map(|(path, _)| (*path).to_owned())),
        }
        paths.sort();
        Ok(paths)
    }

    /// The bytes of a file; an error of kind [`io::ErrorKind::FileTooLarge`] when there are more than `limit`.
    pub fn read(&self, path: &str, limit: usize) -> io::Result<Cow<'static, [u8]>> {
        match self {
            Files::Folder(folder) => read_at_most(&folder.join(path), limit).map(Cow::Owned),
            Files::Bundled => {
                let found = CONTENT.binary_search_by(|(name, _)| (*name).cmp(path));
                found.map(|i| Cow::Borrowed(CONTENT[i].1)).map_err(|_| io::ErrorKind::NotFound.into())
            }
        }
    }
}

fn walk(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        let found = std::fs::metadata(entry.path())?;
        // A link to a folder could lead in circles; a link to a file is as good as the file.
        if found.is_dir() && !entry.file_type()?.is_symlink() {
            walk(&entry.path(), &format!("{path}/"), paths)?;
        } else if found.is_file() {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_at_most(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}
