//! Corrected files. An old version is for whoever may read the present one: never wider.

use app::desk::{Bytes, Fault, FileVersions, Incoming, Refusal, Unattached};
use app::model::attachment::{Attachment, FileHistory, FilePlace};
use app::model::audit::Deed;
use app::model::reader::Reader;
use app::model::slug::Slug;
use async_trait::async_trait;
use futures::StreamExt;

use super::administration::actor;
use super::attachments::Opened;
use super::{Shelf, unavailable};
use crate::store::{Replacement, Unhung, session_id};

/// Versions of one file that are kept, at most.
pub(super) const MOST_VERSIONS: u32 = 50;

#[async_trait]
impl FileVersions for Shelf {
    async fn file_history(&self, reader: &Reader, id: &Slug) -> Result<FileHistory, Refusal> {
        let Opened { attachment, title, session, .. } = self.opened(reader, id).await?;
        let versions = self.store.file_versions(id).await.map_err(unavailable)?;
        Ok(FileHistory { attachment, title, session, versions })
    }

    async fn file_version(&self, reader: &Reader, id: &Slug, n: u32) -> Result<(Attachment, Bytes), Refusal> {
        let Opened { attachment, outer, .. } = self.opened(reader, id).await?;
        let versions = self.store.file_versions(id).await.map_err(unavailable)?;
        let was = versions.into_iter().find(|version| version.n == n).ok_or(Refusal::Absent)?;
        self.record_attachment(reader, Deed::Exported, &attachment, outer.tlp()).await?;
        let attachment = Attachment {
            name: was.name,
            kind: was.kind,
            size: was.size,
            digest: was.digest,
            added: was.added,
            ..attachment
        };
        let bytes = self.store.files().read(&attachment.digest).await.map_err(unavailable)?;
        Ok((attachment, bytes.map(|piece| piece.map_err(unavailable)).boxed()))
    }

    async fn replace_file(
        &self,
        reader: &Reader,
        place: &FilePlace,
        id: &Slug,
        consent: bool,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        let (person, noun, at, recordings) = match place {
            FilePlace::Document(slug) => {
                let (person, document) = self.attachable(reader, slug).await?;
                (person, "document", document.id, true)
            }
            FilePlace::Session(conference, number) => {
                let (person, _, session) = self.organised(reader, conference, *number).await?;
                (person, "session", session_id(conference, &session.guid), !session.do_not_record)
            }
        };
        // What somebody may not read is not there for them, to be replaced either.
        if !self.opens(reader, id).await? {
            return Err(Refusal::Absent.into());
        }
        if noun == "session" && !consent {
            return Err(Unattached::NoConsent.into());
        }
        let name = incoming.next().await?.ok_or(Unattached::NoFile)?;
        let (name, kind, file) = self.arrive(&name, incoming).await?;
        if !recordings && kind.is_recording() {
            return Err(Unattached::NotRecorded(name).into());
        }
        // While the file came in, the document may have changed hands or label, and so may the rights of who sent it.
        if let FilePlace::Document(slug) = place {
            self.attachable(reader, slug).await?;
        }
        if !self.opens(reader, id).await? {
            return Err(Refusal::Absent.into());
        }
        let new = Replacement { name, kind, file };
        let replaced = self.store.replace_file(&actor(&person.id), (noun, &at), id, new, MOST_VERSIONS).await;
        match replaced.map_err(unavailable)? {
            Ok(()) => Ok(()),
            Err(Unhung::Gone) => Err(Refusal::Absent.into()),
            Err(Unhung::Full) => Err(Unattached::TooManyVersions(MOST_VERSIONS).into()),
            Err(Unhung::Already(name)) => Err(Unattached::Already(name).into()),
        }
    }
}

impl Shelf {
    /// Whether this reader may read a file that hangs on a document or a session.
    async fn opens(&self, reader: &Reader, id: &Slug) -> Result<bool, Refusal> {
        let keys = reader.keys();
        let on_document = self.store.attachment(&keys, id).await.map_err(unavailable)?.is_some();
        Ok(on_document || self.store.material_of(&keys, id, true).await.map_err(unavailable)?.is_some())
    }
}
