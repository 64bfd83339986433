//! What readers looked for in vain.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::reader::Reader;
use crate::model::wanted::Wanted;

/// Questions without an answer. Kept without who asked.
#[async_trait]
pub trait Wanting: Send + Sync {
    /// Notes that a question had no answer, if it may be kept. Never fails: nobody waits for it.
    async fn missed(&self, reader: &Reader, text: &str);

    /// What several looked for, the most asked first; for editors and admins, and absent for everybody else.
    async fn wanted(&self, reader: &Reader) -> Result<Vec<Wanted>, Refusal>;

    /// Takes a text off the list; it comes back when it is asked for again.
    async fn strike_wanted(&self, account: &Account, text: &str) -> Result<(), Fault>;
}

impl Desk {
    pub async fn missed(&self, text: &str) {
        self.library.missed(&self.reader, text).await;
    }

    pub async fn wanted(&self) -> Result<Vec<Wanted>, Refusal> {
        self.library.wanted(&self.reader).await
    }

    pub async fn strike_wanted(&self, text: &str) -> Result<(), Fault> {
        self.library.strike_wanted(self.signed_in_account()?, text).await
    }
}
