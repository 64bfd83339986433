//! The chart of an indicator: one drawing per place on the same years, so that places can be compared.

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::key::key;
use super::panel::{Event, Panel, PanelData};
use super::plot::{Plot, float};
use super::scale::{Axis, Years};
use crate::islands::chart_reader::ChartReader;
use crate::model::indicator::{Qualifier, Series};
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::trend::{Reading, readings};
use crate::parts::format::{number, period};
use crate::parts::marks::HubMark;
use crate::parts::quantity::quantity;
use crate::words::{Interface, fill};

/// How high drawings reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scaling {
    /// All drawings have the same axis: heights compare between places.
    #[default]
    Same,
    /// Each has its own: shapes show where values are small.
    Own,
}

/// A period of the plan, marked on the axis: its number in the list beside the chart.
pub type PlanEvent = (usize, Period);

/// The drawings of these places, in their order, with the key and the reader of values. Places without dated values
/// are left out; `None` when nothing is left to draw.
pub fn multiples(
    interface: Interface,
    series: &Series,
    places: &[Place],
    scaling: Scaling,
    events: &[PlanEvent],
    id: &str,
) -> Option<impl IntoView + use<>> {
    let dated: Vec<(&Place, Vec<Reading<'_>>)> = places
        .iter()
        .map(|place| (place, dated_readings(series, place)))
        .filter(|(_, readings)| !readings.is_empty())
        .collect();
    let years = Years::over(dated.iter().flat_map(|(_, readings)| readings.iter().map(|reading| reading.period)))?;
    let single = dated.len() == 1;
    let heights = |readings: &[Reading<'_>]| readings.iter().flat_map(Reading::values).map(float).collect::<Vec<_>>();
    let together: Vec<f64> = dated.iter().flat_map(|(_, readings)| heights(readings)).collect();
    let steps = if single { 5 } else { 3 };
    let mut panels = Vec::new();
    let mut said = Vec::new();
    for (place, readings) in &dated {
        let axis = match scaling {
            Scaling::Same => Axis::over(together.iter().copied(), steps),
            Scaling::Own => Axis::over(heights(readings), steps),
        };
        let plot = Plot::new(readings, years, axis);
        let offset = said.len();
        let spoken: Vec<String> =
            plot.marks.iter().map(|mark| spoken(interface, series, place, readings, mark.period, mark.value)).collect();
        said.extend(spoken.iter().cloned());
        let events = events.iter().filter_map(|(number, period)| event(years, *number, *period)).collect();
        panels.push(panel_data(interface, series, place, plot, spoken, events, offset, id));
    }
    let plots: Vec<Plot> = panels.iter().map(|panel| panel.plot.clone()).collect();
    let words = &interface.words.chart;
    let unit = series.indicator.unit.get(interface.lang);
    let unit = (!unit.is_empty()).then(|| fill(&words.unit, &[("unit", &unit)]));
    let drawings = panels.into_iter().map(|panel| {
        let name = panel.title.clone();
        let mark = panel.hub.clone().map(|hub| view! { <HubMark hub/> });
        view! {
            <div class="chart-panel">
                <p class="chart-place" aria-hidden="true">
                    {mark} {name}
                </p>
                <Panel panel height=if single { 300 } else { 200 }/>
            </div>
        }
    });
    let drawings = drawings.collect_view();
    Some(view! {
        <div class="chart-body">
            {unit.map(|unit| view! { <p class="chart-unit">{unit}</p> })}
            <ChartReader readings=said hint=words.reader.clone()>
                <div class=if single { "chart-panels chart-panels-single" } else { "chart-panels" }>{drawings}</div>
            </ChartReader>
            {key(words, &plots, !events.is_empty())}
        </div>
    })
}

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

#[allow(clippy::too_many_arguments)]
fn panel_data(
    interface: Interface,
    series: &Series,
    place: &Place,
    plot: Plot,
    readings: Vec<String>,
    events: Vec<Event>,
    offset: usize,
    id: &str,
) -> PanelData {
    let lang = interface.lang;
    let name = place.name.get(lang).to_owned();
    let description = fill(
        &interface.words.chart.drawing,
        &[
            ("name", &series.indicator.name.get(lang)),
            ("place", &name),
            ("first", &plot.years.first),
            ("last", &plot.years.last),
        ],
    );
    let values = plot.marks.iter().map(|mark| number(lang, mark.value)).collect();
    let ticks = plot
        .axis
        .ticks
        .iter()
        .map(|tick| number(lang, Decimal::from_f64(*tick).unwrap_or_default().round_dp(6)))
        .collect();
    PanelData {
        id: format!("{id}-{}", place.code),
        hub: place.hub.clone(),
        class: hue(place),
        title: name,
        description,
        plot,
        values,
        readings,
        ticks,
        events,
        offset,
    }
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
