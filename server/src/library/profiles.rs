//! Profiles that persons show where they want to, and messages between them that show no address.

use std::collections::BTreeSet;

use app::desk::{Amiss, Fault, Profiles, Refusal};
use app::model::account::Account;
use app::model::audit::Deed;
use app::model::conference::{Mistake, Slip};
use app::model::profile::{
    DirectAct, DirectMessage, LONGEST_COUNTRY, LONGEST_EXPERTISE, LONGEST_MESSAGE, LONGEST_POST, MOST_COUNTRIES,
    Profile, ProfileAct, ProfilePage, ProfileSheet,
};
use app::model::reader::Reader;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use async_trait::async_trait;
use jiff::Timestamp;

use super::administration::actor;
use super::recording::Held;
use super::{Shelf, unavailable};

#[async_trait]
impl Profiles for Shelf {
    async fn profiles(&self, reader: &Reader) -> Result<Vec<Profile>, Refusal> {
        let mut profiles = self.store.profiles(&reader.keys(), Timestamp::now()).await.map_err(unavailable)?;
        self.name_employers(&mut profiles).await?;
        Ok(profiles)
    }

    async fn profile(&self, reader: &Reader, id: &Slug) -> Result<ProfilePage, Refusal> {
        let (person, profile) = self.profile_held(reader, id).await?;
        if profile.sheet.sharing.tlp() >= Tlp::Amber {
            self.record(reader, Deed::Read, id, Some(held(&person, &profile))).await?;
        }
        let employer = self.store.organisation(&profile.organisation).await.map_err(unavailable)?;
        let profile = Profile { organisation_name: employer.map(|one| one.name), ..profile };
        Ok(ProfilePage { profile, own: reader.person().is_some_and(|reader| reader.id == person) })
    }

    async fn own_profile(&self, account: &Account) -> Result<Option<Profile>, Refusal> {
        self.store.profile_of(&account.person.id).await.map_err(unavailable)
    }

    async fn act_on_profile(&self, account: &Account, act: ProfileAct) -> Result<(), Fault> {
        let (person, now) = (&account.person.id, Timestamp::now());
        let who = actor(person);
        let there = match act {
            ProfileAct::Save(sheet) => {
                let sheet = self.fit_profile(sheet).await?;
                self.store.save_profile(&who, person, &sheet, now).await.map_err(unavailable)?;
                true
            }
            ProfileAct::Confirm => self.store.confirm_profile(&who, person, now).await.map_err(unavailable)?,
            ProfileAct::Remove => self.store.remove_profile(&who, person).await.map_err(unavailable)?,
        };
        if there { Ok(()) } else { Err(Refusal::Absent.into()) }
    }

    async fn contact(&self, account: &Account, profile: &Slug, text: &str) -> Result<(), Fault> {
        let reader = account.reader();
        let (receiver, profile) = self.profile_held(&reader, profile).await?;
        if receiver == account.person.id {
            return Err(Refusal::Absent.into());
        }
        let text = said(text)?;
        // What cannot be recorded does not happen.
        self.record(&reader, Deed::Contacted, &profile.id, Some(held(&receiver, &profile))).await?;
        self.leave_message(&receiver, account, &signed(account), &text).await
    }

    async fn direct_messages(&self, account: &Account) -> Result<Vec<DirectMessage>, Refusal> {
        let messages = self.store.direct_messages(&account.person.id).await.map_err(unavailable)?;
        Ok(messages.into_iter().map(|(_, message)| message).collect())
    }

    async fn act_on_direct_message(&self, account: &Account, act: DirectAct) -> Result<(), Fault> {
        let own = &account.person.id;
        match act {
            DirectAct::Answer { id, text } => {
                let waiting = self.store.direct_messages(own).await.map_err(unavailable)?;
                let (sender, _) = waiting.into_iter().find(|(_, message)| message.id == id).ok_or(Refusal::Absent)?;
                let text = said(&text)?;
                // Whoever shows no name keeps it in an answer.
                let profile = self.store.profile_of(own).await.map_err(unavailable)?;
                let signature = match profile.filter(|profile| !profile.sheet.named) {
                    Some(profile) => format!("{}, {}", profile.sheet.post, account.organisation.nl),
                    None => signed(account),
                };
                self.leave_message(&sender, account, &signature, &text).await?;
                self.store.settle_direct_message(own, &id).await.map_err(unavailable)?;
                Ok(())
            }
            DirectAct::Settle(id) => {
                let settled = self.store.settle_direct_message(own, &id).await.map_err(unavailable)?;
                if settled { Ok(()) } else { Err(Refusal::Absent.into()) }
            }
        }
    }
}

