//! The chart of an indicator: one drawing per place on the same years, so that places can be compared.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::band;
use super::figure::{Figure, Sketch, body};
use super::key;
use super::panel::marks;
use super::plot::{Plot, float};
use super::run::incomplete;
use super::scale::{Axis, Years};
use super::scene::{Event, Scene};
use crate::model::chart::{Choice, Height};
use crate::model::indicator::{Qualifier, Series};
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::trend::{Reading, readings};
use crate::parts::format::{number, period};
use crate::parts::quantity::quantity;
use crate::words::{Interface, fill};

/// A period of the plan, marked on the axis: its number in the list beside the chart.
pub type PlanEvent = (usize, Period);

/// The drawings of these places on a page, in their order, with the key and the reader of values. Places without dated values
/// are left out; `None` when nothing is left to draw.
pub fn multiples(
    interface: Interface,
    series: &Series,
    places: &[Place],
    height: Height,
    id: &str,
) -> Option<impl IntoView + use<>> {
    let choice = Choice { height, ..Choice::default() };
    let sketch = Sketch { interface, series, choice: &choice, events: &[], bands: &[], id };
    let drawn = few(&sketch, places)?;
    Some(view! { <div class="chart-body">{body(interface, drawn)}</div> })
}

/// The chart of series with few values: marks, and lines between whole years.
pub fn few(sketch: &Sketch<'_>, places: &[Place]) -> Option<Figure> {
    let Sketch { interface, choice, .. } = *sketch;
    let lang = interface.lang;
    let dated = sketch.told(places);
    let years = Years::over(dated.iter().flat_map(|(_, readings)| readings.iter().map(|reading| reading.period)))?;
    let single = dated.len() == 1;
    let heights = |place: &Place, readings: &[Reading<'_>]| -> Vec<f64> {
        let values = readings.iter().flat_map(Reading::values).map(float);
        values.chain(band::heights(sketch, place, readings)).collect()
    };
    let together: Vec<f64> = dated.iter().flat_map(|(place, readings)| heights(place, readings)).collect();
    let steps = if single { 5 } else { 3 };
    let mut figure = Figure { unit: sketch.unit(), ..Figure::default() };
    let mut plots = Vec::new();
    let (mut banded, mut shaded) = (false, false);
    for (place, readings) in &dated {
        let axis = match choice.height {
            Height::Same => Axis::over(together.iter().copied(), steps),
            Height::Own => Axis::over(heights(place, readings), steps),
            Height::Ratios => Axis::of_ratios(&together, steps),
        };
        let behind = band::items(sketch, place, readings, years, &axis);
        banded |= !behind.is_empty();
        let plot = Plot::new(readings, years, axis);
        let offset = figure.said.len();
        let said = plot.marks.iter().filter_map(|mark| {
            let reading = readings.iter().find(|reading| reading.period == mark.period)?;
            Some(sketch.said(place, readings, reading, mark.value))
        });
        let said: Vec<String> = said.collect();
        figure.said.extend(said.iter().cloned());
        let height = if single { ALONE } else { AMONG };
        let values: Vec<String> = plot.marks.iter().map(|mark| number(lang, mark.value)).collect();
        let items = [behind, marks(&plot, height, &values, said, offset)].concat();
        let early = sketch.series.delay_days().and_then(|days| incomplete(readings, years, days));
        shaded |= early.is_some();
        let panel = sketch.panel(place, years, &plot.axis, height, items);
        figure.panels.push(Scene { shaded: early.map(|from| (from, 1.0)), ..panel });
        plots.push(plot);
    }
    figure.notes = sketch.notes(years, shaded);
    figure.key = key::of_plots(&interface.words.chart, &plots, !sketch.events.is_empty());
    figure.band(sketch, banded);
    Some(figure)
}

/// The height of a drawing that stands alone, and of one among others.
const ALONE: f64 = 244.0;
const AMONG: f64 = 144.0;

/// The plot of one place for a small chart; `None` without dated values.
pub fn small_plot(series: &Series, place: &Place) -> Option<Plot> {
    let readings = dated_readings(series, place);
    let years = Years::over(readings.iter().map(|reading| reading.period))?;
    let axis = Axis::over(readings.iter().flat_map(Reading::values).map(float), 2);
    Some(Plot::new(&readings, years, axis))
}

fn dated_readings<'a>(series: &'a Series, place: &Place) -> Vec<Reading<'a>> {
    readings(series, &place.code).into_iter().filter(|reading| reading.period.first_day().is_some()).collect()
}

pub fn event(years: Years, number: usize, period: Period) -> Option<Event> {
    let day = period.first_day()?;
    (years.first..=years.last).contains(&day.year()).then(|| Event { at: years.at(day), number })
}

/// One mark read out: where, when, how much, how sure, and who says so.
pub fn spoken(
    interface: Interface,
    series: &Series,
    place: &Place,
    readings: &[Reading<'_>],
    at: Period,
    value: Decimal,
) -> String {
    let words = &interface.words.chart;
    let Some(reading) = readings.iter().find(|reading| reading.period == at) else { return String::new() };
    let same: Vec<_> = reading.observations.iter().filter(|o| o.value == Some(value)).collect();
    let mut qualifiers: Vec<Qualifier> = same.iter().map(|o| o.qualifier).collect();
    qualifiers.sort();
    qualifiers.dedup();
    let qualifiers: Vec<&str> = qualifiers.into_iter().map(|q| interface.words.names.qualifier(q)).collect();
    let mut publishers: Vec<&str> =
        same.iter().map(|o| o.source.publisher.as_deref().unwrap_or(&o.source.title)).collect();
    publishers.dedup();
    let mut text = fill(
        &words.reading,
        &[
            ("place", &place.name.get(interface.lang)),
            ("period", &period(interface, at)),
            ("value", &quantity(interface, value, &series.indicator)),
            ("qualifier", &qualifiers.join(", ")),
            ("publisher", &publishers.join("; ")),
        ],
    );
    if reading.differs() {
        text.push(' ');
        text.push_str(&words.disputed);
    }
    text
}

/// The class that gives what is about a place the colour of its hub.
pub fn hue(place: &Place) -> String {
    place.hub.as_ref().map_or_else(|| "hue-other".to_owned(), |hub| format!("hue-{hub}"))
}
