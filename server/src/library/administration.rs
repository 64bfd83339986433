//! What admins do: on the pages below `/beheer` and on the command line, with the same refusals.

use std::collections::BTreeSet;

use app::desk::{Administration, Fault, Refusal};
use app::model::account::{AdminAct, Email, Estate, OrganisationRow, PersonRow, Secret};
use app::model::audit::{Trace, TraceFilter};
use app::model::document::Page;
use app::model::group::{Group, Terms};
use app::model::lang::Text;
use app::model::limit::Limit;
use app::model::plan::Organisation;
use app::model::reader::{Reader, Role};
use app::model::retention::Retention;
use app::model::sharing::Audience;
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization;

use super::estate::{awaits_heir, estate, hand_over};
use super::people::{new_id, secret};
use super::{Shelf, succession, unavailable};
use crate::store::{NewPerson, Store};

/// How long an invitation holds.
const INVITATION: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Who made a change, where it was the command line.
pub const COMMAND: &str = "command";

/// The name of a person in the log.
pub fn actor(person: &Slug) -> String {
    format!("person:{person}")
}

#[async_trait]
impl Administration for Shelf {
    async fn people(&self, reader: &Reader) -> Result<Vec<PersonRow>, Refusal> {
        admin(reader)?;
        self.store.people().await.map_err(unavailable)
    }

    async fn person(&self, reader: &Reader, id: &Slug) -> Result<PersonRow, Refusal> {
        admin(reader)?;
        self.store.person(id).await.map_err(unavailable)?.ok_or(Refusal::Absent)
    }

    async fn estate(&self, reader: &Reader, person: &Slug) -> Result<Estate, Refusal> {
        admin(reader)?;
        estate(&self.store, person).await
    }

    async fn estate_of(&self, reader: &Reader, organisation: &Slug, other: Option<&Slug>) -> Result<Estate, Refusal> {
        admin(reader)?;
        succession::estate(&self.store, organisation, other).await
    }

    async fn organisations(&self, reader: &Reader) -> Result<Vec<OrganisationRow>, Refusal> {
        admin(reader)?;
        let people = self.store.people().await.map_err(unavailable)?;
        let disabled = self.store.disabled_organisations().await.map_err(unavailable)?;
        let names = self.store.names_shown().await.map_err(unavailable)?;
        let row = |organisation: Organisation| {
            let persons = people.iter().filter(|person| person.organisation == organisation.slug).count();
            OrganisationRow {
                persons: u32::try_from(persons).unwrap_or(u32::MAX),
                disabled: disabled.get(&organisation.slug).copied(),
                names: names.get(&organisation.slug).copied().unwrap_or_default(),
                organisation,
            }
        };
        Ok(self.store.organisations().await.map_err(unavailable)?.into_iter().map(row).collect())
    }

    async fn groups(&self, reader: &Reader) -> Result<Vec<Group>, Refusal> {
        admin(reader)?;
        self.store.groups().await.map_err(unavailable)
    }

    fn retention(&self) -> Retention {
        self.retention
    }

    fn limits(&self, reader: &Reader) -> Result<Vec<Limit>, Refusal> {
        admin(reader)?;
        Ok(self.limits.to_vec())
    }

    async fn traces(&self, reader: &Reader, filter: &TraceFilter) -> Result<Page<Trace>, Refusal> {
        admin(reader)?;
        self.store.traces(&reader.keys(), filter).await.map_err(unavailable)
    }

    async fn administer(&self, reader: &Reader, act: AdminAct) -> Result<Option<Secret>, Fault> {
        let person = admin(reader)?;
        if self.opens_to_oneself(reader, &act).await? {
            return Err(Fault::ForOneself);
        }
        administer(&self.store, &actor(person), act).await
    }
}

impl Shelf {
    /// Whether an admin would let themself in to what is above TLP:GREEN. Being admin gives no right to read that, so another
    /// admin has to do it; members of a group of their own organisation they may choose.
    async fn opens_to_oneself(&self, reader: &Reader, act: &AdminAct) -> Result<bool, Refusal> {
        let Some(person) = reader.person() else { return Ok(false) };
        let owner = async |code: &Slug| {
            let groups = self.store.groups().await.map_err(unavailable)?;
            Ok::<_, Refusal>(groups.into_iter().find(|group| group.code == *code).map(|group| group.terms.owner))
        };
        Ok(match act {
            AdminAct::HandOver { to, .. } => *to == person.id,
            AdminAct::HandOverOrganisation { to, .. } => {
                let heir = self.store.account_of(to).await.map_err(unavailable)?;
                heir.is_some_and(|heir| heir.person.organisation == person.organisation)
            }
            AdminAct::AddMember { group, member } => {
                let own = *member == Audience::Person(person.id.clone())
                    || *member == Audience::Organisation(person.organisation.clone());
                own && owner(group).await?.is_some_and(|owner| owner != person.organisation)
            }
            AdminAct::ChangeGroup(code, terms) => {
                terms.owner == person.organisation && owner(code).await?.is_some_and(|owner| owner != terms.owner)
            }
            _ => false,
        })
    }
}

