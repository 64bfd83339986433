//! The folder of finished files and its manifest, which `server/build/assets.rs` reads.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::Result;

/// The folder being filled. `NAME.br` and `NAME.gz` lie beside `NAME` where they are smaller.
pub struct Site {
    folder: PathBuf,
    /// One line a file: role, name, content type, separated by tabs.
    manifest: String,
    kept: BTreeSet<String>,
    lines: Vec<String>,
}

impl Site {
    pub fn new(folder: &Path) -> Result<Site> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let kept = BTreeSet::from(["manifest".to_owned()]);
        Ok(Site { folder: folder.to_owned(), manifest: String::new(), kept, lines: Vec::new() })
    }

    /// Adds a file as `stem.HASH.extension` and gives that name back. The same file twice is one file.
    pub fn add(&mut self, role: &str, name: &str, bytes: &[u8]) -> Result<String> {
        let (stem, extension) = name.rsplit_once('.').ok_or_else(|| format!("{name} has no extension"))?;
        let hashed = format!("{stem}.{}.{extension}", &digest(bytes)[..12]);
        if !self.kept.insert(hashed.clone()) {
            return Ok(hashed);
        }
        // Fonts are brotli inside; compressing them again gains nothing.
        let [br, gz] = if extension == "woff2" { [None, None] } else { self.compressed(&hashed, bytes)? };
        self.manifest.push_str(&format!("{role}\t{hashed}\t{}\n", content_type(extension)?));
        self.lines.push(format!("{name:<28} {:>9} {:>9} {:>9}", bytes.len(), shown(gz), shown(br)));
        write_if_changed(&self.folder.join(&hashed), bytes)?;
        Ok(hashed)
    }

    /// Writes the manifest if it differs, so that an unchanged front end rebuilds nothing, and clears away old files.
    pub fn finish(self) -> Result<()> {
        let manifest = self.folder.join("manifest");
        if fs::read(&manifest).is_ok_and(|old| old == self.manifest.as_bytes()) {
            return Ok(());
        }
        for entry in
            fs::read_dir(&self.folder).map_err(|error| format!("{}: {error}", self.folder.display()))?.flatten()
        {
            if !self.kept.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path()).map_err(|error| format!("{}: {error}", entry.path().display()))?;
            }
        }
        write_if_changed(&manifest, self.manifest.as_bytes())?;
        println!("{:<28} {:>9} {:>9} {:>9}", "bytes", "plain", "gzip", "brotli");
        for line in self.lines {
            println!("{line}");
        }
        Ok(())
    }

    /// Sizes of the brotli and the gzip form, if they were worth keeping. Names follow content, so what is there is right.
    fn compressed(&mut self, name: &str, bytes: &[u8]) -> Result<[Option<u64>; 2]> {
        let mut sizes = [None, None];
        for (size, (ending, compress)) in sizes.iter_mut().zip([("br", brotli as fn(&[u8]) -> Vec<u8>), ("gz", gzip)]) {
            let path = self.folder.join(format!("{name}.{ending}"));
            if !path.exists() {
                let smaller = compress(bytes);
                if smaller.len() < bytes.len() {
                    write_if_changed(&path, &smaller)?;
                }
            }
            *size = fs::metadata(&path).ok().map(|meta| meta.len());
            self.kept.insert(format!("{name}.{ending}"));
        }
        Ok(sizes)
    }
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Leaves a file alone that is as it should be; an interrupted build never leaves half a file.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let mut half = path.as_os_str().to_owned();
    half.push(".half");
    fs::write(&half, bytes)
        .and_then(|()| fs::rename(&half, path))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn content_type(extension: &str) -> Result<&'static str> {
    Ok(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        other => return Err(format!("no content type for .{other}; add it to .build/bundle/src/site.rs")),
    })
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    {
        let mut writer = ::brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
        // Writing to memory cannot fail; the writer finishes when it is dropped.
        let _ = writer.write_all(bytes);
    }
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _ = writer.write_all(bytes);
    writer.finish().unwrap_or_default()
}

fn shown(size: Option<u64>) -> String {
    size.map_or_else(|| "-".to_owned(), |size| size.to_string())
}
