//! What persons show of themselves and write to each other, when everything inside breaks.

use app::desk::{Fault, Profiles, Refusal};
use app::model::account::Account;
use app::model::profile::{DirectAct, DirectMessage, Profile, ProfileAct, ProfilePage};
use app::model::reader::Reader;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Broken, SECRET};

#[async_trait]
impl Profiles for Broken {
    async fn profiles(&self, _: &Reader) -> Result<Vec<Profile>, Refusal> {
        panic!("{SECRET}")
    }

    async fn profile(&self, _: &Reader, _: &Slug) -> Result<ProfilePage, Refusal> {
        panic!("{SECRET}")
    }

    async fn own_profile(&self, _: &Account) -> Result<Option<Profile>, Refusal> {
        panic!("{SECRET}")
    }

    async fn act_on_profile(&self, _: &Account, _: ProfileAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn contact(&self, _: &Account, _: &Slug, _: &str) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn direct_messages(&self, _: &Account) -> Result<Vec<DirectMessage>, Refusal> {
        panic!("{SECRET}")
    }

    async fn act_on_direct_message(&self, _: &Account, _: DirectAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}
