//! Series that follow from others: shares of hubs, and values per unit of effort. Pure arithmetic on what is published, so that
//! they tell nothing that the values do not.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::contract::Rhythm;
use super::indicator::{Indicator, Observation, Qualifier, Series};
use super::lang::Text;
use super::period::Period;
use super::place::Place;
use super::slug::Slug;

/// Periods that a share is taken over: single ones jump up and down where counts are small.
const SPAN: usize = 12;

/// The share of each of these places in all of them together, in percent, over the last year of periods (or over single years). Only
/// of stretches in which every one of them has exactly one value and the total is [`Indicator::least_total`] or more; `None` where
/// there are none, or fewer than two hubs.
pub fn shares(series: &Series, hubs: &[Place]) -> Option<Series> {
    let length = most_common_length(series)?;
    let tables: Vec<BTreeMap<Period, &Observation>> =
        hubs.iter().map(|place| single_values(series, &place.code, Some(length))).collect();
    // A hub that tells next to nothing would leave all others without shares.
    let longest = tables.iter().map(BTreeMap::len).max()?;
    let told: Vec<(&Place, BTreeMap<Period, &Observation>)> =
        hubs.iter().zip(tables).filter(|(_, table)| table.len() * 2 >= longest).collect();
    if told.len() < 2 {
        return None;
    }
    let span = match length {
        Rhythm::Week => 52,
        Rhythm::Month => SPAN,
        Rhythm::Quarter => 4,
        Rhythm::Half => 2,
        Rhythm::Year => 1,
    };
    let common: Vec<Period> =
        told[0].1.keys().copied().filter(|period| told.iter().all(|(_, table)| table.contains_key(period))).collect();
    let row = |table: &BTreeMap<Period, &Observation>| -> Vec<Decimal> {
        common.iter().map(|period| table.get(period).and_then(|one| one.value).unwrap_or_default()).collect()
    };
    let rows: Vec<Vec<Decimal>> = told.iter().map(|(_, table)| row(table)).collect();
    let total = |at: usize| rows.iter().try_fold(Decimal::ZERO, |all, row| all.checked_add(row[at]));
    let totals: Vec<Decimal> = (0..common.len()).map(total).collect::<Option<_>>()?;
    let sum = |of: &[Decimal]| of.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
    let least = series.indicator.least_total();
    let mut observations = Vec::new();
    for ((_, table), row) in told.iter().zip(&rows) {
        for (at, stretch) in common.windows(span).enumerate() {
            let unbroken = stretch.windows(2).all(|pair| pair[0].next() == Some(pair[1]));
            let whole =
                sum(&totals[at..at + span]).filter(|whole| unbroken && *whole > Decimal::ZERO && *whole >= least);
            let Some((whole, own)) = whole.zip(sum(&row[at..at + span])) else { continue };
            let share = own.checked_mul(Decimal::ONE_HUNDRED).map(|own| (own / whole).round_dp(1));
            observations.push(derived(table[&stretch[span - 1]], share));
        }
    }
    let unit = Text::new("%", "%");
    finish(series, observations, unit)
}

/// Values are given for so many units of effort, and an effort below it is too small to divide by.
pub const BASE: Decimal = Decimal::ONE_HUNDRED;

/// Values for every [`BASE`] units of effort, as by an indicator of [`Indicator::per`]. Only where both have exactly one value for
/// the same place and period, and the effort reaches the base; `None` where nothing is left.
pub fn per_effort(series: &Series, effort: &Series) -> Option<Series> {
    let observations = with_effort(series, effort).into_iter().map(|(own, value, done)| {
        let rate = value.checked_mul(BASE).map(|value| (value / done).round_dp(3));
        derived(own, rate.map(|rate| rate.normalize()))
    });
    let observations = observations.collect();
    let unit = |own: &str, done: &str, per: &str| format!("{own} {per} 100 {done}").trim().to_owned();
    let (own, done) = (&series.indicator.unit, &effort.indicator.unit);
    let unit = Text::new(unit(&own.nl, &done.nl, "per"), unit(&own.en, &done.en, "per"));
    finish(series, observations, unit)
}

