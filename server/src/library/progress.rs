//! The record of the plan: everybody reads it, and those whose work that is keep it.

use app::desk::{Amiss, Fault, Progress, Refusal};
use app::model::account::Account;
use app::model::plan::Plan;
use app::model::progress::{
    Booking, Entry, Evidence, MOST_CENTS, MOST_EVIDENCE, MOST_TEXT, PlanAct, Said, Subject, Told, keeps,
};
use app::model::reader::{Reader, Role};
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::civil::Date;

use super::{Shelf, unavailable};
use crate::store;

/// Nothing is recorded about a day before the first year of the plan's money.
const FIRST_YEAR: i16 = 2020;

/// How many years ahead money can be booked.
const YEARS_AHEAD: i16 = 10;

#[async_trait]
impl Progress for Shelf {
    async fn entries(&self) -> Result<Vec<Entry>, Refusal> {
        self.store.plan_entries().await.map_err(unavailable)
    }

    async fn keeps(&self, account: &Account, subject: &Subject) -> Result<bool, Refusal> {
        let plan = self.store.plan().await.map_err(unavailable)?;
        Ok(self.hubs_of(&plan, subject).await?.is_some_and(|hubs| keeps(&account.person, &hubs)))
    }

    async fn record(&self, account: &Account, act: PlanAct) -> Result<(), Fault> {
        let person = &account.person;
        // Whoever keeps no part of it learns nothing here, not even what is there.
        if !person.roles.contains(&Role::Steering) && !person.roles.contains(&Role::Secretariat) {
            return Err(Refusal::Absent.into());
        }
        let plan = self.store.plan().await.map_err(unavailable)?;
        match act {
            PlanAct::Record { subject, day, said } => {
                let hubs = self.hubs_of(&plan, &subject).await?.ok_or(Refusal::Absent)?;
                if !keeps(person, &hubs) {
                    return Err(Refusal::Absent.into());
                }
                let said = self.checked_entry(&plan, &subject, day, said).await?;
                self.store.add_plan_entry(person, &subject, day, &said).await.map_err(unavailable)?;
            }
            PlanAct::Strike { entry, why } => {
                let entries = self.store.plan_entries().await.map_err(unavailable)?;
                let entry = entries.into_iter().find(|one| one.id == entry).ok_or(Refusal::Absent)?;
                let hubs = self.hubs_of(&plan, &entry.subject).await?.unwrap_or_default();
                if !keeps(person, &hubs) {
                    return Err(Refusal::Absent.into());
                }
                let why = text(&why)?;
                if !self.store.strike_plan_entry(person, &entry, &why).await.map_err(unavailable)? {
                    return Err(Fault::Moved);
                }
            }
        }
        Ok(())
    }
}

impl Shelf {
    /// The hubs that a part of the plan is about; `None` where there is no such part.
    async fn hubs_of(&self, plan: &Plan, subject: &Subject) -> Result<Option<Vec<Slug>>, Refusal> {
        Ok(match subject {
            Subject::Measure(code) => plan.measures.iter().find(|one| one.code == *code).map(|one| one.hubs.clone()),
            Subject::Promise(code) => plan.promises.iter().find(|one| one.code == *code).map(|one| one.hubs.clone()),
            Subject::Motion(code) => plan.motions.iter().any(|one| one.code == *code).then(Vec::new),
            Subject::Money(None) => Some(Vec::new()),
            Subject::Money(Some(hub)) => self.store.hub(hub).await.map_err(unavailable)?.map(|one| vec![one.code]),
        })
    }

    /// What is to be recorded, if it can be and all that it names is there for everybody.
    async fn checked_entry(&self, plan: &Plan, subject: &Subject, day: Date, said: Said) -> Result<Said, Fault> {
        let today = store::today();
        if day > today || day.year() < FIRST_YEAR {
            return Err(Amiss::NoDay.into());
        }
        if !said.told.fits(subject) {
            return Err(Refusal::Unreadable.into());
        }
        match &said.told {
            Told::Owner { organisation } => {
                let known = self.store.named_organisations().await.map_err(unavailable)?;
                if known.iter().all(|one| one.slug != *organisation) {
                    return Err(Fault::NoOrganisation(organisation.to_string()));
                }
            }
            Told::Needs { measure } => {
                let other = plan.measures.iter().any(|one| one.code == *measure);
                if !other || *subject == Subject::Measure(measure.clone()) {
                    return Err(Amiss::NoOther.into());
                }
            }
            Told::Booking { year, booking, cents } => {
                let last = if *booking == Booking::Spent { today.year() } else { today.year() + YEARS_AHEAD };
                if !(FIRST_YEAR..=last).contains(year) {
                    return Err(Amiss::NoYear.into());
                }
                if !(1..=MOST_CENTS).contains(cents) {
                    return Err(Amiss::NoAmount.into());
                }
            }
            Told::Status { .. } | Told::Milestone { .. } | Told::Answer { .. } => {}
        }
        if said.evidence.len() > MOST_EVIDENCE || said.evidence.is_empty() && said.told.needs_evidence() {
            return Err(Amiss::NoEvidence.into());
        }
        let everybody = Reader::Anonymous.keys();
        for evidence in &said.evidence {
            if let Evidence::Document(slug) = evidence
                && self.store.document(&everybody, slug).await.map_err(unavailable)?.is_none()
            {
                return Err(Amiss::NoEvidence.into());
            }
        }
        Ok(Said { text: text(&said.text)?, ..said })
    }
}

fn text(text: &str) -> Result<String, Amiss> {
    let text = text.trim().replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err(Amiss::NoText),
        length if length > MOST_TEXT => Err(Amiss::TooLong),
        _ => Ok(text),
    }
}
