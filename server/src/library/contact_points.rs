//! Where organisations can be asked: who is shown which, who looks after them, and who reads what is written to them.

use app::desk::{Amiss, ContactPoints, Fault, Refusal};
use app::model::account::Account;
use app::model::audit::Deed;
use app::model::conference::{Mistake, Slip};
use app::model::contact_point::{
    BehindAct, ContactAct, ContactDesk, ContactForm, ContactPage, ContactPoint, KeptContact, Misfit, OwnContacts,
    keeps, keeps_own, widens,
};
use app::model::plan::Organisation;
use app::model::profile::DirectAct;
use app::model::reader::{Person, Reader, Role};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use async_trait::async_trait;
use jiff::Timestamp;

use super::administration::actor;
use super::profiles::{said, signed};
use super::recording::Held;
use super::{Shelf, unavailable};

#[async_trait]
impl ContactPoints for Shelf {
    async fn contact_points(&self, reader: &Reader) -> Result<Vec<ContactPoint>, Refusal> {
        let points = self.store.contact_points(&reader.keys(), Timestamp::now()).await.map_err(unavailable)?;
        self.of_organisations(points).await
    }

    async fn contact_point(&self, reader: &Reader, id: &Slug) -> Result<ContactPage, Refusal> {
        let point = self.contact_held(reader, id).await?;
        if point.sheet.sharing.tlp() >= Tlp::Amber {
            self.record(reader, Deed::Read, id, Some(held(&point))).await?;
        }
        let person = self.store.person_behind(id).await.map_err(unavailable)?;
        let is_read = self.store.is_contact_read(&point.organisation, person.as_ref()).await.map_err(unavailable)?;
        let keeps = self.keeper(reader, &point.organisation).await.is_ok();
        let of = self.store.organisation(&point.organisation).await.map_err(unavailable)?;
        let point = of_organisation(point, of.as_ref());
        Ok(ContactPage { point, is_read, keeps })
    }

    async fn write_to(&self, account: &Account, id: &Slug, text: &str) -> Result<(), Fault> {
        let reader = account.reader();
        let point = self.contact_held(&reader, id).await?;
        let person = self.store.person_behind(id).await.map_err(unavailable)?;
        if !self.store.is_contact_read(&point.organisation, person.as_ref()).await.map_err(unavailable)? {
            return Err(Fault::NoReceiver);
        }
        let text = said(text)?;
        // What cannot be recorded does not happen.
        self.record(&reader, Deed::Contacted, id, Some(held(&point))).await?;
        let (sender, signature) = (&account.person.id, signed(account));
        let left = self.store.add_contact_message(&point, sender, &signature, &text, Timestamp::now());
        if left.await.map_err(unavailable)? { Ok(()) } else { Err(Amiss::TooManyOpen.into()) }
    }

    async fn contact_desk(&self, reader: &Reader, organisation: &Slug) -> Result<ContactDesk, Refusal> {
        let (person, of) = self.keeper(reader, organisation).await?;
        let points = self.store.kept_contacts(&reader.keys(), organisation).await.map_err(unavailable)?;
        let persons = match chooses(person, organisation) {
            true => self.store.colleagues(organisation).await.map_err(unavailable)?,
            false => Vec::new(),
        };
        let widens = widens(person, organisation);
        Ok(ContactDesk { organisation: of.slug, name: of.name, points, persons, widens })
    }

