//! That what is in the store can be found, and that index and store agree.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use app::model::attachment::Carrier;

use super::Shelf;
use super::follow::{Follower, Lost};
use crate::search::{Index, Trouble, entry};
use crate::store::{self, Store};

/// Where the index of a store is.
pub fn index_folder(store: &Store) -> PathBuf {
    store.folder().join("index")
}

/// Opens the index of a store; a blocking call of up to a second, so it runs on a thread for that.
pub async fn open_index(store: &Store) -> Result<Index, Lost> {
    let folder = index_folder(store);
    Ok(tokio::task::spawn_blocking(move || Index::open(&folder)).await??)
}

/// Why something cannot be found yet.
#[derive(Debug, thiserror::Error)]
pub enum NotFindable {
    #[error(transparent)]
    Lost(#[from] Lost),
    #[error(
        "everything is in the store, but the server that uses this folder has not taken it into its index for {} seconds: \
         look at its log",
        PATIENCE.as_secs()
    )]
    Waiting,
}

/// How long a server's index may stand still while something waits for it.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often one looks whether the server is further.
const LOOK: Duration = Duration::from_millis(100);

/// Returns when everything up to the last change can be found: does the work itself, or waits for the server that holds
/// the index. `progress` hears how many changes are taken in, and of how many.
pub async fn make_findable(store: &Store, progress: &(dyn Fn(u64, u64) + Send + Sync)) -> Result<(), NotFindable> {
    match open_index(store).await {
        Ok(index) => {
            Follower::new(store.clone(), index).catch_up(progress).await?;
            return Ok(());
        }
        Err(Lost::Index(Trouble::Locked(_))) => {}
        Err(error) => return Err(error.into()),
    }
    let (folder, seq) = (index_folder(store), store.seq());
    let (mut start, mut seen, mut moved) = (None, 0, Instant::now());
    loop {
        let folder = folder.clone();
        let applied = tokio::task::spawn_blocking(move || Index::applied_seq_in(&folder)).await.map_err(Lost::from)?;
        let applied = applied.unwrap_or(0);
        if applied >= seq {
            return Ok(());
        }
        if applied > seen {
            (seen, moved) = (applied, Instant::now());
        }
        if moved.elapsed() > PATIENCE {
            return Err(NotFindable::Waiting);
        }
        let start = *start.get_or_insert(applied);
        progress((applied - start).unsigned_abs(), (seq - start).unsigned_abs());
        // The server may have stopped meanwhile; then the work is ours.
        if let Ok(index) = open_index(store).await {
            Follower::new(store.clone(), index).catch_up(progress).await?;
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// What an inspection found.
#[derive(Debug, Default)]
pub struct Findings {
    /// Documents in the store.
    pub documents: u64,
    pub faults: Vec<String>,
    /// Another process writes the index, so only the store was looked at.
    pub index_in_use: bool,
}

/// Looks through the store and compares the index with it. Brings the index up to date first, as every start does.
pub async fn inspect(store: &Store) -> Result<Findings, Lost> {
    let mut findings = Findings { documents: store.count_documents().await?, ..Findings::default() };
    findings.faults = store.faults().await?;
    match open_index(store).await {
        Ok(index) => {
            Follower::new(store.clone(), index.clone()).catch_up(&|_, _| ()).await?;
            findings.faults.extend(differences(store, index).await?);
        }
        Err(Lost::Index(Trouble::Locked(_))) => findings.index_in_use = true,
        Err(error) => return Err(error),
    }
    Ok(findings)
}

/// In what the index of a shelf differs from its store, in words.
pub async fn differences_of(shelf: &Shelf) -> Result<Vec<String>, Lost> {
    differences(shelf.store(), shelf.index().clone()).await
}

async fn differences(store: &Store, index: Index) -> Result<Vec<String>, Lost> {
    let right = expected(store).await?;
    let held = tokio::task::spawn_blocking(move || index.holdings()).await??;
    let mut faults = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for holding in &held {
        *counts.entry(&holding.key).or_default() += 1;
        match right.get(&holding.key) {
            None => faults.push(format!("the index has {}, the store has not", holding.key)),
            Some(expected) if expected.version != holding.version => {
                faults.push(format!("the index has another state of {} than the store", holding.key));
            }
            Some(_) => {}
        }
    }
    for (key, expected) in &right {
        let entries = counts.get(key.as_str()).copied().unwrap_or(0);
        if entries != expected.entries {
            faults.push(format!("the index has {entries} entries of {key} instead of {}", expected.entries));
        }
    }
    Ok(faults)
}

struct Expected {
    version: u64,
    entries: usize,
}

/// What the index must hold, by key.
async fn expected(store: &Store) -> store::Result<BTreeMap<String, Expected>> {
    let mut expected = BTreeMap::new();
    let mut last = None;
    loop {
        let page = store.digests_after(last.as_deref(), 5_000).await?;
        let Some(end) = page.last() else { break };
        last = Some(end.id.clone());
        for one in page {
            expected.insert(entry::document_key(&one.id), Expected { version: one.revision.into(), entries: 1 });
        }
    }
    for indicator in store.indicators().await? {
        let edit = entry::indicator(&indicator);
        let version = entry::indicator_version(&indicator);
        expected.insert(edit.key, Expected { version, entries: edit.entries.len() });
    }
    for (person, profile) in store.shown_profiles().await? {
        let edit = entry::profile(&person, &profile);
        let version = entry::profile_version(&profile);
        expected.insert(edit.key, Expected { version, entries: edit.entries.len() });
    }
    for point in store.shown_contact_points().await? {
        let edit = entry::contact_point(&point);
        let version = entry::contact_point_version(&point);
        expected.insert(edit.key, Expected { version, entries: edit.entries.len() });
    }
    for (id, revision, passages) in store.passage_counts().await?.into_iter().filter(|(.., passages)| *passages > 0) {
        expected.insert(entry::attachment_key(&id), Expected { version: revision.into(), entries: passages });
    }
    for (slug, edition, sessions) in store.edition_numbers().await? {
        let guids: BTreeSet<String> = match store.edition(&slug).await? {
            Some(edition) => edition.programme.sessions.into_iter().map(|session| session.guid).collect(),
            None => BTreeSet::new(),
        };
        for attachment in store.released_material(&[], &BTreeSet::from([slug.clone()])).await? {
            let held = matches!(&attachment.carrier, Carrier::Session { guid, .. } if guids.contains(guid));
            let passages = store.passages(&attachment.digest).await?.len();
            if held && passages > 0 {
                let found = Expected { version: edition.into(), entries: passages };
                expected.insert(entry::attachment_key(attachment.id.as_str()), found);
            }
        }
        let found = Expected { version: edition.into(), entries: sessions as usize };
        expected.insert(entry::conference_key(slug.as_str()), found);
    }
    Ok(expected)
}
