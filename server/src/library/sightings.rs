//! Where a modus operandi was seen: who may report it, and that unnamed stays unnamed.

use app::desk::{Amiss, Fault, Refusal, Sightings};
use app::model::account::Account;
use app::model::adoption::hubs_of;
use app::model::facts::Kind;
use app::model::period::Period;
use app::model::reader::Reader;
use app::model::sharing::{Audience, Ground};
use app::model::sighting::{Cell, NewSighting, cells, hidden_among};
use app::model::slug::Slug;
use async_trait::async_trait;

use super::adoptions::within;
use super::{Shelf, unavailable};
use crate::store;

/// Earlier months are mistakes of typing.
const FIRST_YEAR: i16 = 2000;

#[async_trait]
impl Sightings for Shelf {
    async fn sightings_of(&self, reader: &Reader, document: &Slug) -> Result<Vec<Cell>, Refusal> {
        let keys = reader.keys();
        let Some(document) = self.store.document(&keys, document).await.map_err(unavailable)? else {
            return Ok(Vec::new());
        };
        let write_up = &document.write_up;
        let work = write_up.translation_of.as_ref().unwrap_or(&write_up.slug);
        let sightings = self.store.sightings(&keys, work).await.map_err(unavailable)?;
        let able = self.store.able_to_report().await.map_err(unavailable)?;
        let cells = cells(&sightings, &able, reader);
        let strictest = cells.iter().map(|cell| cell.tlp).max();
        // Which member of an audience lets them in is not kept of a report.
        let ground = reader.person().map(|person| Ground::Member(Audience::Organisation(person.organisation.clone())));
        self.note_hung(reader, &document, strictest.zip(ground)).await?;
        Ok(cells)
    }

    async fn record_sighting(&self, account: &Account, document: &Slug, new: NewSighting) -> Result<(), Fault> {
        let reader = account.reader();
        let document = self.usable(&reader, document).await?;
        let hubs = hubs_of(&reader);
        if hubs.is_empty() || document.write_up.kind() != Kind::ModusOperandi {
            return Err(Refusal::Absent.into());
        }
        if !hubs.contains(&new.hub) {
            return Err(Amiss::NotYourHub.into());
        }
        let Period::Month(year, _) = new.month else { return Err(Amiss::NoMonth.into()) };
        if year < FIRST_YEAR || new.month.first_day().is_none_or(|day| day > store::today()) {
            return Err(Amiss::NoMonth.into());
        }
        let whole = &document.write_up.sharing;
        let sharing = if new.named {
            within(new.sharing.clone(), whole)?
        } else {
            let able = self.store.able_to_report().await.map_err(unavailable)?;
            // A reader of the same organisation knows that it was not one of the others.
            let own = |organisation: &Slug| *organisation == account.person.organisation;
            if !hidden_among(&able, &new.hub, own) {
                return Err(Amiss::TooFew.into());
            }
            whole.clone()
        };
        Ok(self.store.add_sighting(&account.person, &document.id, &new, &sharing).await.map_err(unavailable)?)
    }
}
