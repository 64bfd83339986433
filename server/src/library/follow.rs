//! The index follows the store: it reads the log from its own last number on, loads what changed, and takes it in.
//!
//! Only one thing is kept of how far it is, and that is in the index's own commit. Doing a change twice changes nothing:
//! the state of now is loaded, not the state of then.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use app::model::adoption::AdoptionState;
use app::model::attachment::Carrier;
use app::model::change::{Change, Noun};
use app::model::conference::Edition;
use app::model::document::Document;
use app::model::slug::Slug;

use crate::search::{Edit, Index, Noted, Trouble, entry};
use crate::store::{self, Store};

/// Keeps an index up with a store. Cheap to clone; only one of the clones may follow.
#[derive(Clone)]
pub struct Follower {
    store: Store,
    index: Index,
}

/// Why the index does not follow.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Index(#[from] Trouble),
    #[error("following the log stopped halfway: {0}")]
    Task(#[from] tokio::task::JoinError),
}

/// How many changes are read at once, and how many are made visible at once while there is a backlog: a commit costs as
/// much for one document as for thousands.
const READ: u32 = 1_000;
const VISIBLE: usize = 20_000;

/// A commit at least each time so much text is staged, in bytes: what is staged takes memory.
const STAGED: usize = 48 << 20;

/// After a mishap the follower waits, longer each time, up to this.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How often files that were merged away are let go.
const TIDY: Duration = Duration::from_secs(5);

impl Follower {
    pub fn new(store: Store, index: Index) -> Follower {
        Follower { store, index }
    }

    /// Takes in every change there is by now; gives the number of the last one. `progress` hears how many changes are
    /// taken in, and of how many.
    pub async fn catch_up(&self, progress: &(dyn Fn(u64, u64) + Send + Sync)) -> Result<i64, Lost> {
        self.registers().await?;
        self.follow(progress).await
    }

    /// Follows until the store closes. Mishaps are logged and tried again.
    pub async fn run(self) {
        let mut grown = self.store.watch();
        let mut wait = Duration::ZERO;
        let mut ready = false;
        loop {
            let done = if ready { self.follow(&|_, _| ()).await } else { self.catch_up(&|_, _| ()).await };
            match done {
                Ok(_) => {
                    ready = true;
                    wait = Duration::ZERO;
                    let waited = tokio::time::timeout(TIDY, grown.changed()).await;
                    match waited {
                        Ok(Ok(())) => {}
                        Ok(Err(_)) => return,
                        Err(_) => self.tidy().await,
                    }
                }
                Err(error) => {
                    wait = (wait * 2).clamp(Duration::from_millis(200), LONGEST_WAIT);
                    tracing::error!(%error, wait_ms = wait.as_millis() as u64, "the index does not follow the store");
                    tokio::time::sleep(wait).await;
                }
            }
        }
    }

    async fn follow(&self, progress: &(dyn Fn(u64, u64) + Send + Sync)) -> Result<i64, Lost> {
        let start = self.index.applied_seq();
        let (mut read, mut visible) = (start, start);
        let (mut staged, mut bytes) = (0, 0);
        loop {
            let changes = self.store.changes_after(read, READ).await?;
            let Some(last) = changes.last().map(|change| change.seq) else { break };
            if start == 0 && changes.len() == READ as usize {
                self.index.set_filling(true);
            }
            let edits = self.edits(&changes).await?;
            if changes.iter().any(|change| matches!(change.noun, Noun::Hub | Noun::Organisation | Noun::Concept)) {
                self.registers().await?;
            }
            let documents = changes.iter().filter(|change| change.noun == Noun::Document);
            let adopted = changes.iter().any(|change| change.noun == Noun::Adoption);
            if adopted || self.index.has_adoptions_of(documents.map(|change| change.id.as_str())) {
                self.adoptions().await?;
            }
            staged += edits.len();
            bytes += edits.iter().flat_map(|edit| &edit.entries).map(|entry| entry.body.len()).sum::<usize>();
            read = last;
            let index = self.index.clone();
            // Without a backlog there is nothing to wait for; with one, a commit takes in more.
            let commit = changes.len() < READ as usize || staged >= VISIBLE || bytes >= STAGED;
            tokio::task::spawn_blocking(move || match commit {
                true => index.apply(&edits, last),
                false => index.stage(&edits),
            })
            .await??;
            if commit {
                (staged, bytes, visible) = (0, 0, last);
            }
            let total = self.store.seq().max(last) - start;
            progress((last - start).unsigned_abs(), total.unsigned_abs());
        }
        if visible < read {
            let index = self.index.clone();
            tokio::task::spawn_blocking(move || index.commit(read)).await??;
        }
        self.index.set_filling(false);
        Ok(read)
    }

