//! The monitor: its values, as far as the reader may read them.

use std::collections::{BTreeSet, HashSet};

use app::desk::{Monitor, Refusal};
use app::model::indicator::{Indicator, Observation, Series};
use app::model::place::Place;
use app::model::reader::Reader;
use app::model::sharing::may_read;
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::civil::Date;

use super::{Shelf, unavailable};
use crate::monitor::suppression::protect;

#[async_trait]
impl Monitor for Shelf {
    async fn indicators(&self, _: &Reader) -> Result<Vec<Indicator>, Refusal> {
        self.store.indicators().await.map_err(unavailable)
    }

    async fn series(&self, reader: &Reader, code: &Slug, known_on: Option<Date>) -> Result<Series, Refusal> {
        let indicator = self.store.indicator(code).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let mut observations = self.store.observations(code, known_on).await.map_err(unavailable)?;
        if known_on.is_some() {
            // A label that was narrowed since holds for what was known before, too.
            let now = self.store.observations(code, None).await.map_err(unavailable)?;
            let closed: HashSet<_> = now
                .iter()
                .filter(|observation| !may_read(reader, &observation.sharing, None))
                .map(|observation| (&observation.place, observation.period, &observation.source.title))
                .collect();
            observations.retain(|one| !closed.contains(&(&one.place, one.period, &one.source.title)));
        }
        let places = self.store.places().await.map_err(unavailable)?;
        Ok(series(reader, indicator, observations, &places))
    }

    async fn all_series(&self, reader: &Reader) -> Result<Vec<Series>, Refusal> {
        let places = self.store.places().await.map_err(unavailable)?;
        let mut all = Vec::new();
        for indicator in self.indicators(reader).await? {
            let observations = self.store.observations(&indicator.code, None).await.map_err(unavailable)?;
            all.push(series(reader, indicator, observations, &places));
        }
        Ok(all)
    }
}

/// An indicator with its values and, of all places, those that it has values for.
fn series(reader: &Reader, indicator: Indicator, mut observations: Vec<Observation>, places: &[Place]) -> Series {
    // First what a total would tell, then who may read what is left.
    protect(&indicator, places, &mut observations);
    observations.retain(|observation| may_read(reader, &observation.sharing, None));
    let used: BTreeSet<&Slug> = observations.iter().map(|observation| &observation.place).collect();
    let places = places.iter().filter(|place| used.contains(&place.code)).cloned().collect();
    Series { indicator, observations, places }
}
