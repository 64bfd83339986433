//! Files that go along with a draft: its author lets them, and whoever looks at the draft looks at them.

use std::time::Duration;

use app::desk::{Fault, Incoming, Refusal, Unattached};
use app::model::attachment::{Attachment, Carrier, Label, Reading, within};
use app::model::draft::Draft;
use app::model::reader::{Person, Reader};
use app::model::sensitive::{Finding, findings, findings_in_file};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::model::workflow::Act;

use super::Look;
use super::acts::allowed;
use crate::library::administration::actor;
use crate::library::attachments::Alike;
use crate::library::{Shelf, unavailable};
use crate::store::Unhung;

impl Shelf {
    /// Whether somebody may let files go along with a draft now.
    pub(super) async fn may_let_along(&self, reader: &Reader, id: &Slug) -> Result<bool, Refusal> {
        match self.open_draft(reader, id).await {
            Ok((person, look)) => Ok(allowed(&person, Act::Save, &look).is_ok()),
            Err(Refusal::Absent) => Ok(false),
            Err(refusal) => Err(refusal),
        }
    }

    pub(super) async fn let_along(
        &self,
        reader: &Reader,
        id: &Slug,
        label: Label,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        let (person, look) = self.writing(reader, id).await?;
        let sharing = match label {
            Label::AsDocument => Sharing::clear(),
            // Above that only who may read something may review it, and whoever reviews a draft sees its files.
            Label::Own(own) if own.tlp() > Tlp::Amber => return Err(Unattached::TooStrict.into()),
            Label::Own(own) => {
                within(&own, &label_of(&look)).map_err(|_| Unattached::Wider)?;
                own
            }
        };
        let files = self.arrive_all(incoming, Alike::of(&person, &sharing)).await?;
        let most = self.allowance.on_one;
        let done = self.store.attach_to_draft(&actor(&person.id), &look.draft.id, files, most).await;
        match done.map_err(unavailable)? {
            Ok(()) => Ok(()),
            // It went out of the author's hands while the files came in.
            Err(Unhung::Gone) => Err(Fault::Moved),
            Err(Unhung::Full) => Err(Unattached::Full(most).into()),
            Err(Unhung::Already(name)) => Err(Unattached::Already(name).into()),
        }
    }

    pub(super) async fn leave_behind(&self, reader: &Reader, id: &Slug, file: &Slug) -> Result<(), Fault> {
        let (_, look) = self.writing(reader, id).await?;
        let gone = self.store.detach_from_draft(&look.draft.id, file).await.map_err(unavailable)?;
        if gone { Ok(()) } else { Err(Refusal::Absent.into()) }
    }

    /// What goes along with a draft, as its readers would have it.
    pub(super) async fn files_of(&self, look: &Look) -> Result<Vec<Attachment>, Refusal> {
        let files = self.store.draft_files(&look.draft.id).await.map_err(unavailable)?;
        Ok(files.into_iter().map(|file| limited(file, look)).collect())
    }

    /// What the check finds in a draft: in its sheet, and in the texts of its files as far as they were read.
    pub(super) async fn findings_of(&self, draft: &Draft) -> Result<Vec<Finding>, Refusal> {
        let mut found = findings(&draft.sheet);
        for file in self.store.draft_files(&draft.id).await.map_err(unavailable)? {
            for passage in self.store.passages(&file.digest).await.map_err(unavailable)? {
                findings_in_file(&file.name, passage.number, &passage.text, &mut found);
                if found.len() >= MOST_FOUND {
                    return Ok(found);
                }
            }
        }
        Ok(found)
    }

    /// Whether the text of a file of a draft still has to be taken out of it. That takes a second as a rule, so it is waited
    /// for a while.
    pub(super) async fn is_reading(&self, draft: &Slug) -> Result<bool, Refusal> {
        for _ in 0..PATIENCE {
            let files = self.store.draft_files(draft).await.map_err(unavailable)?;
            if files.iter().all(|file| file.reading != Reading::Waiting) {
                return Ok(false);
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Ok(true)
    }

    /// A file of a draft that this reader may see, with that draft.
    pub(in crate::library) async fn draft_file(
        &self,
        reader: &Reader,
        id: &Slug,
    ) -> Result<Option<(Attachment, Draft)>, Refusal> {
        let Some(file) = self.store.draft_file(id).await.map_err(unavailable)? else { return Ok(None) };
        let Carrier::Draft(draft) = &file.carrier else { return Ok(None) };
        let Some(person) = reader.person() else { return Ok(None) };
        let Some(draft) = self.store.draft(draft).await.map_err(unavailable)? else { return Ok(None) };
        let look = self.look(draft).await?;
        Ok(look.seen_by(person).then(|| (limited(file, &look), look.draft)))
    }

    async fn writing(&self, reader: &Reader, id: &Slug) -> Result<(Person, Look), Fault> {
        let (person, look) = self.open_draft(reader, id).await?;
        allowed(&person, Act::Save, &look)?;
        Ok((person, look))
    }
}

/// How often it is looked whether files were read: for five seconds.
const PATIENCE: u32 = 25;

/// Whoever has so many to answer for has chosen the wrong file.
const MOST_FOUND: usize = 200;

/// A file of a draft under the label that its readers would have.
fn limited(file: Attachment, look: &Look) -> Attachment {
    Attachment { sharing: file.sharing.narrowed_to(&label_of(look)), ..file }
}

/// The label of a draft, or while it has none the strictest.
fn label_of(look: &Look) -> Sharing {
    look.sharing.clone().unwrap_or_else(Sharing::closed)
}
