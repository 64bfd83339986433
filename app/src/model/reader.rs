//! Who asks.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::slug::Slug;

/// What kind of organisation a person works for. Only [`OrganisationKind::Public`] is a public body of the Netherlands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrganisationKind {
    Public,
    Private,
    Academic,
    Foreign,
}

impl OrganisationKind {
    pub const ALL: [OrganisationKind; 4] =
        [OrganisationKind::Public, OrganisationKind::Private, OrganisationKind::Academic, OrganisationKind::Foreign];

    pub fn code(self) -> &'static str {
        match self {
            OrganisationKind::Public => "public",
            OrganisationKind::Private => "private",
            OrganisationKind::Academic => "academic",
            OrganisationKind::Foreign => "foreign",
        }
    }

    pub fn parse(code: &str) -> Option<OrganisationKind> {
        OrganisationKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a person does on behalf of their organisation. A role gives work to do, never something to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Reader,
    Contributor,
    Editor,
    Organiser,
    Steering,
    /// Of the hubs that the organisation belongs to.
    Secretariat,
    Admin,
}

impl Role {
    pub const ALL: [Role; 7] = [
        Role::Reader,
        Role::Contributor,
        Role::Editor,
        Role::Organiser,
        Role::Steering,
        Role::Secretariat,
        Role::Admin,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Contributor => "contributor",
            Role::Editor => "editor",
            Role::Organiser => "organiser",
            Role::Steering => "steering",
            Role::Secretariat => "secretariat",
            Role::Admin => "admin",
        }
    }

    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// The one who reads: nobody in particular, or a signed-in person with all that the sharing rule asks about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    #[default]
    Anonymous,
    Person(Person),
}

/// A signed-in person, as the sharing rule sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: Slug,
    pub organisation: Slug,
    pub kind: OrganisationKind,
    /// The hubs the organisation belongs to.
    pub hubs: BTreeSet<Slug>,
    /// The sharing groups that the person or the organisation belongs to and that have not ended.
    pub groups: BTreeSet<Slug>,
    pub roles: BTreeSet<Role>,
}

impl Person {
    /// The same person, as whoever reads.
    pub fn reader(&self) -> Reader {
        Reader::Person(self.clone())
    }
}

impl Reader {
    /// The person, where somebody is signed in.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Reader::Anonymous => None,
            Reader::Person(person) => Some(person),
        }
    }

    /// Whether this reader has work of this kind to do.
    pub fn is(&self, role: Role) -> bool {
        self.person().is_some_and(|person| person.roles.contains(&role))
    }
}
