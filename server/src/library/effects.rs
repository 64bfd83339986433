//! What happened after a measure began: the values that the reader may read, judged by `monitor::displacement`.

use std::collections::BTreeMap;

use app::desk::{Effects, Monitor, Refusal};
use app::model::contract::Rhythm;
use app::model::derived::single_values;
use app::model::effect::{Asked, Counts, Effect, Estimate, Question, ShareOf, ShareShift, Unjudged};
use app::model::indicator::Series;
use app::model::period::Period;
use app::model::place::{Hub, Scope};
use app::model::reader::Reader;
use app::model::sharing::may_read;
use app::model::slug::Slug;
use async_trait::async_trait;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

use super::watch::is_complete;
use super::{Shelf, unavailable};
use crate::monitor::displacement::{Areas, BeforeAfter, Change, difference, quotient};
use crate::monitor::shares;
use crate::store;

/// Intervals of 95%.
const ALPHA: f64 = 0.05;

/// The quantile of the normal distribution that goes with it.
const REACH: f64 = 1.959_963_984_540_054;

/// At most so many years before and after: further away other things have changed as well.
const MOST_YEARS: usize = 2;

#[async_trait]
impl Effects for Shelf {
    async fn effect(&self, reader: &Reader, question: &Question) -> Result<Asked, Refusal> {
        let labels = self.store.labels_of_values().await.map_err(unavailable)?;
        let labels: Vec<_> = labels.into_iter().filter(|label| may_read(reader, label, None)).collect();
        // A place with two readings is the least that has a before and an after.
        let told = self.store.told_indicators(&labels, None, 2, 0).await.map_err(unavailable)?;
        let mut indicators = self.indicators(reader).await?;
        indicators.retain(|one| told.contains(one.code.as_str()) && one.counts());
        let chosen = question.indicator.as_ref().filter(|code| indicators.iter().any(|one| one.code == **code));
        let Some(code) = chosen else { return Ok(Asked { indicators, places: Vec::new(), answer: None }) };
        let series = self.series(reader, code, None).await?;
        let places = series.places.clone();
        Ok(Asked { answer: answer(&series, question, store::today()), indicators, places })
    }

    async fn share_shift(&self, reader: &Reader, code: &Slug) -> Result<Option<ShareShift>, Refusal> {
        let series = self.series(reader, code, None).await?;
        if !series.indicator.counts() {
            return Ok(None);
        }
        let hubs = self.store.hubs().await.map_err(unavailable)?;
        let (name, today) = (code.to_string(), store::today());
        let judged = tokio::task::spawn_blocking(move || shifted(&series, &hubs, &name, today)).await;
        judged.map_err(|error| {
            tracing::error!(%error, "the shares of hubs cannot be judged");
            Refusal::Unavailable
        })
    }
}

/// Years of counts that are needed before the one that is judged.
const YEARS_BEFORE: usize = 2;

/// Judges the shares of the hubs of the plan in the last year of periods that all of them tell of. `None` where there are too few
/// periods, or where the total of that year or of the time before is below [`Indicator::least_total`].
///
/// [`Indicator::least_total`]: app::model::indicator::Indicator::least_total
fn shifted(series: &Series, hubs: &[Hub], name: &str, today: Date) -> Option<ShareShift> {
    let told = |hub: &&Hub| hub.scope == Scope::Five && series.places.iter().any(|place| place.code == hub.code);
    let places: Vec<&Slug> = hubs.iter().filter(told).map(|hub| &hub.code).collect();
    if places.len() < 2 {
        return None;
    }
    let rhythm = rhythm(series, places[0])?;
    let year = in_a_year(rhythm);
    if year < 4 {
        // Of whole years there are too few to know the shares before.
        return None;
    }
    let tables: Vec<BTreeMap<Period, f64>> = places.iter().map(|place| table(series, place, rhythm, today)).collect();
    let mut periods: Vec<Period> = Vec::new();
    for period in tables[0].keys().rev().filter(|period| tables.iter().all(|table| table.contains_key(period))) {
        if periods.last().is_some_and(|later| period.next() != Some(*later)) {
            break;
        }
        periods.push(*period);
    }
    periods.reverse();
    if periods.len() < (YEARS_BEFORE + 1) * year {
        return None;
    }
    let row = |period: &Period| tables.iter().map(|table| table.get(period).copied().unwrap_or_default()).collect();
    let counts: Vec<Vec<f64>> = periods.iter().map(row).collect();
    let split = periods.len() - year;
    // The page gives no share of less, so none is judged.
    let least = series.indicator.least_total().to_f64()?;
    let total = |rows: &[Vec<f64>]| rows.iter().flatten().sum::<f64>();
    if total(&counts[..split]) < least || total(&counts[split..]) < least {
        return None;
    }
    let moved = shares::moved(&counts, year, name).ok()?;
    let of_hubs = places.into_iter().zip(moved).map(|(place, moved)| ShareOf {
        place: place.clone(),
        before: moved.before,
        after: moved.after,
        chance: moved.chance,
        since: moved.since.and_then(|at| periods.get(at).copied()),
    });
    Some(ShareShift {
        before: (periods[0], periods[split - 1]),
        judged: (periods[split], periods[periods.len() - 1]),
        hubs: of_hubs.collect(),
    })
}

