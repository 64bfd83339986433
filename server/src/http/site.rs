//! What every handler has at hand.

use std::sync::Arc;

use app::desk::{Desk, Library};
use app::model::lang::Lang;
use app::model::reader::Reader;
use app::words::Interface;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::cache::Cache;
use super::files::Files;
use super::pulse::Pulse;
use super::words::Both;
use crate::config::Config;

/// The running site. Shared by all requests.
pub struct Site {
    library: Arc<dyn Library>,
    words: Both,
    pub pulse: Pulse,
    pub config: Config,
    pub files: Files,
    /// The addresses of all pages, `{name}` where something varies.
    pub pages: Vec<String>,
    pub cache: Cache,
    /// One permit per live connection.
    pub live: Arc<Semaphore>,
    /// Cancelled when the server begins to stop.
    pub stopping: CancellationToken,
}

impl Site {
    /// The error is a fault in the shipped words.
    pub fn new(library: Arc<dyn Library>, pulse: Pulse, files: Files, config: Config) -> Result<Arc<Site>, String> {
        Ok(Arc::new(Site {
            library,
            words: Both::read()?,
            pulse,
            files,
            pages: leptos_axum::generate_route_list(app::App).iter().map(|page| page.path().to_owned()).collect(),
            cache: Cache::new(config.limits.page_cache),
            live: Arc::new(Semaphore::new(config.limits.max_live)),
            stopping: CancellationToken::new(),
            config,
        }))
    }

    /// The desk of a reader. There are no accounts yet: every reader is anonymous.
    pub fn desk(&self) -> Desk {
        Desk::new(self.library.clone(), Reader::Anonymous)
    }

    pub fn interface(&self, lang: Lang) -> Interface {
        self.words.interface(lang)
    }
}
