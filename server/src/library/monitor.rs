//! The monitor: its values, as far as the reader may read them.

use std::collections::{BTreeSet, HashSet};

use app::desk::{Monitor, Refusal};
use app::model::audit::Deed;
use app::model::indicator::{Indicator, Observation, Series};
use app::model::lag::lag;
use app::model::overview::{Chapter, Extent, Overview};
use app::model::place::Place;
use app::model::reader::Reader;
use app::model::sharing::{Sharing, may_read};
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::civil::Date;

use super::recording::Held;
use super::{Shelf, unavailable};
use crate::monitor::suppression::protect;
use crate::store::{Told, Wanted};

#[async_trait]
impl Monitor for Shelf {
    async fn indicators(&self, _: &Reader) -> Result<Vec<Indicator>, Refusal> {
        self.store.indicators().await.map_err(unavailable)
    }

    async fn series(&self, reader: &Reader, code: &Slug, known_on: Option<Date>) -> Result<Series, Refusal> {
        let indicator = self.store.indicator(code).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let (values, arrivals) = (self.store.observations(code, known_on), self.store.arrivals(code, known_on));
        let (mut observations, arrivals) = tokio::try_join!(values, arrivals).map_err(unavailable)?;
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
        // By what the reader may read.
        let read = arrivals.into_iter().filter(|(sharing, _)| may_read(reader, sharing, None));
        let lag = lag(read.map(|(_, arrivals)| arrivals));
        Ok(Series { lag, ..series(reader, indicator, observations, &places) })
    }

    async fn export_series(&self, reader: &Reader, code: &Slug, known_on: Option<Date>) -> Result<Series, Refusal> {
        let series = self.series(reader, code, known_on).await?;
        let narrowest = series.observations.iter().map(|one| &one.sharing).max_by_key(|sharing| sharing.tlp());
        self.record_export(reader, code.as_str(), narrowest).await?;
        Ok(series)
    }

    async fn export_public(&self, reader: &Reader) -> Result<(), Refusal> {
        self.record_export(reader, EVERYTHING, Some(&Sharing::clear())).await
    }

    async fn overview(&self, reader: &Reader, asked: &Overview) -> Result<Vec<Chapter>, Refusal> {
        let labels = self.store.labels_of_values().await.map_err(unavailable)?;
        let labels: Vec<_> = labels.into_iter().filter(|label| may_read(reader, label, None)).collect();
        let places = self.store.places().await.map_err(unavailable)?;
        let inside: Option<Vec<&Slug>> = asked.hub.as_ref().map(|hub| {
            places.iter().filter(|place| place.hub.as_ref() == Some(hub)).map(|place| &place.code).collect()
        });
        let (readings, years) = match asked.extent {
            Extent::Latest => (1, 0),
            Extent::Courses => (2, 0),
            Extent::Years => (2, 2),
        };
        let told =
            self.store.told_indicators(&labels, inside.as_deref(), readings, years).await.map_err(unavailable)?;
        let mut indicators = self.indicators(reader).await?;
        // Where the register lists places, that nothing is known of them yet is worth a line.
        let listed = |one: &Indicator| {
            let here = |place: &Slug| inside.as_ref().is_none_or(|inside| inside.contains(&place));
            asked.extent == Extent::Latest && one.hubs.iter().any(here)
        };
        indicators.retain(|one| told.contains(one.code.as_str()) || listed(one));
        indicators.retain(|one| !(asked.real && one.demonstration));
        let mut chapters = Vec::new();
        let mut rest = indicators.into_iter().peekable();
        while let Some(theme) = rest.peek().map(|one| one.theme) {
            let of_theme: Vec<Indicator> = std::iter::from_fn(|| rest.next_if(|one| one.theme == theme)).collect();
            if !asked.themes.is_empty() && !asked.themes.contains(&theme) {
                continue;
            }
            let mut chapter = Chapter { theme, total: of_theme.len(), series: Vec::new() };
            for indicator in of_theme.into_iter().skip(asked.from).take(asked.size) {
                let mut series = self.some_of(reader, indicator, &places, asked.extent, inside.as_deref()).await?;
                if let Some(inside) = &inside {
                    series.observations.retain(|one| inside.contains(&&one.place));
                    series.places.retain(|place| inside.contains(&&place.code));
                    series.gaps.retain(|place| inside.contains(&&place.code));
                }
                chapter.series.push(series);
            }
            chapters.push(chapter);
        }
        Ok(chapters)
    }
}

