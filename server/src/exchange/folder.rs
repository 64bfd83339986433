//! A folder of content: write-ups as Markdown, registers as TOML and CSV.

use std::collections::BTreeMap;
use std::io;

use app::model::document::WriteUp;
use app::model::problem::Problem;
use sha2::{Digest, Sha256};

use super::files::Files;
use super::{Limits, Located, Reading, front_matter, registers};

/// Reads a folder. Of the write-ups only files that `wanted` (asked with path and digest) are read, one by one as they
/// are asked for; all registers are read at once.
pub fn read(files: Files, limits: Limits, wanted: impl Fn((&str, &str)) -> bool) -> Result<Reading, Vec<Problem>> {
    let listed = files
        .list()
        .map_err(|error| vec![Problem::new(format!("the folder cannot be read: {error}")).in_file(files.name())])?;
    let mut reading = registers::Registers::default();
    let (mut write_ups, mut digests, mut problems) = (Vec::new(), BTreeMap::new(), Vec::new());
    for path in listed {
        let role = role(&path);
        if role == Role::None {
            continue;
        }
        if role == Role::Unknown {
            let message = format!("is no register: the names are {}", registers::PATHS.join(", "));
            problems.push(Problem::new(message).in_file(&path));
            continue;
        }
        let bytes = match files.read(&path, limits.document_bytes) {
            Ok(bytes) => bytes,
            Err(error) => {
                problems.push(unreadable(&path, &error, limits));
                continue;
            }
        };
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if role == Role::Register {
            problems.extend(registers::read(&path, &bytes, &mut reading).err().into_iter().flatten());
        } else if wanted((&path, &digest)) {
            write_ups.push(path.clone());
        }
        digests.insert(path, digest);
    }
    if digests.is_empty() && problems.is_empty() {
        let message = "holds nothing to import: no .md file and no register such as hubs.toml";
        problems.push(Problem::new(message).in_file(files.name()));
    }
    if !problems.is_empty() {
        // Faults of the write-ups are told together with those of the registers, so that all can be mended at once.
        problems.extend(Documents { files, limits, paths: write_ups.into_iter() }.filter_map(Result::err).flatten());
        return Err(problems);
    }
    let documents = Box::new(Documents { files, limits, paths: write_ups.into_iter() });
    Ok(Reading { registers: reading, documents, files: digests })
}

#[derive(PartialEq, Eq)]
enum Role {
    WriteUp,
    Register,
    /// Looks like a register, but is none: a name that is mistyped must not pass in silence.
    Unknown,
    None,
}

fn role(path: &str) -> Role {
    let elsewhere = path.starts_with("prose/") || path.starts_with("words/");
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        _ if elsewhere || name == "README.md" => Role::None,
        Some("md") => Role::WriteUp,
        Some("toml" | "csv") if registers::PATHS.contains(&path) => Role::Register,
        Some("toml" | "csv") => Role::Unknown,
        _ => Role::None,
    }
}

fn unreadable(path: &str, error: &io::Error, limits: Limits) -> Problem {
    let message = if error.kind() == io::ErrorKind::FileTooLarge {
        let limit = limits.document_bytes;
        format!("the file has more than the {limit} bytes one document may have: split it, or raise --max-document")
    } else {
        format!("cannot be read: {error}")
    };
    Problem::new(message).in_file(path)
}

struct Documents {
    files: Files,
    limits: Limits,
    paths: std::vec::IntoIter<String>,
}

impl Iterator for Documents {
    type Item = Result<Located<WriteUp>, Vec<Problem>>;

    fn next(&mut self) -> Option<Self::Item> {
        let path = self.paths.next()?;
        Some(match self.files.read(&path, self.limits.document_bytes) {
            Ok(bytes) => front_matter::read(&path, &bytes),
            Err(error) => Err(vec![unreadable(&path, &error, self.limits)]),
        })
    }
}
