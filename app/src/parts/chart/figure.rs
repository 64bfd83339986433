//! A chart with all that belongs to it: drawings, key, notes and table. A page shows it, a file has it; both from this.

use leptos::prelude::*;

use super::drawing::Drawing;
use super::heat::{Heat, HeatTable};
use super::key::{Entry, key};
use super::multiples::PlanEvent;
use super::scene::Scene;
use crate::islands::chart_reader::ChartReader;
use crate::model::chance::Interval;
use crate::model::chart::Choice;
use crate::model::indicator::Series;
use crate::model::period::Period;
use crate::model::slug::Slug;
use crate::parts::marks::HubMark;
use crate::parts::scroll::scroll;
use crate::words::{Interface, fill};

/// What a chart is made from.
#[derive(Clone, Copy)]
pub struct Sketch<'a> {
    pub interface: Interface,
    pub series: &'a Series,
    pub choice: &'a Choice,
    pub events: &'a [PlanEvent],
    /// How far chance alone reaches around values; empty where that is not drawn.
    pub bands: &'a [Band],
    /// What makes the drawings of this chart different from others on the page.
    pub id: &'a str,
}

/// How far chance alone reaches around the value of a place and period.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    pub place: Slug,
    pub period: Period,
    pub interval: Interval,
}

impl Sketch<'_> {
    pub fn band(&self, place: &Slug, period: Period) -> Option<Interval> {
        self.bands.iter().find(|band| band.period == period && band.place == *place).map(|band| band.interval)
    }

    /// What is written above the axis.
    pub fn unit(&self) -> Option<String> {
        let unit = self.series.indicator.unit.get(self.interface.lang);
        (!unit.is_empty()).then(|| fill(&self.interface.words.chart.unit, &[("unit", &unit)]))
    }
}

/// A chart, ready to be shown.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// What the places have in common, where there are several groups.
    pub heading: Option<String>,
    /// What it shows, in a sentence or two.
    pub summary: Vec<String>,
    pub unit: Option<String>,
    pub panels: Vec<Scene>,
    pub heat: Option<HeatTable>,
    /// What the marks say that can be read one by one, in their order.
    pub said: Vec<String>,
    pub key: Vec<Entry>,
    /// What must be known to read it.
    pub notes: Vec<String>,
    pub table: Option<Table>,
}

/// The values of a drawing where they are not those of the table of all values.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    /// What each row is about, and its cells.
    pub rows: Vec<(String, Vec<String>)>,
}

/// The chart on a page.
pub fn figure(interface: Interface, mut figure: Figure) -> impl IntoView {
    let (heading, summary) = (figure.heading.take(), std::mem::take(&mut figure.summary));
    let summary: Vec<_> = summary.into_iter().map(|text| view! { <p>{text}</p> }).collect();
    let caption = (heading.is_some() || !summary.is_empty()).then(|| {
        view! {
            <figcaption>
                {heading.map(|name| view! { <h3>{name}</h3> })}
                {summary}
            </figcaption>
        }
    });
    view! { <figure class="chart">{caption} {body(interface, figure)}</figure> }
}

/// The chart without what it is called and says in words.
pub fn body(interface: Interface, figure: Figure) -> impl IntoView {
    let Figure { unit, panels, heat, said, key: entries, notes, table, .. } = figure;
    let single = panels.len() == 1;
    let drawings: Vec<_> = panels.into_iter().map(panel).collect();
    let drawn = (!drawings.is_empty()).then(|| {
        let panels = view! {
            <div class=if single { "chart-panels chart-panels-single" } else { "chart-panels" }>{drawings}</div>
        };
        if said.is_empty() {
            return panels.into_any();
        }
        view! {
            <ChartReader readings=said hint=interface.words.chart.reader.clone()>
                {panels}
            </ChartReader>
        }
        .into_any()
    });
    let notes: Vec<_> = notes.into_iter().map(|text| view! { <p class="subtle small">{text}</p> }).collect();
    view! {
        {unit.map(|unit| view! { <p class="chart-unit">{unit}</p> })}
        {drawn}
        {heat.map(|table| view! { <Heat table/> })}
        {key(entries)}
        {notes}
        {table.map(|table| table_view(interface, table))}
    }
}

fn panel(scene: Scene) -> impl IntoView {
    let mark = scene.hub.clone().map(|hub| view! { <HubMark hub/> });
    let name = scene.title.clone();
    view! {
        <div class="chart-panel">
            <p class="chart-place" aria-hidden="true">
                {mark} {name}
            </p>
            <Drawing scene/>
        </div>
    }
}

fn table_view(interface: Interface, table: Table) -> impl IntoView {
    let Table { caption, head, rows } = table;
    let label = caption.clone();
    let head: Vec<_> = head
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            view! {
                <th scope="col" class=(at > 0).then_some("number")>
                    {text}
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, cells)| {
            let cells: Vec<_> = cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect();
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    {cells}
                </tr>
            }
        })
        .collect();
    view! {
        <details class="chart-table">
            <summary>{interface.words.chart.table.as_str()}</summary>
            {scroll(label, view! {
                <table>
                    <caption>{caption}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            })}
        </details>
    }
}
