//! Who can be named in an audience, for a form to offer.

use super::lang::Text;
use super::sharing::{Audience, Sharing};
use super::slug::Slug;
use super::tlp::Tlp;

/// What somebody can choose an audience from: the register, and of groups and persons those that they know of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    pub organisations: Vec<(Slug, Text)>,
    pub hubs: Vec<(Slug, Text)>,
    /// Groups of this person.
    pub groups: Vec<(Slug, String)>,
    /// Persons of their own organisation.
    pub colleagues: Vec<(Slug, String)>,
}

impl Members {
    /// Those of them who may read something already: what who may not widen it can choose from.
    pub fn within(mut self, whole: &Sharing) -> Members {
        if whole.tlp() <= Tlp::Green {
            return self;
        }
        let named = |member: Audience| whole.audience().contains(&member);
        self.organisations.retain(|(code, _)| named(Audience::Organisation(code.clone())));
        self.hubs.retain(|(code, _)| named(Audience::Hub(code.clone())));
        self.groups.retain(|(code, _)| named(Audience::Group(code.clone())));
        self.colleagues.retain(|(id, _)| named(Audience::Person(id.clone())));
        self
    }
}
