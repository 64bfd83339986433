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
    /// The sharing groups the person or the organisation belongs to.
    pub groups: BTreeSet<Slug>,
}