/// The places of a question, in the order in which the statistics take them.
struct Roles<'a> {
    treated: &'a Slug,
    control: &'a Slug,
    buffer: Option<&'a Slug>,
    buffer_control: Option<&'a Slug>,
}

impl<'a> Roles<'a> {
    /// Of a question that is whole; a control without a buffer is left out.
    fn of(question: &'a Question) -> Option<Roles<'a>> {
        let buffer = question.buffer.as_ref();
        Some(Roles {
            treated: question.treated.as_ref()?,
            control: question.control.as_ref()?,
            buffer,
            buffer_control: question.buffer_control.as_ref().filter(|_| buffer.is_some()),
        })
    }

    fn all(&self) -> Vec<&'a Slug> {
        [Some(self.treated), Some(self.control), self.buffer, self.buffer_control].into_iter().flatten().collect()
    }
}

fn answer(series: &Series, question: &Question, today: Date) -> Option<Result<Effect, Unjudged>> {
    let (roles, begin) = (Roles::of(question)?, question.begin?);
    let mut different = roles.all();
    different.sort();
    different.dedup();
    Some(if different.len() < roles.all().len() {
        Err(Unjudged::SamePlace)
    } else {
        judge(series, &roles, begin, today)
    })
}

fn judge(series: &Series, roles: &Roles<'_>, begin: Date, today: Date) -> Result<Effect, Unjudged> {
    let rhythm = rhythm(series, roles.treated).ok_or(Unjudged::NoPeriods)?;
    let tables: Vec<BTreeMap<Period, f64>> =
        roles.all().into_iter().map(|place| table(series, place, rhythm, today)).collect();
    let told = |period: &Period| tables.iter().all(|table| table.contains_key(period));
    let common: Vec<Period> = tables[0].keys().copied().filter(told).collect();
    let ended = common.iter().rev().filter(|one| one.last_day().is_some_and(|day| day < begin));
    let before = unbroken(begin, ended, |later, one| one.next() == Some(later));
    let began = common.iter().filter(|one| one.first_day().is_some_and(|day| day >= begin));
    let after = unbroken(begin, began, |earlier, one| earlier.next() == Some(one));
    // Whole years, so that the season is the same on both sides.
    let year = in_a_year(rhythm);
    let periods = (before.len().min(after.len()) / year).min(MOST_YEARS) * year;
    if periods == 0 {
        return Err(Unjudged::TooFew { needed: year, before: before.len(), after: after.len(), rhythm });
    }
    let (before, after) = (&before[..periods], &after[..periods]);
    let sum = |table: &BTreeMap<Period, f64>, periods: &[Period]| -> f64 {
        periods.iter().filter_map(|period| table.get(period)).sum()
    };
    let counts: Vec<BeforeAfter> =
        tables.iter().map(|table| BeforeAfter::new(sum(table, before), sum(table, after))).collect();
    let effect = effect(&counts, roles).ok_or(Unjudged::EmptyControl)?;
    Ok(Effect {
        rhythm,
        periods,
        // The newest one comes first.
        before: (before[periods - 1], before[0]),
        after: (after[0], after[periods - 1]),
        ..effect
    })
}

