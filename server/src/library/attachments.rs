//! Files that hang on documents. Whoever reads one may read both; what is taken along, opened above GREEN or refused is
//! recorded.

use app::desk::{Attachments, Bytes, Fault, Incoming, Refusal, Unattached};
use app::model::attachment::{
    Allowance, Attachment, Carrier, FileKind, Label, Passage, PassagePage, Picture, tidy_name, within,
};
use app::model::audit::Deed;
use app::model::document::Document;
use app::model::lang::Lang;
use app::model::reader::{Person, Reader, Role};
use app::model::sharing::{Sharing, ground};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use async_trait::async_trait;
use futures::StreamExt;
use jiff::{SignedDuration, Timestamp};

use super::administration::actor;
use super::people::new_id;
use super::remarks::looks_after_it;
use super::{Shelf, unavailable};
use crate::exchange::file_kind::{Found, Probe};
use crate::store::{Arrived, NewAttachment, NewTrace, Unhung};

/// Pictures of one file that somebody looks at within this time are one reading: a page of them asks for many at once.
const SITTING: SignedDuration = SignedDuration::from_mins(15);

#[async_trait]
impl Attachments for Shelf {
    async fn attachment(&self, reader: &Reader, id: &Slug) -> Result<(Attachment, Bytes), Refusal> {
        let Opened { attachment, outer, .. } = self.opened(reader, id).await?;
        self.record_attachment(reader, Deed::Exported, &attachment, outer.tlp()).await?;
        let bytes = self.store.files().read(&attachment.digest).await.map_err(unavailable)?;
        // The document may have become stricter since. What leaves the house has the label that holds now.
        let attachment = Attachment { sharing: attachment.sharing.narrowed_to(&outer), ..attachment };
        Ok((attachment, bytes.map(|piece| piece.map_err(unavailable)).boxed()))
    }

    async fn passage(&self, reader: &Reader, id: &Slug, number: u32) -> Result<PassagePage, Refusal> {
        let Opened { attachment, outer, title, lang, session } = self.opened(reader, id).await?;
        let last_picture = attachment.pictures.last().map_or(0, |picture| picture.number);
        let count = attachment.reading.count().unwrap_or(0).max(last_picture);
        let passage = match self.store.passage(&attachment.digest, number).await.map_err(unavailable)? {
            Some(passage) => passage,
            None if attachment.picture(number).is_some() => Passage { number, begins: None, text: String::new() },
            None => return Err(Refusal::Absent),
        };
        if attachment.sharing.tlp().max(outer.tlp()) >= Tlp::Amber {
            self.record_attachment(reader, Deed::Read, &attachment, outer.tlp()).await?;
        }
        let neighbours = self.store.page_neighbours(&attachment.digest, number).await.map_err(unavailable)?;
        Ok(PassagePage { attachment, title, session, lang, passage, count, neighbours })
    }

    async fn page_picture(
        &self,
        reader: &Reader,
        id: &Slug,
        number: u32,
    ) -> Result<(Attachment, Picture, Bytes), Refusal> {
        let Opened { attachment, outer, .. } = self.opened(reader, id).await?;
        let picture = attachment.picture(number).cloned().ok_or(Refusal::Absent)?;
        if attachment.sharing.tlp().max(outer.tlp()) >= Tlp::Amber {
            let since = Timestamp::now() - SITTING;
            self.record_unless_since(reader, Deed::Read, &attachment, outer.tlp(), since).await?;
        }
        let bytes = self.store.files().read(&picture.digest).await.map_err(unavailable)?;
        let attachment = Attachment { sharing: attachment.sharing.narrowed_to(&outer), ..attachment };
        Ok((attachment, picture, bytes.map(|piece| piece.map_err(unavailable)).boxed()))
    }

    fn allowance(&self) -> Allowance {
        self.allowance
    }

    async fn may_attach(&self, reader: &Reader, document: &Slug) -> Result<bool, Refusal> {
        // Most readers have no account; for them nothing need be looked up.
        if reader.person().is_none() {
            return Ok(false);
        }
        let document = self.store.document(&reader.keys(), document).await.map_err(unavailable)?;
        Ok(document.is_some_and(|document| keeper(reader, &document).is_some()))
    }

