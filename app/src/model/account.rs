//! Accounts: how persons are known, what belongs to them, and what may be done to an account.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::group::{Group, Terms};
use super::lang::Text;
use super::plan::Organisation;
use super::reader::{OrganisationKind, Person, Reader, Role};
use super::slug::Slug;

/// An e-mail address as a person signs in with it: small letters, one `@`, at most 254 characters (RFC 5321).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is no e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an e-mail address: write name@organisation.example")]
pub struct NotAnEmail(String);

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Email, NotAnEmail> {
        let email = text.trim().to_lowercase();
        let plain = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control());
        match email.rsplit_once('@') {
            Some((name, host)) if plain(name) && plain(host) && !name.contains('@') && email.len() <= 254 => {
                Ok(Email(email))
            }
            _ => Err(NotAnEmail(text.chars().take(60).collect())),
        }
    }
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;

    fn try_from(text: String) -> Result<Email, NotAnEmail> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub person: Person,
    pub name: String,
    pub email: Email,
    /// The name of their organisation.
    pub organisation: Text,
    /// The session they came with; `None` for a bearer token, which reads but changes no account.
    pub session: Option<String>,
}

impl Account {
    /// Its person, as whoever reads.
    pub fn reader(&self) -> Reader {
        self.person.reader()
    }
}

/// What a request brings to say who asks. The text is secret.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    Session(String),
    Token(String),
}

/// A device on which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Session {
    pub id: String,
    pub created: Timestamp,
    /// To about five minutes.
    pub seen: Timestamp,
    /// What the browser calls itself, at most 200 characters.
    pub agent: String,
}

/// A key with which a program reads on behalf of a person. The key itself is shown once and never kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    pub id: String,
    pub created: Timestamp,
}

/// The state of the code from an authenticator app (TOTP, RFC 6238).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Totp {
    Off,
    /// The secret was handed out; a first code has to prove that it arrived.
    Offered {
        /// Base32.
        secret: String,
        /// `otpauth://…`, for apps on the same device.
        address: String,
    },
    On {
        /// How many recovery codes are left.
        recovery_codes: u32,
    },
}

/// Who somebody is according to an identity provider (OpenID Connect Core 1.0, section 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Whose word this is: `iss`.
    pub issuer: String,
    /// Who it is there: `sub`, which never changes and is never given to another.
    pub subject: String,
    /// An address that the provider says it has verified.
    pub email: Option<Email>,
}

/// A key pair on somebody's device or in their password manager (Web Authentication, W3C).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passkey {
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    pub created: Timestamp,
    pub used: Option<Timestamp>,
}

/// How people can come in, besides by password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaysIn {
    /// What the identity provider is called, where there is one.
    pub provider: Option<String>,
    /// Browsers know passkeys only under the name of a host that is known beforehand.
    pub passkeys: bool,
}

/// All that is kept about a person, for that person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAccount {
    pub created: Timestamp,
    pub sessions: Vec<Session>,
    pub tokens: Vec<Token>,
    pub totp: Totp,
    /// Whoever came in by an identity provider may never have chosen one.
    pub has_password: bool,
    pub passkeys: Vec<Passkey>,
    /// Since when they come in by an identity provider.
    pub identity: Option<Timestamp>,
    /// The groups they read with.
    pub groups: Vec<Group>,
}

/// What a person does to their own account.
#[derive(Clone)]
pub enum OwnAct {
    ChangePassword { old: String, new: String },
    EndSession(String),
    EndOtherSessions,
    AddToken { password: String },
    EndToken(String),
    OfferTotp { password: String },
    ConfirmTotp { code: String },
    StopTotp { password: String },
    EndPasskey { id: String, password: String },
    EndIdentity { password: String },
}

/// What is shown once, to whom it belongs, and kept as a hash only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secret {
    /// The code of an invitation link.
    Invitation(String),
    Token(String),
    RecoveryCodes(Vec<String>),
    /// Of the feed of a saved search.
    Feed(String),
    /// A letter with a personal link in it, for somebody to send.
    Letter(String),
}

/// An invitation that still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invitation {
    /// Whoever accepts becomes the first admin.
    FirstAdmin,
    Person {
        name: String,
        email: Email,
    },
}

