//! What every handler has at hand.

use std::sync::Arc;

use app::desk::{Desk, Library};
use app::model::account::Account;
use app::model::lang::Lang;
use app::routes;
use app::words::Interface;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::cache::Cache;
use super::files::Files;
use super::gate::Gate;
use super::pulse::Pulse;
use crate::config::Config;
use crate::exchange::words::Catalogue;
use crate::identity::Provider;

/// So many archives are packed at one time; each reads all values.
const ARCHIVES: usize = 2;

/// The running site. Shared by all requests.
pub struct Site {
    library: Arc<dyn Library>,
    words: &'static Catalogue,
    pub pulse: Pulse,
    /// Who says who somebody is, where the site asks another.
    pub provider: Option<Provider>,
    pub config: Config,
    pub files: Files,
    /// The addresses of all pages, `{name}` where something varies.
    pub pages: Vec<String>,
    pub cache: Cache,
    /// Counts attempts to sign in.
    pub gate: Gate,
    /// One permit per live connection.
    pub live: Arc<Semaphore>,
    /// One permit per archive of the monitor that is being packed.
    pub archives: Arc<Semaphore>,
    /// One permit per request that brings files.
    pub uploads: Semaphore,
    /// Cancelled when the server begins to stop.
    pub stopping: CancellationToken,
}

impl Site {
    /// `words` live as long as the process: every page borrows them.
    pub fn new(
        library: Arc<dyn Library>,
        words: &'static Catalogue,
        pulse: Pulse,
        files: Files,
        provider: Option<Provider>,
        config: Config,
    ) -> Arc<Site> {
        // What leptos starts by itself runs on our runtime. Only the first call counts; later ones are refused.
        let _ = any_spawner::Executor::init_tokio();
        Arc::new(Site {
            library,
            words,
            pulse,
            provider,
            files,
            pages: routes::addresses(),
            cache: Cache::new(config.limits.page_cache),
            gate: Gate::new(&config.limits),
            archives: Arc::new(Semaphore::new(ARCHIVES)),
            live: Arc::new(Semaphore::new(config.limits.max_live)),
            uploads: Semaphore::new(config.limits.max_uploads),
            stopping: CancellationToken::new(),
            config,
        })
    }

    /// The desk of whoever came without an account.
    pub fn desk(&self) -> Desk {
        Desk::anonymous(self.library.clone())
    }

    /// The desk of somebody who is signed in.
    pub fn desk_of(&self, account: Account) -> Desk {
        Desk::signed_in(self.library.clone(), account)
    }

    /// For what comes before a desk: finding out who asks, and letting them in.
    pub fn library(&self) -> &dyn Library {
        &*self.library
    }

    pub fn interface(&self, lang: Lang) -> Interface {
        Interface { lang: lang.interface(), words: self.words.get(lang) }
    }
}