/// For everybody but admins there is nothing here.
fn admin(reader: &Reader) -> Result<&Slug, Refusal> {
    reader.person().filter(|_| reader.is(Role::Admin)).map(|person| &person.id).ok_or(Refusal::Absent)
}

/// Carries out what an admin asked for, in the name of `actor`.
pub async fn administer(store: &Store, actor: &str, act: AdminAct) -> Result<Option<Secret>, Fault> {
    match act {
        AdminAct::AddOrganisation { name, kind, hubs } => {
            let known = store.hubs().await.map_err(unavailable)?;
            if let Some(unknown) = hubs.iter().find(|hub| known.iter().all(|known| known.code != **hub)) {
                return Err(Fault::NoHub(unknown.to_string()));
            }
            let name = self::name(&name)?;
            let slug = code_of(&name)?;
            let organisation =
                Organisation { slug: slug.clone(), name: Text { nl: name.clone(), en: name }, kind, hubs };
            let added = store.add_organisation(actor, &organisation).await.map_err(unavailable)?;
            if added { Ok(None) } else { Err(Fault::NameTaken(slug.to_string())) }
        }
        AdminAct::ShowNames { organisation: code, to } => {
            organisation(store, &code).await?;
            store.show_names(actor, &code, to).await.map_err(unavailable)?;
            Ok(None)
        }
        AdminAct::DisableOrganisation(code) => {
            organisation(store, &code).await?;
            kept_an_admin(store.disable_organisation(actor, &code).await.map_err(unavailable)?)
        }
        AdminAct::HandOverOrganisation { from, to } => {
            organisation(store, &from).await?;
            kept_an_admin(succession::hand_over(store, actor, &from, &to).await?)
        }
        AdminAct::EnableOrganisation(code) => {
            organisation(store, &code).await?;
            store.enable_organisation(actor, &code).await.map_err(unavailable)?;
            Ok(None)
        }
        AdminAct::AddPerson { name, email, organisation: code, roles } => {
            let email: Email = email.parse().map_err(|_| Fault::NoEmail)?;
            let name = self::name(&name)?;
            organisation(store, &code).await?;
            let new = NewPerson { id: new_id()?, email, name, organisation: code, roles: some(roles)? };
            if !store.add_person(actor, &new).await.map_err(unavailable)? {
                return Err(Fault::EmailTaken);
            }
            invite(store, actor, &new.id).await
        }
        AdminAct::SetRoles { person, roles } => {
            self::person(store, &person).await?;
            kept_an_admin(store.set_roles(actor, &person, &some(roles)?).await.map_err(unavailable)?)
        }
        AdminAct::DisablePerson(person) => {
            self::person(store, &person).await?;
            // Whoever runs commands can always make another admin, and a leaver must not have to wait for that.
            let last_too = actor == COMMAND;
            kept_an_admin(store.disable_person(actor, &person, last_too).await.map_err(unavailable)?)
        }
        AdminAct::HandOver { from, to } => {
            hand_over(store, actor, &from, &to).await?;
            Ok(None)
        }
        AdminAct::EnablePerson(person) => {
            self::person(store, &person).await?;
            kept_an_admin(store.enable_person(actor, &person).await.map_err(unavailable)?)
        }
        AdminAct::ErasePerson(person) => {
            if self::person(store, &person).await?.disabled.is_none() {
                return Err(Fault::NotClosed);
            }
            if awaits_heir(store, &person).await? {
                return Err(Fault::NotHandedOver);
            }
            let erased = store.erase_person(actor, &person).await.map_err(unavailable)?;
            if erased { Ok(None) } else { Err(Fault::NotClosed) }
        }
        AdminAct::Invite(person) => {
            active(store, &person).await?;
            // With the link an admin could come in as somebody who is in already, and read what they read.
            if actor != COMMAND && self::person(store, &person).await?.accepted {
                return Err(Fault::AlreadyIn);
            }
            invite(store, actor, &person).await
        }
        AdminAct::AddToken(person) => {
            active(store, &person).await?;
            let token = secret::token()?;
            store.add_token(actor, &secret::digest(&token), &person).await.map_err(unavailable)?;
            Ok(Some(Secret::Token(token)))
        }
        AdminAct::AddGroup(terms) => {
            let code = code_of(&terms.name)?;
            if group(store, &code).await.is_ok() {
                return Err(Fault::NameTaken(code.to_string()));
            }
            save_group(store, actor, code, terms).await
        }
        AdminAct::ChangeGroup(code, terms) => {
            group(store, &code).await?;
            save_group(store, actor, code, terms).await
        }
        AdminAct::AddMember { group, member } => {
            self::group(store, &group).await?;
            match &member {
                Audience::Organisation(code) => organisation(store, code).await.map_err(|_| Fault::NoMember)?,
                Audience::Person(id) => drop(person(store, id).await.map_err(|_| Fault::NoMember)?),
                Audience::Hub(_) | Audience::Group(_) => return Err(Fault::NoMember),
            }
            store.add_member(actor, &group, &member).await.map_err(unavailable)?;
            Ok(None)
        }
        AdminAct::RemoveMember { group, member } => {
            self::group(store, &group).await?;
            store.remove_member(actor, &group, &member).await.map_err(unavailable)?;
            Ok(None)
        }
    }
}

