//! One place with many short periods: a line through its values, broken where a value is missing.

use std::fmt::Write;

use jiff::civil::Date;
use leptos::prelude::*;

use super::panel::{Event, FOOT, NAMED, TOP, event_lines, round};
use super::plot::float;
use super::scale::{Axis, Years, percent};
use crate::model::trend::Reading;

/// A line, ready to draw. Numbers come written in the language of the page.
#[derive(Clone, Debug)]
pub struct RunData {
    /// Unique on the page.
    pub id: String,
    pub title: String,
    pub description: String,
    pub class: String,
    pub years: Years,
    pub axis: Axis,
    pub ticks: Vec<String>,
    /// The line: x and y of a drawing of 1000 by 1000, as an SVG path.
    pub path: String,
    /// Where values are read one by one: x and y from 0 to 1, and what each says.
    pub marks: Vec<(f64, f64, String)>,
    pub events: Vec<Event>,
    /// Where the definition breaks.
    pub breaks: Vec<f64>,
    /// From where on values were known before they could be complete.
    pub incomplete: Option<f64>,
}

/// The path through readings in their order. Only neighbouring periods are joined; where sources differ there is an upright
/// line from the lowest value to the highest, and nothing runs through its middle.
pub fn path(readings: &[Reading<'_>], years: Years, axis: &Axis) -> String {
    path_within(readings, years, axis, (0.0, 0.0, 1000.0, 1000.0))
}

/// The same in a rectangle: its left side, its top, its width and its height.
pub fn path_within(
    readings: &[Reading<'_>],
    years: Years,
    axis: &Axis,
    (left, top, width, height): (f64, f64, f64, f64),
) -> String {
    let mut path = String::with_capacity(readings.len() * 12);
    let mut before: Option<&Reading<'_>> = None;
    for reading in readings {
        let Some((from, to)) = years.reach(reading.period) else { continue };
        let x = left + (from + to) / 2.0 * width;
        let y = |value| top + height - axis.at(float(value)) * height;
        let joined = !reading.differs()
            && before.is_some_and(|before| !before.differs() && before.period.next() == Some(reading.period));
        // Writing to a String cannot fail.
        let _ = match (joined, reading.differs()) {
            (true, _) => write!(path, "L{x:.1} {:.1}", y(reading.low())),
            // A point by itself is a line of no length, which round ends make visible.
            (false, false) => write!(path, "M{x:.1} {:.1}h0", y(reading.low())),
            (false, true) => write!(path, "M{x:.1} {:.1}V{:.1}", y(reading.low()), y(reading.high())),
        };
        before = Some(reading);
    }
    path
}

/// Where the first of the values lies that were known earlier than so many days after the end of their period.
pub fn incomplete(readings: &[Reading<'_>], years: Years, delay_days: u16) -> Option<f64> {
    let early = |reading: &&Reading<'_>| {
        let ready: Option<Date> = reading
            .period
            .last_day()
            .and_then(|day| day.checked_add(jiff::Span::new().days(i64::from(delay_days))).ok());
        let known = reading.observations.iter().filter_map(|o| o.known_on).max();
        ready.zip(known).is_some_and(|(ready, known)| known < ready)
    };
    readings.iter().find(early).and_then(|reading| years.reach(reading.period)).map(|(from, _)| from)
}

#[component]
pub fn Run(run: RunData, height: u16, offset: usize) -> impl IntoView {
    let RunData { id, title, description, class, years, axis, ticks, path, marks, events, breaks, incomplete } = run;
    let floor = f64::from(height) - FOOT;
    let pixel = move |y: f64| floor - y * (floor - TOP);
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let labelled_by = format!("{title_id} {text_id}");
    let ticks: Vec<_> = axis
        .ticks
        .iter()
        .zip(ticks)
        .map(|(tick, text)| {
            let y = round(pixel(axis.at(*tick)));
            let class = if *tick == 0.0 { "chart-zero" } else { "chart-grid" };
            view! {
                <line class=class x1="0" x2="100%" y1=y.clone() y2=y.clone()/>
                <text class="chart-tick" x="-8" y=y dy="0.32em" text-anchor="end">
                    {text}
                </text>
            }
        })
        .collect();
    let named: Vec<_> = years
        .named(NAMED)
        .map(|year| {
            view! {
                <text class="chart-year" x=percent(years.middle(year)) y=round(f64::from(height) - 5.0) text-anchor="middle">
                    {year}
                </text>
            }
        })
        .collect();
    let breaks: Vec<_> = breaks
        .into_iter()
        .map(|x| view! { <line class="chart-break" x1=percent(x) x2=percent(x) y1="14" y2=round(floor)/> })
        .collect();
    let marks: Vec<_> = marks
        .into_iter()
        .enumerate()
        .map(|(index, (x, y, reading))| {
            view! {
                <circle class="chart-mark" data-point=(offset + index).to_string() cx=percent(x) cy=round(pixel(y)) r="2.5">
                    <title>{reading}</title>
                </circle>
            }
        })
        .collect();
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
            {incomplete
                .map(|x| {
                    view! {
                        <rect
                            class="chart-incomplete"
                            x=percent(x)
                            width=percent(1.0 - x)
                            y=round(TOP)
                            height=round(floor - TOP)
                        />
                    }
                })}
            {ticks}
            {named}
            {event_lines(&events, floor)}
            {breaks}
            <svg
                x="0"
                y=round(TOP)
                width="100%"
                height=round(floor - TOP)
                viewBox="0 0 1000 1000"
                preserveAspectRatio="none"
                class="chart-at"
            >
                <path class="chart-run" d=path/>
            </svg>
            {marks}
        </svg>
    }
}
