//! `knooppunt reindex`: throws the index away and makes it anew from the store.

use std::error::Error;
use std::path::Path;

use super::progress::Progress;
use crate::library::follow::Follower;
use crate::library::open_index;
use crate::store::Store;

/// Refuses while a server uses the index.
pub async fn run(data: &Path) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let index = open_index(&store).await?;
    let emptied = index.clone();
    tokio::task::spawn_blocking(move || emptied.clear()).await??;
    let progress = Progress::new();
    let done = Follower::new(store.clone(), index)
        .catch_up(&|done, total| progress.say(|| format!("{done} of {total} changes taken into the index")))
        .await;
    progress.end();
    done?;
    println!("{} documents can be found", store.count_documents().await?);
    store.close().await;
    Ok(())
}
