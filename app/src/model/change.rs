//! The log of all that happened: the only way anything learns of a write.

use std::fmt;

/// What a change is about. A row never has content, only where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Noun {
    Document,
    Hub,
    Place,
    Indicator,
    /// Values of an indicator that are not for everybody; the id is that of the indicator.
    Observation,
    Plan,
    Organisation,
    Concept,
    Conference,
    Person,
    Group,
    /// A step of a hub with a document; the id is its own.
    Adoption,
    Signal,
    /// A report on a modus operandi; the id is its own.
    Sighting,
    /// What a reader said about a document; the id is its own.
    Remark,
    /// A file on a document; of its document's readers not all may know of it.
    Attachment,
    /// What somebody tells others of their work; the id is its own.
    Profile,
    /// Where an organisation can be asked; the id is its own.
    ContactPoint,
}

impl Noun {
    pub const ALL: [Noun; 18] = [
        Noun::Document,
        Noun::Hub,
        Noun::Place,
        Noun::Indicator,
        Noun::Observation,
        Noun::Plan,
        Noun::Organisation,
        Noun::Concept,
        Noun::Conference,
        Noun::Person,
        Noun::Group,
        Noun::Adoption,
        Noun::Signal,
        Noun::Sighting,
        Noun::Remark,
        Noun::Attachment,
        Noun::Profile,
        Noun::ContactPoint,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Noun::Document => "document",
            Noun::Hub => "hub",
            Noun::Place => "place",
            Noun::Indicator => "indicator",
            Noun::Observation => "observation",
            Noun::Plan => "plan",
            Noun::Organisation => "organisation",
            Noun::Concept => "concept",
            Noun::Conference => "conference",
            Noun::Person => "person",
            Noun::Group => "group",
            Noun::Adoption => "adoption",
            Noun::Signal => "signal",
            Noun::Sighting => "sighting",
            Noun::Remark => "remark",
            Noun::Attachment => "attachment",
            Noun::Profile => "profile",
            Noun::ContactPoint => "contact-point",
        }
    }

    pub fn parse(code: &str) -> Option<Noun> {
        Noun::ALL.into_iter().find(|noun| noun.code() == code)
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Grows by one; becomes visible in order.
    pub seq: i64,
    /// UTC milliseconds.
    pub at: i64,
    pub noun: Noun,
    /// The id of the thing (UUID of a document, code of the others).
    pub id: String,
    pub verb: Verb,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    Created,
    Changed,
    Deleted,
}

impl Verb {
    pub fn code(self) -> &'static str {
        match self {
            Verb::Created => "created",
            Verb::Changed => "changed",
            Verb::Deleted => "deleted",
        }
    }

    pub fn parse(code: &str) -> Option<Verb> {
        [Verb::Created, Verb::Changed, Verb::Deleted].into_iter().find(|verb| verb.code() == code)
    }
}
