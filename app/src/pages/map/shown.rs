//! What the map shows for an address: the same for the page and for the files.

use jiff::civil::Date;

use super::flows::{self, Flows};
use crate::desk::{Desk, Refusal};
use crate::model::chart::{Address, KNOWN_ON, Unread};
use crate::model::indicator::{Indicator, Series};
use crate::model::overview::Overview;
use crate::model::period::Period;
use crate::model::place::{Hub, Place};
use crate::model::slug::Slug;
use crate::words::Interface;

/// The keys of the address.
pub const INDICATOR: &str = "indicator";
pub const PERIOD: &str = "periode";

/// How many indicators of each theme can be chosen from the list; the address takes any.
const CHOICE: usize = 60;

/// All that is shown.
pub struct Shown {
    pub asked: Asked,
    pub hubs: Vec<Hub>,
    pub places: Vec<Place>,
    pub offered: Vec<Indicator>,
    /// The indicator that is shown; with nothing to choose from there is a map all the same.
    pub code: Option<Slug>,
    pub series: Option<Series>,
    /// What can be chosen, newest first, and what is.
    pub periods: Vec<Period>,
    pub chosen: Option<Period>,
    pub flows: Flows,
}

pub async fn shown(interface: Interface, desk: &Desk, mut asked: Asked) -> Result<Shown, Refusal> {
    let hubs = desk.hubs().await?;
    let places = desk.places().await?;
    let offered = offered(desk).await?;
    let code = asked.indicator.clone().or_else(|| offered.first().map(|one| one.code.clone()));
    let series = match &code {
        Some(code) => Some(desk.series_known_on(code, asked.known_on).await?),
        None => None,
    };
    let periods = series.as_ref().map(periods).unwrap_or_default();
    // A period of which nothing is known is passed over as one that is none.
    let unknown = asked.period.filter(|period| !periods.contains(period));
    asked.unread.extend(unknown.map(|period| Unread::new(PERIOD, &period.to_string())));
    let chosen = asked.period.filter(|period| periods.contains(period)).or_else(|| usual(&periods));
    let flows = flows::flows(interface, desk, &hubs, &places, asked.known_on).await?;
    Ok(Shown { asked, hubs, places, offered, code, series, periods, chosen, flows })
}

/// What the address asks for.
pub struct Asked {
    pub indicator: Option<Slug>,
    pub period: Option<Period>,
    pub known_on: Option<Date>,
    pub unread: Vec<Unread>,
}

impl Asked {
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Asked {
        let mut address = Address::new(get);
        let asked = Asked {
            indicator: address.read(INDICATOR, |text| text.parse().ok()),
            period: address.read(PERIOD, |text| text.parse().ok()),
            known_on: address.read(KNOWN_ON, |text| text.parse().ok()),
            unread: Vec::new(),
        };
        Asked { unread: address.unread(), ..asked }
    }

    /// The pairs of an address that asks for this.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let text = |text: Option<String>| text.unwrap_or_default();
        let pairs = [
            (INDICATOR, text(self.indicator.as_ref().map(ToString::to_string))),
            (PERIOD, text(self.period.map(|period| period.to_string()))),
            (KNOWN_ON, text(self.known_on.map(|day| day.to_string()))),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// The indicators that have a value for a place on the map, in the order of theme and position.
async fn offered(desk: &Desk) -> Result<Vec<Indicator>, Refusal> {
    let asked = Overview { real: true, ..Overview::latest(CHOICE) };
    let chapters = desk.overview(&asked).await?;
    let series = chapters.into_iter().flat_map(|chapter| chapter.series);
    let told = |series: &Series| series.places.iter().any(is_drawn) && series.indicator.towards.is_none();
    Ok(series.filter(told).map(|series| series.indicator).collect())
}

/// Whether a place is a mark on the map: a hub or a part of one.
pub fn is_drawn(place: &Place) -> bool {
    place.hub.is_some() && place.at.is_some()
}

/// The periods of which something is known at a place on the map, newest first.
fn periods(series: &Series) -> Vec<Period> {
    let drawn = series.places.iter().filter(|place| is_drawn(place));
    let mut periods: Vec<Period> =
        drawn.flat_map(|place| series.of(&place.code)).map(|observation| observation.period).collect();
    periods.sort_by_key(|period| std::cmp::Reverse(period.reach()));
    periods.dedup();
    periods
}

/// The last whole year, or else the period that reaches furthest.
fn usual(periods: &[Period]) -> Option<Period> {
    periods.iter().find(|period| matches!(period, Period::Year(_))).or(periods.first()).copied()
}
