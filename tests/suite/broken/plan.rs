//! The monitor by hand, the plan and its reports, which never work.

use app::desk::{Deliveries, Effects, Fault, Progress, Refusal, Register, Reports};
use app::model::account::Account;
use app::model::delivery::{DeliveryAct, DeliveryDesk, DeliveryPage};
use app::model::edit::{Edit, Made};
use app::model::effect::{Asked, Question, ShareShift};
use app::model::progress::{Entry, PlanAct, Subject};
use app::model::reader::Reader;
use app::model::report::{Listed, Report, ReportAct};
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Broken, SECRET};

#[async_trait]
impl Deliveries for Broken {
    async fn delivery_desk(&self, _: &Account) -> Result<DeliveryDesk, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn hand_in(&self, _: &Account, _: &str, _: Vec<u8>) -> Result<Slug, Fault> {
        panic!("{SECRET}")
    }

    async fn delivery(&self, _: &Account, _: &Slug) -> Result<DeliveryPage, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn settle(&self, _: &Account, _: &Slug, _: DeliveryAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn template(&self, _: &Account, _: &Slug) -> Result<String, Refusal> {
        Err(Refusal::Unavailable)
    }
}

#[async_trait]
impl Effects for Broken {
    async fn effect(&self, _: &Reader, _: &Question) -> Result<Asked, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn share_shift(&self, _: &Reader, _: &Slug) -> Result<Option<ShareShift>, Refusal> {
        Err(Refusal::Unavailable)
    }
}

#[async_trait]
impl Register for Broken {
    async fn edits(&self, _: &Account) -> Result<Vec<Made>, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn edit_indicator(&self, _: &Account, _: &Slug, _: Edit, _: Option<Slug>) -> Result<(), Fault> {
        panic!("{SECRET}")
    }

    async fn settle_rule(&self, _: &Account, _: &Slug, _: &Slug, _: bool) -> Result<(), Fault> {
        Err(Refusal::Unavailable.into())
    }
}

#[async_trait]
impl Progress for Broken {
    async fn entries(&self) -> Result<Vec<Entry>, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn keeps(&self, _: &Account, _: &Subject) -> Result<bool, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn record(&self, _: &Account, _: PlanAct) -> Result<(), Fault> {
        panic!("{SECRET}")
    }
}

#[async_trait]
impl Reports for Broken {
    async fn reports(&self, _: &Reader) -> Result<Vec<Listed>, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn report(&self, _: &Reader, _: &Slug) -> Result<Report, Refusal> {
        Err(Refusal::Unavailable)
    }

    async fn write_report(&self, _: &Account, _: ReportAct) -> Result<Option<Slug>, Fault> {
        panic!("{SECRET}")
    }
}
