//! Where a modus operandi was seen.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::reader::Reader;
use crate::model::sighting::{Cell, NewSighting};
use crate::model::slug::Slug;

/// Sightings, as far as the reader may read them and the document on which they hang.
#[async_trait]
pub trait Sightings: Send + Sync {
    /// What is known by hub and month. Empty for a document that is not there.
    async fn sightings_of(&self, reader: &Reader, document: &Slug) -> Result<Vec<Cell>, Refusal>;

    /// Reports on behalf of a hub; as [`super::Adoptions::record_adoption`].
    async fn record_sighting(&self, account: &Account, document: &Slug, new: NewSighting) -> Result<(), Fault>;
}

impl Desk {
    pub async fn sightings_of(&self, document: &Slug) -> Result<Vec<Cell>, Refusal> {
        self.library.sightings_of(&self.reader, document).await
    }

    pub async fn record_sighting(&self, document: &Slug, new: NewSighting) -> Result<(), Fault> {
        self.library.record_sighting(self.signed_in_account()?, document, new).await
    }
}
