//! `knooppunt export DIR`: all documents, whatever their label, and all registers, so that an import gives them back.

use std::error::Error;
use std::path::Path;

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