    async fn keep_contacts(&self, account: &Account, organisation: &Slug, act: ContactAct) -> Result<(), Fault> {
        let reader = account.reader();
        let (person, of) = self.keeper(&reader, organisation).await?;
        let (who, now) = (actor(&person.id), Timestamp::now());
        let kept = self.store.kept_contacts(&reader.keys(), organisation).await.map_err(unavailable)?;
        let own = |id: &Slug| kept.iter().find(|kept| kept.point.id == *id).ok_or(Refusal::Absent);
        match act {
            ContactAct::Add(form) => {
                let form = self.fit_contact(form, person, &of, None).await?;
                self.store.add_contact_point(&who, organisation, &form, now).await.map_err(unavailable)?;
            }
            ContactAct::Correct { id, version, form } => {
                let before = own(&id)?;
                // Whether it lets more people in is judged by the one that is changed, and by no later one.
                if before.version != version {
                    return Err(Fault::Moved);
                }
                let form = self.fit_contact(form, person, &of, Some(before)).await?;
                let corrected = self.store.correct_contact_point(&who, (&id, version), &form, now).await;
                if !corrected.map_err(unavailable)? {
                    return Err(Fault::Moved);
                }
            }
            ContactAct::Confirm(id) => {
                let kept = own(&id)?;
                // Of what came from elsewhere it is not known yet where to tell of messages, and by whom they are read.
                let is_read = self.store.is_contact_read(organisation, kept.person.as_ref());
                if !kept.has_address || !is_read.await.map_err(unavailable)? {
                    return Err(Fault::NoReceiver);
                }
                self.store.confirm_contact_point(&who, &id, now).await.map_err(unavailable)?;
            }
            ContactAct::Withdraw(id) => {
                self.store.withdraw_contact_point(&who, &own(&id)?.point.id).await.map_err(unavailable)?;
            }
        }
        Ok(())
    }

    async fn own_contacts(&self, account: &Account) -> Result<OwnContacts, Refusal> {
        let Person { id, organisation, .. } = &account.person;
        let all = keeps_own(&account.person);
        let mut own = OwnContacts { keeps: all, ..OwnContacts::default() };
        if all {
            let (keys, now) = (account.reader().keys(), Timestamp::now());
            own.ending = self.store.kept_contacts(&keys, organisation).await.map_err(unavailable)?;
            own.ending.retain(|kept| kept.ended || kept.point.is_ending(now));
        }
        own.behind = self.store.contacts_behind(id).await.map_err(unavailable)?;
        own.messages = self.store.contact_messages(id, organisation, all).await.map_err(unavailable)?;
        Ok(own)
    }

    async fn act_behind(&self, account: &Account, id: &Slug, act: BehindAct) -> Result<(), Fault> {
        let done = self.store.act_behind(&account.person.id, id, act).await.map_err(unavailable)?;
        if done { Ok(()) } else { Err(Refusal::Absent.into()) }
    }

    async fn act_on_contact_message(&self, account: &Account, act: DirectAct) -> Result<(), Fault> {
        let Person { id: own, organisation, .. } = &account.person;
        let all = keeps_own(&account.person);
        match act {
            DirectAct::Answer { id, text } => {
                let waiting = self.store.contact_messages(own, organisation, all).await.map_err(unavailable)?;
                let message = waiting.into_iter().find(|message| message.id == id).ok_or(Refusal::Absent)?;
                let text = said(&text)?;
                // In the name of the desk: whoever answers for it gives no name away.
                let signature = format!("{}, {}", message.about.nl, account.organisation.nl);
                let receiver = (own, organisation, all);
                let answered =
                    self.store.answer_contact_message(receiver, &id, &signature, &text, Timestamp::now()).await;
                match answered.map_err(unavailable)? {
                    Some(true) => Ok(()),
                    Some(false) => Err(Amiss::TooManyOpen.into()),
                    None => Err(Refusal::Absent.into()),
                }
            }
            DirectAct::Settle(id) => {
                let settled = self.store.settle_contact_message(own, organisation, all, &id).await;
                if settled.map_err(unavailable)? { Ok(()) } else { Err(Refusal::Absent.into()) }
            }
        }
    }
}

impl Shelf {
    /// A contact point that this reader may read. A refusal is recorded.
    async fn contact_held(&self, reader: &Reader, id: &Slug) -> Result<ContactPoint, Refusal> {
        let found = self.store.contact_point(&reader.keys(), id, Timestamp::now()).await.map_err(unavailable)?;
        if let Some(point) = found {
            return Ok(point);
        }
        Err(self.refused(reader, id).await)
    }

