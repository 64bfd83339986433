//! Persons and their accounts: signing in, one's own account, and administration.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::{
    Acceptance, Account, AdminAct, Credential, Estate, Invitation, OrganisationRow, OwnAccount, OwnAct, PersonRow,
    Secret,
};
use crate::model::audit::{Trace, TraceFilter};
use crate::model::document::Page;
use crate::model::group::Group;
use crate::model::limit::Limit;
use crate::model::reader::Reader;
use crate::model::retention::Retention;
use crate::model::slug::Slug;

/// How far a right password leads.
#[derive(Clone)]
pub enum Entry {
    /// The secret of a new session.
    Session(String),
    /// The secret of half a session: a code from the authenticator app makes it whole.
    Halfway(String),
}

/// Accounts, from outside and by their owners.
#[async_trait]
pub trait People: Send + Sync {
    /// Whose credential this is; `None` when it does not hold, or not any more. Looked up at every request.
    async fn who(&self, credential: &Credential) -> Result<Option<Account>, Refusal>;

    /// Signs in by password. Takes the same time whether the account exists or not.
    async fn sign_in(&self, email: &str, password: &str, agent: &str) -> Result<Entry, Fault>;

    /// The person whose second step this secret waits for.
    async fn halfway(&self, secret: &str) -> Result<Option<Slug>, Refusal>;

    /// The second step: a code of the app, or a recovery code. Gives the secret of a new session.
    async fn second_step(&self, secret: &str, code: &str, agent: &str) -> Result<String, Fault>;

    async fn sign_out(&self, account: &Account) -> Result<(), Refusal>;

    /// What an invitation is for; `None` when it does not hold.
    async fn invitation(&self, code: &str) -> Result<Option<Invitation>, Refusal>;

    /// Chooses a password and signs in. Gives the secret of a new session.
    async fn accept(&self, acceptance: Acceptance, agent: &str) -> Result<String, Fault>;

    async fn own_account(&self, account: &Account) -> Result<OwnAccount, Refusal>;

    /// What the record holds about this person, newest first, at most `size`.
    async fn own_traces(&self, account: &Account, size: u32) -> Result<Vec<Trace>, Refusal>;

    async fn change_account(&self, account: &Account, act: OwnAct) -> Result<Option<Secret>, Fault>;
}

/// What admins do. For everybody else each of these is [`Refusal::Absent`].
#[async_trait]
pub trait Administration: Send + Sync {
    /// By organisation and name.
    async fn people(&self, reader: &Reader) -> Result<Vec<PersonRow>, Refusal>;

    async fn person(&self, reader: &Reader, id: &Slug) -> Result<PersonRow, Refusal>;

    /// What a person looks after.
    async fn estate(&self, reader: &Reader, person: &Slug) -> Result<Estate, Refusal>;

    /// What an organisation owns, and who of another could take it up.
    async fn estate_of(&self, reader: &Reader, organisation: &Slug, other: Option<&Slug>) -> Result<Estate, Refusal>;

    async fn organisations(&self, reader: &Reader) -> Result<Vec<OrganisationRow>, Refusal>;

    async fn groups(&self, reader: &Reader) -> Result<Vec<Group>, Refusal>;

    /// How long what is kept about people stays.
    fn retention(&self) -> Retention;

    /// What the server allows at most.
    fn limits(&self, reader: &Reader) -> Result<Vec<Limit>, Refusal>;

    /// Newest first.
    async fn traces(&self, reader: &Reader, filter: &TraceFilter) -> Result<Page<Trace>, Refusal>;

    async fn administer(&self, reader: &Reader, act: AdminAct) -> Result<Option<Secret>, Fault>;
}

impl Desk {
    pub async fn invitation(&self, code: &str) -> Result<Option<Invitation>, Refusal> {
        self.library.invitation(code).await
    }

    /// The own account of whoever is signed in.
    pub async fn own_account(&self) -> Result<OwnAccount, Refusal> {
        self.library.own_account(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn own_traces(&self, size: u32) -> Result<Vec<Trace>, Refusal> {
        self.library.own_traces(self.account().ok_or(Refusal::Absent)?, size).await
    }

    pub fn limits(&self) -> Result<Vec<Limit>, Refusal> {
        self.library.limits(&self.reader)
    }

    pub async fn people(&self) -> Result<Vec<PersonRow>, Refusal> {
        self.library.people(&self.reader).await
    }

    pub async fn person(&self, id: &Slug) -> Result<PersonRow, Refusal> {
        self.library.person(&self.reader, id).await
    }

    pub async fn estate(&self, person: &Slug) -> Result<Estate, Refusal> {
        self.library.estate(&self.reader, person).await
    }

    pub async fn estate_of(&self, organisation: &Slug, other: Option<&Slug>) -> Result<Estate, Refusal> {
        self.library.estate_of(&self.reader, organisation, other).await
    }

    pub async fn organisations(&self) -> Result<Vec<OrganisationRow>, Refusal> {
        self.library.organisations(&self.reader).await
    }

    pub async fn groups(&self) -> Result<Vec<Group>, Refusal> {
        self.library.groups(&self.reader).await
    }

    pub fn retention(&self) -> Retention {
        self.library.retention()
    }

    pub async fn traces(&self, filter: &TraceFilter) -> Result<Page<Trace>, Refusal> {
        self.library.traces(&self.reader, filter).await
    }

    pub async fn administer(&self, act: AdminAct) -> Result<Option<Secret>, Fault> {
        self.library.administer(&self.reader, act).await
    }
}
