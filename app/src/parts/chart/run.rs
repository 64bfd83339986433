//! One place with many short periods: a line through its values, broken where a value is missing.

use jiff::civil::Date;

use super::plot::float;
use super::scale::{Axis, Years};
use super::scene::Spot;
use crate::model::trend::Reading;

/// The line through readings in their order, in stretches. Only neighbouring periods are joined; where sources differ there is an
/// upright line from the lowest value to the highest, and nothing runs through its middle.
pub fn stretches(readings: &[Reading<'_>], years: Years, axis: &Axis) -> Vec<Vec<Spot>> {
    let mut stretches: Vec<Vec<Spot>> = Vec::new();
    let mut before: Option<&Reading<'_>> = None;
    for reading in readings {
        let Some((from, to)) = years.reach(reading.period) else { continue };
        let spot = |value| ((from + to) / 2.0, axis.at(float(value)));
        let joined = !reading.differs()
            && before.is_some_and(|before| !before.differs() && before.period.next() == Some(reading.period));
        match stretches.last_mut() {
            Some(stretch) if joined => stretch.push(spot(reading.low())),
            _ if reading.differs() => stretches.push(vec![spot(reading.low()), spot(reading.high())]),
            _ => stretches.push(vec![spot(reading.low())]),
        }
        before = Some(reading);
    }
    stretches
}

/// Where the first of the values lies that were known earlier than so many days after the end of their period.
pub fn incomplete(readings: &[Reading<'_>], years: Years, delay_days: u16) -> Option<f64> {
    let early = readings.iter().find(|reading| is_early(reading, delay_days))?;
    years.reach(early.period).map(|(from, _)| from)
}

/// Whether all that is known of a period was known earlier than so many days after its end.
pub fn is_early(reading: &Reading<'_>, delay_days: u16) -> bool {
    let ready: Option<Date> =
        reading.period.last_day().and_then(|day| day.checked_add(jiff::Span::new().days(i64::from(delay_days))).ok());
    let known = reading.observations.iter().filter_map(|o| o.known_on).max();
    ready.zip(known).is_some_and(|(ready, known)| known < ready)
}
