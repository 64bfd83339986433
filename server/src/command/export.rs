//! `knooppunt export DIR`: all documents, whatever their label, and all registers, so that an import gives them back.
//! With `--conference`, one programme as a folder that opens in a browser without a server.

use std::error::Error;
use std::path::Path;

use app::model::slug::Slug;

use crate::exchange::{Files, words};
use crate::library;
use crate::store::Store;

/// Writes into a folder that is empty or does not exist yet.
pub async fn run(data: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let written = library::export(&store, folder).await?;
    println!("{written} documents written to {}", folder.display());
    println!("this folder holds every document, whatever its TLP label: handle it as the narrowest of them");
    store.close().await;
    Ok(())
}

/// Writes what everybody may read of a conference, whole or not at all.
pub async fn conference(data: &Path, slug: &Slug, folder: &Path, site: &str) -> Result<(), Box<dyn Error>> {
    let words = words::read(&Files::Bundled)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let store = Store::open(data).await?;
    // Borrowed by every page until the process ends.
    let words = Box::leak(Box::new(words));
    let pages = library::archive(&store, words, slug, folder, site).await?;
    println!("{pages} pages written to {}: open index.html in it", folder.display());
    store.close().await;
    Ok(())
}
