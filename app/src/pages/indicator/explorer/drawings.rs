//! The drawings of the explorer: lines beside each other, and rows of cells.

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::choice::{Choice, Height, View};
use crate::islands::chart_reader::ChartReader;
use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::model::trend::{Reading, readings};
use crate::parts::chart::heat::{Heat, HeatRow, cells, steps};
use crate::parts::chart::multiples::{PlanEvent, event, hue, spoken};
use crate::parts::chart::plot::float;
use crate::parts::chart::run::{Run, RunData, incomplete, path};
use crate::parts::chart::scale::{Axis, Years};
use crate::parts::format::number;
use crate::parts::marks::HubMark;
use crate::parts::quantity::reading as written;
use crate::words::{Interface, fill};

/// A line for each place. A single one also has marks that can be read one by one.
pub fn lines(
    interface: Interface,
    series: &Series,
    places: &[Place],
    choice: &Choice,
    events: &[PlanEvent],
) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let told = told(series, places);
    let years = Years::over(told.iter().flat_map(|(_, readings)| readings.iter().map(|reading| reading.period)))?;
    let single = told.len() == 1;
    let heights = |readings: &[Reading<'_>]| readings.iter().flat_map(Reading::values).map(float).collect::<Vec<_>>();
    let together: Vec<f64> = told.iter().flat_map(|(_, readings)| heights(readings)).collect();
    let about = if single { 5 } else { 3 };
    let mut said = Vec::new();
    let mut shaded = false;
    let breaks: Vec<f64> = series
        .indicator
        .versions
        .iter()
        .filter(|version| version.breaks && (years.first..=years.last).contains(&version.from.year()))
        .map(|version| years.at(version.from))
        .collect();
    let broken = !breaks.is_empty();
    let mut drawings = Vec::new();
    for (place, readings) in &told {
        let axis = match choice.height {
            Height::Same => Axis::over(together.iter().copied(), about),
            Height::Own => Axis::over(heights(readings), about),
            Height::Ratios => Axis::of_ratios(&together, about),
        };
        let offset = said.len();
        let mut marks = Vec::new();
        if single {
            for reading in readings {
                let Some((from, to)) = years.reach(reading.period) else { continue };
                for value in reading.values() {
                    let text = spoken(interface, series, place, readings, reading.period, value);
                    said.push(text.clone());
                    marks.push(((from + to) / 2.0, axis.at(float(value)), text));
                }
            }
        }
        let incomplete = series.indicator.delay_days.and_then(|days| incomplete(readings, years, days));
        shaded |= incomplete.is_some();
        let name = place.name.get(lang).to_owned();
        let description = fill(
            &words.chart.drawing,
            &[
                ("name", &series.indicator.name.get(lang)),
                ("place", &name),
                ("first", &years.first),
                ("last", &years.last),
            ],
        );
        let run = RunData {
            id: format!("run-{}", place.code),
            title: name.clone(),
            description,
            class: hue(place),
            years,
            path: path(readings, years, &axis),
            ticks: axis
                .ticks
                .iter()
                .map(|tick| number(lang, Decimal::from_f64(*tick).unwrap_or_default().round_dp(6)))
                .collect(),
            axis,
            marks,
            events: events.iter().filter_map(|(number, period)| event(years, *number, *period)).collect(),
            breaks: breaks.clone(),
            incomplete,
        };
        let mark = place.hub.clone().map(|hub| view! { <HubMark hub/> });
        drawings.push(view! {
            <div class="chart-panel">
                <p class="chart-place" aria-hidden="true">
                    {mark} {name}
                </p>
                <Run run height=if single { 320 } else { 180 } offset/>
            </div>
        });
    }
    let unit = series.indicator.unit.get(lang);
    let unit = (!unit.is_empty()).then(|| fill(&words.chart.unit, &[("unit", &unit)]));
    let notes = [(shaded, &words.explorer.incomplete), (broken, &words.explorer.breaks)];
    let notes: Vec<_> = notes
        .into_iter()
        .filter(|(present, _)| *present)
        .map(|(_, text)| view! { <p class="subtle small">{text.as_str()}</p> })
        .collect();
    let panels =
        view! { <div class=if single { "chart-panels chart-panels-single" } else { "chart-panels" }>{drawings}</div> };
    let body = if single {
        view! { <ChartReader readings=said hint=words.chart.reader.clone()>{panels}</ChartReader> }.into_any()
    } else {
        panels.into_any()
    };
    Some(view! {
        <figure class="chart">
            {unit.map(|unit| view! { <p class="chart-unit">{unit}</p> })}
            {body}
            {notes}
        </figure>
    })
}

/// All places as rows of cells, each leading to the line of its place.
pub fn heat(
    interface: Interface,
    series: &Series,
    places: &[Place],
    choice: &Choice,
    address: &str,
) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let told = told(series, places);
    let years = Years::over(told.iter().flat_map(|(_, readings)| readings.iter().map(|reading| reading.period)))?;
    let values: Vec<f64> =
        told.iter().flat_map(|(_, readings)| readings.iter().map(|reading| float(reading.low()))).collect();
    let steps = steps(&values);
    let rows = told
        .iter()
        .map(|(place, readings)| HeatRow {
            name: place.name.get(lang).to_owned(),
            href: Choice { view: View::Lines, place: Some(place.code.clone()), ..choice.clone() }.address(address),
            latest: readings.last().map(|last| written(interface, last, &series.indicator)).unwrap_or_default(),
            class: hue(place),
            cells: cells(readings, years, &steps),
        })
        .collect();
    let text = |value: f64| number(lang, Decimal::from_f64(value).unwrap_or_default().round_dp(3));
    let mut key = vec![words.explorer.zero.clone()];
    for (index, begin) in steps.iter().enumerate() {
        key.push(match steps.get(index + 1) {
            Some(next) => fill(&words.explorer.step, &[("low", &text(*begin)), ("high", &text(*next))]),
            None => fill(&words.explorer.last_step, &[("low", &text(*begin))]),
        });
    }
    let name = series.indicator.name.get(lang);
    let caption =
        fill(&words.explorer.heat_caption, &[("name", &name), ("first", &years.first), ("last", &years.last)]);
    Some(view! {
        <figure class="chart">
            <Heat caption place=&words.chart.place latest=&words.explorer.latest years rows key/>
            <p class="subtle small">{words.explorer.heat_note.as_str()}</p>
        </figure>
    })
}

/// The places that have dated readings, with them.
fn told<'a>(series: &'a Series, places: &'a [Place]) -> Vec<(&'a Place, Vec<Reading<'a>>)> {
    places
        .iter()
        .map(|place| {
            let readings = readings(series, &place.code).into_iter();
            (place, readings.filter(|reading| reading.period.first_day().is_some()).collect::<Vec<_>>())
        })
        .filter(|(_, readings)| !readings.is_empty())
        .collect()
}