    async fn attach(
        &self,
        reader: &Reader,
        document: &Slug,
        label: Label,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        let (person, document) = self.attachable(reader, document).await?;
        let sharing = match label {
            Label::AsDocument => document.write_up.sharing.clone(),
            Label::Own(sharing) => sharing,
        };
        within(&sharing, &document.write_up.sharing).map_err(|_| Unattached::Wider)?;
        let new = self.arrive_all(incoming, Alike::of(person, &sharing)).await?;
        // While the files came in, the document may have changed hands or label.
        if !self.may_attach(reader, &document.write_up.slug).await? {
            return Err(Refusal::Absent.into());
        }
        let most = self.allowance.on_one;
        match self
            .store
            .attach(&actor(&person.id), &reader.keys(), &document.id, new, most)
            .await
            .map_err(unavailable)?
        {
            Ok(()) => Ok(()),
            Err(Unhung::Gone) => Err(Refusal::Absent.into()),
            Err(Unhung::Full) => Err(Unattached::Full(most).into()),
            Err(Unhung::Already(name)) => Err(Unattached::Already(name).into()),
        }
    }

    async fn detach(&self, reader: &Reader, document: &Slug, id: &Slug) -> Result<(), Fault> {
        let (person, document) = self.attachable(reader, document).await?;
        // What somebody may not read is not there for them, to be taken away either.
        let seen = self.store.attachments(&reader.keys(), &document.id).await.map_err(unavailable)?;
        let theirs = seen.iter().any(|attachment| attachment.id == *id);
        if theirs && self.store.detach(&actor(&person.id), ("document", &document.id), id).await.map_err(unavailable)? {
            return Ok(());
        }
        Err(Refusal::Absent.into())
    }
}

impl Shelf {
    /// An attachment with what it hangs on, for whom both are open. A refusal is recorded.
    pub(super) async fn opened(&self, reader: &Reader, id: &Slug) -> Result<Opened, Refusal> {
        let keys = reader.keys();
        if let Some((attachment, document)) = self.store.attachment(&keys, id).await.map_err(unavailable)? {
            let outer = document.write_up.sharing;
            let (title, lang) = (document.write_up.title, document.write_up.lang);
            return Ok(Opened { attachment, outer, title, lang, session: None });
        }
        if let Some((attachment, draft)) = self.draft_file(reader, id).await? {
            let outer = attachment.sharing.clone();
            let lang = Lang::parse(draft.sheet.text("lang")).unwrap_or(Lang::Nl);
            return Ok(Opened { attachment, outer, title: draft.title().to_owned(), lang, session: None });
        }
        let organiser = reader.is(Role::Organiser);
        let mut material = self.store.material_of(&keys, id, organiser).await.map_err(unavailable)?;
        if material.is_none() && organiser {
            // What speakers handed in is for organisers to look at, until it is published.
            material = self.store.unseen_file("speaker", id).await.map_err(unavailable)?;
        }
        if let Some(attachment) = material
            && let Carrier::Session { conference, guid } = &attachment.carrier
            && let Some(edition) = self.store.edition(conference).await.map_err(unavailable)?
            && let Some(session) = edition.programme.sessions.iter().find(|session| session.guid == *guid)
        {
            let lang = session.spoken().unwrap_or(edition.programme.lang());
            let (title, number) = (session.title.clone(), session.number);
            return Ok(Opened { attachment, outer: Sharing::clear(), title, lang, session: Some(number) });
        }
        Err(self.refused(reader, id).await)
    }

