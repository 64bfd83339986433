//! The expected counts of a series from its past: a level, waves of the year and, on request, a trend.

use std::f64::consts::TAU;
use std::ops::Range;

use statrs::function::gamma::{digamma, ln_gamma};

use super::regression::log_linear;
use super::{Refusal, judged_range};

/// Where a chart gets its expected counts from.
#[derive(Clone, Debug)]
pub enum Expected {
    /// One value for each point that is judged.
    Given(Vec<f64>),
    /// One value for all of them.
    Constant(f64),
    /// The mean of the points before the range.
    Mean,
    /// A regression on the points before the range.
    Season(Season),
}

/// `log mean = a + b t + Σ (c cos(2π s t / freq) + d sin(2π s t / freq))`, s from 1 to `harmonics`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Season {
    pub harmonics: usize,
    pub trend: bool,
}

/// How counts vary around their mean: the variance is `mean + alpha mean²`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dispersion {
    /// 0 is Poisson.
    Known(f64),
    /// By maximum likelihood, together with the regression.
    Estimated,
}

/// The points to judge: those that were asked for. Else all of them when expected counts need no past; else a year is kept as past,
/// or half of a shorter series.
///
/// # Errors
/// A [`Refusal`] where points were asked for that are not there, or where nothing is left beside the past.
pub fn chart_range(
    points: usize,
    asked: Option<Range<usize>>,
    expected: &Expected,
    freq: usize,
) -> Result<Range<usize>, Refusal> {
    if asked.is_some() {
        return judged_range(points, asked, 0, "");
    }
    let first = match expected {
        Expected::Given(values) => points.saturating_sub(values.len()),
        Expected::Constant(_) => 0,
        Expected::Mean | Expected::Season(_) => freq.min(points.div_ceil(2)),
    };
    judged_range(points, None, first, "give more points, or the expected count as mu0")
}

/// The expected count of each point in `range`, and the dispersion.
///
/// # Errors
/// A [`Refusal`] where values are too few or not above zero, or where the past does not determine them.
pub fn expected_counts(
    series: &[f64],
    range: &Range<usize>,
    expected: &Expected,
    dispersion: Dispersion,
    freq: usize,
) -> Result<(Vec<f64>, f64), Refusal> {
    let known_alpha = match dispersion {
        Dispersion::Known(alpha) if alpha >= 0.0 && alpha.is_finite() => Some(alpha),
        Dispersion::Known(alpha) => {
            return Err(Refusal::option("alpha", alpha, "give a dispersion of at least 0, or null to estimate it"));
        }
        Dispersion::Estimated => None,
    };
    let need_alpha = || {
        known_alpha.ok_or(Refusal::Option {
            name: "alpha",
            value: "null".to_owned(),
            remedy: "give the dispersion as a number; it can be estimated only together with mu0",
        })
    };
    let judged = range.len();
    let values = match expected {
        Expected::Given(values) if values.len() == judged => (values.clone(), need_alpha()?),
        Expected::Given(values) => {
            return Err(Refusal::Length { name: "mu0", got: values.len(), needed: judged });
        }
        Expected::Constant(value) => (vec![*value; judged], need_alpha()?),
        Expected::Mean => {
            let past: Vec<f64> = series[..range.start].iter().copied().filter(|y| !y.is_nan()).collect();
            let mean = past.iter().sum::<f64>() / past.len() as f64;
            if mean.is_nan() {
                return Err(Refusal::NoBaseline { reason: "no counts before the range: give mu0, or a later range" });
            }
            (vec![mean; judged], need_alpha()?)
        }
        Expected::Season(season) => estimate(series, range, *season, known_alpha, freq)?,
    };
    if let Some(&odd) = values.0.iter().find(|value| !(value.is_finite() && **value > 0.0)) {
        return Err(Refusal::Option {
            name: "mu0",
            value: odd.to_string(),
            remedy: "expected counts must be above 0: give mu0, or a range with counts before it",
        });
    }
    Ok(values)
}

