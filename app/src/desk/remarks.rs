//! What readers say about documents, and propose.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::proposal::{NewProposal, Proposal, ProposalAct, ProposalRow};
use crate::model::reader::Reader;
use crate::model::remark::{Concern, NewRemark, Remark};
use crate::model::slug::Slug;

/// Remarks and proposals, for whoever may read the document. A document that is not there is [`Refusal::Absent`].
#[async_trait]
pub trait Remarks: Send + Sync {
    /// In the order in which they came; nothing for who is not signed in.
    async fn remarks_of(&self, reader: &Reader, document: &Slug) -> Result<Vec<Remark>, Refusal>;

    async fn add_remark(&self, account: &Account, document: &Slug, new: NewRemark) -> Result<(), Fault>;

    /// Says that a remark is resolved: for who wrote it, and for those who write for the owner.
    async fn resolve_remark(&self, account: &Account, document: &Slug, id: &str) -> Result<(), Fault>;

    /// Documents of the person's organisation about which something waits, by title; for who writes for it.
    async fn concerns(&self, account: &Account) -> Result<Vec<Concern>, Refusal>;

    /// The proposals that this person made, and all of them for those who write for the owner. Newest first.
    async fn proposals_of(&self, account: &Account, document: &Slug) -> Result<Vec<ProposalRow>, Refusal>;

    async fn proposal(&self, account: &Account, document: &Slug, id: &str) -> Result<Proposal, Refusal>;

    /// Proposes a change; gives the id of the proposal.
    async fn propose(&self, account: &Account, document: &Slug, new: NewProposal) -> Result<String, Fault>;

    async fn answer_proposal(
        &self,
        account: &Account,
        document: &Slug,
        id: &str,
        act: ProposalAct,
    ) -> Result<(), Fault>;
}

impl Desk {
    pub async fn remarks_of(&self, document: &Slug) -> Result<Vec<Remark>, Refusal> {
        self.library.remarks_of(&self.reader, document).await
    }

    pub async fn add_remark(&self, document: &Slug, new: NewRemark) -> Result<(), Fault> {
        self.library.add_remark(self.signed_in_account()?, document, new).await
    }

    pub async fn resolve_remark(&self, document: &Slug, id: &str) -> Result<(), Fault> {
        self.library.resolve_remark(self.signed_in_account()?, document, id).await
    }

    pub async fn concerns(&self) -> Result<Vec<Concern>, Refusal> {
        self.library.concerns(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn proposals_of(&self, document: &Slug) -> Result<Vec<ProposalRow>, Refusal> {
        self.library.proposals_of(self.account().ok_or(Refusal::Absent)?, document).await
    }

    pub async fn proposal(&self, document: &Slug, id: &str) -> Result<Proposal, Refusal> {
        self.library.proposal(self.account().ok_or(Refusal::Absent)?, document, id).await
    }

    pub async fn propose(&self, document: &Slug, new: NewProposal) -> Result<String, Fault> {
        self.library.propose(self.signed_in_account()?, document, new).await
    }

    pub async fn answer_proposal(&self, document: &Slug, id: &str, act: ProposalAct) -> Result<(), Fault> {
        self.library.answer_proposal(self.signed_in_account()?, document, id, act).await
    }
}
