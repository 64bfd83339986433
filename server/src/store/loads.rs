//! Loads: who may bring many things at once, one at a time, and what is left of one that never finished.

use std::collections::BTreeMap;
use std::fs::File;
use std::time::Duration;

use super::{Result, Store, sql};

/// Which way a load comes in. Its code is the actor of the changes it makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loader {
    /// The bundled content, at start.
    Content,
    /// `knooppunt import`.
    Import,
    /// `knooppunt monitor import`.
    Monitor,
    /// What the portal counts of itself.
    Count,
}

impl Loader {
    pub fn code(self) -> &'static str {
        match self {
            Loader::Content => "content",
            Loader::Import => "import",
            Loader::Monitor => "monitor",
            Loader::Count => "count",
        }
    }

    /// The organisation that owns what is loaded; in every new store.
    pub fn owner(self) -> &'static str {
        "knooppunt"
    }

    /// Whether a document whose published revision was made by this actor may be overwritten. What a person wrote in the
    /// portal never is; what an administrator imported is not overwritten by the bundled content.
    pub fn may_replace(self, actor: &str) -> bool {
        match self {
            Loader::Content => actor == "content",
            Loader::Import | Loader::Monitor | Loader::Count => matches!(actor, "content" | "import"),
        }
    }
}

/// The right to load. Two loads at once would mix in the staging tables, so there is one lock per data folder, held by
/// the operating system: a process that dies gives it back.
pub struct LoaderLock {
    _file: File,
}

impl Store {
    /// Waits for the right to load, at most this long; `None` when another load is still running then.
    pub async fn lock_loading(&self, patience: Duration) -> Result<Option<LoaderLock>> {
        let deadline = tokio::time::Instant::now() + patience;
        loop {
            if let Some(file) = self.try_lock(LOCK)? {
                return Ok(Some(LoaderLock { _file: file }));
            }
            if tokio::time::Instant::now() >= deadline {
                return Ok(None);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Removes what a load left that was killed; nothing when one is running.
    pub(super) async fn clear_abandoned_load(&self) -> Result<()> {
        let Some(file) = self.try_lock(LOCK)? else { return Ok(()) };
        self.clear_staging(&LoaderLock { _file: file }).await
    }

    /// Empties the staging table and removes the texts that no revision took.
    pub async fn clear_staging(&self, _lock: &LoaderLock) -> Result<()> {
        let staged: bool = sqlx::query_scalar("SELECT count(*) > 0 FROM staged").fetch_one(&self.readers).await?;
        if !staged {
            return Ok(());
        }
        let mut transaction = sql::begin(&self.writer).await?;
        sqlx::query(
            "DELETE FROM text WHERE digest IN (SELECT digest FROM staged) \
             AND NOT EXISTS (SELECT 1 FROM revision r WHERE r.digest = text.digest)",
        )
        .execute(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM staged").execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The digests of the files that a loader read last, by path.
    pub async fn loaded_files(&self, loader: Loader) -> Result<BTreeMap<String, String>> {
        let rows: Vec<(String, String)> = sqlx::query_as("SELECT path, digest FROM loaded_file WHERE loader = $1")
            .bind(loader.code())
            .fetch_all(&self.readers)
            .await?;
        Ok(rows.into_iter().collect())
    }
}

const LOCK: &str = "load.lock";
