//! What readers do with documents, when everything inside breaks.

use std::collections::BTreeMap;

use app::desk::{Adoptions, Fault, Following, Refusal};
use app::model::account::{Account, Secret};
use app::model::adoption::{Adoption, AdoptionFilter, AdoptionRow, NewAdoption};
use app::model::following::{Feed, FollowAct, News, Watch};
use app::model::lang::{Lang, Text};
use app::model::reader::Reader;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Broken, SECRET};

#[async_trait]
impl Adoptions for Broken {
    async fn adoptions(&self, _: &Reader, _: &AdoptionFilter, _: Lang) -> Result<Vec<AdoptionRow>, Refusal> {
        panic!("{SECRET}")
    }

    async fn adoptions_of(&self, _: &Reader, _: &Slug) -> Result<Vec<Adoption>, Refusal> {
        panic!("{SECRET}")
    }

    async fn record_adoption(&self, _: &Account, _: &Slug, _: NewAdoption) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn names_of(&self, _: &Reader, _: &[Slug]) -> Result<BTreeMap<Slug, Text>, Refusal> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Following for Broken {
    async fn watches(&self, _: &Account) -> Result<Vec<Watch>, Refusal> {
        panic!("{SECRET}")
    }

    async fn news(&self, _: &Account, _: Lang) -> Result<Vec<News>, Refusal> {
        panic!("{SECRET}")
    }

    async fn mail(&self, _: &Account) -> Result<Option<bool>, Refusal> {
        panic!("{SECRET}")
    }

    async fn follow(&self, _: &Account, _: FollowAct) -> Result<Option<Secret>, Fault> {
        panic!("{SECRET}")
    }

    async fn feed(&self, _: &str) -> Result<Feed, Refusal> {
        panic!("{SECRET}")
    }

    async fn end_mail(&self, _: &str) -> Result<(), Refusal> {
        panic!("{SECRET}")
    }
}
