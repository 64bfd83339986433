//! `knooppunt backup` and `knooppunt restore`: the store as one file. The index is no part of it: it is made anew.

use std::error::Error;
use std::path::Path;

use super::progress::Progress;
use crate::library::follow::Follower;
use crate::library::open_index;
use crate::store::Store;

/// Writes the store into a new file; a server may go on meanwhile.
pub async fn backup(data: &Path, file: &Path) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    store.back_up(file).await?;
    println!("{} documents in {}", store.count_documents().await?, file.display());
    store.close().await;
    Ok(())
}

/// Makes a new data folder from such a file, with its index.
pub async fn restore(data: &Path, file: &Path) -> Result<(), Box<dyn Error>> {
    let store = Store::restore(file, data).await?;
    let index = open_index(&store).await?;
    let progress = Progress::new();
    let done = Follower::new(store.clone(), index)
        .catch_up(&|done, total| progress.say(|| format!("{done} of {total} changes taken into the index")))
        .await;
    progress.end();
    done?;
    println!("{} documents restored into {}", store.count_documents().await?, data.display());
    store.close().await;
    Ok(())
}
