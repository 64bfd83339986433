//! The lines of an indicator as a drawing that stands by itself: a file with its own colours, title and source.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::plot::float;
use super::run::path_within;
use super::scale::{Axis, Years};
use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::model::trend::{Reading, readings};
use crate::parts::format::number;
use crate::words::Interface;

/// Places that are drawn at most; the first ones.
const MOST: usize = 8;
const WIDTH: f64 = 760.0;
const LEFT: f64 = 90.0;
const RIGHT: f64 = 20.0;
const PANEL: f64 = 150.0;
const HEAD: f64 = 70.0;
const NAME: f64 = 28.0;
const YEARS: f64 = 22.0;

/// An SVG file; `None` where nothing is dated. `address` is the page it comes from.
pub fn svg(interface: Interface, series: &Series, places: &[Place], address: &str) -> Option<String> {
    let Interface { lang, words } = interface;
    let told: Vec<(&Place, Vec<Reading<'_>>)> = places
        .iter()
        .map(|place| (place, readings(series, &place.code)))
        .filter(|(_, readings)| readings.iter().any(|reading| reading.period.first_day().is_some()))
        .take(MOST)
        .collect();
    let years = Years::over(told.iter().flat_map(|(_, readings)| readings.iter().map(|reading| reading.period)))?;
    let block = NAME + PANEL + YEARS;
    let height = HEAD + block * told.len() as f64 + 54.0;
    let name = series.indicator.name.get(lang);
    let unit = series.indicator.unit.get(lang);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"'Source Sans 3', sans-serif\" font-size=\"13\" fill=\"#1b1b1b\" lang=\"{}\" role=\"img\"><title>{}</title>\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
        lang.code(),
        escaped(name)
    );
    text(&mut out, 20.0, 30.0, "font-size=\"20\" font-weight=\"bold\"", name);
    let mut below: Vec<&str> = if unit.is_empty() { Vec::new() } else { vec![unit] };
    if series.indicator.demonstration {
        below.push(&words.chart.demonstration);
    }
    text(&mut out, 20.0, 52.0, "fill=\"#555555\"", &below.join(" · "));
    for (position, (place, readings)) in told.iter().enumerate() {
        let top = HEAD + block * position as f64;
        let values = readings.iter().flat_map(Reading::values).map(float);
        let axis = Axis::over(values, 3);
        text(&mut out, 20.0, top + 14.0, "font-weight=\"bold\"", place.name.get(lang));
        panel(&mut out, interface, top + NAME, years, &axis);
        let _ = write!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke=\"#0b5394\" stroke-width=\"2.5\" stroke-linecap=\"round\" \
             stroke-linejoin=\"round\"/>",
            path_within(readings, years, &axis, (LEFT, top + NAME, WIDTH - LEFT - RIGHT, PANEL)),
        );
        marks(&mut out, readings, years, &axis, top + NAME);
    }
    let mut publishers: Vec<&str> =
        series.observations.iter().map(|o| o.source.publisher.as_deref().unwrap_or(&o.source.title)).collect();
    publishers.sort_unstable();
    publishers.dedup();
    publishers.truncate(4);
    let sources = format!("{}: {}.", words.monitor.sources, publishers.join("; "));
    for (line, up) in [(sources.as_str(), 30.0), (address, 14.0)] {
        text(&mut out, 20.0, height - up, "fill=\"#555555\" font-size=\"11\"", line);
    }
    out.push_str("</svg>\n");
    Some(out)
}

/// The axes of one panel.
fn panel(out: &mut String, interface: Interface, top: f64, years: Years, axis: &Axis) {
    let right = WIDTH - RIGHT;
    for tick in &axis.ticks {
        let y = top + PANEL * (1.0 - axis.at(*tick));
        let colour = if *tick == 0.0 { "#555555" } else { "#d0d0d0" };
        let _ = write!(out, "<path d=\"M{LEFT} {y:.1}H{right}\" stroke=\"{colour}\"/>");
        let written = number(interface.lang, Decimal::from_f64(*tick).unwrap_or_default().round_dp(6));
        text(out, LEFT - 8.0, y + 4.0, "text-anchor=\"end\" fill=\"#555555\"", &written);
    }
    for year in years.named(8) {
        let x = LEFT + (right - LEFT) * years.middle(year);
        text(out, x, top + PANEL + 17.0, "text-anchor=\"middle\" fill=\"#555555\"", &year.to_string());
    }
}

/// Above so many readings there is a line alone.
const MOST_MARKS: usize = 36;

/// A dot at each value, where there are not too many to tell apart.
fn marks(out: &mut String, readings: &[Reading<'_>], years: Years, axis: &Axis, top: f64) {
    if readings.len() > MOST_MARKS {
        return;
    }
    for reading in readings {
        let Some((from, to)) = years.reach(reading.period) else { continue };
        let x = LEFT + (WIDTH - LEFT - RIGHT) * (from + to) / 2.0;
        for value in reading.values() {
            let y = top + PANEL * (1.0 - axis.at(float(value)));
            let _ = write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"#0b5394\"/>");
        }
    }
}

fn text(out: &mut String, x: f64, y: f64, looks: &str, content: &str) {
    let _ = write!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" {looks}>{}</text>", escaped(content));
}

/// Text as it may stand in XML.
fn escaped(text: &str) -> String {
    let legal = |c: &char| !c.is_control();
    text.chars()
        .filter(legal)
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '&' => "&amp;".to_owned(),
            '"' => "&quot;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}
