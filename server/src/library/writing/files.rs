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
use crate::library::file_versions::MOST_VERSIONS;
use crate::library::people::new_id;
use crate::library::{Shelf, unavailable};
use crate::store::{self, NewAttachment, Replacement, Unhung};

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
        let done = self.store.attach_to_draft(&actor(&person.id), &look.draft.id, files, most, None).await;
        self.came_along(done)
    }

    /// Lets a file take the place of one that goes along with a draft, or, once the draft is published, of one that hangs on the
    /// document: then it gets the address and the label of that.
    pub(super) async fn replace_along(
        &self,
        reader: &Reader,
        id: &Slug,
        file: &Slug,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        let (person, look) = self.writing(reader, id).await?;
        let (who, draft) = (actor(&person.id), &look.draft.id);
        let along = self.store.draft_files(draft).await.map_err(unavailable)?;
        let goes_along = along.iter().any(|one| one.id == *file);
        let mut takes_label = None;
        if !goes_along {
            // What somebody may not read is not there for them, to be replaced either.
            let hanging = self.replaceable(&person.reader(), &look.draft).await?;
            let target = hanging.into_iter().find(|one| one.id == *file).ok_or(Refusal::Absent)?;
            if target.versions >= MOST_VERSIONS {
                return Err(Unattached::TooManyVersions(MOST_VERSIONS).into());
            }
            takes_label = Some(target.sharing);
        }
        let name = incoming.next().await?.ok_or(Unattached::NoFile)?;
        let (name, kind, arrived) = self.arrive(&name, incoming).await?;
        let done = match takes_label {
            None => self.store.replace_in_draft(&who, draft, file, Replacement { name, kind, file: arrived }).await,
            Some(sharing) => {
                let author = Some(person.id.clone());
                let new = NewAttachment { id: new_id()?, name, kind, sharing, author, embargo: None, file: arrived };
                self.store.attach_to_draft(&who, draft, vec![new], self.allowance.on_one, Some(file)).await
            }
        };
        self.came_along(done)
    }

    /// What hangs on the document that a draft is a next revision of, as far as this reader may read it.
    pub(super) async fn replaceable(&self, reader: &Reader, draft: &Draft) -> Result<Vec<Attachment>, Refusal> {
        self.store.attachments(&reader.keys(), &draft.document).await.map_err(unavailable)
    }

    /// Which files of a draft take the place of which attachments, by the names of these: of those that this reader may read, and
    /// of those that are as open as the document, which whoever looks at the draft sees beside it.
    pub(super) async fn replaced_of(&self, reader: &Reader, look: &Look) -> Result<Vec<(Slug, String)>, Refusal> {
        let pairs = self.store.replaced_by_draft(&look.draft.id).await.map_err(unavailable)?;
        if pairs.is_empty() {
            return Ok(Vec::new());
        }
        let targets: Vec<String> = pairs.iter().map(|(_, target)| target.to_string()).collect();
        let mut known = self.store.attachments_of(&targets, &[]).await.map_err(unavailable)?;
        let readable = self.replaceable(reader, &look.draft).await?;
        let open = look.published.as_ref().map(|document| &document.write_up.sharing);
        known.retain(|(_, one)| Some(&one.sharing) == open || readable.iter().any(|other| other.id == one.id));
        let name = |target: &Slug| known.iter().find(|(_, one)| one.id == *target).map(|(_, one)| one.name.clone());
        Ok(pairs.into_iter().filter_map(|(file, target)| Some((file, name(&target)?))).collect())
    }

    fn came_along(&self, done: store::Result<Result<(), Unhung>>) -> Result<(), Fault> {
        match done.map_err(unavailable)? {
            Ok(()) => Ok(()),
            // It went out of the author's hands while the files came in.
            Err(Unhung::Gone) => Err(Fault::Moved),
            Err(Unhung::Full) => Err(Unattached::Full(self.allowance.on_one).into()),
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

    /// Waits a while for the texts of the files of a draft: taking them out needs a second as a rule. Whether they are all out.
    pub(super) async fn await_texts(&self, draft: &Slug) -> Result<bool, Refusal> {
        for _ in 0..PATIENCE {
            let files = self.store.draft_files(draft).await.map_err(unavailable)?;
            if files.iter().all(|file| file.reading != Reading::Waiting) {
                return Ok(true);
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Ok(false)
    }

    /// A file of a draft that this reader may see, with that draft.
    pub(in crate::library) async fn draft_file(
        &self,
        reader: &Reader,
        id: &Slug,
    ) -> Result<Option<(Attachment, Draft)>, Refusal> {
        let Some(file) = self.store.unseen_file("draft", id).await.map_err(unavailable)? else { return Ok(None) };
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
