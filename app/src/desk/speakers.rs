//! The speakers of sessions: what organisers ask of them, and what they hand in with a personal link.

use async_trait::async_trait;

use super::{Desk, Fault, Incoming, Refusal};
use crate::model::account::Account;
use crate::model::reader::Reader;
use crate::model::slug::Slug;
use crate::model::speakers::{Asking, Checklist, HandIn, HandedAct, SessionSpeakers, SpeakerAct, SpeakerPage};

/// For everybody but organisers their side of it is [`Refusal::Absent`]; and so is, for everybody, a link that is unknown,
/// ended or over, or whose session is not in the published programme.
#[async_trait]
pub trait Speakers: Send + Sync {
    async fn checklist(&self, reader: &Reader, conference: &Slug) -> Result<Checklist, Refusal>;

    async fn session_speakers(
        &self,
        reader: &Reader,
        conference: &Slug,
        session: u64,
    ) -> Result<SessionSpeakers, Refusal>;

    /// Gives what is to be sent by hand, where there is something.
    async fn act_on_speakers(
        &self,
        account: &Account,
        conference: &Slug,
        session: u64,
        act: SpeakerAct,
    ) -> Result<Option<Asking>, Fault>;

    /// Reminds by mail everybody of whom something is missing and who was not reminded today; gives how many.
    async fn remind_all(&self, account: &Account, conference: &Slug) -> Result<u32, Fault>;

    /// The page behind a link. That it was opened is noted.
    async fn speaker_page(&self, conference: &Slug, secret: &str) -> Result<SpeakerPage, Refusal>;

    /// Takes in files, to wait for an organiser: all of them, or none.
    async fn hand_in_files(
        &self,
        conference: &Slug,
        secret: &str,
        terms: HandIn,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault>;

    /// Does something about a file that waits and came with this link.
    async fn act_on_handed(&self, conference: &Slug, secret: &str, file: &Slug, act: HandedAct) -> Result<(), Fault>;
}

impl Desk {
    pub async fn checklist(&self, conference: &Slug) -> Result<Checklist, Refusal> {
        self.library.checklist(&self.reader, conference).await
    }

    pub async fn session_speakers(&self, conference: &Slug, session: u64) -> Result<SessionSpeakers, Refusal> {
        self.library.session_speakers(&self.reader, conference, session).await
    }

    /// Only somebody who is signed in changes something; a token reads.
    pub async fn act_on_speakers(
        &self,
        conference: &Slug,
        session: u64,
        act: SpeakerAct,
    ) -> Result<Option<Asking>, Fault> {
        self.library.act_on_speakers(self.acting_account()?, conference, session, act).await
    }

    pub async fn remind_all(&self, conference: &Slug) -> Result<u32, Fault> {
        self.library.remind_all(self.acting_account()?, conference).await
    }

    pub async fn speaker_page(&self, conference: &Slug, secret: &str) -> Result<SpeakerPage, Refusal> {
        self.library.speaker_page(conference, secret).await
    }

    pub async fn hand_in_files(
        &self,
        conference: &Slug,
        secret: &str,
        terms: HandIn,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        self.library.hand_in_files(conference, secret, terms, incoming).await
    }

    pub async fn act_on_handed(
        &self,
        conference: &Slug,
        secret: &str,
        file: &Slug,
        act: HandedAct,
    ) -> Result<(), Fault> {
        self.library.act_on_handed(conference, secret, file, act).await
    }
}
