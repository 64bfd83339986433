//! Reports for parliament.

use async_trait::async_trait;

use super::{Desk, Fault, Refusal};
use crate::model::account::Account;
use crate::model::reader::Reader;
use crate::model::report::{Listed, Report, ReportAct};
use crate::model::slug::Slug;

/// Published reports are for everybody; the others for those who work on them. For whoever does not, they are not there.
#[async_trait]
pub trait Reports: Send + Sync {
    /// Newest period first.
    async fn reports(&self, reader: &Reader) -> Result<Vec<Listed>, Refusal>;

    async fn report(&self, reader: &Reader, slug: &Slug) -> Result<Report, Refusal>;

    /// Takes a step; gives the address of the report, or `None` where it is gone.
    async fn write_report(&self, account: &Account, act: ReportAct) -> Result<Option<Slug>, Fault>;
}

impl Desk {
    pub async fn reports(&self) -> Result<Vec<Listed>, Refusal> {
        self.library.reports(&self.reader).await
    }

    pub async fn report(&self, slug: &Slug) -> Result<Report, Refusal> {
        self.library.report(&self.reader, slug).await
    }

    pub async fn write_report(&self, act: ReportAct) -> Result<Option<Slug>, Fault> {
        self.library.write_report(self.signed_in_account()?, act).await
    }
}
