//! `knooppunt monitor import FILE.csv`: values of partners, whole or not at all. `knooppunt monitor count`: those of the portal itself.

use std::error::Error;
use std::fs::File;
use std::path::Path;

use app::model::problem::Problem;

use super::progress::Progress;
use crate::exchange::observations::{self, Form};
use crate::library::{counting, make_findable, take_values};
use crate::store::{Revision, Store, TakenIn, today};

/// Takes the values in and tells what became of them; with `dry_run` what would.
pub async fn import(data: &Path, path: &Path, dry_run: bool) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let progress = std::sync::Arc::new(Progress::new());
    let (from, told) = (path.to_owned(), progress.clone());
    let read = tokio::task::spawn_blocking(move || {
        let name = from.display().to_string();
        let unreadable = |error: std::io::Error| vec![Problem::new(format!("cannot be read: {error}")).in_file(&name)];
        let file = File::open(&from).map_err(unreadable)?;
        observations::read(&name, file, Form::Partner, &|count| told.say(|| format!("{count} rows read")))
    });
    let intake = read.await?.map_err(|problems: Vec<Problem>| refused(&problems))?;
    let total = intake.rows.len();
    let tell_rows = |count| progress.say(|| format!("{count} of {total} rows compared and written"));
    let taken = take_values(&store, intake, dry_run, &tell_rows).await;
    progress.end();
    let taken = taken.map_err(|failure| format!("nothing was imported\n{failure}"))?;
    tell(&taken, dry_run);
    if !dry_run {
        make_findable(&store, &|_, _| {}).await?;
    }
    store.close().await;
    Ok(())
}

/// Counts what the portal counts of itself, and tells what became of it.
pub async fn count(data: &Path) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let taken = counting::count(&store, today()).await.map_err(|failure| format!("nothing was counted\n{failure}"))?;
    tell(&taken, false);
    make_findable(&store, &|_, _| {}).await?;
    store.close().await;
    Ok(())
}

fn refused(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    format!("nothing was imported\n{}", lines.join("\n"))
}

fn tell(taken: &TakenIn, dry_run: bool) {
    let TakenIn { new, revised, same, revisions, touched, .. } = taken;
    println!("values: {new} new, {revised} revised, {same} unchanged, {} in total", new + revised + same);
    for Revision { indicator, place, period, source, was, is, known_on, .. } in revisions {
        let [was, is] = [was, is].map(|value| value.map_or_else(|| "no value".to_owned(), |value| value.to_string()));
        println!("  {indicator} {place} {period}: {was} -> {is}, known on {known_on} ({source})");
    }
    let more = revised.saturating_sub(revisions.len() as u64);
    if more > 0 {
        println!("  and {more} more");
    }
    if touched.is_empty() {
        println!("nothing changed");
    } else {
        let names: Vec<&str> = touched.iter().take(20).map(|code| code.as_str()).collect();
        let dots = if touched.len() > names.len() { " …" } else { "" };
        println!("indicators: {} ({}{dots})", touched.len(), names.join(", "));
    }
    if dry_run {
        println!("this was a preview: nothing was written");
    }
}