/// What stands in the record for the whole public set.
const EVERYTHING: &str = "alles";

impl Shelf {
    /// Writes down that a signed-in reader takes values along. What cannot be recorded is not handed out.
    async fn record_export(&self, reader: &Reader, what: &str, sharing: Option<&Sharing>) -> Result<(), Refusal> {
        // A name of its own, so that it is not taken for a document.
        let name: Slug = format!("monitor/{what}").parse().map_err(|_| Refusal::Absent)?;
        let held = sharing.map(|sharing| Held { sharing, author: None });
        self.record(reader, Deed::Exported, &name, held).await
    }

    /// The values of an indicator that an overview shows.
    async fn some_of(
        &self,
        reader: &Reader,
        indicator: Indicator,
        places: &[Place],
        extent: Extent,
        inside: Option<&[&Slug]>,
    ) -> Result<Series, Refusal> {
        let code = &indicator.code;
        // What may be shown of one value depends on others there: all of them are looked at.
        if indicator.small_numbers.is_some() {
            let observations = self.store.observations(code, None).await.map_err(unavailable)?;
            return Ok(series(reader, indicator, observations, places));
        }
        let mut told = self.store.told_strands(code).await.map_err(unavailable)?;
        told.retain(|one| {
            let inside = inside.is_none_or(|places| places.contains(&&one.strand.place));
            inside && one.strand.sharing.as_ref().is_some_and(|label| may_read(reader, label, None))
        });
        let wanted = self.wanted(&told, places, extent).await?;
        let observations = self.store.some_observations(code, &wanted).await.map_err(unavailable)?;
        let mut some = series(reader, indicator, observations, places);
        if wanted.years {
            // What says nothing of whole years may well have other values.
            some.gaps.clear();
        }
        Ok(some)
    }

    /// The latest period of every place, and all periods of the place that has most of them: of those with as many, the first.
    async fn wanted(&self, told: &[Told], places: &[Place], extent: Extent) -> Result<Wanted, Refusal> {
        if extent == Extent::Years {
            return Ok(Wanted { years: true, ..Wanted::default() });
        }
        let mut wanted = Wanted::default();
        let mut most: Option<(i64, Vec<i64>)> = None;
        for place in places {
            let of_place: Vec<&Told> = told.iter().filter(|one| one.strand.place == place.code).collect();
            wanted.periods.extend(of_place.iter().map(|one| one.latest).max_by_key(|period| period.reach()));
            let strands: Vec<i64> = of_place.iter().map(|one| one.id).collect();
            let readings = match of_place.as_slice() {
                [] => continue,
                [one] => one.readings,
                // Sources tell of the same periods, or of others.
                _ => self.store.count_periods(&strands).await.map_err(unavailable)?,
            };
            if readings > most.as_ref().map_or(0, |(most, _)| *most) {
                most = Some((readings, strands));
            }
        }
        wanted.strands = most.map(|(_, strands)| strands.into_iter().collect()).unwrap_or_default();
        Ok(wanted)
    }
}

/// An indicator with its values and, of all places, those that it has values for, and those that it should have.
fn series(reader: &Reader, indicator: Indicator, mut observations: Vec<Observation>, places: &[Place]) -> Series {
    // First what a total would tell, then who may read what is left.
    protect(&indicator, places, &mut observations);
    observations.retain(|observation| may_read(reader, &observation.sharing, None));
    let used: BTreeSet<&Slug> = observations.iter().map(|observation| &observation.place).collect();
    let gap = |place: &&Place| indicator.hubs.contains(&place.code) && !used.contains(&place.code);
    let gaps = places.iter().filter(gap).cloned().collect();
    let places = places.iter().filter(|place| used.contains(&place.code)).cloned().collect();
    Series { indicator, observations, places, gaps, lag: None }
}
