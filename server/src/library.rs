//! The desk, implemented: may they? then: who knows the answer? The only room where store, search and exchange meet.

mod access;
pub mod administration;
mod adoptions;
mod aftermath;
mod archive;
mod attachments;
mod chance;
mod changes;
mod compare;
pub mod confirming;
mod congress;
mod contact_points;
pub mod counting;
mod deliveries;
mod documents;
mod effects;
mod estate;
mod export;
pub mod extraction;
mod file_versions;
mod findable;
pub mod follow;
mod following;
mod handing_in;
mod hubs;
mod knocking;
mod load;
mod material;
mod monitor;
mod network;
mod organising;
mod pace;
pub mod people;
mod plans;
pub mod post;
mod profiles;
mod progress;
mod recording;
mod register;
mod registering;
mod remarks;
mod reminding;
mod reports;
pub mod retention;
mod revisions;
mod search;
mod sightings;
mod signals;
mod speakers;
mod succession;
mod texts;
mod wanted;
pub mod watch;
mod writing;

use std::sync::Arc;

use app::desk::Refusal;
use app::model::attachment::Allowance;
use app::model::limit::Limit;
use app::model::retention::Retention;

use self::pace::Pace;
use self::people::entrances::Doors;
use self::people::password::Hasher;
use self::wanted::Missing;
use crate::exchange::prose::Texts;
use crate::search::Index;
use crate::store::{self, Store};

pub use archive::{NoArchive, archive};
pub use congress::{Taken, publish};
pub use export::{Unwritten, export};
pub use writing::due::publish_when_due;

pub use findable::{Findings, NotFindable, differences_of, inspect, make_findable, open_index};
pub use load::{Failure, Load, Report, Step, bundled, load, take_values};

/// Documents above TLP:GREEN that one person takes in within an hour, before it is unusual.
pub const USUAL_READS: usize = 60;

/// What stands on the shelf: the store, the index that follows it, and the texts of fixed pages. Cheap to clone.
#[derive(Clone)]
pub struct Shelf {
    store: Store,
    index: Index,
    texts: Arc<Texts>,
    hasher: Hasher,
    /// Whether news goes out by mail.
    mails: bool,
    missing: Missing,
    allowance: Allowance,
    pace: Pace,
    doors: Doors,
    retention: Retention,
    limits: Arc<[Limit]>,
}

impl Shelf {
    pub fn new(store: Store, index: Index, texts: Texts) -> Shelf {
        Shelf {
            store,
            index,
            texts: Arc::new(texts),
            hasher: Hasher::default(),
            mails: false,
            missing: Missing::default(),
            allowance: Allowance::DEFAULT,
            pace: Pace::new(USUAL_READS),
            doors: Doors::default(),
            retention: Retention::DEFAULT,
            limits: Arc::default(),
        }
    }

    /// The same, which keeps what it knows about people for other times.
    pub fn with_retention(self, retention: Retention) -> Shelf {
        Shelf { retention, ..self }
    }

    /// The same, which tells admins of these limits.
    pub fn with_limits(self, limits: Vec<Limit>) -> Shelf {
        Shelf { limits: limits.into(), ..self }
    }

    /// The same, with ways in besides passwords.
    pub fn with_doors(self, doors: Doors) -> Shelf {
        Shelf { doors, ..self }
    }

    /// The same, where so many documents above TLP:GREEN in an hour are nothing special for one person.
    pub fn with_usual_reads(self, usual: usize) -> Shelf {
        Shelf { pace: Pace::new(usual), ..self }
    }

    /// The same, of a site that sends mail.
    pub fn with_mail(self) -> Shelf {
        Shelf { mails: true, ..self }
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
