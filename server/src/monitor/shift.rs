//! Displacement: down at one hub and up at another, more than chance makes of it, and more than all hubs together moved.

mod chance;
mod window;

use super::Refusal;
use super::distribution::normal_above;
use super::simulate::Random;
use window::Windows;

/// What is looked for, in points of the series.
#[derive(Clone, Debug)]
pub struct Options {
    /// Lengths of the recent window.
    pub recent: Vec<usize>,
    /// The rise may come so many points after the fall.
    pub most_lag: usize,
    /// How much of the past the recent window is compared with.
    pub reference: usize,
    /// Draws of the bootstrap, for each pair that screening leaves.
    pub draws: usize,
    /// False discoveries among the pairs that are reported, at most this share (Benjamini and Hochberg).
    pub false_share: f64,
    /// Counted in the reference at least, or a hub takes no part.
    pub least_counted: f64,
}

impl Options {
    /// For series of so many points a year: windows of a quarter, half and whole year, against three years before.
    pub fn yearly(freq: usize) -> Options {
        let part = |share: usize| (freq / share).max(1);
        let mut recent = vec![part(4), part(2), freq.max(1)];
        recent.dedup();
        Options {
            recent,
            most_lag: part(4),
            reference: 3 * freq,
            draws: 999,
            false_share: FALSE_SHARE,
            least_counted: 12.0,
        }
    }

    /// Points that are needed.
    pub fn least_points(&self) -> usize {
        self.recent.iter().max().copied().unwrap_or(0) + self.most_lag + self.reference
    }
}

/// One side of a pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Side {
    pub observed: f64,
    /// Had the hub moved as the other hubs did.
    pub expected: f64,
    /// The difference in standard errors, on the scale of the square root.
    pub z: f64,
}

/// A fall and a rise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Columns of the table: where it went down, and where up.
    pub from: usize,
    pub to: usize,
    /// The recent window in points, and how many points the rise comes later.
    pub window: usize,
    pub lag: usize,
    pub down: Side,
    pub up: Side,
    /// The weaker side in standard errors.
    pub statistic: f64,
    /// An upper bound of the chance of this much in any window and lag, by the normal distribution.
    pub screened: f64,
    /// The chance by the bootstrap; absent for pairs that screening leaves out.
    pub p: Option<f64>,
    /// Reported at the chosen share of false discoveries.
    pub reported: bool,
}

/// All pairs of hubs at the end of the table, the most telling first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub pairs: Vec<Pair>,
    /// How many pairs were looked at.
    pub screened: usize,
}

/// The share of false discoveries that is aimed at.
pub const FALSE_SHARE: f64 = 0.1;

/// Pairs of which a side moved less than this many standard errors are no pairs.
const LEAST: f64 = 1.0;

/// Looks at every ordered pair of columns. `table` has a row for each hub and a column for each point; a gap (`NaN`) in the
/// stretch that is looked at leaves a hub out. Families of pairs are judged together by [`report`].
///
/// For a window `w` and a lag `l` the rise at `B` is that of the last `w` points, the fall at `A` that of the `w` points that
/// end `l` points earlier, both against the same hub in the reference, times the growth of all other hubs (Bowers and Johnson
/// 2003; Wheeler and Ratcliffe 2018 for the difference in differences). The difference of the square roots (Anscombe 1948) is
/// divided by its standard error with the dispersion of the hub in the reference, and the weaker side counts: `min(z_B, -z_A)`. The
/// highest over windows and lags is the statistic; its chance is first bounded by the normal distribution (Bonferroni over windows
/// and lags) and then, for the pairs that could still be reported, found by a parametric bootstrap in which no share changed.
///
/// # Errors
/// A [`Refusal`] for rows of unequal length, series that are no counts, or too few points.
pub fn pairs(table: &[Vec<f64>], options: &Options, seed: &str) -> Result<Found, Refusal> {
    let points = table.first().ok_or(Refusal::Empty)?.len();
    for row in table {
        if row.len() != points {
            return Err(Refusal::Length { name: "a hub", got: row.len(), needed: points });
        }
        super::check_counts(row)?;
    }
    let first = options.least_points();
    if points < first || options.recent.is_empty() {
        return Err(Refusal::TooShort { points, first, remedy: "give more points, or a shorter reference" });
    }
    let windows = Windows::new(table, options);
    let mut found = Found::default();
    for from in windows.hubs() {
        for to in windows.hubs().filter(|to| *to != from) {
            found.screened += 1;
            found.pairs.extend(windows.best(from, to).filter(|pair| pair.statistic > LEAST));
        }
    }
    // No pair can be reported above this: with so many pairs, even if ten times as many were found.
    let bound = (10.0 * options.false_share / found.screened.max(1) as f64).max(0.01).min(options.false_share);
    let mut random = Random::named(seed);
    for pair in found.pairs.iter_mut().filter(|pair| pair.screened <= bound) {
        pair.p = Some(chance::of(&windows, pair, options.draws, &mut random));
    }
    found.pairs.sort_by(|a, b| b.statistic.total_cmp(&a.statistic));
    Ok(found)
}

/// Marks the pairs that are reported, over all families that were looked at together: the `i`-th lowest chance of `m` is
/// reported with all below it where it is at most `i / m` of the share.
///
/// Benjamini and Hochberg (1995), "Controlling the false discovery rate", J. R. Statist. Soc. B 57:289-300; pairs without a
/// chance of their own count as 1.
pub fn report(families: &mut [Found], false_share: f64) {
    let all: usize = families.iter().map(|family| family.screened).sum();
    let mut chances: Vec<f64> = families.iter().flat_map(|family| &family.pairs).filter_map(|pair| pair.p).collect();
    chances.sort_by(f64::total_cmp);
    let limit = chances.iter().enumerate().rev().find(|(rank, p)| **p <= false_share * (rank + 1) as f64 / all as f64);
    let Some(limit) = limit.map(|(_, p)| *p) else { return };
    for pair in families.iter_mut().flat_map(|family| &mut family.pairs) {
        pair.reported = pair.p.is_some_and(|p| p <= limit);
    }
}

/// The highest statistic of all pairs, for charts that follow it over time.
///
/// # Errors
/// As [`pairs`].
pub fn highest(table: &[Vec<f64>], options: &Options) -> Result<Option<Pair>, Refusal> {
    let found = pairs(table, &Options { draws: 0, ..options.clone() }, "")?;
    Ok(found.pairs.into_iter().next())
}

fn bounded(statistic: f64, looks: usize) -> f64 {
    (normal_above(statistic) * looks as f64).min(1.0)
}
