//! What a series says about one place: its readings by period, the latest, and how it moved. Never more certain than
//! the values: where sources differ, a movement is only named when every pair of values agrees on it.

use rust_decimal::Decimal;

use super::indicator::{Observation, Series};
use super::period::Period;
use super::slug::Slug;

/// All values of one place and period. More than one different value means that sources disagree or count differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    pub period: Period,
    /// At least one; in the order of the series.
    pub observations: Vec<&'a Observation>,
}

impl Reading<'_> {
    /// The different values, lowest first.
    pub fn values(&self) -> Vec<Decimal> {
        let mut values: Vec<Decimal> = self.observations.iter().filter_map(|o| o.value).collect();
        values.sort();
        values.dedup();
        values
    }

    pub fn low(&self) -> Decimal {
        self.observations.iter().filter_map(|o| o.value).min().unwrap_or_default()
    }

    pub fn high(&self) -> Decimal {
        self.observations.iter().filter_map(|o| o.value).max().unwrap_or_default()
    }

    /// Whether sources give different values.
    pub fn differs(&self) -> bool {
        self.low() != self.high()
    }

    fn is_whole_year(&self) -> bool {
        matches!(self.period, Period::Year(_))
    }
}

/// The readings of a place, oldest first, undated last. Values that are missing are no reading.
pub fn readings<'a>(series: &'a Series, place: &Slug) -> Vec<Reading<'a>> {
    let mut readings: Vec<Reading<'a>> = Vec::new();
    for observation in series.of(place).iter().filter(|o| o.value.is_some()) {
        match readings.last_mut() {
            Some(reading) if reading.period == observation.period => reading.observations.push(observation),
            _ => readings.push(Reading { period: observation.period, observations: vec![observation] }),
        }
    }
    readings
}

/// The reading that reaches furthest in time; of two that end together, the longer one. Undated values count last.
pub fn latest<'a>(series: &'a Series, place: &Slug) -> Option<Reading<'a>> {
    readings(series, place).into_iter().max_by_key(|reading| reading.period.reach())
}

/// Whether a series has many short periods, so that its values are read as a line rather than one by one.
pub fn is_dense(series: &Series) -> bool {
    let short = |o: &&Observation| matches!(o.period, Period::Month(..) | Period::Week(..) | Period::Quarter(..));
    series.places.iter().any(|place| series.of(&place.code).iter().filter(short).count() > 24)
}

/// The mean a period over the last twelve periods in a row, and over the twelve before; `None` where one of them has no
/// value, or where sources differ.
pub fn twelve_and_twelve(series: &Series, place: &Slug) -> Option<(Decimal, Decimal, Period)> {
    let readings = readings(series, place);
    let last = readings.iter().rposition(|reading| reading.period.next().is_some())?;
    let run = readings.get((last + 1).checked_sub(24)?..=last)?;
    let unbroken = run.windows(2).all(|pair| pair[0].period.next() == Some(pair[1].period));
    if !unbroken || run.iter().any(Reading::differs) {
        return None;
    }
    let mean = |part: &[Reading<'_>]| -> Decimal {
        (part.iter().map(Reading::low).sum::<Decimal>() / Decimal::from(part.len())).round_dp(1)
    };
    Some((mean(&run[..12]), mean(&run[12..]), run[23].period))
}

/// Which way a value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Up,
    Down,
    Same,
    /// The sources do not agree on it.
    Unclear,
}

/// The movement between the last two whole years that have values. Parts of years are never set against whole years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement<'a> {
    pub from: Reading<'a>,
    pub to: Reading<'a>,
    pub course: Course,
}

/// The latest movement of a place, or `None` when fewer than two whole years are known.
pub fn movement<'a>(series: &'a Series, place: &Slug) -> Option<Movement<'a>> {
    let mut years = readings(series, place).into_iter().filter(Reading::is_whole_year).rev();
    let to = years.next()?;
    let from = years.next()?;
    let course = if to.low() > from.high() {
        Course::Up
    } else if to.high() < from.low() {
        Course::Down
    } else if !to.differs() && !from.differs() {
        Course::Same
    } else {
        Course::Unclear
    };
    Some(Movement { from, to, course })
}

/// The reading of a whole year with the highest value among these places; of equals the latest.
pub fn highest_year<'a, 'p>(
    series: &'a Series,
    places: impl IntoIterator<Item = &'p Slug>,
) -> Option<(&'p Slug, Reading<'a>)> {
    places
        .into_iter()
        .flat_map(|place| readings(series, place).into_iter().map(move |reading| (place, reading)))
        .filter(|(_, reading)| reading.is_whole_year())
        .max_by_key(|(_, reading)| (reading.high(), reading.period))
}
