//! What hubs do with practices: who may record it, and who may know.

use std::collections::{BTreeMap, BTreeSet};

use app::desk::{Adoptions, Amiss, Fault, Refusal};
use app::model::account::Account;
use app::model::adoption::{ADOPTABLE, Adoption, AdoptionFilter, AdoptionRow, MOST_TOLD, NewAdoption, Told, hubs_of};
use app::model::audit::Deed;
use app::model::document::Document;
use app::model::lang::{Lang, Text};
use app::model::plan::Organisation;
use app::model::reader::{Person, Reader, Role};
use app::model::sensitive::places;
use app::model::sharing::{Ground, Sharing, ground};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::model::workflow::writes_on_behalf;
use async_trait::async_trait;

use super::{Shelf, unavailable};
use crate::store::{self, NewTrace};

#[async_trait]
impl Adoptions for Shelf {
    async fn adoptions(
        &self,
        reader: &Reader,
        filter: &AdoptionFilter,
        prefer: Lang,
    ) -> Result<Vec<AdoptionRow>, Refusal> {
        let keys = reader.keys();
        let mut by_work: BTreeMap<Slug, Vec<Adoption>> = BTreeMap::new();
        for step in self.store.adoptions(&keys, None).await.map_err(unavailable)? {
            if filter.hub.as_ref().is_none_or(|hub| *hub == step.hub) {
                by_work.entry(step.work.clone()).or_default().push(step);
            }
        }
        let works: BTreeSet<Slug> = by_work.keys().cloned().collect();
        let documents = self.store.works(&keys, &works, prefer).await.map_err(unavailable)?;
        let mut rows: Vec<AdoptionRow> = Vec::new();
        for document in documents.into_iter().filter(|document| filter.line.is_none_or(|l| document.lines.contains(&l)))
        {
            let work = document.translation_of.as_ref().unwrap_or(&document.slug);
            let steps = by_work.remove(work).unwrap_or_default();
            let row = AdoptionRow { document, steps };
            let stands = |state| {
                row.steps.iter().any(|step| row.standing(&step.hub).is_some_and(|stands| stands.state == state))
            };
            if filter.state.is_none_or(stands) {
                rows.push(row);
            }
        }
        rows.sort_by(|a, b| {
            let by_title = a.document.title.to_lowercase().cmp(&b.document.title.to_lowercase());
            by_title.then_with(|| a.document.slug.cmp(&b.document.slug))
        });
        Ok(rows)
    }

    async fn adoptions_of(&self, reader: &Reader, document: &Slug) -> Result<Vec<Adoption>, Refusal> {
        let keys = reader.keys();
        let Some(document) = self.store.document(&keys, document).await.map_err(unavailable)? else {
            return Ok(Vec::new());
        };
        let slug = &document.write_up.slug;
        let work = document.write_up.translation_of.as_ref().unwrap_or(slug);
        let steps = self.store.adoptions(&keys, Some(work)).await.map_err(unavailable)?;
        let strictest = steps.iter().map(|step| &step.told.sharing).max_by_key(|sharing| sharing.tlp());
        let strictest =
            strictest.map(|sharing| (sharing.tlp(), ground(reader, sharing, None).unwrap_or(Ground::Author)));
        self.note_hung(reader, &document, strictest).await?;
        Ok(steps)
    }

    async fn record_adoption(&self, account: &Account, document: &Slug, new: NewAdoption) -> Result<(), Fault> {
        let reader = account.reader();
        let document = self.usable(&reader, document).await?;
        let hubs = hubs_of(&reader);
        if hubs.is_empty() || !ADOPTABLE.contains(&document.write_up.kind()) {
            return Err(Refusal::Absent.into());
        }
        if !hubs.contains(&new.hub) {
            return Err(Amiss::NotYourHub.into());
        }
        if let Some(code) = &new.behalf {
            let known = self.store.organisation(code).await.map_err(unavailable)?;
            let represented = known.filter(|one| represents(&account.person, one));
            let represented = represented.ok_or_else(|| Fault::NoOrganisation(code.to_string()))?;
            if !represented.hubs.contains(&new.hub) {
                return Err(Amiss::NotYourHub.into());
            }
        }
        if new.day > store::today() || new.day < FIRST_DAY {
            return Err(Amiss::NoDay.into());
        }
        let told = Told {
            reason: told(&new.told.reason)?,
            effort: told(&new.told.effort)?,
            result: told(&new.told.result)?,
            ..new.told
        };
        if told.reason.is_empty() {
            return Err(Amiss::NoReason.into());
        }
        let sharing = within(told.sharing, &document.write_up.sharing)?;
        let new = NewAdoption { told: Told { sharing, ..told }, ..new };
        Ok(self.store.add_adoption(&account.person, &document.id, &new).await.map_err(unavailable)?)
    }

