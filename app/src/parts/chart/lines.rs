//! Series with many short periods: a line for each place, and one by one the values of a single place.

use rust_decimal::Decimal;

use super::axes;
use super::band;
use super::figure::{Figure, Sketch};
use super::key::{Entry, Sign};
use super::multiples::{hue, spoken};
use super::plot::float;
use super::run::{incomplete, stretches};
use super::scale::{Axis, Years};
use super::scene::{Item, Look, Scene, Shape, Sides};
use crate::model::chart::Height;
use crate::model::place::Place;
use crate::model::trend::{Reading, readings};
use crate::words::fill;

/// The height of a drawing that stands alone, and of one among others.
pub(super) const ALONE: f64 = 264.0;
pub(super) const AMONG: f64 = 124.0;

/// A line for each of these places; `None` where none has dated values.
pub fn lines(sketch: &Sketch<'_>, places: &[Place]) -> Option<Figure> {
    let told = sketch.told(places);
    let years = Years::over(told.iter().flat_map(|(_, readings)| readings.iter().map(|reading| reading.period)))?;
    let single = told.len() == 1;
    let together: Vec<f64> = told.iter().flat_map(|(place, readings)| heights(sketch, place, readings)).collect();
    let about = if single { 5 } else { 3 };
    let mut figure = Figure { unit: sketch.unit(), ..Figure::default() };
    let (mut shaded, mut banded) = (false, false);
    for (place, readings) in &told {
        let axis = match sketch.choice.height {
            Height::Same => Axis::over(together.iter().copied(), about),
            Height::Own => Axis::over(heights(sketch, place, readings), about),
            Height::Ratios => Axis::of_ratios(&together, about),
        };
        let mut items = band::items(sketch, place, readings, years, &axis);
        banded |= !items.is_empty();
        items.push(Item::new(Look::Course, Shape::Lines(stretches(readings, years, &axis))));
        if single {
            for reading in readings {
                let Some((from, to)) = years.reach(reading.period) else { continue };
                for value in reading.values() {
                    let text = sketch.said(place, readings, reading, value);
                    let at = ((from + to) / 2.0, axis.at(float(value)));
                    let mark = Item::new(Look::Mark, Shape::Dot { at, radius: 2.5 });
                    items.push(mark.saying(figure.said.len(), text.clone()));
                    figure.said.push(text);
                }
            }
        }
        let early = sketch.series.delay_days().and_then(|days| incomplete(readings, years, days));
        shaded |= early.is_some();
        let panel = sketch.panel(place, years, &axis, if single { ALONE } else { AMONG }, items);
        figure.panels.push(Scene { shaded: early.map(|from| (from, 1.0)), ..panel });
    }
    figure.notes = sketch.notes(years, shaded);
    figure.band(sketch, banded);
    Some(figure)
}

/// How high a place reaches: its values, and what chance adds to them.
fn heights(sketch: &Sketch<'_>, place: &Place, readings: &[Reading<'_>]) -> Vec<f64> {
    let values = readings.iter().flat_map(Reading::values).map(float);
    values.chain(band::heights(sketch, place, readings)).collect()
}

impl Sketch<'_> {
    /// The places that have dated readings, with them.
    pub fn told<'p>(&self, places: &'p [Place]) -> Vec<(&'p Place, Vec<Reading<'_>>)> {
        let dated = |place: &'p Place| {
            let readings = readings(self.series, &place.code).into_iter();
            (place, readings.filter(|reading| reading.period.first_day().is_some()).collect::<Vec<_>>())
        };
        places.iter().map(dated).filter(|(_, readings)| !readings.is_empty()).collect()
    }

    /// The drawing of one place over some years, of so many pixels, with what is drawn in it.
    pub(super) fn panel(&self, place: &Place, years: Years, axis: &Axis, height: f64, items: Vec<Item>) -> Scene {
        let lang = self.interface.lang;
        let name = place.name.get(lang);
        Scene {
            id: format!("{}-{}", self.id, place.code),
            hub: place.hub.clone(),
            description: self.description(name, years),
            title: name.to_owned(),
            hue: hue(place),
            height,
            sides: Sides::Axis,
            ticks: axes::ticks(lang, axis),
            names: axes::years(years),
            events: self.events(years),
            breaks: self.breaks(years),
            shaded: None,
            items,
        }
    }

    /// One value read out, with how far chance alone reaches where that is drawn.
    pub fn said(&self, place: &Place, readings: &[Reading<'_>], reading: &Reading<'_>, value: Decimal) -> String {
        let Sketch { interface, series, .. } = *self;
        let text = spoken(interface, series, place, readings, reading.period, value);
        let Some(interval) = band::of(self, place, reading) else { return text };
        let (low, high) = (axes::rounded(interface.lang, interval.low), axes::rounded(interface.lang, interval.high));
        format!("{text} {}", fill(&interface.words.views.band_read, &[("low", &low), ("high", &high)]))
    }

    /// What must be known of shades and dashes, where there are any.
    pub fn notes(&self, years: Years, shaded: bool) -> Vec<String> {
        let words = &self.interface.words.explorer;
        let notes = [(shaded, &words.incomplete), (!self.breaks(years).is_empty(), &words.breaks)];
        notes.into_iter().filter(|(present, _)| *present).map(|(_, text)| text.clone()).collect()
    }
}

impl Figure {
    /// Explains the band, where one is drawn.
    pub(super) fn band(&mut self, sketch: &Sketch<'_>, drawn: bool) {
        if drawn {
            let words = &sketch.interface.words.views;
            self.key.push(Entry { sign: Sign::Band, text: words.band_key.clone() });
            self.notes.push(words.band_note.clone());
        }
    }
}
