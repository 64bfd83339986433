//! What persons watch.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::{Account, Secret};
use crate::model::following::{Feed, FollowAct, News, Watch};
use crate::model::lang::Lang;

/// What somebody watches, saved searches among it. What is new is what they may read at the moment of asking.
#[async_trait]
pub trait Following: Send + Sync {
    /// Saved searches by name, then the rest in the order in which it was added.
    async fn watches(&self, account: &Account) -> Result<Vec<Watch>, Refusal>;

    /// What is new about each since the person last looked, with names in a language of the site.
    async fn news(&self, account: &Account, lang: Lang) -> Result<Vec<News>, Refusal>;

    /// Whether news comes by mail, where this site sends any; `None` where it does not.
    async fn mail(&self, account: &Account) -> Result<Option<bool>, Refusal>;

    async fn follow(&self, account: &Account, act: FollowAct) -> Result<Option<Secret>, Fault>;

    /// The saved search of a feed's secret, trimmed to what its owner may read now and to what may leave the site
    /// (TLP:CLEAR and TLP:GREEN). A secret that does not hold is [`Refusal::Absent`].
    async fn feed(&self, secret: &str) -> Result<Feed, Refusal>;

    /// Ends the mail of whoever has this secret; the same answer whether it holds or not.
    async fn end_mail(&self, secret: &str) -> Result<(), Refusal>;
}

impl Desk {
    pub async fn watches(&self) -> Result<Vec<Watch>, Refusal> {
        self.library.watches(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn news(&self, lang: Lang) -> Result<Vec<News>, Refusal> {
        self.library.news(self.account().ok_or(Refusal::Absent)?, lang).await
    }

    pub async fn mail(&self) -> Result<Option<bool>, Refusal> {
        self.library.mail(self.account().ok_or(Refusal::Absent)?).await
    }

    pub async fn follow(&self, act: FollowAct) -> Result<Option<Secret>, Fault> {
        self.library.follow(self.signed_in_account()?, act).await
    }
}
