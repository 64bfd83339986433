//! The port: what a page, an island or the API may ask for. The server implements it; pages know nothing else.

mod access;
mod adoptions;
mod aftermath;
mod amiss;
mod attachments;
mod chance;
mod contact_points;
mod deliveries;
mod effects;
mod fault;
mod file_versions;
mod following;
mod monitor;
mod organising;
mod people;
mod profiles;
mod progress;
mod refusal;
mod register;
mod registering;
mod remarks;
mod reports;
mod sightings;
mod speakers;
mod wanted;
mod ways_in;
mod writing;

use std::sync::Arc;

use async_trait::async_trait;

use crate::model::account::Account;
use crate::model::conference::{Conference, Listed, SessionPage, Version};
use crate::model::document::{Article, Listing, Page, Prose, Summary};
use crate::model::lang::Lang;
use crate::model::place::{Hub, Place};
use crate::model::plan::{Organisation, Plan};
use crate::model::query::{Answer, Query, Suggestion};
use crate::model::reader::Reader;
use crate::model::signal::{SignalAct, SignalFilter, SignalList, SignalPage};
use crate::model::slug::Slug;

pub use access::Access;
pub use adoptions::Adoptions;
pub use aftermath::Aftermath;
pub use amiss::Amiss;
pub use attachments::{Attachments, Bytes, Incoming, Material, Terms, Unattached};
pub use chance::Chance;
pub use contact_points::ContactPoints;
pub use deliveries::Deliveries;
pub use effects::Effects;
pub use fault::{Fault, LEAST_PASSWORD, MOST_PASSWORD, Returned, returned};
pub use file_versions::FileVersions;
pub use following::Following;
pub use monitor::Monitor;
pub use organising::Organising;
pub use people::{Administration, Entry, People};
pub use profiles::Profiles;
pub use progress::Progress;
pub use refusal::{Refusal, Reply};
pub use register::Register;
pub use registering::Registering;
pub use remarks::Remarks;
pub use reports::Reports;
pub use sightings::Sightings;
pub use speakers::Speakers;
pub use wanted::Wanting;
pub use ways_in::{Ceremony, Entrances};
pub use writing::{Revisions, Writing};

/// Documents, as far as the reader may read them. A hidden document is [`Refusal::Absent`], as one that does not exist.
#[async_trait]
pub trait Documents: Send + Sync {
    /// Opens it: above TLP:GREEN this is recorded, and so is a refusal.
    async fn document(&self, reader: &Reader, slug: &Slug) -> Result<Article, Refusal>;

    /// Takes it along as a file: of a signed-in reader this is recorded.
    async fn export(&self, reader: &Reader, slug: &Slug) -> Result<Article, Refusal>;

    /// Whether it is there for this reader, without opening it.
    async fn has_document(&self, reader: &Reader, slug: &Slug) -> Result<bool, Refusal>;

    /// Newest first.
    async fn documents(&self, reader: &Reader, listing: &Listing) -> Result<Page<Summary>, Refusal>;
}

/// The one search.
#[async_trait]
pub trait Search: Send + Sync {
    async fn search(&self, reader: &Reader, query: &Query) -> Result<Answer, Refusal>;

    /// What typing may lead to, best first, at most `size`.
    async fn suggest(&self, reader: &Reader, typed: &str, lang: Lang, size: u32) -> Result<Vec<Suggestion>, Refusal>;

    /// Documents like this one, best first, at most `size`; empty when there are none.
    async fn related(&self, reader: &Reader, slug: &Slug, size: u32) -> Result<Vec<Summary>, Refusal>;
}

/// The hubs.
#[async_trait]
pub trait Hubs: Send + Sync {
    /// In the order of their position.
    async fn hubs(&self) -> Result<Vec<Hub>, Refusal>;

    /// The whole hubs, then all other places that figures and flows are about.
    async fn places(&self) -> Result<Vec<Place>, Refusal>;
}

/// Signals, as far as the reader may read the values they rest on. A hidden one is [`Refusal::Absent`].
#[async_trait]
pub trait Signals: Send + Sync {
    /// Newest first.
    async fn signals(&self, reader: &Reader, filter: &SignalFilter) -> Result<SignalList, Refusal>;

    /// Opens it: above TLP:GREEN this is recorded, and so is a refusal.
    async fn signal(&self, reader: &Reader, id: &Slug) -> Result<SignalPage, Refusal>;

    /// Does something to it, for those whose work that is.
    async fn triage(&self, reader: &Reader, act: SignalAct) -> Result<(), Fault>;
}

/// The plan of the letter.
#[async_trait]
pub trait Plans: Send + Sync {
    async fn plan(&self) -> Result<Plan, Refusal>;
}

/// Congresses and their programmes; what is published is for everybody.
#[async_trait]
pub trait Congress: Send + Sync {
    /// Newest first.
    async fn conferences(&self) -> Result<Vec<Listed>, Refusal>;

    async fn conference(&self, slug: &Slug) -> Result<Conference, Refusal>;

    /// A session by its number.
    async fn session(&self, conference: &Slug, number: u64) -> Result<SessionPage, Refusal>;

    /// Every published version, newest first.
    async fn versions(&self, conference: &Slug) -> Result<Vec<Version>, Refusal>;
}

/// Who takes part.
#[async_trait]
pub trait Network: Send + Sync {
    /// The organisations that the content names, the portal itself among them; not those that only have accounts.
    async fn partners(&self) -> Result<Vec<Organisation>, Refusal>;
}

/// The longer texts of fixed pages.
#[async_trait]
pub trait Texts: Send + Sync {
    /// The text of a page in the interface language closest to `lang`.
    async fn prose(&self, page: &str, lang: Lang) -> Result<Prose, Refusal>;
}

