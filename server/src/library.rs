//! The desk, implemented: may they? then: who knows the answer? The only room where store, search and exchange meet.

pub mod administration;
mod archive;
mod attachments;
mod changes;
mod congress;
mod documents;
mod export;
pub mod extraction;
mod findable;
pub mod follow;
mod hubs;
mod load;
mod material;
mod monitor;
mod network;
pub mod people;
mod plans;
mod search;
mod texts;

use std::sync::Arc;

use app::desk::Refusal;
use app::model::attachment::Allowance;

use self::people::password::Hasher;
use crate::exchange::prose::Texts;
use crate::search::Index;
use crate::store::{self, Store};

pub use archive::{NoArchive, archive};
pub use congress::{Taken, publish};
pub use export::{Unwritten, export};
pub use findable::{Findings, NotFindable, differences_of, inspect, make_findable, open_index};
pub use load::{Failure, Load, Report, Step, bundled, load, take_values};

/// What stands on the shelf: the store, the index that follows it, and the texts of fixed pages. Cheap to clone.
#[derive(Clone)]
pub struct Shelf {
    store: Store,
    index: Index,
    texts: Arc<Texts>,
    hasher: Hasher,
    allowance: Allowance,
}

impl Shelf {
    pub fn new(store: Store, index: Index, texts: Texts) -> Shelf {
        Shelf { store, index, texts: Arc::new(texts), hasher: Hasher::default(), allowance: Allowance::DEFAULT }
    }

    /// With other limits on attachments.
    pub fn with_allowance(self, allowance: Allowance) -> Shelf {
        Shelf { allowance, ..self }
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    pub fn index(&self) -> &Index {
        &self.index
    }
}

/// What a reader is told when the store fails. The log learns why, once, here.
fn unavailable(error: store::Error) -> Refusal {
    tracing::error!(%error, "the store cannot answer");
    Refusal::Unavailable
}
