//! Puts the content folder into the binary, so that one file can be copied to a server and run.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Writes `content.rs`: every file of `content/` with its path, sorted by path.
pub fn embed() -> std::io::Result<()> {
    let folder = Path::new(&env("CARGO_MANIFEST_DIR")).join("../content").canonicalize()?;
    // Cargo looks at every file below.
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    walk(&folder, "", &mut files)?;
    files.sort();
    let mut code = String::from("/// Path and bytes of every file, sorted by path.\n");
    code.push_str("static CONTENT: &[(&str, &[u8])] = &[\n");
    for (path, file) in files {
        let _ = writeln!(code, "    ({path:?}, include_bytes!({:?})),", file.display().to_string());
    }
    code.push_str("];\n");
    std::fs::write(Path::new(&env("OUT_DIR")).join("content.rs"), code)
}

/// Cargo sets these for every build script.
fn env(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else {
            files.push((format!("{prefix}{name}"), entry.path()));
        }
    }
    Ok(())
}
