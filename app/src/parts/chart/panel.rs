//! One drawing: the values of one place over the years.

use leptos::prelude::*;

use super::label::labels;
use super::plot::{Mark, Plot, Shape};
use super::scale::percent;
use crate::model::slug::Slug;

/// One place of a chart, ready to draw. Numbers come written in the language of the page.
#[derive(Clone, Debug)]
pub struct PanelData {
    /// Unique on the page.
    pub id: String,
    /// The hub that the place is, or is a part of.
    pub hub: Option<Slug>,
    pub title: String,
    /// What the drawing shows, in one or two sentences.
    pub description: String,
    pub plot: Plot,
    /// What is written beside the marks, and said of each: as many as the plot has marks.
    pub values: Vec<String>,
    pub readings: Vec<String>,
    /// The axis, as many as it has ticks.
    pub ticks: Vec<String>,
    pub events: Vec<Event>,
    /// The class that gives the drawing its colour, such as `hue-rotterdam`.
    pub class: String,
    /// The number of the first mark among all of the figure.
    pub offset: usize,
}

/// Something that happened, as a numbered line across the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub at: f64,
    pub number: usize,
}

/// Room above the highest tick: for the numbers of events, and below them the number of a mark at the very top.
pub(super) const TOP: f64 = 34.0;
pub(super) const FOOT: f64 = 22.0;

/// How many years are named on a narrow drawing.
pub(super) const NAMED: u16 = 5;

/// Events nearer than this part of the width share a number.
const NEAR: f64 = 0.09;

#[component]
pub fn Panel(panel: PanelData, height: u16) -> impl IntoView {
    let PanelData { id, hub: _, title, description, plot, values, readings, ticks, events, class, offset } = panel;
    let floor = f64::from(height) - FOOT;
    let pixel = move |y: f64| floor - y * (floor - TOP);
    let labels = labels(&plot, floor, pixel, |mark| written(&plot, mark, &values));
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let labelled_by = format!("{title_id} {text_id}");
    let named: Vec<i16> = plot.years.named(NAMED).collect();
    view! {
        <svg
            class=format!("chart-drawing {class}")
            role="img"
            aria-labelledby=labelled_by
            width="100%"
            height=height.to_string()
        >
            <title id=title_id>{title}</title>
            <desc id=text_id>{description}</desc>
            {plot
                .axis
                .ticks
                .iter()
                .zip(ticks)
                .map(|(tick, text)| {
                    let y = round(pixel(plot.axis.at(*tick)));
                    let class = if *tick == 0.0 { "chart-zero" } else { "chart-grid" };
                    view! {
                        <line class=class x1="0" x2="100%" y1=y.clone() y2=y.clone()/>
                        <text class="chart-tick" x="-8" y=y dy="0.32em" text-anchor="end">
                            {text}
                        </text>
                    }
                })
                .collect_view()}
            {plot
                .years
                .each()
                .map(|year| {
                    let class = if named.contains(&year) { "chart-year" } else { "chart-year chart-year-spare" };
                    view! {
                        <text
                            class=class
                            x=percent(plot.years.middle(year))
                            y=round(f64::from(height) - 5.0)
                            text-anchor="middle"
                        >
                            {year}
                        </text>
                    }
                })
                .collect_view()} {event_lines(&events, floor)}
            {line_views(&plot, &pixel)}
            {plot
                .brackets
                .iter()
                .map(|bracket| {
                    let (low, high) = (pixel(bracket.low), pixel(bracket.high));
                    let path = format!("M5 {h:.1}H-5M0 {h:.1}V{l:.1}M5 {l:.1}H-5", h = high, l = low);
                    view! {
                        <svg x=percent(bracket.x) class="chart-at">
                            <path class="chart-bracket" d=path/>
                        </svg>
                    }
                })
                .collect_view()}
            {plot
                .marks
                .into_iter()
                .zip(readings)
                .enumerate()
                .map(|(index, (mark, reading))| mark_view(&mark, pixel(mark.y), reading, offset + index))
                .collect_view()}
            {labels
                .into_iter()
                .map(|label| {
                    view! {
                        <text class="chart-value" x=percent(label.x) y=round(label.y) text-anchor=label.anchor>
                            {label.text}
                        </text>
                    }
                })
                .collect_view()}
        </svg>
    }
}

/// The lines between marks, dashed where the years between are not known. `pixel` gives the height of a share of the axis.
pub(super) fn line_views(plot: &Plot, pixel: &dyn Fn(f64) -> f64) -> impl IntoView + use<> {
    let lines: Vec<_> = plot
        .lines
        .iter()
        .map(|line| {
            view! {
                <line
                    class=if line.possible { "chart-line chart-line-possible" } else { "chart-line" }
                    x1=percent(line.from.0)
                    y1=round(pixel(line.from.1))
                    x2=percent(line.to.0)
                    y2=round(pixel(line.to.1))
                />
            }
        })
        .collect();
    lines
}

/// A mark with what it says, both for the pointer and for the reader of marks.
fn mark_view(mark: &Mark, y: f64, reading: String, number: usize) -> impl IntoView + use<> {
    let class = match (mark.shape, mark.firm) {
        (Shape::WholeYear, true) => "chart-mark",
        (Shape::WholeYear, false) => "chart-mark chart-mark-loose",
        (_, true) => "chart-mark chart-mark-part",
        (_, false) => "chart-mark chart-mark-part chart-mark-loose",
    };
    let data = number.to_string();
    match mark.shape {
        Shape::WholeYear => view! {
            <circle class=class data-point=data cx=percent(mark.middle()) cy=round(y) r="4.5">
                <title>{reading}</title>
            </circle>
        }
        .into_any(),
        Shape::PartOfYear | Shape::SeveralYears => view! {
            <rect
                class=class
                data-point=data
                x=percent(mark.from)
                // A week is narrower than can be seen.
                width=percent((mark.to - mark.from).max(0.02))
                y=round(y - 3.5)
                height="7"
                rx="1"
            >
                <title>{reading}</title>
            </rect>
        }
        .into_any(),
    }
}

/// A line for each event. Numbers that would run into each other are written as one: `3–6`.
pub(super) fn event_lines(events: &[Event], floor: f64) -> impl IntoView + use<> {
    let lines: Vec<_> = events
        .iter()
        .map(|event| {
            let x = percent(event.at);
            view! { <line class="chart-event" x1=x.clone() x2=x y1="14" y2=round(floor)/> }
        })
        .collect();
    let mut clusters: Vec<(Event, Event)> = Vec::new();
    for event in events {
        match clusters.last_mut() {
            Some((_, last)) if event.at - last.at < NEAR => *last = event.clone(),
            _ => clusters.push((event.clone(), event.clone())),
        }
    }
    let numbers: Vec<_> = clusters
        .into_iter()
        .map(|(first, last)| {
            let text =
                if first == last { first.number.to_string() } else { format!("{}–{}", first.number, last.number) };
            view! {
                <text class="chart-event-number" x=percent((first.at + last.at) / 2.0) y="10" text-anchor="middle">
                    {text}
                </text>
            }
        })
        .collect();
    (lines, numbers)
}

fn written(plot: &Plot, mark: &Mark, values: &[String]) -> String {
    plot.marks.iter().position(|other| other == mark).and_then(|index| values.get(index)).cloned().unwrap_or_default()
}

/// Pixels with one decimal: enough for the eye, short on the wire.
pub(super) fn round(pixels: f64) -> String {
    format!("{pixels:.1}")
}
