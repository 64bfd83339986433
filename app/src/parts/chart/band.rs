//! How far chance alone reaches, around the line of one place.

use super::figure::Sketch;
use super::scale::{Axis, Years};
use super::scene::{Item, Look, Shape, Spot};
use crate::model::chance::Interval;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::trend::Reading;

/// The intervals of these readings, as an area where periods follow each other and upright where one stands alone. A value that
/// sources differ on has none: it is not known around what chance would play.
pub fn items(sketch: &Sketch<'_>, place: &Place, readings: &[Reading<'_>], years: Years, axis: &Axis) -> Vec<Item> {
    let mut runs: Vec<Vec<(f64, Interval)>> = Vec::new();
    let mut before: Option<Period> = None;
    for reading in readings {
        let reach = years.reach(reading.period);
        let Some((interval, (from, to))) = of(sketch, place, reading).zip(reach) else { continue };
        let joined = before.and_then(Period::next) == Some(reading.period);
        before = Some(reading.period);
        let point = ((from + to) / 2.0, interval);
        match runs.last_mut() {
            Some(run) if joined => run.push(point),
            _ => runs.push(vec![point]),
        }
    }
    let item = |run: Vec<(f64, Interval)>| match run.as_slice() {
        [(x, interval)] => {
            Item::new(Look::Whisker, Shape::Straight((*x, axis.at(interval.low)), (*x, axis.at(interval.high))))
        }
        run => {
            let above = run.iter().map(|(x, interval)| (*x, axis.at(interval.high)));
            let below = run.iter().rev().map(|(x, interval)| (*x, axis.at(interval.low)));
            Item::new(Look::Band, Shape::Area(above.chain(below).collect::<Vec<Spot>>()))
        }
    };
    runs.into_iter().map(item).collect()
}

/// The interval around a value that sources agree on.
pub fn of(sketch: &Sketch<'_>, place: &Place, reading: &Reading<'_>) -> Option<Interval> {
    sketch.band(&place.code, reading.period).filter(|_| !reading.differs())
}

/// How high the intervals of these readings reach.
pub fn heights(sketch: &Sketch<'_>, place: &Place, readings: &[Reading<'_>]) -> Vec<f64> {
    readings.iter().filter_map(|reading| of(sketch, place, reading)).map(|interval| interval.high).collect()
}
