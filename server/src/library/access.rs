//! Asking for access without learning whether there is something, and who read what one's organisation owns.

use app::desk::{Access, Amiss, Fault, Refusal};
use app::model::access::{Ask, NewAsk, Reading, Warning};
use app::model::account::Account;
use app::model::reader::Role;
use app::model::slug::Slug;
use app::model::workflow::writes;
use async_trait::async_trait;

use super::adoptions::told;
use super::remarks::looks_after_it;
use super::{Shelf, unavailable};

/// Who hears of questions about something that is not there.
const EDITORS: &str = "knooppunt";

#[async_trait]
impl Access for Shelf {
    async fn ask_access(&self, account: &Account, new: NewAsk) -> Result<(), Fault> {
        let new = NewAsk { about: told(&new.about)?, why: told(&new.why)? };
        if new.about.is_empty() || new.why.is_empty() {
            return Err(Amiss::NoText.into());
        }
        let kept = self.store.add_ask(&account.person, &new, EDITORS).await.map_err(unavailable)?;
        if kept { Ok(()) } else { Err(Amiss::TooManyOpen.into()) }
    }

    async fn asks(&self, account: &Account) -> Result<Vec<Ask>, Refusal> {
        let reader = account.reader();
        let organisation = &account.person.organisation;
        if !writes(&account.person) {
            return Ok(Vec::new());
        }
        self.store.asks(&reader.keys(), organisation, organisation.as_str() == EDITORS).await.map_err(unavailable)
    }

    async fn settle_ask(&self, account: &Account, id: &str) -> Result<(), Fault> {
        let organisation = &account.person.organisation;
        let shown = self.asks(account).await?.iter().any(|ask| ask.id == id);
        let settles =
            shown && self.store.settle_ask(organisation, &account.person.id, id).await.map_err(unavailable)?;
        if settles { Ok(()) } else { Err(Refusal::Absent.into()) }
    }

    async fn warnings(&self, account: &Account) -> Result<Vec<Warning>, Refusal> {
        if !account.person.roles.contains(&Role::Admin) {
            return Ok(Vec::new());
        }
        self.store.warnings(&account.person.organisation).await.map_err(unavailable)
    }

    async fn settle_warning(&self, account: &Account, id: &str) -> Result<(), Fault> {
        let settles = account.person.roles.contains(&Role::Admin)
            && self.store.settle_warning(&account.person.organisation, id).await.map_err(unavailable)?;
        if settles { Ok(()) } else { Err(Refusal::Absent.into()) }
    }

    async fn readings(&self, account: &Account, document: &Slug) -> Result<Vec<Reading>, Refusal> {
        let reader = account.reader();
        let document = self.usable(&reader, document).await?;
        if !looks_after_it(&reader, &document) {
            return Err(Refusal::Absent);
        }
        self.store.readings(&document.write_up.slug).await.map_err(unavailable)
    }
}
