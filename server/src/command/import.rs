//! `knooppunt import PATH`: a folder or a .jsonl file, whole or not at all.

use std::error::Error;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::exchange::{self, Limits};
use crate::library::{Failure, Load, Report, Step, load};
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
    let result = load(&store, how, reading, &|step| progress.step(step)).await;
    progress.end();
    let report = result.map_err(refused)?;
    tell(&report);
    store.close().await;
    Ok(())
}

fn refused(failure: Failure) -> Box<dyn Error> {
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

/// A moving line on a terminal, a plain line every few seconds elsewhere.
struct Progress {
    bar: Option<ProgressBar>,
    told: Mutex<Instant>,
}

const BETWEEN_LINES: Duration = Duration::from_secs(2);

impl Progress {
    fn new() -> Progress {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            bar.set_style(
                ProgressStyle::with_template("{spinner} {msg} ({elapsed})")
                    .unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Progress { bar, told: Mutex::new(Instant::now()) }
    }

    fn step(&self, step: Step) {
        let text = match step {
            Step::Read(count) => format!("{count} documents read and checked"),
            Step::Switching => "everything is checked, switching over".to_owned(),
        };
        if let Some(bar) = &self.bar {
            bar.set_message(text);
            return;
        }
        let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if step == Step::Switching || told.elapsed() >= BETWEEN_LINES {
            *told = Instant::now();
            eprintln!("{text}");
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
