//! A table of places whose values are drawn as cells in steps of colour: hub by month at one glance.

use std::fmt::Write;

use leptos::prelude::*;

use super::plot::float;
use super::scale::Years;
use crate::model::trend::Reading;

/// How many steps there are above zero.
pub const STEPS: usize = 5;

/// Where each step begins, lowest first: each holds about as many values as the others, so that a few very large ones do
/// not leave all others pale. Fewer where there are not enough different values.
pub fn steps(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| *value > 0.0 && value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let mut steps: Vec<f64> = (0..STEPS).filter_map(|step| sorted.get(sorted.len() * step / STEPS).copied()).collect();
    steps.dedup();
    steps
}

/// A row: a place with its drawing.
#[derive(Clone, Debug)]
pub struct HeatRow {
    pub name: String,
    /// The chart of this place.
    pub href: Option<String>,
    /// The latest value, written.
    pub latest: String,
    pub class: String,
    /// The stretches of each step that occurs, zero first.
    pub cells: Vec<(usize, Vec<(f64, f64)>)>,
}

/// The cells of one place by their step: from where to where each reaches, as fractions of the width. A period without a value has
/// no cell; where sources differ, the lowest value counts.
pub fn cells(readings: &[Reading<'_>], years: Years, steps: &[f64]) -> Vec<(usize, Vec<(f64, f64)>)> {
    let mut cells = vec![Vec::new(); steps.len() + 1];
    for reading in readings {
        let Some(reach) = years.reach(reading.period) else { continue };
        let value = float(reading.low());
        cells[steps.partition_point(|begin| *begin <= value)].push(reach);
    }
    cells.into_iter().enumerate().filter(|(_, cells)| !cells.is_empty()).collect()
}

/// Cells as an SVG path: from a left side, over a width, from a top, so high.
pub fn cell_path(cells: &[(f64, f64)], (left, top, width, height): (f64, f64, f64, f64)) -> String {
    let mut path = String::new();
    for (from, to) in cells {
        let (x, wide) = (left + from * width, (to - from) * width);
        // Writing to a String cannot fail.
        let _ = write!(path, "M{x:.1} {top}h{wide:.1}v{height}h-{wide:.1}z");
    }
    path
}

/// All of it, ready to be shown.
#[derive(Clone, Debug)]
pub struct HeatTable {
    pub caption: String,
    pub place: &'static str,
    pub latest: &'static str,
    pub years: Years,
    pub rows: Vec<HeatRow>,
    /// What each step stands for, zero first.
    pub key: Vec<String>,
}

#[component]
pub fn Heat(table: HeatTable) -> impl IntoView {
    let HeatTable { caption, place, latest, years, rows, key } = table;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<_> = row
                .cells
                .into_iter()
                .map(|(step, cells)| {
                    let path = cell_path(&cells, (0.0, 0.0, 1000.0, 1.0));
                    view! { <path class=format!("heat-{step}") d=path/> }
                })
                .collect();
            view! {
                <tr class=row.class>
                    <th scope="row">
                        {row.href.map_or_else(
                            || row.name.clone().into_any(),
                            |href| view! { <a href=href>{row.name.clone()}</a> }.into_any(),
                        )}
                    </th>
                    <td class="heat-cell">
                        <svg
                            class="heat-row"
                            aria-hidden="true"
                            width="100%"
                            height="18"
                            viewBox="0 0 1000 1"
                            preserveAspectRatio="none"
                        >
                            {cells}
                        </svg>
                    </td>
                    <td class="number">{row.latest}</td>
                </tr>
            }
        })
        .collect();
    let key: Vec<_> = key
        .into_iter()
        .enumerate()
        .map(|(step, text)| {
            view! {
                <li>
                    <svg class="chart-sign" aria-hidden="true" width="22" height="16">
                        <rect class=format!("heat-{step}") x="1" y="1" width="20" height="14"/>
                    </svg>
                    <span>{text}</span>
                </li>
            }
        })
        .collect();
    view! {
        <table class="heat">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{place}</th>
                    <td class="heat-cell heat-years">
                        <span>{years.first}</span>
                        <span>{years.last}</span>
                    </td>
                    <th scope="col" class="number">
                        {latest}
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <ul class="chart-key">{key}</ul>
    }
}