/// Each value that has an effort to divide it by, with both numbers.
pub fn with_effort<'a>(series: &'a Series, effort: &Series) -> Vec<(&'a Observation, Decimal, Decimal)> {
    let mut found = Vec::new();
    for place in &series.places {
        let efforts = single_values(effort, &place.code, None);
        for (period, own) in single_values(series, &place.code, None) {
            let done = efforts.get(&period).and_then(|one| one.value).filter(|done| *done >= BASE);
            if let Some((value, done)) = own.value.zip(done) {
                found.push((own, value, done));
            }
        }
    }
    found
}

/// The values of whole years: those that a source gives, and of what may be added up those of which every half, quarter or month
/// has exactly one value. What was known of a year is as old as the last part of it.
pub fn whole_years(series: &Series) -> Series {
    let parts = [(Rhythm::Half, 2), (Rhythm::Quarter, 4), (Rhythm::Month, 12)];
    let mut observations = Vec::new();
    for place in &series.places {
        let told = series.of(&place.code).iter().filter(|one| matches!(one.period, Period::Year(_)));
        observations.extend(told.cloned());
        let given: Vec<i16> = series.of(&place.code).iter().filter_map(|one| whole(one.period)).collect();
        let mut added: Vec<i16> = Vec::new();
        for (length, count) in parts.into_iter().filter(|_| series.indicator.adds_up()) {
            let mut years: BTreeMap<i16, Vec<&Observation>> = BTreeMap::new();
            for (period, one) in single_values(series, &place.code, Some(length)) {
                years.entry(period.year().unwrap_or_default()).or_default().push(one);
            }
            for (year, parts) in years.into_iter().filter(|(_, parts)| parts.len() == count) {
                let sum = parts.iter().filter_map(|one| one.value).try_fold(Decimal::ZERO, Decimal::checked_add);
                let last = parts.iter().max_by_key(|one| one.known_on);
                if let Some((last, sum)) = last.zip(sum).filter(|_| !given.contains(&year) && !added.contains(&year)) {
                    added.push(year);
                    observations.push(Observation { period: Period::Year(year), ..derived(last, Some(sum)) });
                }
            }
        }
    }
    observations.sort_by(|a, b| (&a.place, a.period).cmp(&(&b.place, b.period)));
    Series {
        indicator: series.indicator.clone(),
        observations,
        places: series.places.clone(),
        gaps: series.gaps.clone(),
        lag: series.lag,
    }
}

fn whole(period: Period) -> Option<i16> {
    match period {
        Period::Year(year) => Some(year),
        _ => None,
    }
}

/// The values of a place in periods, of one length or of any, for which there is exactly one.
pub fn single_values<'a>(
    series: &'a Series,
    place: &Slug,
    length: Option<Rhythm>,
) -> BTreeMap<Period, &'a Observation> {
    let mut found: BTreeMap<Period, Option<&Observation>> = BTreeMap::new();
    let fits = |one: &&Observation| length.is_none() || Rhythm::of(one.period) == length;
    for one in series.of(place).iter().filter(|one| one.value.is_some()).filter(fits) {
        // Where sources differ, neither stands for the place.
        found
            .entry(one.period)
            .and_modify(|known| *known = known.filter(|k| k.value == one.value))
            .or_insert(Some(one));
    }
    found.into_iter().filter_map(|(period, one)| Some((period, one?))).collect()
}

/// The length of period that most values have.
pub fn most_common_length(series: &Series) -> Option<Rhythm> {
    let count = |length: Rhythm| series.observations.iter().filter(|o| Rhythm::of(o.period) == Some(length)).count();
    Rhythm::ALL.into_iter().max_by_key(|length| count(*length)).filter(|length| count(*length) > 0)
}

fn derived(from: &Observation, value: Option<Decimal>) -> Observation {
    Observation { value, qualifier: Qualifier::Derived, note: None, ..from.clone() }
}

fn finish(series: &Series, mut observations: Vec<Observation>, unit: Text) -> Option<Series> {
    observations.retain(|one| one.value.is_some());
    observations.sort_by(|a, b| (&a.place, a.period).cmp(&(&b.place, b.period)));
    let told = |place: &&Place| observations.iter().any(|one| one.place == place.code);
    let places: Vec<Place> = series.places.iter().filter(told).cloned().collect();
    // Goals are about the values themselves.
    let indicator = Indicator { unit, unit_one: None, goals: Vec::new(), ..series.indicator.clone() };
    (!observations.is_empty()).then_some(Series { indicator, observations, places, gaps: Vec::new(), lag: series.lag })
}
