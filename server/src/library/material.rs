//! Files that hang on the sessions of a conference. Programmes are for everybody; each file has a label of its own, and may
//! be under embargo, until when only organisers read it.

use app::desk::{Fault, Incoming, Material, Refusal, Terms, Unattached};
use app::model::attachment::Attachment;
use app::model::conference::{Edition, Session};
use app::model::reader::{Person, Reader, Role};
use app::model::slug::Slug;
use async_trait::async_trait;

use super::administration::actor;
use super::attachments::Alike;
use super::{Shelf, unavailable};
use crate::store::{Unhung, session_id};

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
        let (person, _, session) = self.organised(reader, conference, session).await?;
        if !terms.consent {
            return Err(Unattached::NoConsent.into());
        }
        let sharing = terms.label.of_session();
        let alike = Alike { embargo: terms.embargo, recordings: !session.do_not_record, ..Alike::of(person, &sharing) };
        let new = self.arrive_all(incoming, alike).await?;
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
        let (person, _, session) = self.organised(reader, conference, session).await?;
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
    pub(super) async fn organised<'a>(
        &self,
        reader: &'a Reader,
        conference: &Slug,
        number: u64,
    ) -> Result<(&'a Person, Edition, Session), Refusal> {
        let person = hanger(reader)?;
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let session = edition.programme.session(number).cloned().ok_or(Refusal::Absent)?;
        Ok((person, edition, session))
    }
}

/// Who hangs files on sessions. An admin does not: what comes in may be labelled above GREEN.
pub(super) fn hanger(reader: &Reader) -> Result<&Person, Refusal> {
    reader.person().filter(|_| reader.is(Role::Organiser)).ok_or(Refusal::Absent)
}