    async fn of_organisations(&self, points: Vec<ContactPoint>) -> Result<Vec<ContactPoint>, Refusal> {
        if points.is_empty() {
            return Ok(points);
        }
        let known = self.store.organisations().await.map_err(unavailable)?;
        let of = |point: &ContactPoint| known.iter().find(|one| one.slug == point.organisation);
        Ok(points.into_iter().map(|point| (of(&point), point)).map(|(of, point)| of_organisation(point, of)).collect())
    }

    /// Who looks after the contact points of an organisation that is here. For everybody else there is nothing.
    async fn keeper<'a>(&self, reader: &'a Reader, organisation: &Slug) -> Result<(&'a Person, Organisation), Refusal> {
        let person = reader.person().ok_or(Refusal::Absent)?;
        let of = self.store.organisation(organisation).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        if keeps(person, organisation, &of.hubs) { Ok((person, of)) } else { Err(Refusal::Absent) }
    }

    /// What a keeper filled in, with what stays as it was.
    async fn fit_contact(
        &self,
        form: ContactForm,
        keeper: &Person,
        of: &Organisation,
        before: Option<&KeptContact>,
    ) -> Result<ContactForm, Fault> {
        let hubs = self.store.hubs().await.map_err(unavailable)?;
        let mut form = ContactForm { sheet: form.sheet.of(&of.slug), ..form };
        form.sheet.hubs.retain(|code| hubs.iter().any(|hub| hub.code == *code));
        let mut wrong: Vec<Mistake> =
            form.sheet.misfits(of.kind).into_iter().map(|(field, misfit)| Mistake::new(field, slip(misfit))).collect();
        if form.address.is_none() && before.is_none_or(|before| !before.has_address) {
            wrong.push(Mistake::new("address", Slip::Missing));
        }
        let is_wider = |before: &KeptContact| !form.sheet.sharing.is_no_wider_than(&before.point.sheet.sharing);
        if !widens(keeper, &of.slug) && before.is_some_and(is_wider) {
            wrong.push(Mistake::new("tlp", Slip::TooWide));
        }
        if chooses(keeper, &of.slug) {
            let colleagues = self.store.colleagues(&of.slug).await.map_err(unavailable)?;
            let known = |person: &Slug| colleagues.iter().any(|(id, _)| id == person);
            if form.person.as_ref().is_some_and(|person| !known(person)) {
                wrong.push(Mistake::new("person", Slip::Unknown));
            }
        } else {
            form.person = before.and_then(|before| before.person.clone());
        }
        if !wrong.is_empty() {
            return Err(Fault::Mistakes(wrong));
        }
        if !self.store.is_contact_read(&of.slug, form.person.as_ref()).await.map_err(unavailable)? {
            return Err(Fault::NoReceiver);
        }
        Ok(form)
    }
}

/// The point with the name and the kind of its organisation.
fn of_organisation(point: ContactPoint, of: Option<&Organisation>) -> ContactPoint {
    let (organisation_name, organisation_kind) = (of.map(|one| one.name.clone()), of.map(|one| one.kind));
    ContactPoint { organisation_name, organisation_kind, ..point }
}

fn held(point: &ContactPoint) -> Held<'_> {
    Held { sharing: &point.sheet.sharing, author: None }
}

/// Whether a keeper is told who works there, and so chooses who is behind a contact point: a colleague, or an admin.
fn chooses(keeper: &Person, organisation: &Slug) -> bool {
    keeper.organisation == *organisation || keeper.roles.contains(&Role::Admin)
}

fn slip(misfit: Misfit) -> Slip {
    match misfit {
        Misfit::Missing => Slip::Missing,
        Misfit::TooLong(most) => Slip::TooLong(most),
        Misfit::ForPersons => Slip::Unknown,
        Misfit::NotPublic => Slip::NotPublic,
    }
}
