//! What readers do with documents, when everything inside breaks.

use std::collections::BTreeMap;

use app::desk::{Access, Adoptions, Fault, Following, Refusal, Remarks, Sightings, Wanting};
use app::model::access::{Ask, NewAsk, Reading, Warning};
use app::model::account::{Account, Secret};
use app::model::adoption::{Adoption, AdoptionFilter, AdoptionRow, NewAdoption};
use app::model::following::{Feed, FollowAct, News, Watch};
use app::model::lang::{Lang, Text};
use app::model::proposal::{NewProposal, Proposal, ProposalAct, ProposalRow};
use app::model::reader::Reader;
use app::model::remark::{Concern, NewRemark, Remark};
use app::model::sighting::{Cell, NewSighting};
use app::model::slug::Slug;
use app::model::wanted::Wanted;
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

    async fn represented(&self, _: &Account) -> Result<Vec<(Slug, Text)>, Refusal> {
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

#[async_trait]
impl Sightings for Broken {
    async fn sightings_of(&self, _: &Reader, _: &Slug) -> Result<Vec<Cell>, Refusal> {
        panic!("{SECRET}")
    }

    async fn record_sighting(&self, _: &Account, _: &Slug, _: NewSighting) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Remarks for Broken {
    async fn remarks_of(&self, _: &Reader, _: &Slug) -> Result<Vec<Remark>, Refusal> {
        panic!("{SECRET}")
    }

    async fn add_remark(&self, _: &Account, _: &Slug, _: NewRemark) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn resolve_remark(&self, _: &Account, _: &Slug, _: &str) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn concerns(&self, _: &Account) -> Result<Vec<Concern>, Refusal> {
        panic!("{SECRET}")
    }

    async fn proposals_of(&self, _: &Account, _: &Slug) -> Result<Vec<ProposalRow>, Refusal> {
        panic!("{SECRET}")
    }

    async fn proposal(&self, _: &Account, _: &Slug, _: &str) -> Result<Proposal, Refusal> {
        panic!("{SECRET}")
    }

    async fn propose(&self, _: &Account, _: &Slug, _: NewProposal) -> Result<String, Fault> {
        panic!("{SECRET}")
    }

    async fn answer_proposal(&self, _: &Account, _: &Slug, _: &str, _: ProposalAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Wanting for Broken {
    async fn missed(&self, _: &Reader, _: &str) {
        panic!("{SECRET}")
    }

    async fn wanted(&self, _: &Reader) -> Result<Vec<Wanted>, Refusal> {
        panic!("{SECRET}")
    }

    async fn strike_wanted(&self, _: &Account, _: &str) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Access for Broken {
    async fn ask_access(&self, _: &Account, _: NewAsk) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn asks(&self, _: &Account) -> Result<Vec<Ask>, Refusal> {
        panic!("{SECRET}")
    }

    async fn settle_ask(&self, _: &Account, _: &str) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn warnings(&self, _: &Account) -> Result<Vec<Warning>, Refusal> {
        panic!("{SECRET}")
    }

    async fn settle_warning(&self, _: &Account, _: &str) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn readings(&self, _: &Account, _: &Slug) -> Result<Vec<Reading>, Refusal> {
        panic!("{SECRET}")
    }
}
