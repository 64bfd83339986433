//! What comes of the sessions of a congress.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::outcome::{AfterAct, CameFrom, ConferenceAfter, SessionAfter, SessionNote};
use crate::model::reader::Reader;
use crate::model::slug::Slug;

/// Outcomes, questions and documents of sessions, as far as the reader may read them.
#[async_trait]
pub trait Aftermath: Send + Sync {
    async fn after_session(&self, reader: &Reader, conference: &Slug, session: u64) -> Result<SessionAfter, Refusal>;

    async fn after_conference(&self, reader: &Reader, conference: &Slug) -> Result<ConferenceAfter, Refusal>;

    /// The session that a document began from, where it did and the reader may read the document.
    async fn came_from(&self, reader: &Reader, document: &Slug) -> Result<Option<CameFrom>, Refusal>;

    /// All that whoever is signed in asked or said about sessions.
    async fn own_notes(&self, account: &Account) -> Result<Vec<SessionNote>, Refusal>;

    /// Does something about a session; gives the draft that was begun, where one was.
    async fn act_after(
        &self,
        account: &Account,
        conference: &Slug,
        session: u64,
        act: AfterAct,
    ) -> Result<Option<Slug>, Fault>;
}

impl Desk {
    pub async fn after_session(&self, conference: &Slug, session: u64) -> Result<SessionAfter, Refusal> {
        self.library.after_session(&self.reader, conference, session).await
    }

    pub async fn after_conference(&self, conference: &Slug) -> Result<ConferenceAfter, Refusal> {
        self.library.after_conference(&self.reader, conference).await
    }

    pub async fn came_from(&self, document: &Slug) -> Result<Option<CameFrom>, Refusal> {
        self.library.came_from(&self.reader, document).await
    }

    pub async fn own_notes(&self) -> Result<Vec<SessionNote>, Refusal> {
        self.library.own_notes(self.account().ok_or(Refusal::Absent)?).await
    }

    /// Only somebody who is signed in does something; a token reads.
    pub async fn act_after(&self, conference: &Slug, session: u64, act: AfterAct) -> Result<Option<Slug>, Fault> {
        self.library.act_after(self.acting_account()?, conference, session, act).await
    }
}
