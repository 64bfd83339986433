//! The register of indicators, and what is decided about it in the portal.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::edit::{Edit, Made};
use crate::model::slug::Slug;

/// The register, for admins and editors. For everybody else each of these is [`Refusal::Absent`].
#[async_trait]
pub trait Register: Send + Sync {
    /// All edits, oldest first.
    async fn edits(&self, account: &Account) -> Result<Vec<Made>, Refusal>;

    /// A rule for small numbers that would show what is hidden now becomes a proposal. A list of places and a rule replace all
    /// that holds: `seen` is the last edit of the field that was looked at, and after a later one they are refused.
    async fn edit_indicator(
        &self,
        account: &Account,
        indicator: &Slug,
        edit: Edit,
        seen: Option<Slug>,
    ) -> Result<(), Fault>;

    /// Lets a proposed rule hold, which takes somebody else than who proposed it; or drops it. `proposal` is the edit that was
    /// looked at.
    async fn settle_rule(&self, account: &Account, indicator: &Slug, proposal: &Slug, agree: bool)
    -> Result<(), Fault>;
}

impl Desk {
    pub async fn edits(&self) -> Result<Vec<Made>, Refusal> {
        self.library.edits(self.signed_in_account()?).await
    }

    pub async fn edit_indicator(&self, indicator: &Slug, edit: Edit, seen: Option<Slug>) -> Result<(), Fault> {
        self.library.edit_indicator(self.signed_in_account()?, indicator, edit, seen).await
    }

    pub async fn settle_rule(&self, indicator: &Slug, proposal: &Slug, agree: bool) -> Result<(), Fault> {
        self.library.settle_rule(self.signed_in_account()?, indicator, proposal, agree).await
    }
}
