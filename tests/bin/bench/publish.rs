//! From a write to being found, in the process that serves: what an author waits for.

use std::path::Path;
use std::time::{Duration, Instant};

use app::desk::Search;
use app::model::lang::Lang;
use app::model::query::Query;
use app::model::reader::Reader;
use server::exchange::{self, Limits};
use server::library::follow::Follower;
use server::library::{Load, Shelf, load, open_index};
use server::store::{Loader, Store};

const TIMES: usize = 100;

/// How long each of a hundred documents took from being handed to the store until a search found it.
pub fn measure(data: &Path) -> crate::Result<Vec<Duration>> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let store = Store::open(data).await?;
        let index = open_index(&store).await?;
        let follower = Follower::new(store.clone(), index.clone());
        follower.catch_up(&|_, _| ()).await?;
        tokio::spawn(follower.run());
        let mut applied = index.watch();
        let shelf = Shelf::new(store.clone(), index, Default::default());
        let file = data.join("publish.jsonl");
        let mut times = Vec::new();
        for number in 0..TIMES {
            // A word that no document has yet, so that finding it proves the write.
            let word = format!("bewijs{}x{number}", now());
            std::fs::write(
                &file,
                format!(
                    "{{\"id\":\"bench-publish\",\"title\":\"Publicatie {word}\",\"body\":\"Tekst.\",\"tlp\":\"TLP:CLEAR\"}}\n"
                ),
            )?;
            let reading = exchange::open(&file, Limits::default()).map_err(|problems| format!("{problems:?}"))?;
            let started = Instant::now();
            let how = Load { loader: Loader::Import, patience: Duration::from_secs(5), complete: false };
            load(&store, how, reading, &|_| ()).await?;
            let written = store.seq();
            applied.wait_for(|applied| *applied >= written).await?;
            let found = shelf.search(&Reader::Anonymous, &Query::new(word, Lang::Nl)).await?;
            times.push(started.elapsed());
            if found.total != 1 {
                return Err("a published document was not found".into());
            }
        }
        store.close().await;
        Ok(times)
    })
}

/// Milliseconds since 1970.
fn now() -> u128 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_millis())
}
