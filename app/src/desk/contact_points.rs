//! Where organisations can be asked, who looks after that, and messages that show no address.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::contact_point::{BehindAct, ContactAct, ContactDesk, ContactPage, ContactPoint, OwnContacts};
use crate::model::profile::DirectAct;
use crate::model::reader::Reader;
use crate::model::slug::Slug;

/// Contact points. One that is hidden, was withdrawn or has ended is [`Refusal::Absent`], as one that does not exist.
#[async_trait]
pub trait ContactPoints: Send + Sync {
    /// Those that this reader may read, by organisation.
    async fn contact_points(&self, reader: &Reader) -> Result<Vec<ContactPoint>, Refusal>;

    /// Opens one: above TLP:GREEN this is recorded, and so is a refusal.
    async fn contact_point(&self, reader: &Reader, id: &Slug) -> Result<ContactPage, Refusal>;

    /// Leaves a message at one. That it was is recorded.
    async fn write_to(&self, account: &Account, id: &Slug, text: &str) -> Result<(), Fault>;

    /// Those of an organisation, for who looks after them; for everybody else there is nothing here.
    async fn contact_desk(&self, reader: &Reader, organisation: &Slug) -> Result<ContactDesk, Refusal>;

    async fn keep_contacts(&self, account: &Account, organisation: &Slug, act: ContactAct) -> Result<(), Fault>;

    /// What concerns somebody: what ends soon, what they are behind, and what was written.
    async fn own_contacts(&self, account: &Account) -> Result<OwnContacts, Refusal>;

    async fn act_behind(&self, account: &Account, id: &Slug, act: BehindAct) -> Result<(), Fault>;

    /// Answers or settles what was written to a contact point. Of two who answer at once, one does.
    async fn act_on_contact_message(&self, account: &Account, act: DirectAct) -> Result<(), Fault>;
}

impl Desk {
    pub async fn contact_points(&self) -> Result<Vec<ContactPoint>, Refusal> {
        self.library.contact_points(&self.reader).await
    }

    pub async fn contact_point(&self, id: &Slug) -> Result<ContactPage, Refusal> {
        self.library.contact_point(&self.reader, id).await
    }

    /// Only somebody who is signed in writes; a token reads.
    pub async fn write_to(&self, id: &Slug, text: &str) -> Result<(), Fault> {
        self.library.write_to(self.acting_account()?, id, text).await
    }

    pub async fn contact_desk(&self, organisation: &Slug) -> Result<ContactDesk, Refusal> {
        self.library.contact_desk(&self.reader, organisation).await
    }

    pub async fn keep_contacts(&self, organisation: &Slug, act: ContactAct) -> Result<(), Fault> {
        self.library.keep_contacts(self.acting_account()?, organisation, act).await
    }

    pub async fn own_contacts(&self) -> Result<OwnContacts, Refusal> {
        self.library.own_contacts(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn act_behind(&self, id: &Slug, act: BehindAct) -> Result<(), Fault> {
        self.library.act_behind(self.acting_account()?, id, act).await
    }

    pub async fn act_on_contact_message(&self, act: DirectAct) -> Result<(), Fault> {
        self.library.act_on_contact_message(self.acting_account()?, act).await
    }
}