/// The code of an invitation for whoever becomes the first admin; `None` when there are persons already.
pub async fn first_invitation(store: &Store) -> Result<Option<String>, Fault> {
    if store.count_people().await.map_err(unavailable)? > 0 {
        return Ok(None);
    }
    let code = secret::fresh()?;
    store.invite_first(&secret::digest(&code), Timestamp::now() + INVITATION).await.map_err(unavailable)?;
    Ok(Some(code))
}

/// The person of an address.
pub async fn person_of(store: &Store, email: &str) -> Result<Slug, Fault> {
    let parsed: Email = email.parse().map_err(|_| Fault::NoEmail)?;
    let person = store.person_of(&parsed).await.map_err(unavailable)?;
    person.ok_or_else(|| Fault::NoPerson(parsed.to_string()))
}

async fn save_group(store: &Store, actor: &str, code: Slug, terms: Terms) -> Result<Option<Secret>, Fault> {
    for (field, text) in [("purpose", &terms.purpose), ("basis", &terms.basis)] {
        if text.trim().is_empty() || text.chars().count() > 1000 {
            return Err(Fault::Missing(field));
        }
    }
    let terms = Terms { name: name(&terms.name)?, ..terms };
    organisation(store, &terms.owner).await?;
    let group = Group { code, terms, members: BTreeSet::new() };
    store.save_group(actor, &group).await.map_err(unavailable)?;
    Ok(None)
}

async fn invite(store: &Store, actor: &str, person: &Slug) -> Result<Option<Secret>, Fault> {
    let code = secret::fresh()?;
    let expires = Timestamp::now() + INVITATION;
    store.invite(actor, &secret::digest(&code), person, expires).await.map_err(unavailable)?;
    Ok(Some(Secret::Invitation(code)))
}

async fn organisation(store: &Store, code: &Slug) -> Result<(), Fault> {
    let found = store.has_organisation(code).await.map_err(unavailable)?;
    if found { Ok(()) } else { Err(Fault::NoOrganisation(code.to_string())) }
}

async fn person(store: &Store, id: &Slug) -> Result<PersonRow, Fault> {
    let person = store.person(id).await.map_err(unavailable)?;
    person.ok_or_else(|| Fault::NoPerson(id.to_string()))
}

/// A person who may come in.
async fn active(store: &Store, id: &Slug) -> Result<(), Fault> {
    store.keys_of(id).await.map_err(unavailable)?.map(drop).ok_or_else(|| Fault::NoPerson(id.to_string()))
}

async fn group(store: &Store, code: &Slug) -> Result<(), Fault> {
    let known = store.groups().await.map_err(unavailable)?;
    if known.iter().any(|group| group.code == *code) { Ok(()) } else { Err(Fault::NoGroup) }
}

fn kept_an_admin(kept: bool) -> Result<Option<Secret>, Fault> {
    if kept { Ok(None) } else { Err(Fault::LastAdmin) }
}

fn some(roles: BTreeSet<Role>) -> Result<BTreeSet<Role>, Fault> {
    if roles.is_empty() { Err(Fault::NoRole) } else { Ok(roles) }
}

/// A name as it was filled in: one line, not empty, at most 200 characters.
pub fn name(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    let legal = !name.is_empty() && name.chars().count() <= 200 && !name.contains(char::is_control);
    if legal { Ok(name.to_owned()) } else { Err(Fault::NoName) }
}

/// The code of a name: `Reederij Café B.V.` becomes `reederij-cafe-b-v`.
pub fn code_of(name: &str) -> Result<Slug, Fault> {
    let plain: String = name.nfd().filter(|c| c.is_ascii()).map(|c| c.to_ascii_lowercase()).collect();
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let code: String = words.join("-").chars().take(60).collect();
    code.trim_end_matches('-').parse().map_err(|_| Fault::NoName)
}