/// What happened since, without saying what.
#[async_trait]
pub trait Changes: Send + Sync {
    /// Whether anything that this reader may know of changed after change number `seq`. Writes about what they may not
    /// read leave it false, so that not even their moment shows.
    async fn changed_since(&self, reader: &Reader, seq: i64) -> Result<bool, Refusal>;
}

/// All of the port.
pub trait Library:
    Documents
    + Attachments
    + Material
    + FileVersions
    + Search
    + Hubs
    + Monitor
    + Deliveries
    + Effects
    + Chance
    + Register
    + Signals
    + Plans
    + Progress
    + Reports
    + Congress
    + Organising
    + Registering
    + Speakers
    + Aftermath
    + Network
    + Profiles
    + ContactPoints
    + Texts
    + Changes
    + People
    + Entrances
    + Administration
    + Using
    + Writing
    + Revisions
{
}

impl<T> Library for T where
    T: Documents
        + Attachments
        + Material
        + FileVersions
        + Search
        + Hubs
        + Monitor
        + Deliveries
        + Effects
        + Chance
        + Register
        + Signals
        + Plans
        + Progress
        + Reports
        + Congress
        + Organising
        + Registering
        + Speakers
        + Aftermath
        + Network
        + Profiles
        + ContactPoints
        + Texts
        + Changes
        + People
        + Entrances
        + Administration
        + Using
        + Writing
        + Revisions
{
}

/// What readers do with documents.
pub trait Using: Adoptions + Following + Sightings + Remarks + Wanting + Access {}

impl<T> Using for T where T: Adoptions + Following + Sightings + Remarks + Wanting + Access {}

/// The library, as one reader may use it. Lent to each request; there is no way to ask as nobody.
#[derive(Clone)]
pub struct Desk {
    library: Arc<dyn Library>,
    reader: Reader,
    account: Option<Arc<Account>>,
}

impl Desk {
    /// The desk of whoever came without an account.
    pub fn anonymous(library: Arc<dyn Library>) -> Desk {
        Desk { library, reader: Reader::Anonymous, account: None }
    }

    /// The desk of somebody who is signed in.
    pub fn signed_in(library: Arc<dyn Library>, account: Account) -> Desk {
        Desk { library, reader: account.reader(), account: Some(Arc::new(account)) }
    }

    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Who is signed in.
    pub fn account(&self) -> Option<&Account> {
        self.account.as_deref()
    }

    pub async fn document(&self, slug: &Slug) -> Result<Article, Refusal> {
        self.library.document(&self.reader, slug).await
    }

    pub async fn export(&self, slug: &Slug) -> Result<Article, Refusal> {
        self.library.export(&self.reader, slug).await
    }

    pub async fn has_document(&self, slug: &Slug) -> Result<bool, Refusal> {
        self.library.has_document(&self.reader, slug).await
    }

    pub async fn documents(&self, listing: &Listing) -> Result<Page<Summary>, Refusal> {
        self.library.documents(&self.reader, listing).await
    }

    pub async fn search(&self, query: &Query) -> Result<Answer, Refusal> {
        self.library.search(&self.reader, query).await
    }

    pub async fn suggest(&self, typed: &str, lang: Lang, size: u32) -> Result<Vec<Suggestion>, Refusal> {
        self.library.suggest(&self.reader, typed, lang, size).await
    }

    pub async fn related(&self, slug: &Slug, size: u32) -> Result<Vec<Summary>, Refusal> {
        self.library.related(&self.reader, slug, size).await
    }

    pub async fn hubs(&self) -> Result<Vec<Hub>, Refusal> {
        self.library.hubs().await
    }

    pub async fn places(&self) -> Result<Vec<Place>, Refusal> {
        self.library.places().await
    }

    pub async fn hub(&self, code: &Slug) -> Result<Hub, Refusal> {
        self.hubs().await?.into_iter().find(|hub| hub.code == *code).ok_or(Refusal::Absent)
    }

    pub async fn signals(&self, filter: &SignalFilter) -> Result<SignalList, Refusal> {
        self.library.signals(&self.reader, filter).await
    }

    pub async fn signal(&self, id: &Slug) -> Result<SignalPage, Refusal> {
        self.library.signal(&self.reader, id).await
    }

    pub async fn triage(&self, act: SignalAct) -> Result<(), Fault> {
        self.library.triage(&self.reader, act).await
    }

    pub async fn plan(&self) -> Result<Plan, Refusal> {
        self.library.plan().await
    }

    pub async fn conferences(&self) -> Result<Vec<Listed>, Refusal> {
        self.library.conferences().await
    }

    pub async fn conference(&self, slug: &Slug) -> Result<Conference, Refusal> {
        self.library.conference(slug).await
    }

    pub async fn session(&self, conference: &Slug, number: u64) -> Result<SessionPage, Refusal> {
        self.library.session(conference, number).await
    }

    pub async fn versions(&self, conference: &Slug) -> Result<Vec<Version>, Refusal> {
        self.library.versions(conference).await
    }

    pub async fn partners(&self) -> Result<Vec<Organisation>, Refusal> {
        self.library.partners().await
    }

    pub async fn prose(&self, page: &str, lang: Lang) -> Result<Prose, Refusal> {
        self.library.prose(page, lang).await
    }

    pub async fn changed_since(&self, seq: i64) -> Result<bool, Refusal> {
        self.library.changed_since(&self.reader, seq).await
    }
}

/// The desk of this request; the server lends it by context.
pub fn desk() -> Result<Desk, Refusal> {
    leptos::prelude::use_context::<Desk>().ok_or(Refusal::Unavailable)
}