    /// A document on which this reader may hang files. For everybody else there is no such thing.
    pub(super) async fn attachable<'a>(
        &self,
        reader: &'a Reader,
        slug: &Slug,
    ) -> Result<(&'a Person, Document), Refusal> {
        let document = self.store.document(&reader.keys(), slug).await.map_err(unavailable)?;
        let document = document.ok_or(Refusal::Absent)?;
        let person = keeper(reader, &document).ok_or(Refusal::Absent)?;
        Ok((person, document))
    }

    /// Takes in files on the same terms; at least one.
    pub(super) async fn arrive_all(
        &self,
        incoming: &mut dyn Incoming,
        alike: Alike<'_>,
    ) -> Result<Vec<NewAttachment>, Fault> {
        let mut new = Vec::new();
        while let Some(name) = incoming.next().await? {
            if new.len() == self.allowance.at_once as usize {
                return Err(Unattached::TooMany(self.allowance.at_once).into());
            }
            let (name, kind, file) = self.arrive(&name, incoming).await?;
            if !alike.recordings && kind.is_recording() {
                return Err(Unattached::NotRecorded(name).into());
            }
            let (sharing, author) = (alike.sharing.clone(), alike.author.cloned());
            new.push(NewAttachment { id: new_id()?, name, kind, sharing, author, embargo: alike.embargo, file });
        }
        if new.is_empty() { Err(Unattached::NoFile.into()) } else { Ok(new) }
    }

    /// Takes in one file, up to the limit, and looks what it is.
    pub(super) async fn arrive(
        &self,
        name: &str,
        incoming: &mut dyn Incoming,
    ) -> Result<(String, FileKind, Arrived), Fault> {
        let shown = || name.chars().filter(|c| !c.is_control()).take(100).collect::<String>();
        let most = self.allowance.file;
        let mut arrival = self.store.files().arrive().await.map_err(unavailable)?;
        let mut probe = Probe::default();
        let mut size = 0;
        while let Some(piece) = incoming.piece().await? {
            if size + piece.len() as u64 > most {
                return Err(Unattached::TooLarge { name: shown(), most }.into());
            }
            probe.feed(&piece);
            size = arrival.write(&piece).await.map_err(unavailable)?;
        }
        if size == 0 {
            return Err(Unattached::Empty(shown()).into());
        }
        let kind = match probe.kind(FileKind::claimed_by(name)) {
            Found::Kind(kind) => kind,
            Found::Other(kind) => return Err(Unattached::Misnamed { name: shown(), found: kind.code() }.into()),
            Found::Unknown => return Err(Unattached::Kind(shown()).into()),
        };
        let arrived = arrival.finish().await.map_err(unavailable)?;
        Ok((tidy_name(name, kind), kind, arrived))
    }

    /// Writes down what a signed-in reader did with an attachment. What cannot be recorded is not handed out.
    pub(super) async fn record_attachment(
        &self,
        reader: &Reader,
        deed: Deed,
        attachment: &Attachment,
        outer: Tlp,
    ) -> Result<(), Refusal> {
        self.record_unless_since(reader, deed, attachment, outer, Timestamp::MAX).await
    }

    /// The same, unless it is written down already that they did this since a moment.
    async fn record_unless_since(
        &self,
        reader: &Reader,
        deed: Deed,
        attachment: &Attachment,
        outer: Tlp,
        since: Timestamp,
    ) -> Result<(), Refusal> {
        let Some(person) = reader.person() else { return Ok(()) };
        let own = ground(reader, &attachment.sharing, attachment.author.as_ref());
        let tlp = attachment.sharing.tlp().max(outer);
        let trace = NewTrace {
            person: &person.id,
            deed,
            document: match &attachment.carrier {
                Carrier::Document(slug) => slug,
                // Named by its own id, as a draft is in the record.
                Carrier::Draft(draft) => draft,
                Carrier::Session { .. } => &attachment.id,
            },
            attachment: Some(&attachment.id),
            tlp: Some(tlp),
            ground: match (own, &attachment.carrier) {
                (Some(ground), _) => ground.to_string(),
                (None, Carrier::Draft(_)) => "review".to_owned(),
                (None, _) => String::new(),
            },
        };
        self.store.trace_unless_since(trace, since).await.map_err(unavailable)?;
        if tlp >= Tlp::Amber {
            tokio::time::sleep(self.pace(person, &attachment.id).await).await;
        }
        Ok(())
    }
}

/// What files that come in together have in common.
pub(super) struct Alike<'a> {
    pub sharing: &'a Sharing,
    pub author: Option<&'a Slug>,
    pub embargo: Option<Timestamp>,
    /// Whether a recording may be among them.
    pub recordings: bool,
}

impl<'a> Alike<'a> {
    /// Files of a person, of any kind, for those the label names.
    pub fn of(person: &'a Person, sharing: &'a Sharing) -> Alike<'a> {
        Alike { sharing, author: Some(&person.id), embargo: None, recordings: true }
    }
}

/// An attachment that a reader may read.
pub(super) struct Opened {
    pub attachment: Attachment,
    /// The label and the audience of what it hangs on.
    pub outer: Sharing,
    /// The title and language of that.
    pub title: String,
    pub lang: Lang,
    /// The number of the session, where it is one.
    pub session: Option<u64>,
}

/// The person, where a document is their work and they may change its files as it stands. Others let files go along with a
/// draft, where a second person looks at them.
fn keeper<'a>(reader: &'a Reader, document: &Document) -> Option<&'a Person> {
    reader.person().filter(|_| looks_after_it(reader, document) && reader.is(Role::Editor))
}