    /// What changed, as it is now. Each thing once, however often it changed.
    async fn edits(&self, changes: &[Change]) -> Result<Vec<Edit>, Lost> {
        let of = |noun: Noun| -> BTreeSet<&str> {
            changes.iter().filter(|change| change.noun == noun).map(|change| change.id.as_str()).collect()
        };
        let ids = of(Noun::Document);
        let wanted: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        let documents = self.store.documents_by_id(&wanted).await?;
        let mut edits = self.attached(&wanted, of(Noun::Attachment), of(Noun::Conference)).await?;
        let found: BTreeSet<String> = documents.iter().map(|document| document.id.clone()).collect();
        let gone = ids.into_iter().filter(|id| !found.contains(*id));
        edits.extend(gone.map(|id| Edit { key: entry::document_key(id), entries: Vec::new() }));
        // Markdown is read here, many documents at a time: that is computing, and may not hold up a request.
        edits.extend(tokio::task::spawn_blocking(move || entries(&documents)).await?);
        let codes = of(Noun::Indicator);
        if !codes.is_empty() {
            let indicators = self.store.indicators().await?;
            for code in codes {
                edits.push(match indicators.iter().find(|indicator| indicator.code.as_str() == code) {
                    Some(indicator) => entry::indicator(indicator),
                    None => Edit { key: entry::indicator_key(code), entries: Vec::new() },
                });
            }
        }
        // An organisation that leaves or comes back takes its people along; the log has it under who comes and goes.
        let people = !of(Noun::Organisation).is_empty() || !of(Noun::Person).is_empty();
        edits.extend(self.profiles(of(Noun::Profile), people).await?);
        edits.extend(self.contact_points(of(Noun::ContactPoint), people).await?);
        let conferences = of(Noun::Conference);
        for code in conferences {
            let Ok(slug) = code.parse::<Slug>() else { continue };
            edits.push(match self.store.edition(&slug).await? {
                Some(edition) => tokio::task::spawn_blocking(move || entry::sessions(&edition)).await?,
                None => Edit { key: entry::conference_key(code), entries: Vec::new() },
            });
        }
        Ok(edits)
    }

    /// The profiles that changed; all, where people or organisations may have come, gone or changed their name.
    async fn profiles(&self, changed: BTreeSet<&str>, all: bool) -> Result<Vec<Edit>, Lost> {
        if changed.is_empty() && !all {
            return Ok(Vec::new());
        }
        let shown = self.store.shown_profiles().await?;
        let mut ids: BTreeSet<String> = changed.into_iter().map(str::to_owned).collect();
        if all {
            ids.extend(self.store.profile_ids().await?);
        }
        let edit = |id: String| match shown.iter().find(|(_, profile)| profile.id.as_str() == id) {
            Some((person, profile)) => entry::profile(person, profile),
            None => Edit { key: entry::profile_key(&id), entries: Vec::new() },
        };
        Ok(ids.into_iter().map(edit).collect())
    }

