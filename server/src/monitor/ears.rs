//! EARS C1, C2 and C3: a point against the mean and deviation of the few points before it.

use std::ops::Range;

use super::distribution::normal_quantile;
use super::{Judgement, Refusal, check_alpha, check_counts, judged_range, known};

/// Which points make the baseline, and what is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// The points just before.
    C1,
    /// The same, two points earlier, so that a slow rise does not hide itself.
    C2,
    /// What C2 exceeded by, summed over this point and the two before it.
    C3,
}

#[derive(Clone, Debug)]
pub struct Options {
    pub variant: Variant,
    /// How many points make the baseline, at least 3.
    pub baseline: usize,
    /// The deviation is taken to be at least this. At 0, a baseline without variation gives a threshold equal to its mean;
    /// 0.5 or 1 suits sparse series (Burkom).
    pub min_sigma: f64,
    /// One-sided; without it 0.001 for C1 and C2, and 0.025 for C3.
    pub alpha: Option<f64>,
    /// Indices to judge; without it, all that can be.
    pub range: Option<Range<usize>>,
}

impl Options {
    pub fn new(variant: Variant) -> Options {
        Options { variant, baseline: 7, min_sigma: 0.0, alpha: None, range: None }
    }
}

/// Judges the points of a series by EARS.
///
/// Fricker, Hegler and Dunfee (2008), "Comparing syndromic surveillance detection methods: EARS' versus a CUSUM-based
/// methodology", Statistics in Medicine 27:3407-3429; Salmon, Schumacher and Höhle (2016), Journal of Statistical Software
/// 70(10). With `z` the `1 - alpha` quantile of the standard normal, `m` the mean and `s` the deviation (divisor n - 1) of the
/// baseline:
/// - C1 and C2: alarm where `y > m + z s`; the statistic is `(y - m) / s`;
/// - C3: alarm where `Σ max(0, C2(i) - 1) >= z` over i = t-2, t-1, t. The statistic is that sum. The upper bound is the
///   documented `m + s (z - Σ max(0, C2(i) - 1))` over i = t-2, t-1.
///
/// Where the deviation is 0, C2 is taken at its limit: infinite above the mean, nothing at or below it. A gap in the baseline
/// leaves no threshold; a gap at the point itself leaves no alarm.
///
/// # Errors
/// A [`Refusal`] for a series that is no series of counts, too short, or options outside their bounds.
pub fn judge(series: &[f64], options: &Options) -> Result<Vec<Judgement>, Refusal> {
    check_counts(series)?;
    if options.baseline < 3 {
        return Err(Refusal::option("baseline", options.baseline, "give at least 3 points"));
    }
    if !(options.min_sigma >= 0.0 && options.min_sigma.is_finite()) {
        return Err(Refusal::option("minSigma", options.min_sigma, "give a number of at least 0"));
    }
    let alpha = options.alpha.unwrap_or(if options.variant == Variant::C3 { 0.025 } else { 0.001 });
    check_alpha(alpha)?;
    let lead = match options.variant {
        Variant::C1 => 0,
        Variant::C2 => 2,
        Variant::C3 => 4,
    };
    let first = options.baseline.saturating_add(lead);
    let range = judged_range(series.len(), options.range.clone(), first, "give more points, or a shorter baseline")?;
    let z = normal_quantile(1.0 - alpha);
    let judged = range.map(|at| match options.variant {
        Variant::C1 => shewhart(series, at, 0, z, options),
        Variant::C2 => shewhart(series, at, 2, z, options),
        Variant::C3 => accumulated(series, at, z, options),
    });
    Ok(judged.collect())
}

/// C1 (`lag` 0) and C2 (`lag` 2) at one point.
fn shewhart(series: &[f64], at: usize, lag: usize, z: f64, options: &Options) -> Judgement {
    let observed = series[at];
    let Baseline { mean, deviation } = Baseline::before(series, at - lag, options);
    let upperbound = mean + z * deviation;
    Judgement {
        at,
        observed,
        expected: known(mean),
        upperbound: known(upperbound),
        statistic: known((observed - mean) / deviation),
        alarm: observed > upperbound,
    }
}

/// C3 at one point.
fn accumulated(series: &[f64], at: usize, z: f64, options: &Options) -> Judgement {
    let observed = series[at];
    let excess = |i: usize| Baseline::before(series, i - 2, options).excess(series[i]);
    let earlier = excess(at - 2) + excess(at - 1);
    let statistic = earlier + excess(at);
    let Baseline { mean, deviation } = Baseline::before(series, at - 2, options);
    Judgement {
        at,
        observed,
        expected: known(mean),
        upperbound: known(mean + deviation * (z - earlier)),
        statistic: known(statistic),
        alarm: statistic >= z,
    }
}

struct Baseline {
    mean: f64,
    deviation: f64,
}

impl Baseline {
    /// Of the points before `end`; `NaN` where one of them is a gap.
    fn before(series: &[f64], end: usize, options: &Options) -> Baseline {
        let window = &series[end - options.baseline..end];
        let n = window.len() as f64;
        let mean = window.iter().sum::<f64>() / n;
        let square = window.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / (n - 1.0);
        let deviation = square.sqrt();
        // Not f64::max, which would hide a gap.
        Baseline { mean, deviation: if deviation < options.min_sigma { options.min_sigma } else { deviation } }
    }

    /// `max(0, C2 - 1)`; `NaN` where unknown.
    fn excess(&self, observed: f64) -> f64 {
        let above = observed - self.mean;
        if above.is_nan() {
            above
        } else if above <= 0.0 {
            0.0
        } else {
            (above / self.deviation - 1.0).max(0.0)
        }
    }
}
