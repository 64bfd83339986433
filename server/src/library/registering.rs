//! Registering for a congress: who may, what they hold, and who organisers see.

use std::collections::BTreeMap;

use app::desk::{Fault, Refusal, Registering};
use app::model::account::Account;
use app::model::audit::Deed;
use app::model::conference::{Edition, Mistake, Session, Slip};
use app::model::lang::Lang;
use app::model::reader::Reader;
use app::model::registration::{
    Attendance, AttendanceAct, Attendee, Guest, HELD, Holder, LONGEST_KEPT, MOST_PLACES, Offered, RegisterAct,
    Registered, RegistrationPage, RegistrationTerms,
};
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::Timestamp;

use super::administration::actor;
use super::organising::organiser;
use super::people::secret;
use super::{Shelf, unavailable};
use crate::store::{self, Comer, Places};

#[async_trait]
impl Registering for Shelf {
    async fn registration(
        &self,
        account: Option<&Account>,
        conference: &Slug,
        link: Option<&str>,
    ) -> Result<RegistrationPage, Refusal> {
        let (edition, terms) = self.registration_of(conference).await?;
        let own = self.attendee_held(account, conference, link).await?;
        if link.is_some() && own.is_none() {
            return Err(Refusal::Absent);
        }
        let (taken, waiting) = self.store.count_attendees(conference).await.map_err(unavailable)?;
        let free = |places: u32| if waiting > 0 { 0 } else { places.saturating_sub(taken) };
        Ok(RegistrationPage {
            conference: conference.clone(),
            open: is_open(&terms, &edition),
            free: terms.places.map(free),
            erased: terms.erased(edition.programme.last),
            own,
            sessions: self.sessions_offered(&edition).await?,
            mails: self.mails,
            title: edition.programme.title,
            first: edition.programme.first,
            last: edition.programme.last,
            terms,
        })
    }

    async fn may_register(&self, conference: &Slug) -> Result<bool, Refusal> {
        match self.registration_of(conference).await {
            Ok((edition, terms)) => Ok(is_open(&terms, &edition)),
            Err(Refusal::Absent) => Ok(false),
            Err(refusal) => Err(refusal),
        }
    }

    async fn register(
        &self,
        account: Option<&Account>,
        conference: &Slug,
        lang: Lang,
        act: RegisterAct,
    ) -> Result<Registered, Fault> {
        let (edition, terms) = self.registration_of(conference).await?;
        let places = places(&edition);
        match act {
            RegisterAct::Join => {
                let account = account.ok_or(Fault::SignedOut)?;
                open(&terms, &edition)?;
                let comer = Comer::Person(&account.person.id);
                let registered = self.store.register(conference, comer, lang).await.map_err(unavailable)?;
                registered.map(|_| Registered::Own).map_err(|_| Fault::NoPlace)
            }
            RegisterAct::JoinAsGuest(guest) => {
                open(&terms, &edition)?;
                if !terms.guests {
                    return Err(Fault::NotOpen);
                }
                let guest = fit(guest)?;
                if self.mails {
                    // No link here: only who reads mail at that address has one.
                    let comer = Comer::Unproven(&guest, Timestamp::now() + HELD);
                    let registered = self.store.register(conference, comer, lang).await.map_err(unavailable)?;
                    return registered.map(|_| Registered::Mailed).map_err(|_| Fault::NoPlace);
                }
                let link = secret::fresh()?;
                let comer = Comer::Guest(&guest, &secret::digest(&link));
                let registered = self.store.register(conference, comer, lang).await.map_err(unavailable)?;
                registered.map(|_| Registered::Link(link)).map_err(|_| Fault::NoPlace)
            }
            RegisterAct::Choose(holder, numbers) => {
                let (own, back) = self.attendee_holder(account, conference, holder).await?;
                let chosen = edition.programme.sessions.iter().filter(|session| numbers.contains(&session.number));
                let chosen: Vec<String> = chosen.map(|session| session.guid.clone()).collect();
                // The day after the last, there is nothing to choose any more.
                if store::today() > edition.programme.last {
                    return Err(Fault::NotOpen);
                }
                self.store.choose_seats(&own.id, &chosen, &places).await.map_err(unavailable)?;
                Ok(back)
            }
            RegisterAct::Leave(holder) => {
                let (own, _) = self.attendee_holder(account, conference, holder).await?;
                self.store.leave(conference, &own.id, &places).await.map_err(unavailable)?;
                Ok(Registered::Left)
            }
        }
    }