/// The statistics of counts in the order of [`Roles::all`]; `None` where the control has none to compare with.
fn effect(counts: &[BeforeAfter], roles: &Roles<'_>) -> Option<Effect> {
    let [treated, control, rest @ ..] = counts else { return None };
    if control.before == 0.0 || control.after == 0.0 {
        return None;
    }
    let buffer = rest.first().copied();
    let buffer_control = rest.get(1).copied().filter(|_| roles.buffer_control.is_some());
    let both = buffer.zip(buffer_control);
    let areas = Areas {
        displacement_treated: both.map(|(buffer, _)| buffer).unwrap_or_default(),
        displacement_control: both.map(|(_, control)| control).unwrap_or_default(),
        ..Areas::new(*control, *treated)
    };
    let found = difference(&areas, ALPHA).ok()?;
    let ratio = quotient(*treated, buffer.unwrap_or_default(), *control, ALPHA).ok()?;
    let net = match (ratio.total_net_effect, ratio.low, ratio.high) {
        (Some(value), Some(low), Some(high)) => Some(Estimate { value, low, high }),
        _ => None,
    };
    let counted = |one: BeforeAfter| Counts { before: one.before, after: one.after };
    let nothing = Period::Undated;
    Some(Effect {
        rhythm: Rhythm::Year,
        periods: 0,
        before: (nothing, nothing),
        after: (nothing, nothing),
        treated: counted(*treated),
        control: counted(*control),
        buffer: buffer.map(counted),
        buffer_control: buffer_control.map(counted),
        expected: treated.before * control.after / control.before,
        difference: Estimate { value: found.total.estimate, low: found.low, high: found.high },
        local: around(found.local),
        net,
        quotient: ratio.wdq.filter(|_| buffer.is_some() && ratio.success.is_some_and(|success| success < 0.0)),
    })
}

fn around(change: Change) -> Estimate {
    let reach = REACH * change.standard_error;
    Estimate { value: change.estimate, low: change.estimate - reach, high: change.estimate + reach }
}

/// The length of period of which a place has most values.
fn rhythm(series: &Series, place: &Slug) -> Option<Rhythm> {
    let count = |rhythm: Rhythm| single_values(series, place, Some(rhythm)).len();
    Rhythm::ALL.into_iter().max_by_key(|rhythm| count(*rhythm)).filter(|rhythm| count(*rhythm) > 0)
}

fn in_a_year(rhythm: Rhythm) -> usize {
    match rhythm {
        Rhythm::Week => 52,
        Rhythm::Month => 12,
        Rhythm::Quarter => 4,
        Rhythm::Half => 2,
        Rhythm::Year => 1,
    }
}

/// The counts of a place in periods that are complete and of which sources tell one thing.
fn table(series: &Series, place: &Slug, rhythm: Rhythm, today: Date) -> BTreeMap<Period, f64> {
    let delay = series.delay_days();
    let complete = |period: &Period| is_complete(*period, delay, today);
    let values = single_values(series, place, Some(rhythm)).into_iter().filter(|(period, _)| complete(period));
    let counts = values.filter_map(|(period, one)| {
        let count = one.value?.to_f64()?;
        (count >= 0.0).then_some((period, count))
    });
    counts.collect()
}

/// The periods from the one that is next to the beginning on, up to where one is missing.
fn unbroken<'a>(
    begin: Date,
    periods: impl Iterator<Item = &'a Period>,
    joins: impl Fn(Period, Period) -> bool,
) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    for period in periods {
        let follows = found.last().map_or_else(|| is_beside(*period, begin), |last| joins(*last, *period));
        if !follows {
            break;
        }
        found.push(*period);
    }
    found
}

/// Whether there is no room for another period between this one and a day.
fn is_beside(period: Period, day: Date) -> bool {
    let Some((first, last)) = period.first_day().zip(period.last_day()) else { return false };
    let days = |from: Date, to: Date| from.duration_until(to).as_hours() / 24;
    let length = days(first, last) + 1;
    days(last, day).max(days(day, first)) <= length
}
