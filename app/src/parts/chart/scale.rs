//! Scales: from values and days to places on a drawing, as fractions of its width or height.

use jiff::civil::{Date, date};

use crate::model::period::Period;

/// A value axis. It holds zero, so that heights and lengths can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    pub low: f64,
    pub high: f64,
    /// Round numbers, lowest first; the first is `low` and the last is `high`.
    pub ticks: Vec<f64>,
    /// Whether equal heights are equal ratios (of the value and one, so that zero has a place).
    pub ratios: bool,
}

impl Axis {
    /// An axis over these values and zero, with about so many steps of 1, 2, 2.5 or 5 times a power of ten. Where all values are
    /// whole the steps are too: there is no half of a find.
    pub fn over(values: impl IntoIterator<Item = f64>, about: u32) -> Axis {
        let (mut low, mut high, mut whole) = (0f64, 0f64, true);
        for value in values.into_iter().filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
            whole &= value.fract() == 0.0;
        }
        let reach = if high > low { high - low } else { 1.0 };
        let step = step(reach / f64::from(about.max(1)), whole);
        let first = (low / step).floor();
        let last = (first + 1.0).max((high / step).ceil());
        // At most a handful: the step was chosen from the reach.
        let ticks: Vec<f64> = (0..=(last - first) as i32).map(|n| (first + f64::from(n)) * step).collect();
        Axis { low: first * step, high: last * step, ticks, ratios: false }
    }

    /// An axis on which every tick is ten times the one before it. Values below zero have no place on it: then, and when all
    /// are below ten, the axis is the plain one.
    pub fn of_ratios(values: &[f64], about: u32) -> Axis {
        let high = values.iter().copied().filter(|value| value.is_finite()).fold(0.0, f64::max);
        if high < 10.0 || values.iter().any(|value| *value < 0.0) {
            return Axis::over(values.iter().copied(), about);
        }
        let powers = high.log10().ceil() as i32;
        let ticks: Vec<f64> = std::iter::once(0.0).chain((0..=powers).map(|power| 10f64.powi(power))).collect();
        Axis { low: 0.0, high: 10f64.powi(powers), ticks, ratios: true }
    }

    /// Where a value is, from 0 (low) to 1 (high).
    pub fn at(&self, value: f64) -> f64 {
        if self.ratios {
            return value.max(0.0).ln_1p() / self.high.ln_1p();
        }
        (value - self.low) / (self.high - self.low)
    }
}

/// The smallest round step that is not below `least`; with `whole`, the smallest that is a whole number.
fn step(least: f64, whole: bool) -> f64 {
    let least = if whole { least.max(1.0) } else { least };
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|round| round * power)
        .find(|step| *step >= least * 0.999_999 && (!whole || step.fract() == 0.0))
        .unwrap_or(least)
}

/// A time axis of whole calendar years, each as wide as the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    pub first: i16,
    pub last: i16,
}

impl Years {
    /// The years these periods touch; `None` when none is dated.
    pub fn over(periods: impl IntoIterator<Item = Period>) -> Option<Years> {
        periods.into_iter().fold(None, |years, period| {
            let Some(first) = period.first_day().map(Date::year) else { return years };
            let last = period.last_day().map_or(first, Date::year);
            Some(match years {
                None => Years { first, last },
                Some(Years { first: f, last: l }) => Years { first: first.min(f), last: last.max(l) },
            })
        })
    }

    pub fn count(self) -> u16 {
        self.last.abs_diff(self.first) + 1
    }

    pub fn each(self) -> impl Iterator<Item = i16> {
        self.first..=self.last
    }

    /// Where the morning of a day is, from 0 (start of the first year) to 1 (end of the last).
    pub fn at(self, day: Date) -> f64 {
        let within = f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year());
        (f64::from(day.year() - self.first) + within) / f64::from(self.count())
    }

    pub fn middle(self, year: i16) -> f64 {
        (f64::from(year - self.first) + 0.5) / f64::from(self.count())
    }

    /// From where to where a period reaches; `None` when undated. Where the last day is not told, to the end of its year.
    pub fn reach(self, period: Period) -> Option<(f64, f64)> {
        let first = period.first_day()?;
        let last = period.last_day().unwrap_or(date(first.year(), 12, 31));
        Some((self.at(first), last.tomorrow().map_or(1.0, |after| self.at(after))))
    }

    /// The years that are named on the axis when there is room for `most` of them; the last always is.
    pub fn named(self, most: u16) -> impl Iterator<Item = i16> {
        let stride = self.count().div_ceil(most.max(1)).max(1) as i16;
        self.each().filter(move |year| (self.last - year) % stride == 0)
    }
}

/// A fraction of the width, as an SVG length.
pub fn percent(fraction: f64) -> String {
    format!("{:.2}%", fraction * 100.0)
}
