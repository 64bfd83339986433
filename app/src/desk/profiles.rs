//! Profiles that persons show where they want to, and messages that show no address.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::profile::{DirectAct, DirectMessage, Profile, ProfileAct, ProfilePage};
use crate::model::reader::Reader;
use crate::model::slug::Slug;

/// Profiles. One that is hidden, was taken back or has ended is [`Refusal::Absent`], as one that does not exist.
#[async_trait]
pub trait Profiles: Send + Sync {
    /// Those that this reader may read, by organisation and post.
    async fn profiles(&self, reader: &Reader) -> Result<Vec<Profile>, Refusal>;

    /// Opens one: above TLP:GREEN this is recorded, and so is a refusal.
    async fn profile(&self, reader: &Reader, id: &Slug) -> Result<ProfilePage, Refusal>;

    /// That of somebody themselves, where they have one.
    async fn own_profile(&self, account: &Account) -> Result<Option<Profile>, Refusal>;

    async fn act_on_profile(&self, account: &Account, act: ProfileAct) -> Result<(), Fault>;

    /// Leaves a message for whose profile this is. That it was is recorded.
    async fn contact(&self, account: &Account, profile: &Slug, text: &str) -> Result<(), Fault>;

    /// What waits for somebody, oldest first.
    async fn direct_messages(&self, account: &Account) -> Result<Vec<DirectMessage>, Refusal>;

    async fn act_on_direct_message(&self, account: &Account, act: DirectAct) -> Result<(), Fault>;
}

impl Desk {
    pub async fn profiles(&self) -> Result<Vec<Profile>, Refusal> {
        self.library.profiles(&self.reader).await
    }

    pub async fn profile(&self, id: &Slug) -> Result<ProfilePage, Refusal> {
        self.library.profile(&self.reader, id).await
    }

    pub async fn own_profile(&self) -> Result<Option<Profile>, Refusal> {
        self.library.own_profile(self.account().ok_or(Refusal::Absent)?).await
    }

    /// Only somebody who is signed in changes something; a token reads.
    pub async fn act_on_profile(&self, act: ProfileAct) -> Result<(), Fault> {
        self.library.act_on_profile(self.acting_account()?, act).await
    }

    pub async fn contact(&self, profile: &Slug, text: &str) -> Result<(), Fault> {
        self.library.contact(self.acting_account()?, profile, text).await
    }

    pub async fn direct_messages(&self) -> Result<Vec<DirectMessage>, Refusal> {
        self.library.direct_messages(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn act_on_direct_message(&self, act: DirectAct) -> Result<(), Fault> {
        self.library.act_on_direct_message(self.acting_account()?, act).await
    }
}
