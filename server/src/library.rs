//! The desk, implemented: may they? then: who knows the answer? The only room where store, search and exchange meet.

mod documents;
mod hubs;
mod load;
mod monitor;
mod plans;
mod texts;

use std::sync::Arc;

use app::desk::Refusal;

use crate::exchange::prose::Texts;
use crate::store::{self, Store};

pub use load::{Failure, Load, Report, Step, bundled, load};

/// What stands on the shelf: the store and the texts of fixed pages. Cheap to clone.
#[derive(Clone)]
pub struct Shelf {
    store: Store,
    texts: Arc<Texts>,
}

impl Shelf {
    pub fn new(store: Store, texts: Texts) -> Shelf {
        Shelf { store, texts: Arc::new(texts) }
    }

    pub fn store(&self) -> &Store {
        &self.store
    }
}

/// What a reader is told when the store fails. The log learns why, once, here.
fn unavailable(error: store::Error) -> Refusal {
    tracing::error!(%error, "the store cannot answer");
    Refusal::Unavailable
}
