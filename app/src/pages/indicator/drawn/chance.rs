//! What chance alone gives around what is drawn: bands around counts and rates, and the funnel.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::desk::Desk;
use crate::model::chance::{Exposed, Interval};
use crate::model::chart::{Choice, Measure};
use crate::model::derived::{BASE, single_values, with_effort};
use crate::model::indicator::Series;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::slug::Slug;
use crate::parts::chart::figure::Band;
use crate::parts::chart::funnel::Rates;

/// Counts with the effort behind them.
pub struct Counted<'a> {
    pub desk: &'a Desk,
    /// The counts themselves, not what is measured of them.
    pub base: &'a Series,
    pub effort: Option<&'a Series>,
    pub choice: &'a Choice,
}

impl Counted<'_> {
    /// Only counts of events, and rates of them, have a band: chance does not make kilograms.
    pub fn may_have_band(&self) -> bool {
        self.base.indicator.counts()
            && match self.choice.measure {
                Measure::Values => true,
                Measure::Shares => false,
                Measure::Per(_) => self.effort.is_some(),
            }
    }

    /// The intervals around the drawn values of one place.
    pub fn bands(&self, place: &Place, drawn: &Series) -> Vec<Band> {
        let counts: Vec<(Period, f64, f64)> = match self.effort {
            Some(effort) => {
                let own = with_effort(self.base, effort).into_iter().filter(|(one, _, _)| one.place == place.code);
                own.filter_map(|(one, count, done)| Some((one.period, whole(count)?, (BASE / done).to_f64()?)))
                    .collect()
            }
            None => {
                let own = single_values(self.base, &place.code, None).into_iter();
                own.filter_map(|(period, one)| Some((period, whole(one.value?)?, 1.0))).collect()
            }
        };
        let shown = |period: Period| drawn.of(&place.code).iter().any(|one| one.period == period);
        let counts: Vec<_> = counts.into_iter().filter(|(period, _, _)| shown(*period)).collect();
        let intervals = self.desk.intervals(&counts.iter().map(|(_, count, _)| *count).collect::<Vec<_>>());
        let band = |((period, _, times), interval): ((Period, f64, f64), Interval)| Band {
            place: place.code.clone(),
            period,
            interval: Interval { low: interval.low * times, high: interval.high * times },
        };
        counts.into_iter().zip(intervals).map(band).collect()
    }

    /// The rates of hubs over the chosen years, or over the last year that most of them have. Only hubs that have them all;
    /// `None` where there are too few to say what is usual.
    pub fn rates(&self, hubs: &[Place]) -> Option<Rates> {
        let effort = self.effort?;
        let mut told: BTreeMap<(&Slug, i16), (f64, f64)> = BTreeMap::new();
        for (one, count, done) in with_effort(self.base, effort) {
            let (Period::Year(year), Some(count), Some(done)) = (one.period, whole(count), done.to_f64()) else {
                continue;
            };
            told.insert((&one.place, year), (count, done));
        }
        told.retain(|(place, _), _| hubs.iter().any(|hub| hub.code == **place));
        let years: Vec<i16> = told.keys().map(|(_, year)| *year).filter(|year| self.choice.holds(*year)).collect();
        let count = |year: i16| years.iter().filter(|one| **one == year).count();
        let last = match self.choice.last {
            Some(last) => last,
            None => years.iter().copied().max_by_key(|year| (count(*year), *year))?,
        };
        let first = self.choice.first.unwrap_or(last).min(last);
        let of = |hub: &Place| {
            let mut sum = Exposed { count: 0.0, effort: 0.0 };
            for year in first..=last {
                let (count, done) = told.get(&(&hub.code, year))?;
                sum = Exposed { count: sum.count + count, effort: sum.effort + done };
            }
            Some((hub.clone(), sum))
        };
        let (places, exposed): (Vec<Place>, Vec<Exposed>) = hubs.iter().filter_map(of).unzip();
        let funnel = self.desk.funnel(&exposed)?;
        let unit = &effort.indicator.unit;
        let effort = if unit.nl.is_empty() { effort.indicator.name.clone() } else { unit.clone() };
        Some(Rates { places, exposed, funnel, years: (first, last), effort })
    }
}

/// A count as the statistics take it; `None` for what is no whole number from zero on.
fn whole(value: Decimal) -> Option<f64> {
    (value >= Decimal::ZERO && value.fract().is_zero()).then(|| value.to_f64()).flatten()
}
