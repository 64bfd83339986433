//! Values that partners hand in on a page.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::delivery::{DeliveryAct, DeliveryDesk, DeliveryPage, delivers};
use crate::model::slug::Slug;

/// Handing in values. For whoever has no such work each of these is [`Refusal::Absent`], and so is a file of somebody else.
#[async_trait]
pub trait Deliveries: Send + Sync {
    async fn delivery_desk(&self, account: &Account) -> Result<DeliveryDesk, Refusal>;

    /// Keeps a file until its sender has looked at it; gives its id. What is wrong with it is [`Fault::Rows`], and then
    /// nothing is kept.
    async fn hand_in(&self, account: &Account, name: &str, bytes: Vec<u8>) -> Result<Slug, Fault>;

    /// The file, with what it would change now.
    async fn delivery(&self, account: &Account, id: &Slug) -> Result<DeliveryPage, Refusal>;

    async fn settle(&self, account: &Account, id: &Slug, act: DeliveryAct) -> Result<(), Fault>;

    /// A file to fill in, as CSV: a row for each place that has values, with the period that comes next.
    async fn template(&self, account: &Account, indicator: &Slug) -> Result<String, Refusal>;
}

impl Desk {
    /// Whether whoever is signed in hands in values at all.
    pub fn delivers(&self) -> bool {
        self.signed_in_account().is_ok_and(|account| delivers(&account.person))
    }

    pub async fn delivery_desk(&self) -> Result<DeliveryDesk, Refusal> {
        self.library.delivery_desk(self.signed_in_account()?).await
    }

    pub async fn hand_in(&self, name: &str, bytes: Vec<u8>) -> Result<Slug, Fault> {
        self.library.hand_in(self.signed_in_account()?, name, bytes).await
    }

    pub async fn delivery(&self, id: &Slug) -> Result<DeliveryPage, Refusal> {
        self.library.delivery(self.signed_in_account()?, id).await
    }

    pub async fn settle(&self, id: &Slug, act: DeliveryAct) -> Result<(), Fault> {
        self.library.settle(self.signed_in_account()?, id, act).await
    }

    pub async fn template(&self, indicator: &Slug) -> Result<String, Refusal> {
        self.library.template(self.signed_in_account()?, indicator).await
    }
}
