//! The series of one indicator as the statistics take them: counts in a row, gaps where nothing is known.

use std::collections::BTreeMap;

use app::model::contract::Rhythm;
use app::model::indicator::Indicator;
use app::model::period::Period;
use app::model::place::Place;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::is_complete;
use crate::monitor::suppression::protect;
use crate::monitor::watch::LEAST_POINTS;
use crate::store::{self, Store};

/// Counts of one place by one source under one label.
pub struct Line {
    pub place: Slug,
    pub source: String,
    pub sharing: Sharing,
    /// Points in a year.
    pub freq: usize,
    pub last: Period,
    pub counts: Vec<f64>,
}

/// More points than any series has; a stray period far away would make millions of gaps.
const MOST_POINTS: usize = 4_000;

/// The lines of an indicator that counts something. Of a place with several sources under one label, the one that tells most.
pub async fn lines_of(store: &Store, indicator: &Indicator, places: &[Place], today: Date) -> store::Result<Vec<Line>> {
    if !indicator.counts() {
        return Ok(Vec::new());
    }
    let mut lines: Vec<Line> = Vec::new();
    for (place, source, sharing, values) in numbers(store, indicator, places).await? {
        let Some(line) = line(indicator, place, source, sharing, &values, today) else { continue };
        let known = |line: &Line| line.counts.iter().filter(|count| !count.is_nan()).count();
        match lines.iter_mut().find(|other| other.place == line.place && other.sharing == line.sharing) {
            Some(other) if known(other) < known(&line) => *other = line,
            Some(_) => {}
            None => lines.push(line),
        }
    }
    Ok(lines)
}

type Numbers = (Slug, String, Sharing, Vec<(Period, Decimal)>);

async fn numbers(store: &Store, indicator: &Indicator, places: &[Place]) -> store::Result<Vec<Numbers>> {
    // What may not be published is not judged either: a signal would tell of it.
    if indicator.small_numbers.is_some() {
        let mut observations = store.observations(&indicator.code, None).await?;
        protect(indicator, places, &mut observations);
        let mut numbers: Vec<Numbers> = Vec::new();
        for one in observations {
            let Some(value) = one.value else { continue };
            match numbers.iter_mut().find(|n| n.0 == one.place && n.1 == one.source.title && n.2 == one.sharing) {
                Some((.., values)) => values.push((one.period, value)),
                None => numbers.push((one.place, one.source.title, one.sharing, vec![(one.period, value)])),
            }
        }
        return Ok(numbers);
    }
    let strands = store.numbers(&indicator.code).await?;
    let each = strands
        .into_iter()
        .filter_map(|(strand, values)| Some((strand.place, strand.source.title, strand.sharing?, values)));
    Ok(each.collect())
}

/// The values of the length of period that has most of them, if they are counts and enough.
fn line(
    indicator: &Indicator,
    place: Slug,
    source: String,
    sharing: Sharing,
    values: &[(Period, Decimal)],
    today: Date,
) -> Option<Line> {
    let lengths = [(Rhythm::Week, 52), (Rhythm::Month, 12), (Rhythm::Quarter, 4)];
    let (_, freq, by_period) = lengths
        .into_iter()
        .map(|(rhythm, freq)| {
            let own = values.iter().filter(|(period, _)| {
                Rhythm::of(*period) == Some(rhythm) && is_complete(*period, indicator.delay_days, today)
            });
            let own: BTreeMap<Period, Decimal> = own.copied().collect();
            (own.len(), freq, own)
        })
        .max_by_key(|(count, ..)| *count)?;
    let counts = by_period.values().all(|value| value.is_integer() && !value.is_sign_negative());
    if by_period.len() < LEAST_POINTS || !counts {
        return None;
    }
    let (first, last) = (*by_period.first_key_value()?.0, *by_period.last_key_value()?.0);
    let mut points = Vec::new();
    let mut at = Some(first);
    while let Some(period) = at.filter(|period| *period <= last && points.len() <= MOST_POINTS) {
        points.push(by_period.get(&period).and_then(|value| value.to_f64()).unwrap_or(f64::NAN));
        at = period.next();
    }
    (points.len() <= MOST_POINTS).then_some(Line { place, source, sharing, freq, last, counts: points })
}
