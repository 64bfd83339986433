//! The monitor. All its figures are public so far, so every reader sees all of them.

use std::collections::{BTreeMap, BTreeSet};

use app::desk::{Monitor, Refusal};
use app::model::indicator::{Indicator, Observation, Series};
use app::model::place::Place;
use app::model::reader::Reader;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Shelf, unavailable};

#[async_trait]
impl Monitor for Shelf {
    async fn indicators(&self, _: &Reader) -> Result<Vec<Indicator>, Refusal> {
        self.store.indicators().await.map_err(unavailable)
    }

    async fn series(&self, reader: &Reader, code: &Slug) -> Result<Series, Refusal> {
        let indicators = self.indicators(reader).await?;
        let indicator = indicators.into_iter().find(|indicator| indicator.code == *code).ok_or(Refusal::Absent)?;
        let observations = self.store.observations(Some(code)).await.map_err(unavailable)?;
        let places = self.store.places().await.map_err(unavailable)?;
        Ok(series(indicator, observations, &places))
    }

    async fn all_series(&self, reader: &Reader) -> Result<Vec<Series>, Refusal> {
        let mut by_indicator: BTreeMap<Slug, Vec<Observation>> = BTreeMap::new();
        for observation in self.store.observations(None).await.map_err(unavailable)? {
            by_indicator.entry(observation.indicator.clone()).or_default().push(observation);
        }
        let places = self.store.places().await.map_err(unavailable)?;
        let indicators = self.indicators(reader).await?.into_iter();
        let each = indicators.map(|indicator| {
            let observations = by_indicator.remove(&indicator.code).unwrap_or_default();
            series(indicator, observations, &places)
        });
        Ok(each.collect())
    }
}

/// An indicator with its values and, of all places, those that it has values for.
fn series(indicator: Indicator, observations: Vec<Observation>, places: &[Place]) -> Series {
    let used: BTreeSet<&Slug> = observations.iter().map(|observation| &observation.place).collect();
    let places = places.iter().filter(|place| used.contains(&place.code)).cloned().collect();
    Series { indicator, observations, places }
}