impl Shelf {
    /// A profile that this reader may read, with whose it is. A refusal is recorded.
    async fn profile_held(&self, reader: &Reader, id: &Slug) -> Result<(Slug, Profile), Refusal> {
        if let Some(found) = self.store.profile(&reader.keys(), id, Timestamp::now()).await.map_err(unavailable)? {
            return Ok(found);
        }
        Err(self.refused(reader, id).await)
    }

    async fn name_employers(&self, profiles: &mut [Profile]) -> Result<(), Refusal> {
        if profiles.is_empty() {
            return Ok(());
        }
        let known = self.store.organisations().await.map_err(unavailable)?;
        for profile in profiles {
            let of = known.iter().find(|one| one.slug == profile.organisation);
            profile.organisation_name = of.map(|one| one.name.clone());
        }
        Ok(())
    }

    async fn leave_message(&self, receiver: &Slug, from: &Account, signed: &str, text: &str) -> Result<(), Fault> {
        let left = self.store.add_direct_message(receiver, &from.person.id, signed, text, Timestamp::now()).await;
        if left.map_err(unavailable)? { Ok(()) } else { Err(Amiss::TooManyOpen.into()) }
    }

    /// What somebody filled in, each on one line but for what they know about.
    async fn fit_profile(&self, sheet: ProfileSheet) -> Result<ProfileSheet, Fault> {
        let hubs = self.store.hubs().await.map_err(unavailable)?;
        let known = |code: &Slug| hubs.iter().any(|hub| hub.code == *code);
        let post = one_line(&sheet.post);
        let expertise = sheet.expertise.trim().replace("\r\n", "\n");
        let countries: BTreeSet<String> =
            sheet.countries.iter().map(|name| one_line(name)).filter(|name| !name.is_empty()).collect();
        let mut wrong = Vec::new();
        match post.chars().count() {
            0 => wrong.push(Mistake::new("post", Slip::Missing)),
            count if count > LONGEST_POST => wrong.push(Mistake::new("post", Slip::TooLong(LONGEST_POST))),
            _ => {}
        }
        match expertise.chars().count() {
            0 => wrong.push(Mistake::new("expertise", Slip::Missing)),
            count if count > LONGEST_EXPERTISE => {
                wrong.push(Mistake::new("expertise", Slip::TooLong(LONGEST_EXPERTISE)));
            }
            _ => {}
        }
        let long = |name: &String| name.chars().count() > LONGEST_COUNTRY;
        if countries.len() > MOST_COUNTRIES || countries.iter().any(long) {
            wrong.push(Mistake::new("countries", Slip::TooLong(LONGEST_COUNTRY)));
        }
        if !wrong.is_empty() {
            return Err(Fault::Mistakes(wrong));
        }
        let hubs = sheet.hubs.iter().filter(|code| known(code)).cloned().collect();
        Ok(ProfileSheet { post, expertise, countries, hubs, ..sheet })
    }
}

fn held<'a>(person: &'a Slug, profile: &'a Profile) -> Held<'a> {
    Held { sharing: &profile.sheet.sharing, author: Some(person) }
}

/// How somebody is called who shows who they are.
pub fn signed(account: &Account) -> String {
    format!("{}, {}", account.name, account.organisation.nl)
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A message as it is kept: trimmed, not empty and not too long.
pub fn said(text: &str) -> Result<String, Amiss> {
    let text = text.trim().replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err(Amiss::NoText),
        count if count > LONGEST_MESSAGE => Err(Amiss::TooLong),
        _ => Ok(text),
    }
}
