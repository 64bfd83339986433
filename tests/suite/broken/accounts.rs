//! Accounts and administration, broken.

use app::desk::{Administration, Ceremony, Entrances, Entry, Fault, People, Refusal};
use app::model::account::{
    Acceptance, Account, AdminAct, Credential, Estate, Identity, Invitation, OrganisationRow, OwnAccount, OwnAct,
    PersonRow, Secret, WaysIn,
};
use app::model::audit::{Trace, TraceFilter};
use app::model::document::Page;
use app::model::group::Group;
use app::model::limit::Limit;
use app::model::reader::Reader;
use app::model::retention::Retention;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Broken, SECRET};

#[async_trait]
impl People for Broken {
    async fn who(&self, _: &Credential) -> Result<Option<Account>, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn sign_in(&self, _: &str, _: &str, _: &str) -> Result<Entry, Fault> {
        panic!("{SECRET}")
    }

    async fn halfway(&self, _: &str) -> Result<Option<Slug>, Refusal> {
        panic!("{SECRET}")
    }

    async fn second_step(&self, _: &str, _: &str, _: &str) -> Result<String, Fault> {
        panic!("{SECRET}")
    }

    async fn sign_out(&self, _: &Account) -> Result<(), Refusal> {
        panic!("{SECRET}")
    }

    async fn invitation(&self, _: &str) -> Result<Option<Invitation>, Refusal> {
        panic!("{SECRET}")
    }

    async fn accept(&self, _: Acceptance, _: &str) -> Result<String, Fault> {
        panic!("{SECRET}")
    }

    async fn own_account(&self, _: &Account) -> Result<OwnAccount, Refusal> {
        panic!("{SECRET}")
    }

    async fn own_traces(&self, _: &Account, _: u32) -> Result<Vec<Trace>, Refusal> {
        panic!("{SECRET}")
    }

    async fn change_account(&self, _: &Account, _: OwnAct) -> Result<Option<Secret>, Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Entrances for Broken {
    fn ways_in(&self) -> WaysIn {
        panic!("{SECRET}")
    }

    async fn sign_in_as(&self, _: &Identity, _: &str) -> Result<Entry, Fault> {
        panic!("{SECRET}")
    }

    fn ask_passkey(&self) -> Result<Ceremony, Fault> {
        panic!("{SECRET}")
    }

    async fn sign_in_by_passkey(&self, _: &str, _: &str, _: &str) -> Result<String, Fault> {
        panic!("{SECRET}")
    }

    async fn offer_passkey(&self, _: &Account, _: &str) -> Result<Ceremony, Fault> {
        panic!("{SECRET}")
    }

    async fn add_passkey(&self, _: &Account, _: &str, _: &str, _: &str) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Administration for Broken {
    async fn people(&self, _: &Reader) -> Result<Vec<PersonRow>, Refusal> {
        panic!("{SECRET}")
    }

    async fn person(&self, _: &Reader, _: &Slug) -> Result<PersonRow, Refusal> {
        panic!("{SECRET}")
    }

    async fn estate(&self, _: &Reader, _: &Slug) -> Result<Estate, Refusal> {
        panic!("{SECRET}")
    }

    async fn estate_of(&self, _: &Reader, _: &Slug, _: Option<&Slug>) -> Result<Estate, Refusal> {
        panic!("{SECRET}")
    }

    async fn organisations(&self, _: &Reader) -> Result<Vec<OrganisationRow>, Refusal> {
        panic!("{SECRET}")
    }

    async fn groups(&self, _: &Reader) -> Result<Vec<Group>, Refusal> {
        panic!("{SECRET}")
    }

    fn limits(&self, _: &Reader) -> Result<Vec<Limit>, Refusal> {
        Err(Refusal::Unavailable)
    }

    fn retention(&self) -> Retention {
        panic!("{SECRET}")
    }

    async fn traces(&self, _: &Reader, _: &TraceFilter) -> Result<Page<Trace>, Refusal> {
        panic!("{SECRET}")
    }

    async fn administer(&self, _: &Reader, _: AdminAct) -> Result<Option<Secret>, Fault> {
        panic!("{SECRET}")
    }
}
