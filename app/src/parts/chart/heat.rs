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
    pub href: String,
    /// The latest value, written.
    pub latest: String,
    pub class: String,
    /// One path for each step that occurs, zero first: a drawing of 1000 by 1.
    pub cells: Vec<(usize, String)>,
}

/// The cells of one place. A period without a value has no cell; where sources differ, the lowest value counts.
pub fn cells(readings: &[Reading<'_>], years: Years, steps: &[f64]) -> Vec<(usize, String)> {
    let mut paths = vec![String::new(); steps.len() + 1];
    for reading in readings {
        let Some((from, to)) = years.reach(reading.period) else { continue };
        let value = float(reading.low());
        let step = steps.partition_point(|begin| *begin <= value);
        let (x, width) = (from * 1000.0, (to - from) * 1000.0);
        // Writing to a String cannot fail.
        let _ = write!(paths[step], "M{x:.1} 0h{width:.1}v1h-{width:.1}z");
    }
    paths.into_iter().enumerate().filter(|(_, path)| !path.is_empty()).collect()
}

#[component]
pub fn Heat(
    caption: String,
    place: &'static str,
    latest: &'static str,
    years: Years,
    rows: Vec<HeatRow>,
    /// What each step stands for, zero first.
    key: Vec<String>,
) -> impl IntoView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<_> = row
                .cells
                .into_iter()
                .map(|(step, path)| view! { <path class=format!("heat-{step}") d=path/> })
                .collect();
            view! {
                <tr class=row.class>
                    <th scope="row">
                        <a href=row.href>{row.name}</a>
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
