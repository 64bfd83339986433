//! Files that hang on the sessions of a conference. Programmes are for everybody; each file has a label of its own, and may
//! be under embargo, until when only organisers read it.

use app::desk::{Fault, Incoming, Material, Refusal, Terms, Unattached};
use app::model::attachment::{Attachment, Label};
use app::model::conference::Session;
use app::model::reader::{Person, Reader, Role};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::administration::actor;
use super::people::new_id;
use super::{Shelf, unavailable};
use crate::store::{NewAttachment, Unhung, session_id};

#[async_trait]
impl Material for Shelf {
    async fn material(&self, reader: &Reader, conference: &Slug) -> Result<Vec<Attachment>, Refusal> {
        let organiser = reader.is(Role::Organiser);
        self.store.material(&reader.keys(), conference, organiser).await.map_err(unavailable)
    }

    async fn attach_material(
        &self,
        reader: &Reader,
        conference: &Slug,
        session: u64,
        terms: Terms,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        let (person, session) = self.organised(reader, conference, session).await?;
        if !terms.consent {
            return Err(Unattached::NoConsent.into());
        }
        let sharing = match terms.label {
            Label::AsDocument => Sharing::clear(),
            Label::Own(sharing) => sharing,
        };
        let mut new = Vec::new();
        while let Some(name) = incoming.next().await? {
            if new.len() == self.allowance.at_once as usize {
                return Err(Unattached::TooMany(self.allowance.at_once).into());
            }
            let (name, kind, file) = self.arrive(&name, incoming).await?;
            if session.do_not_record && kind.is_recording() {
                return Err(Unattached::NotRecorded(name).into());
            }
            let (sharing, author) = (sharing.clone(), Some(person.id.clone()));
            new.push(NewAttachment { id: new_id()?, name, kind, sharing, author, embargo: terms.embargo, file });
        }
        if new.is_empty() {
            return Err(Unattached::NoFile.into());
        }
        let (most, at) = (self.allowance.on_one, session_id(conference, &session.guid));
        let hung = self.store.attach_material(&actor(&person.id), &reader.keys(), &at, new, most).await;
        match hung.map_err(unavailable)? {
            Ok(()) => Ok(()),
            Err(Unhung::Gone) => Err(Refusal::Absent.into()),
            Err(Unhung::Full) => Err(Unattached::Full(most).into()),
            Err(Unhung::Already(name)) => Err(Unattached::Already(name).into()),
        }
    }

    async fn detach_material(&self, reader: &Reader, conference: &Slug, session: u64, id: &Slug) -> Result<(), Fault> {
        let (person, session) = self.organised(reader, conference, session).await?;
        let seen = self.store.material_of(&reader.keys(), id, true).await.map_err(unavailable)?;
        let at = session_id(conference, &session.guid);
        let theirs = seen.is_some();
        if theirs && self.store.detach(&actor(&person.id), ("session", &at), id).await.map_err(unavailable)? {
            return Ok(());
        }
        Err(Refusal::Absent.into())
    }
}

impl Shelf {
    /// A session on which this reader may hang files. For everybody but organisers there is no such thing.
    async fn organised<'a>(
        &self,
        reader: &'a Reader,
        conference: &Slug,
        number: u64,
    ) -> Result<(&'a Person, Session), Refusal> {
        let person = reader.person().filter(|_| reader.is(Role::Organiser)).ok_or(Refusal::Absent)?;
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let session = edition.programme.session(number).cloned().ok_or(Refusal::Absent)?;
        Ok((person, session))
    }
}
