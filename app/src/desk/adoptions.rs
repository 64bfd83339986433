//! What hubs do with practices.

use std::collections::BTreeMap;

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::adoption::{Adoption, AdoptionFilter, AdoptionRow, NewAdoption};
use crate::model::lang::{Lang, Text};
use crate::model::reader::Reader;
use crate::model::slug::Slug;

/// Adoptions, as far as the reader may read them and the documents on which they hang.
#[async_trait]
pub trait Adoptions: Send + Sync {
    /// Practices with the steps of hubs, by title; of a text and its translations the one in `prefer`, or the original.
    async fn adoptions(
        &self,
        reader: &Reader,
        filter: &AdoptionFilter,
        prefer: Lang,
    ) -> Result<Vec<AdoptionRow>, Refusal>;

    /// The steps on one document and its translations, in the order of days. Empty for a document that is not there.
    async fn adoptions_of(&self, reader: &Reader, document: &Slug) -> Result<Vec<Adoption>, Refusal>;

    /// Records a step of an organisation at a hub: of one's own, or of one for which one records. A document that is not there for them is [`Refusal::Absent`], and so is all of
    /// this for whoever has no such work.
    async fn record_adoption(&self, account: &Account, document: &Slug, new: NewAdoption) -> Result<(), Fault>;

    /// The organisations for which somebody records besides their own, with their names.
    async fn represented(&self, account: &Account) -> Result<Vec<(Slug, Text)>, Refusal>;

    /// The names of the organisations that a signed-in reader sees named; nothing for others.
    async fn names_of(&self, reader: &Reader, organisations: &[Slug]) -> Result<BTreeMap<Slug, Text>, Refusal>;
}

impl Desk {
    pub async fn adoptions(&self, filter: &AdoptionFilter, prefer: Lang) -> Result<Vec<AdoptionRow>, Refusal> {
        self.library.adoptions(&self.reader, filter, prefer).await
    }

    pub async fn adoptions_of(&self, document: &Slug) -> Result<Vec<Adoption>, Refusal> {
        self.library.adoptions_of(&self.reader, document).await
    }

    pub async fn record_adoption(&self, document: &Slug, new: NewAdoption) -> Result<(), Fault> {
        self.library.record_adoption(self.signed_in_account()?, document, new).await
    }

    pub async fn represented(&self) -> Result<Vec<(Slug, Text)>, Refusal> {
        self.library.represented(self.signed_in_account()?).await
    }

    pub async fn names_of(&self, organisations: &[Slug]) -> Result<BTreeMap<Slug, Text>, Refusal> {
        self.library.names_of(&self.reader, organisations).await
    }

    /// Whoever changes something, where what they typed is theirs to keep: somebody whose session ended signs in and sends it
    /// again. A token reads.
    pub(super) fn acting_account(&self) -> Result<&Account, Fault> {
        let account = self.account().ok_or(Fault::SignedOut)?;
        if account.session.is_none() { Err(Refusal::Absent.into()) } else { Ok(account) }
    }

    /// Who changes something: a token reads, so whoever came with one has nothing here.
    pub(super) fn signed_in_account(&self) -> Result<&Account, Refusal> {
        self.account().filter(|account| account.session.is_some()).ok_or(Refusal::Absent)
    }
}
