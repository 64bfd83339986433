//! CUSUM of transformed Poisson counts.

use std::ops::Range;

use super::seasonal::{Dispersion, Expected, chart_range, expected_counts};
use super::{Judgement, Refusal, check_counts, known};

/// How a count `x` with mean `m` becomes a nearly standard normal number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Transform {
    /// `(x - m) / √m`.
    Standard,
    /// `(x - 3m + 2√(xm)) / (2√m)` (Rossi 1999).
    Rossi,
    /// The Anscombe residual `3/2 (x^⅔ - m^⅔) / m^⅙`.
    Anscombe,
    /// The same with a mean of second order: `3/2 (x^⅔ - (m^⅔ - m^-⅓ / 9)) / m^⅙` (Pierce and Schafer 1986).
    Anscombe2nd,
    /// The Pearson residual where the variance is `m + alpha m²`.
    PearsonNegBin { alpha: f64 },
    /// `x` itself.
    None,
}

#[derive(Clone, Debug)]
pub struct Options {
    /// Reference value: what is let pass each time.
    pub k: f64,
    /// Decision boundary.
    pub h: f64,
    pub transform: Transform,
    pub expected: Expected,
    /// Start anew after an alarm.
    pub reset: bool,
    /// Points in a year, for expected counts that are estimated.
    pub freq: usize,
    pub range: Option<Range<usize>>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            k: 1.04,
            h: 2.26,
            transform: Transform::Standard,
            expected: Expected::Mean,
            reset: false,
            freq: 52,
            range: None,
        }
    }
}

/// Judges each point by `C_t = max(0, C_{t-1} + z_t - k)`, with an alarm where `C_t >= h`.
///
/// Rossi, Lampugnani and Marchi (1999), "An approximate CUSUM procedure for surveillance of health events", Statistics in
/// Medicine 18:2111-2122. The statistic is `C_t`; the upper bound is the count at which `C_t` reaches `h`, whole for the
/// standard transform and 0 where no case is needed. At a gap the sum stays as it is.
///
/// # Errors
/// A [`Refusal`] for a series that is no series of counts, expected counts that are not above zero, or odd options.
pub fn judge(series: &[f64], options: &Options) -> Result<Vec<Judgement>, Refusal> {
    check_counts(series)?;
    if !(options.k.is_finite() && options.k >= 0.0) {
        return Err(Refusal::option("k", options.k, "give a number of at least 0"));
    }
    if !(options.h.is_finite() && options.h > 0.0) {
        return Err(Refusal::option("h", options.h, "give a number above 0"));
    }
    if let Transform::PearsonNegBin { alpha } = options.transform
        && !(alpha.is_finite() && alpha >= 0.0)
    {
        return Err(Refusal::option("alpha", alpha, "give a dispersion of at least 0"));
    }
    let range = chart_range(series.len(), options.range.clone(), &options.expected, options.freq)?;
    let (expected, _) = expected_counts(series, &range, &options.expected, Dispersion::Known(0.0), options.freq)?;
    let mut sum = 0.0;
    let judged = range.zip(expected).map(|(at, mean)| {
        let observed = series[at];
        let needed = options.transform.inverse(options.h + options.k - sum, mean);
        if !observed.is_nan() {
            sum = f64::max(0.0, sum + options.transform.apply(observed, mean) - options.k);
        }
        let alarm = !observed.is_nan() && sum >= options.h;
        let judgement =
            Judgement { at, observed, expected: Some(mean), upperbound: known(needed), statistic: known(sum), alarm };
        if alarm && options.reset {
            sum = 0.0;
        }
        judgement
    });
    Ok(judged.collect())
}

impl Transform {
    fn apply(self, x: f64, m: f64) -> f64 {
        match self {
            Transform::Standard => (x - m) / m.sqrt(),
            Transform::Rossi => (x - 3.0 * m + 2.0 * (x * m).sqrt()) / (2.0 * m.sqrt()),
            Transform::Anscombe => 1.5 * (two_thirds(x) - two_thirds(m)) / m.powf(1.0 / 6.0),
            Transform::Anscombe2nd => 1.5 * (two_thirds(x) - second_order(m)) / m.powf(1.0 / 6.0),
            Transform::PearsonNegBin { alpha } => (x - m) / (m + alpha * m * m).sqrt(),
            Transform::None => x,
        }
    }

    /// The count that is transformed into `z`, or 0 where every count is transformed into more.
    fn inverse(self, z: f64, m: f64) -> f64 {
        // `f64::max` takes the 0 where a root has no value. Rossi's square is that of the R package, root below zero or not.
        let power = |centre: f64| (centre + z * m.powf(1.0 / 6.0) / 1.5).max(0.0).powf(1.5);
        let count = match self {
            Transform::Standard => (m + m.sqrt() * z).ceil(),
            Transform::Rossi => ((4.0 * m + 2.0 * m.sqrt() * z).sqrt() - m.sqrt()).powi(2),
            Transform::Anscombe => power(two_thirds(m)),
            Transform::Anscombe2nd => power(second_order(m)),
            Transform::PearsonNegBin { alpha } => m + (m + alpha * m * m).sqrt() * z,
            Transform::None => z,
        };
        count.max(0.0)
    }
}

fn two_thirds(x: f64) -> f64 {
    x.cbrt().powi(2)
}

fn second_order(m: f64) -> f64 {
    two_thirds(m) - 1.0 / (9.0 * m.cbrt())
}
