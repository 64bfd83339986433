//! What stands along the axes of a drawing, and what it is called.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::figure::Sketch;
use super::multiples::event;
use super::scale::{Axis, Years};
use super::scene::{Event, Name, Tick};
use crate::model::lang::Lang;
use crate::parts::format::number;
use crate::words::fill;

/// How many years are named on a narrow drawing, and on any at most.
const NAMED: u16 = 5;
const MOST_NAMED: u16 = 14;

pub fn ticks(lang: Lang, axis: &Axis) -> Vec<Tick> {
    let tick = |value: &f64| Tick { at: axis.at(*value), text: written(lang, *value, 6), zero: *value == 0.0 };
    axis.ticks.iter().map(tick).collect()
}

pub fn years(years: Years) -> Vec<Name> {
    let named: Vec<i16> = years.named(NAMED).collect();
    let name = |year: i16| Name { at: years.middle(year), text: year.to_string(), spare: !named.contains(&year) };
    if years.count() > MOST_NAMED {
        named.iter().copied().map(name).collect()
    } else {
        years.each().map(name).collect()
    }
}

/// A number for people, with so many decimals at most.
pub fn written(lang: Lang, value: f64, decimals: u32) -> String {
    number(lang, Decimal::from_f64(value).unwrap_or_default().round_dp(decimals))
}

impl Sketch<'_> {
    /// What the drawing of a place shows.
    pub fn description(&self, place: &str, years: Years) -> String {
        let name = self.series.indicator.name.get(self.interface.lang);
        fill(
            &self.interface.words.chart.drawing,
            &[("name", &name), ("place", &place), ("first", &years.first), ("last", &years.last)],
        )
    }

    /// What the plan did in these years.
    pub fn events(&self, years: Years) -> Vec<Event> {
        self.events.iter().filter_map(|(number, period)| event(years, *number, *period)).collect()
    }

    /// Where the definition breaks in these years.
    pub fn breaks(&self, years: Years) -> Vec<f64> {
        let versions = self.series.indicator.versions.iter();
        let within = |day: Date| (years.first..=years.last).contains(&day.year());
        versions
            .filter(|version| version.breaks && within(version.from))
            .map(|version| years.at(version.from))
            .collect()
    }
}

/// A calculated number, with as many decimals as say something.
pub fn rounded(lang: Lang, value: f64) -> String {
    let decimals = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 1.0 {
        1
    } else {
        3
    };
    written(lang, value, decimals)
}