    async fn represented(&self, account: &Account) -> Result<Vec<(Slug, Text)>, Refusal> {
        if !account.person.roles.contains(&Role::Secretariat) {
            return Ok(Vec::new());
        }
        let known = self.store.organisations().await.map_err(unavailable)?.into_iter();
        Ok(known.filter(|one| represents(&account.person, one)).map(|one| (one.slug, one.name)).collect())
    }

    async fn names_of(&self, reader: &Reader, organisations: &[Slug]) -> Result<BTreeMap<Slug, Text>, Refusal> {
        if reader.person().is_none() {
            return Ok(BTreeMap::new());
        }
        let known = self.store.organisations().await.map_err(unavailable)?.into_iter();
        let named = known.filter(|organisation| organisations.contains(&organisation.slug));
        Ok(named.map(|organisation| (organisation.slug, organisation.name)).collect())
    }
}

/// Earlier days are mistakes of typing.
const FIRST_DAY: jiff::civil::Date = jiff::civil::date(1990, 1, 1);

impl Shelf {
    /// Records that what hangs on a document was read, where that is narrower than TLP:GREEN and the document is not: the
    /// document itself is recorded when it is opened.
    pub(super) async fn note_hung(
        &self,
        reader: &Reader,
        document: &Document,
        strictest: Option<(Tlp, Ground)>,
    ) -> Result<(), Refusal> {
        let (Some(person), Some((tlp, ground))) = (reader.person(), strictest) else { return Ok(()) };
        if tlp < Tlp::Amber || document.write_up.sharing.tlp() >= Tlp::Amber {
            return Ok(());
        }
        let (slug, ground) = (&document.write_up.slug, ground.to_string());
        let trace =
            NewTrace { person: &person.id, deed: Deed::Read, document: slug, attachment: None, tlp: Some(tlp), ground };
        self.store.trace(trace).await.map_err(unavailable)
    }

    /// A document that somebody may do something with: one they may read. A refusal is recorded, whether there is such a
    /// document or not.
    pub(super) async fn usable(&self, reader: &Reader, slug: &Slug) -> Result<Document, Refusal> {
        match self.store.document(&reader.keys(), slug).await.map_err(unavailable)? {
            Some(document) => Ok(document),
            None => {
                self.record(reader, Deed::Refused, slug, None).await?;
                Err(Refusal::Absent)
            }
        }
    }
}

/// Whether somebody records for another organisation than their own.
pub(super) fn represents(person: &Person, organisation: &Organisation) -> bool {
    organisation.slug != person.organisation && writes_on_behalf(person, &organisation.slug, &organisation.hubs)
}

/// A text as it was filled in, without spaces around it. Nobody looks at it before others read it, so what the check of
/// write-ups finds is refused.
pub(super) fn told(text: &str) -> Result<String, Amiss> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > MOST_TOLD {
        return Err(Amiss::TooLong);
    }
    if places(&text).is_empty() { Ok(text) } else { Err(Amiss::Sensitive) }
}

/// The sharing, for public bodies only where what it hangs on is. Refuses one that is wider than that, or opens to nobody.
pub(super) fn within(sharing: Sharing, whole: &Sharing) -> Result<Sharing, Amiss> {
    let public = sharing.public_bodies_only() || whole.public_bodies_only();
    let sharing = Sharing::new(sharing.tlp(), sharing.audience().clone(), public).map_err(|_| Amiss::TooWide)?;
    if !sharing.is_within(whole) {
        return Err(Amiss::TooWide);
    }
    if sharing.keys(None).is_empty() { Err(Amiss::NoAudience) } else { Ok(sharing) }
}
