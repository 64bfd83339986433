//! Where organisations can be asked, when everything inside breaks.

use app::desk::{ContactPoints, Fault, Refusal};
use app::model::account::Account;
use app::model::contact_point::{BehindAct, ContactAct, ContactDesk, ContactPage, ContactPoint, OwnContacts};
use app::model::profile::DirectAct;
use app::model::reader::Reader;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Broken, SECRET};

#[async_trait]
impl ContactPoints for Broken {
    async fn contact_points(&self, _: &Reader) -> Result<Vec<ContactPoint>, Refusal> {
        panic!("{SECRET}")
    }

    async fn contact_point(&self, _: &Reader, _: &Slug) -> Result<ContactPage, Refusal> {
        panic!("{SECRET}")
    }

    async fn write_to(&self, _: &Account, _: &Slug, _: &str) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn contact_desk(&self, _: &Reader, _: &Slug) -> Result<ContactDesk, Refusal> {
        panic!("{SECRET}")
    }

    async fn keep_contacts(&self, _: &Account, _: &Slug, _: ContactAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn own_contacts(&self, _: &Account) -> Result<OwnContacts, Refusal> {
        panic!("{SECRET}")
    }

    async fn act_behind(&self, _: &Account, _: &Slug, _: BehindAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn act_on_contact_message(&self, _: &Account, _: DirectAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}
