//! What organisers ask of speakers, what these hand in, and what files were before, when everything inside breaks.

use app::desk::{Bytes, Fault, FileVersions, Incoming, Refusal, Speakers};
use app::model::account::Account;
use app::model::attachment::{Attachment, FileHistory, FilePlace};
use app::model::reader::Reader;
use app::model::slug::Slug;
use app::model::speakers::{Asking, Checklist, HandIn, HandedAct, SessionSpeakers, SpeakerAct, SpeakerPage};
use async_trait::async_trait;

use super::{Broken, SECRET};

#[async_trait]
impl Speakers for Broken {
    async fn checklist(&self, _: &Reader, _: &Slug) -> Result<Checklist, Refusal> {
        panic!("{SECRET}")
    }

    async fn session_speakers(&self, _: &Reader, _: &Slug, _: u64) -> Result<SessionSpeakers, Refusal> {
        panic!("{SECRET}")
    }

    async fn act_on_speakers(&self, _: &Account, _: &Slug, _: u64, _: SpeakerAct) -> Result<Option<Asking>, Fault> {
        panic!("{SECRET}")
    }

    async fn remind_all(&self, _: &Account, _: &Slug) -> Result<u32, Fault> {
        panic!("{SECRET}")
    }

    async fn speaker_page(&self, _: &Slug, _: &str) -> Result<SpeakerPage, Refusal> {
        panic!("{SECRET}")
    }

    async fn hand_in_files(&self, _: &Slug, _: &str, _: HandIn, _: &mut dyn Incoming) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn act_on_handed(&self, _: &Slug, _: &str, _: &Slug, _: HandedAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl FileVersions for Broken {
    async fn file_history(&self, _: &Reader, _: &Slug) -> Result<FileHistory, Refusal> {
        panic!("{SECRET}")
    }

    async fn file_version(&self, _: &Reader, _: &Slug, _: u32) -> Result<(Attachment, Bytes), Refusal> {
        panic!("{SECRET}")
    }

    async fn replace_file(
        &self,
        _: &Reader,
        _: &FilePlace,
        _: &Slug,
        _: bool,
        _: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}
