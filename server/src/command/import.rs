//! `knooppunt import PATH`: a folder or a .jsonl file, whole or not at all.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use super::progress::Progress;
use crate::exchange::{self, Limits};
use crate::library::{Failure, Load, Report, Step, load, make_findable};
use crate::store::{Loader, Store, Verdict};

/// Imports and tells exactly what became of everything.
pub async fn run(data: &Path, path: &Path, limits: Limits) -> Result<(), Box<dyn Error>> {
    let store = Store::open(data).await?;
    let from = path.to_owned();
    let reading = tokio::task::spawn_blocking(move || exchange::open(&from, limits))
        .await?
        .map_err(|problems| refused(Failure::Problems { problems, more: false }))?;
    let progress = Progress::new();
    let how = Load { loader: Loader::Import, patience: Duration::from_secs(60), complete: false };
    let tell_step = |step| match step {
        Step::Read(count) => progress.say(|| format!("{count} documents read and checked")),
        Step::Switching => progress.say(|| "everything is checked, switching over".to_owned()),
    };
    let loaded = load(&store, how, reading, &tell_step).await;
    let found = match &loaded {
        Ok(_) => {
            make_findable(&store, &|done, total| {
                progress.say(|| format!("{done} of {total} changes taken into the index"))
            })
            .await
        }
        Err(_) => Ok(()),
    };
    progress.end();
    tell(&loaded.map_err(refused)?);
    found?;
    store.close().await;
    Ok(())
}

pub(super) fn refused(failure: Failure) -> Box<dyn Error> {
    match failure {
        Failure::Problems { .. } => format!("nothing was imported\n{failure}").into(),
        other => other.into(),
    }
}

/// Prints the counts.
pub fn tell(report: &Report) {
    let count = |verdict| report.count(verdict);
    let (new, changed) = (count(Verdict::Created), count(Verdict::Changed));
    let (same, kept) = (count(Verdict::Same), count(Verdict::Kept));
    println!("documents: {new} new, {changed} changed, {same} unchanged, {} in total", report.total());
    let registers = report.outcome.registers;
    let rows = registers.new + registers.changed + registers.same;
    if rows > 0 {
        println!(
            "registers: {} new, {} changed, {} unchanged, {rows} in total",
            registers.new, registers.changed, registers.same
        );
    }
    if kept > 0 {
        println!("left alone, because they were edited since: {kept}");
        for slug in &report.kept {
            println!("  {slug}");
        }
    }
    if new + changed + registers.new + registers.changed == 0 {
        println!("nothing changed");
    }
}
