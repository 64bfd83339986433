//! Everybody who may come in, as the sharing rule and the workflow see them.

use std::collections::{BTreeMap, BTreeSet};

use app::desk::Refusal;
use app::model::draft::Reach;
use app::model::group::Group;
use app::model::lang::Text;
use app::model::members::Members;
use app::model::place::Hub;
use app::model::plan::Organisation;
use app::model::reader::Person;
use app::model::sharing::{Audience, Ground, Sharing, ground};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::model::workflow::{Act, Case, may};

use crate::library::{Shelf, unavailable};
use crate::store;

/// Persons with their names, organisations and groups.
pub struct Roll {
    pub persons: Vec<(Person, String)>,
    pub organisations: Vec<Organisation>,
    pub groups: Vec<Group>,
    pub hubs: Vec<Hub>,
}

impl Shelf {
    pub(super) async fn roll(&self) -> Result<Roll, Refusal> {
        let people = self.store.people().await.map_err(unavailable)?;
        let gone = self.store.disabled_organisations().await.map_err(unavailable)?;
        let mut organisations = self.store.organisations().await.map_err(unavailable)?;
        organisations.retain(|organisation| !gone.contains_key(&organisation.slug));
        let mut groups = self.store.groups().await.map_err(unavailable)?;
        let today = store::today();
        groups.retain(|group| group.terms.ends >= today);
        let known: BTreeMap<&Slug, &Organisation> = organisations.iter().map(|one| (&one.slug, one)).collect();
        let mut persons = Vec::with_capacity(people.len());
        for row in people.into_iter().filter(|row| row.disabled.is_none()) {
            let Some(organisation) = known.get(&row.organisation) else { continue };
            let own = [Audience::Person(row.id.clone()), Audience::Organisation(row.organisation.clone())];
            let member = |group: &&Group| own.iter().any(|member| group.members.contains(member));
            let person = Person {
                id: row.id,
                organisation: row.organisation,
                kind: organisation.kind,
                hubs: organisation.hubs.iter().cloned().collect(),
                groups: groups.iter().filter(member).map(|group| group.code.clone()).collect(),
                roles: row.roles,
            };
            persons.push((person, row.name));
        }
        let hubs = self.store.hubs().await.map_err(unavailable)?;
        Ok(Roll { persons, organisations, groups, hubs })
    }
}

impl Roll {
    pub fn person(&self, id: &Slug) -> Option<&Person> {
        self.persons.iter().map(|(person, _)| person).find(|person| person.id == *id)
    }

    pub fn organisation(&self, code: &Slug) -> Option<&Organisation> {
        self.organisations.iter().find(|organisation| organisation.slug == *code)
    }

    /// Whom somebody can name in an audience.
    pub fn members_for(&self, person: &Person) -> Members {
        let groups = self.groups.iter().filter(|group| person.groups.contains(&group.code));
        let colleagues = self.persons.iter().filter(|(one, _)| one.organisation == person.organisation);
        let colleagues = colleagues.filter(|(one, _)| one.id != person.id);
        Members {
            organisations: self.organisations.iter().map(|one| (one.slug.clone(), one.name.clone())).collect(),
            hubs: self.hubs.iter().map(|hub| (hub.code.clone(), hub.name.clone())).collect(),
            groups: groups.map(|group| (group.code.clone(), group.terms.name.clone())).collect(),
            colleagues: colleagues.map(|(one, name)| (one.id.clone(), name.clone())).collect(),
        }
    }

    /// Whether anybody could publish this.
    pub fn has_eyes_for(&self, case: &Case) -> bool {
        self.persons.iter().any(|(person, _)| may(person, Act::Publish, case).is_ok())
    }

    /// Who could read what is shared so. `before` holds the reader keys of all that the author shared before. A group that
    /// the author is not in counts as one that there is not: its name and its size are its members'.
    pub fn reach(&self, sharing: &Sharing, author: &Slug, before: &BTreeSet<String>) -> Reach {
        let own_groups = self.person(author).map(|author| &author.groups);
        let sharing = &sharing.for_those(|member| match member {
            Audience::Group(code) => own_groups.is_some_and(|groups| groups.contains(code)),
            _ => true,
        });
        let mut counts: BTreeMap<&Slug, (u32, bool)> = BTreeMap::new();
        for (person, _) in &self.persons {
            let reader = person.reader();
            let Some(ground) = ground(&reader, sharing, Some(author)) else { continue };
            let count = counts.entry(&person.organisation).or_default();
            count.0 += 1;
            count.1 |= !self.hides(&ground);
        }
        let mut reach = Reach {
            sharing: sharing.clone(),
            persons: counts.values().map(|(count, _)| count).sum(),
            organisations: Vec::new(),
            unnamed: 0,
            unused: Vec::new(),
            idle: Vec::new(),
        };
        for (code, (count, named)) in counts {
            match self.organisation(code).filter(|_| named) {
                Some(organisation) => reach.organisations.push((organisation.name.clone(), count)),
                None => reach.unnamed += count,
            }
        }
        reach.organisations.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.nl.cmp(&b.0.nl)));
        // Labels for everybody have no audience, and are used by everybody.
        if sharing.tlp() > Tlp::Green {
            let keys = sharing.keys(None);
            let counts_for = |member: &&Audience| keys.iter().any(|key| key.ends_with(&member.to_string()));
            let used =
                |member: &&Audience| before.iter().any(|key| key.trim_start_matches("public+") == member.to_string());
            let own = [Audience::Person(author.clone())];
            let strange = |member: &&Audience| counts_for(member) && !used(member) && !own.contains(member);
            reach.unused = sharing.audience().iter().filter(strange).map(|member| self.name_of(member)).collect();
            let idle = sharing.audience().iter().filter(|member| !counts_for(member));
            reach.idle = idle.map(|member| self.name_of(member)).collect();
        }
        reach
    }

    /// Whether what lets somebody in does not tell who they are.
    fn hides(&self, ground: &Ground) -> bool {
        let Ground::Member(Audience::Group(code)) = ground else { return false };
        self.groups.iter().any(|group| group.code == *code && group.terms.hidden_roster)
    }

    /// A member of an audience by name, for an author who chose it. Persons are named by their organisation.
    fn name_of(&self, member: &Audience) -> Text {
        let name = match member {
            Audience::Organisation(code) => self.organisation(code).map(|one| one.name.clone()),
            Audience::Hub(code) => self.hubs.iter().find(|hub| hub.code == *code).map(|hub| hub.name.clone()),
            Audience::Group(code) => {
                let group = self.groups.iter().find(|group| group.code == *code);
                group.map(|group| Text::new(group.terms.name.clone(), group.terms.name.clone()))
            }
            Audience::Person(id) => {
                let organisation = self.person(id).and_then(|person| self.organisation(&person.organisation));
                organisation.map(|one| one.name.clone())
            }
        };
        name.unwrap_or_else(|| Text::new(member.to_string(), member.to_string()))
    }
}
