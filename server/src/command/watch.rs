//! `knooppunt monitor watch`: early warning over the newest period of all series, and displacement between hubs.

use std::error::Error;
use std::path::Path;

use super::progress::Progress;
use crate::library::watch::watch;
use crate::store::Store;

/// Runs and tells what was found; with `dry_run` nothing is written.
pub async fn run(data: &Path, dry_run: bool) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let progress = Progress::new();
    let watched = watch(&store, dry_run, &|done| progress.say(|| format!("{done} indicators looked at"))).await;
    progress.end();
    let watched = watched?;
    println!(
        "series: {} judged, {} with too little past; pairs of hubs: {}",
        watched.judged, watched.sparse, watched.pairs
    );
    for signal in watched.signals.iter().take(MOST_SHOWN) {
        let other = signal.other.as_ref().map(|other| format!("{other} -> ")).unwrap_or_default();
        println!("  {} {} {other}{} {}", signal.kind.code(), signal.indicator, signal.place, signal.period);
    }
    let more = watched.signals.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        println!("  and {more} more");
    }
    println!("signals: {} found, {} new", watched.signals.len(), watched.new);
    if dry_run {
        println!("this was a trial: nothing was written");
    }
    store.close().await;
    Ok(())
}

const MOST_SHOWN: usize = 50;
