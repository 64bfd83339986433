//! Puts the files of the front end into the binary, if they have been built (`.build/front` writes `target/site`).

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Writes `assets.rs`: a list of `Asset`, empty where no front end was built.
pub fn embed() -> io::Result<()> {
    let site = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../target/site");
    let manifest = site.join("manifest");
    // Cargo takes a watched file that is missing for changed, every time; an empty one means: no front end.
    if !manifest.exists() {
        fs::create_dir_all(&site)?;
        fs::write(&manifest, "")?;
    }
    println!("cargo::rerun-if-changed={}", manifest.display());

    let mut code = String::from("&[\n");
    for line in fs::read_to_string(&manifest)?.lines() {
        let row = row(&site.canonicalize()?, line);
        code.push_str(
            &row.ok_or_else(|| io::Error::other(format!("{}: not a line of ours: {line}", manifest.display())))?,
        );
    }
    code.push_str("]\n");
    fs::write(PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("assets.rs"), code)
}

/// One line of the manifest (role, name, content type) as an `Asset`.
fn row(site: &Path, line: &str) -> Option<String> {
    let [role, name, content_type] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let include = |name: &str| format!("include_bytes!({:?})", site.join(name).display().to_string());
    let compressed = |ending: &str| {
        let name = format!("{name}.{ending}");
        if site.join(&name).exists() { format!("Some({})", include(&name)) } else { "None".to_owned() }
    };
    let mut row = String::from("    Asset {\n");
    for (field, value) in [
        ("role", format!("{role:?}")),
        ("name", format!("{name:?}")),
        ("content_type", format!("{content_type:?}")),
        ("plain", include(name)),
        ("brotli", compressed("br")),
        ("gzip", compressed("gz")),
    ] {
        writeln!(row, "        {field}: {value},").ok()?;
    }
    row.push_str("    },\n");
    Some(row)
}