    async fn own_registrations(&self, account: &Account) -> Result<Vec<(Slug, Attendee)>, Refusal> {
        self.store.registrations_of(&account.person.id).await.map_err(unavailable)
    }

    async fn attendance(&self, reader: &Reader, conference: &Slug) -> Result<Attendance, Refusal> {
        organiser(reader)?;
        let draft = self.programme_draft(conference).await?;
        let edition = self.store.edition(conference).await.map_err(unavailable)?;
        let programme = draft.work.programme;
        let terms = self.store.registration_terms(conference).await.map_err(unavailable)?;
        let mut attendees = self.store.attendees(conference).await.map_err(unavailable)?;
        self.name_organisations(&mut attendees).await?;
        Ok(Attendance {
            conference: conference.clone(),
            title: programme.title,
            last: programme.last,
            terms,
            published: edition.is_some(),
            sessions: match &edition {
                Some(edition) => self.sessions_offered(edition).await?,
                None => Vec::new(),
            },
            attendees,
            mails: self.mails,
        })
    }

    async fn export_attendance(&self, reader: &Reader, conference: &Slug) -> Result<Attendance, Refusal> {
        let person = organiser(reader)?;
        let attendance = self.attendance(reader, conference).await?;
        // What cannot be recorded is not handed out.
        self.record_of_conference(person, Deed::Exported, conference, "aanmeldingen").await?;
        Ok(attendance)
    }

    async fn attend_to(&self, account: &Account, conference: &Slug, act: AttendanceAct) -> Result<(), Fault> {
        let reader = account.reader();
        let who = actor(&organiser(&reader)?.id);
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        match act {
            AttendanceAct::Terms(terms) => {
                let wrong = [
                    (terms.places.is_some_and(|places| !(1..=MOST_PLACES).contains(&places)), "places", MOST_PLACES),
                    (!(1..=LONGEST_KEPT).contains(&terms.keep_days), "keep_days", LONGEST_KEPT),
                ];
                if let Some((_, field, most)) = wrong.into_iter().find(|(wrong, ..)| *wrong) {
                    return Err(Fault::Mistakes(vec![Mistake::new(field, Slip::NoNumber(1, most))]));
                }
                let set = self.store.set_registration_terms(&who, conference, &terms, &places(&edition)).await;
                Ok(set.map_err(unavailable)?)
            }
            AttendanceAct::Remove(id) => {
                let gone = self.store.leave(conference, &id, &places(&edition)).await.map_err(unavailable)?;
                if gone { Ok(()) } else { Err(Refusal::Absent.into()) }
            }
        }
    }
}

