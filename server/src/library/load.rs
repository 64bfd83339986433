//! Loads: what exchange read goes to the store, whole or not at all.

mod contact_points;
mod judge;
mod record;
mod said;
mod values;

use std::collections::BTreeMap;
use std::time::Duration;

use app::model::document::WriteUp;
use app::model::intake::Intake;
use app::model::problem::Problem;
use jiff::civil::Date;
use tokio::sync::mpsc;

use self::judge::Judge;
pub use self::judge::contracts;
use crate::exchange::files::Files;
use crate::exchange::{Documents, Limits, Located, Reading, folder};
use crate::store::{self, Loader, LoaderLock, Outcome, Rest, StagedDocument, Store, TakenIn, Taking, Verdict};

/// How a load is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub loader: Loader,
    /// How long to wait for another load to end.
    pub patience: Duration,
    /// What this loader brought before and does not bring now goes.
    pub complete: bool,
}

/// What a load did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Documents by verdict.
    pub documents: BTreeMap<Verdict, u64>,
    /// Documents left alone because somebody else edited them since, by slug; the first hundred.
    pub kept: Vec<String>,
    /// What became of registers, what was withdrawn, and the number of the last change.
    pub outcome: Outcome,
}

impl Report {
    pub fn count(&self, verdict: Verdict) -> u64 {
        self.documents.get(&verdict).copied().unwrap_or(0)
    }

    /// How many documents were handed in.
    pub fn total(&self) -> u64 {
        self.documents.values().sum()
    }
}

/// Why nothing was loaded.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was handed in is at fault; the store is as it was.
    #[error("{}", told(.problems, *.more))]
    Problems { problems: Vec<Problem>, more: bool },
    #[error("another import is running in this data folder: wait until it has ended")]
    Busy,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// How far a load is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many documents are read and checked.
    Read(u64),
    /// Everything is checked; the switch begins.
    Switching,
}

/// Problems are collected so far, so that the sender can mend them all at once.
const MOST_PROBLEMS: usize = 50;

/// Loads what was read. On any fault the store stays as it was.
pub async fn load(
    store: &Store,
    load: Load,
    reading: Reading,
    progress: &(dyn Fn(Step) + Send + Sync),
) -> Result<Report, Failure> {
    let lock = store.lock_loading(load.patience).await?.ok_or(Failure::Busy)?;
    store.clear_staging(&lock).await?;
    let result = load_locked(store, &lock, load, reading, progress).await;
    if result.is_err() {
        store.clear_staging(&lock).await?;
    }
    result
}

async fn load_locked(
    store: &Store,
    lock: &LoaderLock,
    load: Load,
    mut reading: Reading,
    progress: &(dyn Fn(Step) + Send + Sync),
) -> Result<Report, Failure> {
    let mut judge = Judge::new(store, &mut reading.registers).await?;
    let mut report = Report::default();
    let mut batches = read_batches(reading.documents);
    let mut read = 0;
    while let Some(batch) = batches.recv().await {
        judge.faults(batch.problems);
        read += batch.documents.len() as u64;
        for document in &batch.documents {
            judge.document(document);
        }
        // After the first fault nothing will be switched: only reading on makes sense.
        if judge.problems.is_empty() {
            stage(store, lock, load.loader, batch.documents, &mut judge, &mut report).await?;
        }
        if judge.problems.len() >= MOST_PROBLEMS {
            break;
        }
        progress(Step::Read(read));
    }
    drop(batches);
    if judge.problems.is_empty() {
        judge.translations(store).await?;
        judge.faults(said::faults(store, &reading.registers).await?);
    }
    if !judge.problems.is_empty() {
        let more = judge.problems.len() > MOST_PROBLEMS;
        judge.problems.truncate(MOST_PROBLEMS);
        return Err(Failure::Problems { problems: judge.problems, more });
    }
    progress(Step::Switching);
    let files = (!reading.files.is_empty() && load.complete).then_some(reading.files);
    let rest = Rest { registers: judge::values(reading.registers), files, complete: load.complete };
    report.outcome = match store.switch(lock, load.loader, rest).await {
        Err(store::Error::Values(found)) => return Err(problems(found)),
        switched => switched?,
    };
    Ok(report)
}

async fn stage(
    store: &Store,
    lock: &LoaderLock,
    loader: Loader,
    documents: Vec<Located<WriteUp>>,
    judge: &mut Judge,
    report: &mut Report,
) -> Result<(), Failure> {
    let batch =
        documents.into_iter().map(|document| StagedDocument { origin: document.origin(), write_up: document.value });
    let staged = store.stage(lock, loader, batch.collect()).await?;
    for (verdict, count) in staged.verdicts {
        *report.documents.entry(verdict).or_default() += count;
    }
    report.kept.extend(staged.kept.into_iter().map(String::from));
    report.kept.truncate(100);
    for (slug, first, again) in staged.duplicates {
        judge.duplicate(&slug, &first, &again);
    }
    Ok(())
}

