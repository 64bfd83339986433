//! Corrected files: what an attachment was before, and letting a new one take its place.

use async_trait::async_trait;

use super::{Bytes, Desk, Fault, Incoming, Refusal};
use crate::model::attachment::{Attachment, FileHistory, FilePlace};
use crate::model::reader::Reader;
use crate::model::slug::Slug;

/// Versions of attachments. Whoever may read the file as it is may read what it was; of one that is hidden each of these is
/// [`Refusal::Absent`].
#[async_trait]
pub trait FileVersions: Send + Sync {
    async fn file_history(&self, reader: &Reader, id: &Slug) -> Result<FileHistory, Refusal>;

    /// Hands out a file as it was: of a signed-in reader this is recorded, and so is a refusal.
    async fn file_version(&self, reader: &Reader, id: &Slug, n: u32) -> Result<(Attachment, Bytes), Refusal>;

    /// Lets one file take the place of another, for who may hang files there. On a session only where those who spoke agree.
    async fn replace_file(
        &self,
        reader: &Reader,
        place: &FilePlace,
        id: &Slug,
        consent: bool,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault>;
}

impl Desk {
    pub async fn file_history(&self, id: &Slug) -> Result<FileHistory, Refusal> {
        self.library.file_history(&self.reader, id).await
    }

    pub async fn file_version(&self, id: &Slug, n: u32) -> Result<(Attachment, Bytes), Refusal> {
        self.library.file_version(&self.reader, id, n).await
    }

    pub async fn replace_file(
        &self,
        place: &FilePlace,
        id: &Slug,
        consent: bool,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        self.library.replace_file(&self.reader, place, id, consent, incoming).await
    }
}
