//! The programme as its organisers work on it.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::conference::{OrganiseAct, Organised, WorkRow, Workspace};
use crate::model::reader::{Reader, Role};
use crate::model::slug::Slug;

/// Drafts of programmes. For everybody but organisers and admins each of these is [`Refusal::Absent`].
#[async_trait]
pub trait Organising: Send + Sync {
    /// Every conference with a draft or a programme, newest first.
    async fn workspaces(&self, reader: &Reader) -> Result<Vec<WorkRow>, Refusal>;

    async fn workspace(&self, reader: &Reader, conference: &Slug) -> Result<Workspace, Refusal>;

    /// Does one thing to a draft. When a publication is answered, it can be found.
    async fn organise(&self, account: &Account, act: OrganiseAct) -> Result<Organised, Fault>;
}

impl Desk {
    /// Whether this reader works on programmes.
    pub fn plans(&self) -> bool {
        self.reader.is(Role::Organiser) || self.reader.is(Role::Admin)
    }

    pub async fn workspaces(&self) -> Result<Vec<WorkRow>, Refusal> {
        self.library.workspaces(&self.reader).await
    }

    pub async fn workspace(&self, conference: &Slug) -> Result<Workspace, Refusal> {
        self.library.workspace(&self.reader, conference).await
    }

    /// Only somebody who is signed in changes something; a token reads.
    pub async fn organise(&self, act: OrganiseAct) -> Result<Organised, Fault> {
        self.library.organise(self.acting_account()?, act).await
    }
}