struct Batch {
    documents: Vec<Located<WriteUp>>,
    problems: Vec<Problem>,
}

const BATCH_DOCUMENTS: usize = 500;
const BATCH_BYTES: usize = 4 << 20;

/// Reads ahead on a thread of its own, a batch or two, so that parsing and writing go on at the same time.
fn read_batches(documents: Documents) -> mpsc::Receiver<Batch> {
    let (sender, receiver) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let mut batch = Batch { documents: Vec::new(), problems: Vec::new() };
        let mut bytes = 0;
        for read in documents {
            match read {
                Ok(document) => {
                    bytes += document.value.body.len();
                    batch.documents.push(document);
                }
                Err(problems) => batch.problems.extend(problems),
            }
            let full = batch.documents.len() >= BATCH_DOCUMENTS || bytes >= BATCH_BYTES;
            if full || batch.problems.len() > MOST_PROBLEMS {
                bytes = 0;
                let full = std::mem::replace(&mut batch, Batch { documents: Vec::new(), problems: Vec::new() });
                // Nobody listens any more once there are problems enough.
                if sender.blocking_send(full).is_err() {
                    return;
                }
            }
        }
        // The receiver is gone only when nothing more is wanted.
        let _ = sender.blocking_send(batch);
    });
    receiver
}

/// Loads the bundled content, if any of its files changed since the last time. `None` when none did.
pub async fn bundled(store: &Store, files: Files, limits: Limits) -> Result<Option<Report>, Failure> {
    let known = store.loaded_files(Loader::Content).await?;
    let reading = tokio::task::spawn_blocking(move || folder::read(files, limits, |_| true))
        .await
        .map_err(|error| problems(vec![Problem::new(format!("reading the content failed: {error}"))]))?
        .map_err(problems)?;
    if reading.files == known {
        return Ok(None);
    }
    let load_content = Load { loader: Loader::Content, patience: Duration::from_secs(600), complete: true };
    let report = load(store, load_content, reading, &|_| {}).await?;
    for slug in &report.kept {
        tracing::warn!(%slug, "the bundled text differs, but this document was edited here since and is left alone");
    }
    for slug in &report.outcome.withdrawn {
        tracing::info!(%slug, "no longer in the content: withdrawn, its revisions are kept");
    }
    Ok(Some(report))
}

/// Takes values that a partner handed in; with `preview` it only tells what would change. Sorts them and gives them their
/// labels on the way.
pub async fn take_values(
    store: &Store,
    mut intake: Intake,
    preview: bool,
    progress: &(dyn Fn(u64) + Send + Sync),
) -> Result<TakenIn, Failure> {
    let lock = store.lock_loading(Duration::from_secs(60)).await?.ok_or(Failure::Busy)?;
    let today = judge_values(store, &mut intake).await?;
    let mut taken = store.take_values(&lock, &intake, of_partner(today), preview, progress).await?;
    match std::mem::take(&mut taken.problems) {
        found if found.is_empty() => Ok(taken),
        found => Err(problems(found)),
    }
}

/// Sorts values that somebody hands in, gives them their labels and checks them against the register; gives the day that is today
/// for them.
pub async fn judge_values(store: &Store, intake: &mut Intake) -> Result<Date, Failure> {
    let contracts = contracts(store).await?;
    let today = contracts.today;
    // Sorting millions takes a second or more.
    let mut given = std::mem::take(intake);
    let judged = tokio::task::spawn_blocking(move || {
        let mut found = contracts.counted_here(&given);
        if found.is_empty() {
            found = contracts.judge(&mut given);
        }
        (found, given)
    });
    let (found, given) =
        judged.await.map_err(|error| problems(vec![Problem::new(format!("checking the values failed: {error}"))]))?;
    *intake = given;
    if found.is_empty() { Ok(today) } else { Err(problems(found)) }
}

/// How values of partners are taken, whichever way they come.
pub fn of_partner(today: Date) -> Taking {
    Taking { loader: Loader::Monitor.code(), today, corrects: false, complete: false }
}

/// Nothing is loaded, for these reasons.
pub fn problems(problems: Vec<Problem>) -> Failure {
    Failure::Problems { problems, more: false }
}

fn told(problems: &[Problem], more: bool) -> String {
    let mut lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    if more {
        lines.push(format!("there are more problems; these are the first {MOST_PROBLEMS}"));
    }
    lines.join("\n")
}
