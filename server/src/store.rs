//! How everything is kept: SQL, and the bytes of attachments in a folder. One file per noun; [`sql`] alone knows which
//! database it is, and [`files`] where the bytes are.

mod access;
mod adoptions;
mod aftermath;
mod attachments;
mod backup;
mod changes;
mod check;
mod conferences;
mod confirmations;
mod contact_keeping;
mod contact_messages;
mod contact_points;
mod deliveries;
mod direct_messages;
mod documents;
mod draft_files;
mod drafts;
mod edits;
mod entries;
mod estate;
mod file_versions;
mod files;
mod following;
mod groups;
mod handed;
mod identities;
mod invitations;
mod keeping;
mod listing;
mod loads;
mod material;
mod migrate;
mod observations;
mod organisations;
mod overviews;
mod passages;
mod passkeys;
mod passwords;
mod people;
mod pictures;
mod profiles;
mod programme_drafts;
mod proposals;
mod publishing;
mod registers;
mod registration;
mod remarks;
mod reports;
mod retention;
mod revisions;
mod said;
mod sessions;
mod sightings;
mod signals;
mod speakers;
mod sql;
mod staging;
mod succession;
mod switch;
mod traces;
mod unseen;
mod values;
mod vintages;
mod wanted;
mod works;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::model::problem::Problem;
use tokio::sync::watch;

pub use adoptions::{Hung, LedgerRow};
pub use aftermath::Session as AboutSession;
pub use attachments::{NewAttachment, Unhung};
pub use conferences::Published;
pub use confirmations::Untold;
pub use contact_messages::UntoldContact;
pub use deliveries::{KeptDelivery, NewDelivery};
pub use documents::Digested;
pub use drafts::{Change, NewStep, Waiting};
pub use estate::Passing;
pub use file_versions::Replacement;
pub use files::{Arrival, Arrived, Files};
pub use following::{Fresh, Subscriber};
pub use handed::{Hanging, proposed};
pub use invitations::Taken;
pub use keeping::LEFT;
pub use loads::{Loader, LoaderLock};
pub use material::session_id;
pub use observations::Vintage;
pub use overviews::{Told, Wanted};
pub use passages::Found;
pub use passkeys::NewPasskey;
pub use people::{Keys, NewPerson};
pub use pictures::NewPicture;
pub use proposals::KeptProposal;
pub use publishing::{Publication, Withdrawing};
pub use registers::Registers;
pub use registration::{Comer, Places};
pub use remarks::KeptRemark;
pub use reports::{KeptReport, ReportStep};
pub use revisions::Kept;
pub use sessions::Proof;
pub use signals::{About, Linked};
pub use speakers::DueReminder;
pub use staging::{Staged, StagedDocument, Verdict};
pub use succession::{Holdings, Succession};
pub use switch::{Outcome, Rest};
pub use traces::NewTrace;
pub use vintages::{Revision, TakenIn, Taking, today};

/// The store of one data folder. Cheap to clone.
///
/// Every write puts its rows and one `change` row per thing in one transaction.
#[derive(Clone)]
pub struct Store {
    folder: Arc<Path>,
    writer: sql::Pool,
    readers: sql::Pool,
    seq: Arc<watch::Sender<i64>>,
    /// Wakes who takes the text out of files that leave no row in the log.
    arrived: Arc<tokio::sync::Notify>,
    totals: Arc<listing::Totals>,
    files: Files,
}

/// Why the store cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The data were written by a later version of the program.
    #[error(
        "{file} was written by a newer version of knooppunt (schema {found}, this one knows {known}): \
         use that version, or restore a backup made with this one"
    )]
    Newer { file: String, found: i64, known: i64 },
    #[error("cannot open {file}: {source}")]
    Folder { file: String, source: std::io::Error },
    /// The database refused or is damaged.
    #[error("the database failed: {0}")]
    Broken(#[from] sqlx::Error),
    /// The folder of attachments cannot be read or written.
    #[error("the files of attachments failed: {0}")]
    Files(#[from] object_store::Error),
    #[error("{file} is no whole backup: {fault}; take another one")]
    Damaged { file: String, fault: String },
    #[error("{0} has a store already: name another folder with --data, or move that one aside")]
    Occupied(String),
    /// A row holds what this version cannot read.
    #[error("{noun} {id} in the store cannot be read: {reason}; run `knooppunt check`")]
    Unreadable { noun: &'static str, id: String, reason: String },
    /// Something else wrote what this load was about to change.
    #[error("{0} changed while the import ran: run the import again")]
    Conflict(String),
    /// Values that contradict each other; nothing was written.
    #[error("{}", .0.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n"))]
    Values(Vec<Problem>),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Store {
    /// Opens the store in a data folder. Makes the folder and brings the schema up to date; refuses, without touching
    /// anything, what a newer version wrote.
    pub async fn open(folder: &Path) -> Result<Store> {
        let refuse = |source| Error::Folder { file: folder.display().to_string(), source };
        std::fs::create_dir_all(folder).map_err(refuse)?;
        let file = folder.join(FILE);
        // Who opens a new folder together waits in turn: what makes the file does not wait by itself.
        let _opening = opening(folder.to_owned()).await?;
        let (writer, readers) = sql::connect(&file).await?;
        migrate::run(&writer, &file).await?;
        let seq = changes::last(&readers).await?;
        let store = Store {
            folder: folder.into(),
            writer,
            readers,
            seq: Arc::new(watch::Sender::new(seq)),
            arrived: Arc::default(),
            totals: Arc::default(),
            files: Files::open(&folder.join(FILES))?,
        };
        store.clear_abandoned_load().await?;
        vintages::sum_up_missing(&store.writer).await?;
        store.notice_other_writers();
        Ok(store)
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Closes all connections; the last one folds the write-ahead log into the database file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Takes a lock file of the data folder, or gives `None` while another process or task holds it.
    fn try_lock(&self, name: &str) -> Result<Option<File>> {
        let path: PathBuf = self.folder.join(name);
        let refuse = |source| Error::Folder { file: path.display().to_string(), source };
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(refuse)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(source)) => Err(refuse(source)),
        }
    }
}

/// A lock on the folder while its store is opened; another process may have it for as long as its migrations take.
async fn opening(folder: PathBuf) -> Result<File> {
    let path = folder.join("open.lock");
    let lock = move || {
        let refuse = |source| Error::Folder { file: path.display().to_string(), source };
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(refuse)?;
        file.lock().map_err(refuse)?;
        Ok(file)
    };
    tokio::task::spawn_blocking(lock)
        .await
        .unwrap_or_else(|error| Err(Error::Folder { file: FILE.to_owned(), source: std::io::Error::other(error) }))
}

/// The database file in the data folder.
const FILE: &str = "knooppunt.sqlite";

/// The folder of attachments in the data folder.
const FILES: &str = "files";
