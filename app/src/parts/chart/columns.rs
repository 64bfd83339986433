//! Bars: one for each period, always from zero, a drawing for each place.

use rust_decimal::Decimal;

use super::figure::{Figure, Sketch};
use super::key::{Entry, Sign};
use super::lines::{ALONE, AMONG};
use super::plot::float;
use super::run::is_early;
use super::scale::{Axis, Years};
use super::scene::{Item, Look, Shape, Spot};
use crate::model::chart::Height;
use crate::model::contract::Rhythm;
use crate::model::place::Place;
use crate::model::trend::Reading;
use crate::parts::format::number;

/// More bars than this are read in the table, not one by one.
const MOST_READ: usize = 120;

/// The part of a period that its bar leaves free on both sides together.
const FREE: f64 = 0.24;

/// The height of a bar for zero, as a part of the drawing.
const NOTHING: f64 = 0.012;

/// About how wide a digit is in the narrowest drawing, as a part of its width.
const DIGIT: f64 = 7.0 / 250.0;

/// Bars for each of these places, of periods of one length; `None` where none has any.
pub fn columns(sketch: &Sketch<'_>, places: &[Place], length: Rhythm) -> Option<Figure> {
    let told = of_length(sketch, places, length);
    let all = || told.iter().flat_map(|(_, readings)| readings);
    let years = Years::over(all().map(|reading| reading.period))?;
    let values = |readings: &[Reading<'_>]| readings.iter().flat_map(Reading::values).map(float).collect::<Vec<_>>();
    let together: Vec<f64> = all().flat_map(Reading::values).map(float).collect();
    let (single, count) = (told.len() == 1, all().count());
    let about = if single { 5 } else { 3 };
    let words = &sketch.interface.words.views;
    let mut figure = Figure { unit: sketch.unit(), ..Figure::default() };
    for (place, readings) in &told {
        let axis = match sketch.choice.height {
            Height::Own => Axis::over(values(readings), about),
            // Bars compare by their length, which a logarithm would make meaningless.
            Height::Same | Height::Ratios => Axis::over(together.iter().copied(), about),
        };
        let mut items = bars(sketch, readings, years, &axis);
        items.extend(labels(sketch, readings, years, &axis));
        if count <= MOST_READ || single {
            for reading in readings {
                let Some((from, to)) = bar(years, reading) else { continue };
                let said = reading.values().into_iter().map(|value| sketch.said(place, readings, reading, value));
                let said = said.collect::<Vec<_>>().join(" ");
                items.push(Item::new(Look::Column, Shape::Column { from, to }).saying(figure.said.len(), said.clone()));
                figure.said.push(said);
            }
        }
        figure.panels.push(sketch.panel(place, years, &axis, if single { ALONE } else { AMONG }, items));
    }
    let delay = sketch.series.delay_days();
    if all().any(|reading| delay.is_some_and(|days| is_early(reading, days))) {
        figure.key.push(Entry { sign: Sign::Early, text: words.early_key.clone() });
    }
    if all().any(Reading::differs) {
        figure.key.push(Entry { sign: Sign::Spread, text: words.spread_key.clone() });
    }
    figure.notes = sketch.notes(years, false);
    figure.notes.push(words.bars_note.clone());
    if sketch.series.observations.iter().any(|one| Rhythm::of(one.period) != Some(length)) {
        figure.notes.push(words.one_length.clone());
    }
    Some(figure)
}

/// The readings of places that are about periods of this length; places without any are left out.
pub(super) fn of_length<'s, 'p>(
    sketch: &'s Sketch<'_>,
    places: &'p [Place],
    length: Rhythm,
) -> Vec<(&'p Place, Vec<Reading<'s>>)> {
    let mut told = sketch.told(places);
    for (_, readings) in &mut told {
        readings.retain(|reading| Rhythm::of(reading.period) == Some(length));
    }
    told.retain(|(_, readings)| !readings.is_empty());
    told
}

/// From where to where a bar reaches.
pub(super) fn bar(years: Years, reading: &Reading<'_>) -> Option<(f64, f64)> {
    let (from, to) = years.reach(reading.period)?;
    let free = (to - from) * FREE / 2.0;
    Some((from + free, to - free))
}

/// The bars of a place, those that may still rise apart, and what reaches from the value of one source to that of another.
fn bars(sketch: &Sketch<'_>, readings: &[Reading<'_>], years: Years, axis: &Axis) -> Vec<Item> {
    let delay = sketch.series.delay_days();
    let mut boxes: [Vec<(Spot, Spot)>; 3] = Default::default();
    for reading in readings {
        let Some((from, to)) = bar(years, reading) else { continue };
        let early = delay.is_some_and(|days| is_early(reading, days));
        let (low, high) = (axis.at(float(reading.low())), axis.at(float(reading.high())));
        // Nothing found is not nothing known: it has a bar that can just be seen.
        let seen = if reading.low().is_zero() { low + NOTHING } else { low };
        boxes[usize::from(early)].push(((from, axis.at(0.0)), (to, seen)));
        if reading.differs() {
            boxes[2].push(((from, low), (to, high)));
        }
    }
    let looks = [Look::Bar, Look::EarlyBar, Look::Spread];
    let drawn = boxes.into_iter().zip(looks).filter(|(boxes, _)| !boxes.is_empty());
    drawn.map(|(boxes, look)| Item::new(look, Shape::Boxes(boxes))).collect()
}

/// The values above the last bar, the highest, and all others that have room.
fn labels(sketch: &Sketch<'_>, readings: &[Reading<'_>], years: Years, axis: &Axis) -> Vec<Item> {
    let last = readings.len().saturating_sub(1);
    let highest = readings.iter().enumerate().max_by_key(|(_, reading)| reading.high()).map_or(0, |(at, _)| at);
    let order = [last, highest].into_iter().chain(0..last);
    let mut taken: Vec<(usize, f64, f64)> = Vec::new();
    let mut items = Vec::new();
    for at in order {
        let Some((reading, (from, to))) = readings.get(at).and_then(|one| Some((one, years.reach(one.period)?))) else {
            continue;
        };
        let text = values(sketch, reading);
        let width = text.chars().count() as f64 * DIGIT;
        let middle = (from + to) / 2.0;
        let fits = at == last || at == highest || width < to - from;
        let (left, right) = (middle - width / 2.0, middle + width / 2.0);
        if !fits || taken.iter().any(|(other, l, r)| *other == at || (left < *r && *l < right)) {
            continue;
        }
        taken.push((at, left, right));
        let (x, anchor) = match (left < 0.0, right > 1.0) {
            (true, _) => (0.0, "start"),
            (_, true) => (1.0, "end"),
            _ => (middle, "middle"),
        };
        let y = axis.at(float(reading.high())).max(axis.at(0.0));
        items.push(Item::new(Look::Value, Shape::Text { at: (x, y), aside: 0.0, lower: -5.0, anchor, text }));
    }
    items
}

/// The different values of a reading, without their unit.
pub(super) fn values(sketch: &Sketch<'_>, reading: &Reading<'_>) -> String {
    let written = |value: Decimal| number(sketch.interface.lang, value);
    if reading.differs() {
        format!("{}\u{2013}{}", written(reading.low()), written(reading.high()))
    } else {
        written(reading.low())
    }
}
