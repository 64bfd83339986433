//! What becomes of the plan.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::progress::{Entry, PlanAct, Subject};

/// The record of the plan; everybody may read it.
#[async_trait]
pub trait Progress: Send + Sync {
    /// All entries, struck ones too, in the order of their days.
    async fn entries(&self) -> Result<Vec<Entry>, Refusal>;

    /// Whether somebody keeps the record of this part of the plan.
    async fn keeps(&self, account: &Account, subject: &Subject) -> Result<bool, Refusal>;

    /// Records or strikes out. A part of the plan that is not there is [`Refusal::Absent`], and so is all of this for whoever
    /// does not keep its record.
    async fn record(&self, account: &Account, act: PlanAct) -> Result<(), Fault>;
}

impl Desk {
    pub async fn entries(&self) -> Result<Vec<Entry>, Refusal> {
        self.library.entries().await
    }

    /// False for whoever is not signed in.
    pub async fn keeps(&self, subject: &Subject) -> Result<bool, Refusal> {
        match self.signed_in_account() {
            Ok(account) => self.library.keeps(account, subject).await,
            Err(_) => Ok(false),
        }
    }

    pub async fn record(&self, act: PlanAct) -> Result<(), Fault> {
        self.library.record(self.signed_in_account()?, act).await
    }
}
