//! `knooppunt check`: is the store whole, and does the index agree with it?

use std::error::Error;
use std::path::Path;

use crate::library;
use crate::store::Store;

/// Prints what is wrong; an error when anything is.
pub async fn run(data: &Path) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let findings = library::inspect(&store).await?;
    store.close().await;
    for fault in &findings.faults {
        println!("{fault}");
    }
    if !findings.faults.is_empty() {
        return Err(format!(
            "{} faults found: restore a backup, or run `knooppunt reindex` if only the index is at fault",
            findings.faults.len()
        )
        .into());
    }
    if findings.index_in_use {
        println!(
            "{} documents; the store is whole (a server uses the index: stop it to compare that too)",
            findings.documents
        );
    } else {
        println!("{} documents; the store is whole and the index agrees with it", findings.documents);
    }
    Ok(())
}