    /// The same for contact points.
    async fn contact_points(&self, changed: BTreeSet<&str>, all: bool) -> Result<Vec<Edit>, Lost> {
        if changed.is_empty() && !all {
            return Ok(Vec::new());
        }
        let shown = self.store.shown_contact_points().await?;
        let mut ids: BTreeSet<String> = changed.into_iter().map(str::to_owned).collect();
        if all {
            ids.extend(self.store.contact_point_ids().await?);
        }
        let edit = |id: String| match shown.iter().find(|point| point.id.as_str() == id) {
            Some(point) => entry::contact_point(point),
            None => Edit { key: entry::contact_point_key(&id), entries: Vec::new() },
        };
        Ok(ids.into_iter().map(edit).collect())
    }

    /// The files on documents and conferences that changed, and files that came, went or were read: their pages, as of now.
    async fn attached(
        &self,
        documents: &[String],
        changed: BTreeSet<&str>,
        conferences: BTreeSet<&str>,
    ) -> Result<Vec<Edit>, Lost> {
        let ids: Vec<String> = changed.iter().map(|id| (*id).to_owned()).collect();
        let attachments = self.store.attachments_of(&ids, documents).await?;
        let carriers: BTreeSet<String> = attachments.iter().map(|(document, _)| document.clone()).collect();
        let carriers: Vec<String> = carriers.into_iter().collect();
        let carriers = self.store.documents_by_id(&carriers).await?;
        let mut edits = Vec::new();
        for (document, attachment) in &attachments {
            let Some(document) = carriers.iter().find(|carrier| carrier.id == *document) else { continue };
            let passages = self.store.passages(&attachment.digest).await?;
            edits.push(entry::attachment(document, attachment, &passages));
        }
        let conferences: BTreeSet<Slug> = conferences.into_iter().filter_map(|code| code.parse().ok()).collect();
        let material = self.store.released_material(&ids, &conferences).await?;
        let mut editions: BTreeMap<Slug, Option<Edition>> = BTreeMap::new();
        for attachment in &material {
            let Carrier::Session { conference, .. } = &attachment.carrier else { continue };
            if !editions.contains_key(conference) {
                editions.insert(conference.clone(), self.store.edition(conference).await?);
            }
            let Some(edition) = editions.get(conference).and_then(Option::as_ref) else { continue };
            let passages = self.store.passages(&attachment.digest).await?;
            edits.push(entry::material(edition, attachment, &passages));
        }
        // What was taken away, and what hangs on a document that was.
        let of_documents = attachments.iter().map(|(_, attachment)| attachment);
        let left: BTreeSet<&str> = of_documents.chain(&material).map(|attachment| attachment.id.as_str()).collect();
        let hung = self.store.hung_on(documents).await?;
        let gone = changed.into_iter().chain(hung.iter().map(String::as_str)).filter(|id| !left.contains(id));
        edits.extend(gone.map(|id| Edit { key: entry::attachment_key(id), entries: Vec::new() }));
        Ok(edits)
    }

    /// Teaches the index the hubs, the organisations that everybody may know, and the words of the field. Before the first answer, or that answer lacks synonyms.
    pub async fn registers(&self) -> Result<(), Lost> {
        let organisations = self.store.named_organisations().await?;
        self.index.set_register(self.store.hubs().await?, &organisations, &self.store.concepts().await?);
        self.adoptions().await
    }

    /// Teaches the index what hubs did with documents.
    async fn adoptions(&self) -> Result<(), Lost> {
        let ledger = self.store.ledger().await?.into_iter();
        let noted = ledger.map(|row| Noted {
            work: row.work,
            hub: row.hub,
            organisation: row.organisation,
            adopted: row.state == AdoptionState::Adopted,
            keys: row.keys,
            document_keys: row.document_keys,
        });
        let documents = self.store.adopted_documents().await?;
        self.index.set_adoptions(noted.collect(), documents.into_iter().collect());
        Ok(())
    }

    async fn tidy(&self) {
        let index = self.index.clone();
        match tokio::task::spawn_blocking(move || index.refresh()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the index cannot be refreshed"),
            Err(error) => tracing::warn!(%error, "refreshing the index stopped halfway"),
        }
    }
}

fn entries(documents: &[Document]) -> Vec<Edit> {
    documents.iter().map(entry::document).collect()
}
