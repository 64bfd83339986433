//! The index: opened, written by one writer, read through snapshots.
//!
//! It is a projection of the store. The number of the last change it holds is part of the commit itself, so a crash can
//! neither lose nor repeat a change; an index of another version or with broken files is made anew.
//! Calls that write or open block: async callers put them on a blocking thread.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use app::model::place::Hub;
use app::model::plan::Organisation;
use app::model::term::Concept;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::indexer::LogMergePolicy;
use tantivy::schema::Value;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use tokio::sync::watch;

use super::adopted::{Ledger, Noted};
use super::entry::Edit;
use super::schema::{self, Fields, VERSION};
use super::snapshot::{Keep, Snapshot};
use super::thesaurus::Register;

/// The search index. Cheap to clone.
#[derive(Clone)]
pub struct Index {
    shared: Arc<Shared>,
}

struct Shared {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    snapshot: RwLock<Arc<Snapshot>>,
    register: RwLock<Arc<Register>>,
    ledger: RwLock<Arc<Ledger>>,
    keep: Mutex<Keep>,
    applied: watch::Sender<i64>,
    filling: AtomicBool,
}

/// Why the index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error(
        "another process writes the search index in {0}: stop it, or let it do the work (a running server follows the store)"
    )]
    Locked(PathBuf),
    #[error("the search index in {0} cannot be used: {1}")]
    Folder(PathBuf, std::io::Error),
    #[error("the search index failed: {0}")]
    Inside(#[from] TantivyError),
    #[error("an entry cannot be written: {0}")]
    Entry(#[from] serde_json::Error),
}

/// What the index holds of one thing, to compare with the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holding {
    /// Noun and id, see `entry::document_key`.
    pub key: String,
    /// The revision of a document, or the digest of an indicator; see `Entry::version`.
    pub version: u64,
}

/// Memory that unwritten documents may take, in bytes, over all writing threads.
const WRITER_MEMORY: usize = 64 << 20;
const WRITER_THREADS: usize = 2;

impl Index {
    /// Opens the index in a folder, or makes an empty one. What is there but of another version, or broken, is put
    /// aside and made anew, and [`Index::applied_seq`] is 0. Locks and refused permissions are errors, never a reason
    /// to make it anew.
    pub fn open(folder: &Path) -> Result<Index, Trouble> {
        let trouble = |error| Trouble::Folder(folder.to_owned(), error);
        std::fs::create_dir_all(folder).map_err(trouble)?;
        match Index::try_open(folder) {
            Err(Trouble::Inside(error)) if is_broken(&error) => {
                let aside = put_aside(folder).map_err(trouble)?;
                tracing::warn!(%error, aside = %aside.display(), "the search index is broken and is made anew");
                Index::try_open(folder)
            }
            opened => opened,
        }
    }

    /// The last change that an index holds, read without opening it for writing; `None` when there is no usable index.
    pub fn applied_seq_in(folder: &Path) -> Option<i64> {
        let index = tantivy::Index::open_in_dir(folder).ok()?;
        applied(index.load_metas().ok()?.payload.as_deref())
    }

    fn try_open(folder: &Path) -> Result<Index, Trouble> {
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let (schema, fields) = schema::schema();
        let exists = tantivy::Index::exists(&directory).map_err(TantivyError::from)?;
        let mut index = if exists {
            tantivy::Index::open(directory)?
        } else {
            tantivy::Index::create(directory, schema.clone(), IndexSettings::default())?
        };
        index.set_tokenizers(schema::tokenizers());
        let mut writer: IndexWriter = match index.writer_with_num_threads(WRITER_THREADS, WRITER_MEMORY) {
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => return Err(Trouble::Locked(folder.to_owned())),
            writer => writer?,
        };
        if exists && applied(index.load_metas()?.payload.as_deref()).is_none() {
            if index.schema() != schema {
                // Fields cannot be changed in place: the files go, under the lock that was just taken.
                drop(writer);
                std::fs::remove_dir_all(folder).map_err(|error| Trouble::Folder(folder.to_owned(), error))?;
                std::fs::create_dir_all(folder).map_err(|error| Trouble::Folder(folder.to_owned(), error))?;
                return Index::try_open(folder);
            }
            writer.delete_all_documents()?;
            commit(&mut writer, 0)?;
        }
        writer.set_merge_policy(Box::new(merge_policy()));
        let reader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(32).try_into()?;
        let seq = applied(index.load_metas()?.payload.as_deref()).unwrap_or(0);
        let mut keep = Keep::default();
        let snapshot = Snapshot::new(reader.searcher(), &fields, &mut keep)?;
        Ok(Index {
            shared: Arc::new(Shared {
                fields,
                reader,
                writer: Mutex::new(writer),
                snapshot: RwLock::new(Arc::new(snapshot)),
                register: RwLock::default(),
                ledger: RwLock::default(),
                keep: Mutex::new(keep),
                applied: watch::Sender::new(seq),
                filling: AtomicBool::new(false),
            }),
        })
    }

    /// The number of the last change that can be found; 0 for an empty index.
    pub fn applied_seq(&self) -> i64 {
        *self.shared.applied.borrow()
    }

    /// Wakes when [`Index::applied_seq`] has changed.
    pub fn watch(&self) -> watch::Receiver<i64> {
        self.shared.applied.subscribe()
    }