fn estimate(
    series: &[f64],
    range: &Range<usize>,
    season: Season,
    known_alpha: Option<f64>,
    freq: usize,
) -> Result<(Vec<f64>, f64), Refusal> {
    if freq < 1 || season.harmonics > 26 {
        return Err(Refusal::option(
            "freq",
            freq,
            "give the points in a year, at least 1, and at most 26 harmonics (S)",
        ));
    }
    // Time is taken about the middle of the past, in units of its length: the same model, better conditioned.
    let middle = range.start as f64 / 2.0;
    let row = |i: usize| {
        let time = i as f64 - middle;
        let mut row = vec![1.0];
        if season.trend {
            row.push(time / range.start as f64);
        }
        for s in 1..=season.harmonics {
            let angle = TAU * (s as f64) * ((i + 1) % freq) as f64 / freq as f64;
            row.extend([angle.cos(), angle.sin()]);
        }
        row
    };
    let past: Vec<usize> = (0..range.start).filter(|&i| !series[i].is_nan()).collect();
    let design: Vec<Vec<f64>> = past.iter().map(|&i| row(i)).collect();
    let counts: Vec<f64> = past.iter().map(|&i| series[i]).collect();
    let refusal = Refusal::NoBaseline {
        reason: "the points before the range do not determine the model: give mu0, a later range, or a smaller S",
    };
    let mean_of =
        |coefficients: &[f64], row: &[f64]| row.iter().zip(coefficients).map(|(x, b)| x * b).sum::<f64>().exp();
    let (coefficients, alpha) = match known_alpha {
        Some(alpha) => (log_linear(&design, &counts, alpha).ok_or(refusal)?, alpha),
        None => {
            let mut coefficients = log_linear(&design, &counts, 0.0).ok_or_else(|| refusal.clone())?;
            let mut alpha = 0.0;
            for _ in 0..100 {
                let means: Vec<f64> = design.iter().map(|row| mean_of(&coefficients, row)).collect();
                let next = likeliest_alpha(&counts, &means);
                coefficients = log_linear(&design, &counts, next).ok_or_else(|| refusal.clone())?;
                let settled = (next - alpha).abs() <= 1e-10 * next;
                alpha = next;
                if settled {
                    break;
                }
            }
            (coefficients, alpha)
        }
    };
    Ok((range.clone().map(|i| mean_of(&coefficients, &row(i))).collect(), alpha))
}

/// The dispersion with the highest negative binomial likelihood for given means; 0 where none is above Poisson's.
///
/// The score in the size `1/alpha` (Lawless 1987, Canadian Journal of Statistics 15:209-225), by bisection on its logarithm.
fn likeliest_alpha(counts: &[f64], means: &[f64]) -> f64 {
    let score = |size: f64| -> f64 {
        let parts = counts.iter().zip(means).map(|(&y, &m)| {
            digamma(y + size) - digamma(size) + size.ln() + 1.0 - (size + m).ln() - (y + size) / (m + size)
        });
        parts.sum()
    };
    let likelihood = |size: f64| -> f64 {
        let parts = counts.iter().zip(means).map(|(&y, &m)| {
            ln_gamma(y + size) - ln_gamma(size) + size * (size / (size + m)).ln() + y * (m / (size + m)).ln()
        });
        parts.sum()
    };
    let (mut low, mut high) = (1e-4_f64.ln(), 1e6_f64.ln());
    // Under-dispersed: the likelihood still rises where the distribution is Poisson for all purposes.
    if score(high.exp()) >= 0.0 || likelihood(1e4) >= likelihood(1e2) && score(1e4) >= 0.0 {
        return 0.0;
    }
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if score(middle.exp()) > 0.0 { low = middle } else { high = middle }
    }
    (-(low + high) / 2.0).exp()
}
