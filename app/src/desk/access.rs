//! Asking for access, and who read what.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::access::{Ask, NewAsk, Reading, Warning};
use crate::model::account::Account;
use crate::model::slug::Slug;

/// Between who asks and who owns.
#[async_trait]
pub trait Access: Send + Sync {
    /// Passes a question for access on: to the owner of what it is about, or to the editors of the site. The same answer, by
    /// the same work, whether there is such a thing or not.
    async fn ask_access(&self, account: &Account, new: NewAsk) -> Result<(), Fault>;

    /// Questions for what the person's organisation owns, the oldest first; for who writes for it.
    async fn asks(&self, account: &Account) -> Result<Vec<Ask>, Refusal>;

    /// Notes that a question was dealt with.
    async fn settle_ask(&self, account: &Account, id: &str) -> Result<(), Fault>;

    /// Persons of the organisation who read unusually much, the last first; for its admins, and nothing for others.
    async fn warnings(&self, account: &Account) -> Result<Vec<Warning>, Refusal>;

    async fn settle_warning(&self, account: &Account, id: &str) -> Result<(), Fault>;

    /// Who opened or took along a document, the last first; for who writes for its owner, and absent for everybody else.
    async fn readings(&self, account: &Account, document: &Slug) -> Result<Vec<Reading>, Refusal>;
}

impl Desk {
    pub async fn ask_access(&self, new: NewAsk) -> Result<(), Fault> {
        self.library.ask_access(self.signed_in_account()?, new).await
    }

    pub async fn asks(&self) -> Result<Vec<Ask>, Refusal> {
        self.library.asks(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn settle_ask(&self, id: &str) -> Result<(), Fault> {
        self.library.settle_ask(self.signed_in_account()?, id).await
    }

    pub async fn warnings(&self) -> Result<Vec<Warning>, Refusal> {
        self.library.warnings(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn settle_warning(&self, id: &str) -> Result<(), Fault> {
        self.library.settle_warning(self.signed_in_account()?, id).await
    }

    pub async fn readings(&self, document: &Slug) -> Result<Vec<Reading>, Refusal> {
        self.library.readings(self.account().ok_or(Refusal::Absent)?, document).await
    }
}