    /// True while a new index takes in what there is: not everything is found yet.
    pub fn is_filling(&self) -> bool {
        self.shared.filling.load(Relaxed)
    }

    /// Said by whoever fills it.
    pub fn set_filling(&self, filling: bool) {
        self.shared.filling.store(filling, Relaxed);
    }

    /// Replaces what the index holds of these things, without making it visible; see [`Index::commit`].
    pub fn stage(&self, edits: &[Edit]) -> Result<(), Trouble> {
        let writer = locked(&self.shared.writer);
        for edit in edits {
            writer.delete_term(Term::from_field_text(self.shared.fields.key, &edit.key));
            for entry in &edit.entries {
                writer.add_document(self.shared.fields.fill(&edit.key, entry)?)?;
            }
        }
        Ok(())
    }

    /// Makes everything staged durable and visible, as the state after a change. When it returns, searches see it.
    pub fn commit(&self, upto_seq: i64) -> Result<(), Trouble> {
        commit(&mut locked(&self.shared.writer), upto_seq)?;
        self.refresh()?;
        self.shared.applied.send_replace(upto_seq);
        Ok(())
    }

    /// [`Index::stage`] and [`Index::commit`] in one.
    pub fn apply(&self, edits: &[Edit], upto_seq: i64) -> Result<(), Trouble> {
        self.stage(edits)?;
        self.commit(upto_seq)
    }

    /// Takes everything out, as before the first change.
    pub fn clear(&self) -> Result<(), Trouble> {
        locked(&self.shared.writer).delete_all_documents()?;
        self.commit(0)
    }

    /// Lets go of files that were merged away; cheap when nothing happened.
    pub fn refresh(&self) -> Result<(), Trouble> {
        let mut keep = locked(&self.shared.keep);
        self.shared.reader.reload()?;
        let searcher = self.shared.reader.searcher();
        if self.snapshot().is_of(&searcher) {
            return Ok(());
        }
        let snapshot = Snapshot::new(searcher, &self.shared.fields, &mut keep)?;
        *self.shared.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
        Ok(())
    }

    /// The registers that everybody may read: they widen questions, name filters and are suggested.
    pub fn set_register(&self, hubs: Vec<Hub>, organisations: &[Organisation], concepts: &[Concept]) {
        let register = Arc::new(Register::new(hubs, organisations, concepts));
        *self.shared.register.write().unwrap_or_else(PoisonError::into_inner) = register;
    }

    /// What hubs did with documents, in the order of days, and the ids of all documents with a step.
    pub fn set_adoptions(&self, noted: Vec<Noted>, documents: HashSet<String>) {
        *self.shared.ledger.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Ledger::new(noted, documents));
    }

    /// Whether hubs did something with one of these documents.
    pub fn has_adoptions_of<'a>(&self, documents: impl IntoIterator<Item = &'a str>) -> bool {
        self.ledger().names(documents)
    }

    /// Everything the index holds, in order.
    pub fn holdings(&self) -> Result<Vec<Holding>, Trouble> {
        let mut holdings = Vec::new();
        let searcher = self.shared.reader.searcher();
        for segment in searcher.segment_readers() {
            let versions = segment.fast_fields().u64("version")?;
            let store = segment.get_store_reader(1).map_err(TantivyError::from)?;
            for doc in segment.doc_ids_alive() {
                let document: TantivyDocument = store.get(doc)?;
                let key = document.get_first(self.shared.fields.key).and_then(|key| key.as_str().map(str::to_owned));
                holdings
                    .push(Holding { key: key.unwrap_or_default(), version: versions.first(doc).unwrap_or_default() });
            }
        }
        holdings.sort();
        Ok(holdings)
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.shared.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn ledger(&self) -> Arc<Ledger> {
        self.shared.ledger.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn register(&self) -> Arc<Register> {
        self.shared.register.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Merges small segments soon, for every term is looked up in each, and rewrites a segment when a fifth of it is deleted.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(6);
    policy.set_min_layer_size(2_000);
    policy.set_del_docs_ratio_before_merge(0.2);
    policy
}

fn commit(writer: &mut IndexWriter, upto_seq: i64) -> Result<(), TantivyError> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&format!("{VERSION}:{upto_seq}"));
    commit.commit()?;
    Ok(())
}

/// The change number in a commit's payload, if this version wrote it.
fn applied(payload: Option<&str>) -> Option<i64> {
    let (version, seq) = payload?.split_once(':')?;
    if version == VERSION.to_string() { seq.parse().ok() } else { None }
}

/// Broken files, as opposed to a lock, a full disk or a refused permission.
fn is_broken(error: &TantivyError) -> bool {
    use tantivy::directory::error::OpenReadError;
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_)) => true,
        TantivyError::IoError(error) => {
            matches!(error.kind(), std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof)
        }
        _ => false,
    }
}

fn put_aside(folder: &Path) -> std::io::Result<PathBuf> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let stamp = jiff::Timestamp::now().as_millisecond();
    let aside = folder.with_file_name(format!("{name}.broken-{stamp}"));
    std::fs::rename(folder, &aside)?;
    std::fs::create_dir_all(folder)?;
    Ok(aside)
}

/// A panic in one writer must not stop all others: what it staged is undone by the next commit's absence, not by poison.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
