//! The monitor: indicators with their values.

use async_trait::async_trait;
use jiff::civil::Date;

use super::{Desk, Refusal};
use crate::model::indicator::{Indicator, Series};
use crate::model::overview::{Chapter, Overview};
use crate::model::reader::Reader;
use crate::model::slug::Slug;

/// The monitor.
#[async_trait]
pub trait Monitor: Send + Sync {
    /// In the order of theme and position.
    async fn indicators(&self, reader: &Reader) -> Result<Vec<Indicator>, Refusal>;

    /// The values as they are known now, or as they were known at the end of a day.
    async fn series(&self, reader: &Reader, code: &Slug, known_on: Option<Date>) -> Result<Series, Refusal>;

    /// The same, taken along as a file: of a signed-in reader this is recorded.
    async fn export_series(&self, reader: &Reader, code: &Slug, known_on: Option<Date>) -> Result<Series, Refusal>;

    /// Notes that a signed-in reader takes along all that is public.
    async fn export_public(&self, reader: &Reader) -> Result<(), Refusal>;

    /// Many indicators by theme, each with the few values that a list shows. Themes without any are left out.
    async fn overview(&self, reader: &Reader, asked: &Overview) -> Result<Vec<Chapter>, Refusal>;
}

impl Desk {
    pub async fn indicators(&self) -> Result<Vec<Indicator>, Refusal> {
        self.library.indicators(&self.reader).await
    }

    pub async fn series(&self, code: &Slug) -> Result<Series, Refusal> {
        self.library.series(&self.reader, code, None).await
    }

    pub async fn series_known_on(&self, code: &Slug, day: Option<Date>) -> Result<Series, Refusal> {
        self.library.series(&self.reader, code, day).await
    }

    pub async fn export_series(&self, code: &Slug, day: Option<Date>) -> Result<Series, Refusal> {
        self.library.export_series(&self.reader, code, day).await
    }

    /// The desk of nobody in particular, to take along what is public; of a signed-in reader this is recorded.
    pub async fn export_public(&self) -> Result<Desk, Refusal> {
        self.library.export_public(&self.reader).await?;
        Ok(Desk::anonymous(self.library.clone()))
    }

    pub async fn overview(&self, asked: &Overview) -> Result<Vec<Chapter>, Refusal> {
        self.library.overview(&self.reader, asked).await
    }
}