/// What somebody fills in to accept an invitation. Name and address count for the first admin alone.
#[derive(Clone, Default)]
pub struct Acceptance {
    pub code: String,
    pub name: String,
    pub email: String,
    pub password: String,
}

/// A person, as admins see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub id: Slug,
    pub name: String,
    pub email: Email,
    pub organisation: Slug,
    pub roles: BTreeSet<Role>,
    pub created: Timestamp,
    pub disabled: Option<Timestamp>,
    /// Has come in: by a password, a passkey or an identity provider.
    pub accepted: bool,
    pub totp: bool,
    pub sessions: u32,
    pub tokens: u32,
}

impl PersonRow {
    /// Whether a text is part of the name, the address or the organisation.
    pub fn matches(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let has = |own: &str| own.to_lowercase().contains(&text);
        has(&self.name) || has(self.email.as_str()) || has(self.organisation.as_str())
    }
}

/// What a person or an organisation looks after, in numbers, and who could take it over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estate {
    /// Published and withdrawn.
    pub documents: u32,
    pub drafts: u32,
    pub signals: u32,
    /// Of an organisation, not of a person.
    pub groups: u32,
    pub indicators: u32,
    pub contact_points: u32,
    /// How many documents and drafts are TLP:RED: those pass only to who may read them already.
    pub red: u32,
    pub heirs: Vec<Heir>,
}

impl Estate {
    pub fn is_empty(&self) -> bool {
        self.documents + self.drafts + self.signals + self.groups + self.indicators + self.contact_points == 0
    }
}

/// Who could take over from a leaver, and may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heir {
    pub id: Slug,
    pub name: String,
}

/// An organisation, as admins see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRow {
    pub organisation: Organisation,
    pub persons: u32,
    pub disabled: Option<Timestamp>,
    pub names: NamesShown,
}

/// To whom an organisation shows the names of those who write for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NamesShown {
    #[default]
    Nobody,
    /// Persons of that organisation.
    Colleagues,
    /// Every person with an account.
    Community,
}

impl NamesShown {
    pub const ALL: [NamesShown; 3] = [NamesShown::Nobody, NamesShown::Colleagues, NamesShown::Community];

    pub fn code(self) -> &'static str {
        match self {
            NamesShown::Nobody => "nobody",
            NamesShown::Colleagues => "colleagues",
            NamesShown::Community => "community",
        }
    }

    pub fn parse(code: &str) -> Option<NamesShown> {
        NamesShown::ALL.into_iter().find(|shown| shown.code() == code)
    }

    /// Whether somebody is told who wrote for an organisation.
    pub fn tells(self, reader: &Person, organisation: &Slug) -> bool {
        match self {
            NamesShown::Nobody => false,
            NamesShown::Colleagues => reader.organisation == *organisation,
            NamesShown::Community => true,
        }
    }
}

/// What an admin does, on a page or on the command line.
#[derive(Clone, Debug)]
pub enum AdminAct {
    ShowNames {
        organisation: Slug,
        to: NamesShown,
    },
    AddOrganisation {
        name: String,
        kind: OrganisationKind,
        hubs: Vec<Slug>,
    },
    DisableOrganisation(Slug),
    /// Closes an organisation where that is not done yet. What it owns becomes that of the organisation of a person, who takes
    /// up what it was writing.
    HandOverOrganisation {
        from: Slug,
        to: Slug,
    },
    EnableOrganisation(Slug),
    AddPerson {
        name: String,
        email: String,
        organisation: Slug,
        roles: BTreeSet<Role>,
    },
    SetRoles {
        person: Slug,
        roles: BTreeSet<Role>,
    },
    DisablePerson(Slug),
    /// What somebody looks after becomes a colleague's.
    HandOver {
        from: Slug,
        to: Slug,
    },
    EnablePerson(Slug),
    /// Name, address and all that was for a person alone, of an account that was closed.
    ErasePerson(Slug),
    /// A new link, with which the person chooses a new password. The old one, the code of the app, sessions and tokens end.
    Invite(Slug),
    /// For the command line alone: whoever holds a token reads what its person may read.
    AddToken(Slug),
    AddGroup(Terms),
    ChangeGroup(Slug, Terms),
    AddMember {
        group: Slug,
        member: super::sharing::Audience,
    },
    RemoveMember {
        group: Slug,
        member: super::sharing::Audience,
    },
}