impl Shelf {
    /// A published programme for which one registers.
    async fn registration_of(&self, conference: &Slug) -> Result<(Edition, RegistrationTerms), Refusal> {
        let terms = self.store.registration_terms(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        Ok((edition, terms))
    }

    /// The registration of whoever has this link, or else of whoever is signed in.
    async fn attendee_held(
        &self,
        account: Option<&Account>,
        conference: &Slug,
        link: Option<&str>,
    ) -> Result<Option<Attendee>, Refusal> {
        let found = match (link, account) {
            (Some(link), _) => self.attendee_with(conference, &secret::digest(link)).await,
            (None, Some(account)) => self.store.attendee_of(conference, &account.person.id).await,
            (None, None) => Ok(None),
        };
        let mut found: Vec<Attendee> = found.map_err(unavailable)?.into_iter().collect();
        self.name_organisations(&mut found).await?;
        Ok(found.pop())
    }

    /// The registration of this link. With one of a mail, to come is to confirm the address.
    async fn attendee_with(&self, conference: &Slug, link: &str) -> store::Result<Option<Attendee>> {
        let found = self.store.attendee_by_link(conference, link).await?;
        match found {
            Some(own) if !own.confirmed && self.store.confirm(conference, link, Timestamp::now()).await? => {
                Ok(Some(Attendee { confirmed: true, held_until: None, ..own }))
            }
            found => Ok(found),
        }
    }

    async fn attendee_holder(
        &self,
        account: Option<&Account>,
        conference: &Slug,
        holder: Holder,
    ) -> Result<(Attendee, Registered), Fault> {
        let (link, back) = match holder {
            Holder::Link(link) => (Some(link.clone()), Registered::Link(link)),
            Holder::Own if account.is_none() => return Err(Fault::SignedOut),
            Holder::Own => (None, Registered::Own),
        };
        let own = self.attendee_held(account, conference, link.as_deref()).await?.ok_or(Refusal::Absent)?;
        Ok((own, back))
    }

    /// Whoever has an account is of an organisation of the register; its name is what people know.
    async fn name_organisations(&self, attendees: &mut [Attendee]) -> Result<(), Refusal> {
        if attendees.iter().all(|attendee| attendee.guest) {
            return Ok(());
        }
        let known = self.store.organisations().await.map_err(unavailable)?;
        for attendee in attendees.iter_mut().filter(|attendee| !attendee.guest) {
            if let Some(one) = known.iter().find(|one| one.slug.as_str() == attendee.organisation) {
                attendee.organisation = one.name.nl.clone();
            }
        }
        Ok(())
    }

    async fn sessions_offered(&self, edition: &Edition) -> Result<Vec<Offered>, Refusal> {
        let counts = self.store.count_seats(&edition.slug).await.map_err(unavailable)?;
        let programme = &edition.programme;
        let offered = |session: &Session| {
            let places = session.capacity.filter(|_| !session.cancelled())?;
            let (taken, waiting) = counts.get(&session.guid).copied().unwrap_or_default();
            Some(Offered {
                guid: session.guid.clone(),
                number: session.number,
                title: session.title.clone(),
                start: programme.local(session.start),
                end: programme.local(session.end()),
                room: session.room.clone(),
                places,
                free: if waiting > 0 { 0 } else { places.saturating_sub(taken) },
                waiting,
            })
        };
        Ok(programme.sessions.iter().filter_map(offered).collect())
    }

    /// Gives up what guests did not confirm in time; gives how many registrations.
    pub async fn release_unconfirmed(&self, now: Timestamp) -> store::Result<u64> {
        let mut gone = 0;
        for conference in self.store.with_unconfirmed(now).await? {
            let places = self.store.edition(&conference).await?.map(|edition| places(&edition)).unwrap_or_default();
            gone += self.store.release_unconfirmed(&conference, now, &places).await?;
        }
        Ok(gone)
    }

    /// Gives places to those who wait, after a programme was published with other rooms.
    pub(super) async fn seat_waiting(&self, conference: &Slug) -> Result<(), Refusal> {
        let Some(edition) = self.store.edition(conference).await.map_err(unavailable)? else { return Ok(()) };
        self.store.move_up(conference, &places(&edition)).await.map_err(unavailable)
    }
}

/// Sessions for which one registers, with their places.
fn places(edition: &Edition) -> Places {
    let held = edition.programme.sessions.iter().filter(|session| !session.cancelled());
    held.filter_map(|session| Some((session.guid.clone(), session.capacity?))).collect::<BTreeMap<_, _>>()
}

fn is_open(terms: &RegistrationTerms, edition: &Edition) -> bool {
    terms.open && store::today() <= terms.until(edition.programme.last)
}

fn open(terms: &RegistrationTerms, edition: &Edition) -> Result<(), Fault> {
    if is_open(terms, edition) { Ok(()) } else { Err(Fault::NotOpen) }
}

/// What somebody without an account filled in, each on one line.
fn fit(guest: Guest) -> Result<Guest, Fault> {
    let mut wrong = Vec::new();
    let mut line = |field: &'static str, text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            wrong.push(Mistake::new(field, Slip::Missing));
        } else if text.chars().count() > LONGEST_NAME || text.contains(char::is_control) {
            wrong.push(Mistake::new(field, Slip::TooLong(LONGEST_NAME)));
        }
        text
    };
    let (name, organisation) = (line("name", &guest.name), line("organisation", &guest.organisation));
    if wrong.is_empty() { Ok(Guest { name, organisation, ..guest }) } else { Err(Fault::Mistakes(wrong)) }
}

const LONGEST_NAME: usize = 120;
