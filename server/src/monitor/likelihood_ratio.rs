//! Likelihood-ratio charts for Poisson and negative binomial counts: has the mean moved by a factor, up or down?

mod generalised;

use std::ops::Range;

use super::seasonal::{Dispersion, Expected, Season, chart_range, expected_counts};
use super::{Judgement, Refusal, check_counts, known};
use generalised::Chart;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Increase,
    Decrease,
}

#[derive(Clone, Debug)]
pub struct Options {
    /// Alarm from this value of the statistic on; sets how often the chart alarms by chance.
    pub c_arl: f64,
    pub expected: Expected,
    /// Known at 0 is Poisson.
    pub dispersion: Dispersion,
    /// The change of the logarithm of the mean to look for; without it any change in `direction` (the generalised chart).
    pub theta: Option<f64>,
    pub direction: Direction,
    /// The fewest points that a change is estimated from (negative binomial), or that there must be at all (Poisson).
    pub m_tilde: usize,
    /// Points in a year, for expected counts that are estimated.
    pub freq: usize,
    pub range: Option<Range<usize>>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            c_arl: 5.0,
            expected: Expected::Season(Season { harmonics: 1, trend: false }),
            dispersion: Dispersion::Known(0.0),
            theta: None,
            direction: Direction::Increase,
            m_tilde: 1,
            freq: 52,
            range: None,
        }
    }
}

/// Judges each point by a likelihood-ratio chart that starts anew after an alarm.
///
/// Höhle and Paul (2008), "Count data regression charts for the monitoring of surveillance time series", Computational
/// Statistics and Data Analysis 52:4357-4368. The log-likelihood ratio of a count `x` with expected count `m`, for a mean that
/// has become `m e^κ`, is `κx + (1 - e^κ) m` for Poisson counts and `κx + (x + 1/α) ln((1 + αm) / (1 + αm e^κ))` for negative
/// binomial ones.
/// - With `theta`: `C_t = max(0, C_{t-1} + llr_t)` at `κ = theta`, alarm where `C_t > c_arl`. The sign of `theta` is the
///   direction. The upper bound is the count, whole or not, at which `C_t` is `c_arl`.
/// - Without: the highest sum of `llr` over the last points, over all `κ` in the direction and all numbers of points up to
///   those since the last alarm, as far as `m_tilde` lets them; alarm where it is at least `c_arl`. The upper bound is the lowest whole count
///   that sounds an alarm upward, and the highest that sounds one downward.
///
/// Points at which nothing was counted take part by their limit: downward, an all-zero stretch has the ratio `Σ m` (Poisson),
/// so that a place gone silent sounds the alarm. At a gap the chart stays as it is.
///
/// # Errors
/// A [`Refusal`] for a series that is no series of counts, expected counts that are not above zero or cannot be estimated, odd
/// options, or a chart that would take too long.
pub fn judge(series: &[f64], options: &Options) -> Result<Vec<Judgement>, Refusal> {
    check_counts(series)?;
    if !(options.c_arl.is_finite() && options.c_arl > 0.0) {
        return Err(Refusal::option("c.ARL", options.c_arl, "give a number above 0"));
    }
    if options.m_tilde < 1 {
        return Err(Refusal::option("Mtilde", options.m_tilde, "give at least 1"));
    }
    let range = chart_range(series.len(), options.range.clone(), &options.expected, options.freq)?;
    let (means, alpha) = expected_counts(series, &range, &options.expected, options.dispersion, options.freq)?;
    match options.theta {
        Some(theta) if theta.is_finite() && theta != 0.0 && theta.abs() <= 50.0 => {
            Ok(fixed_change(series, range, &means, alpha, theta, options.c_arl))
        }
        Some(theta) => Err(Refusal::option("theta", theta, "give a number from -50 to 50, but not 0")),
        None => any_change(series, range, &means, alpha, options),
    }
}

fn fixed_change(
    series: &[f64],
    range: Range<usize>,
    means: &[f64],
    alpha: f64,
    theta: f64,
    c_arl: f64,
) -> Vec<Judgement> {
    let mut sum = 0.0;
    let judged = range.zip(means).map(|(at, &mean)| {
        let observed = series[at];
        let ratio = Ratio::new(mean, alpha, theta);
        let needed = (c_arl - sum - ratio.constant) / ratio.slope;
        if !observed.is_nan() {
            sum = f64::max(0.0, sum + ratio.slope * observed + ratio.constant);
        }
        let statistic = sum;
        let alarm = !observed.is_nan() && sum > c_arl;
        if alarm {
            sum = 0.0;
        }
        Judgement {
            at,
            observed,
            expected: Some(mean),
            upperbound: known(needed).filter(|needed| *needed >= 0.0),
            statistic: known(statistic),
            alarm,
        }
    });
    judged.collect()
}

/// The log-likelihood ratio of one count is linear in it.
struct Ratio {
    slope: f64,
    constant: f64,
}

impl Ratio {
    fn new(mean: f64, alpha: f64, kappa: f64) -> Ratio {
        if alpha == 0.0 {
            return Ratio { slope: kappa, constant: -kappa.exp_m1() * mean };
        }
        let log = (alpha * mean).ln_1p() - (alpha * mean * kappa.exp()).ln_1p();
        Ratio { slope: kappa + log, constant: log / alpha }
    }
}

fn any_change(
    series: &[f64],
    range: Range<usize>,
    means: &[f64],
    alpha: f64,
    options: &Options,
) -> Result<Vec<Judgement>, Refusal> {
    let mut chart = Chart::new(alpha, options.direction, options.m_tilde);
    let mut statistic = 0.0;
    let mut judged = Vec::with_capacity(range.len());
    for (at, &mean) in range.zip(means) {
        let observed = series[at];
        let mut judgement = Judgement { at, observed, expected: Some(mean), ..Judgement::default() };
        if observed.is_nan() {
            judgement.statistic = known(statistic);
            judged.push(judgement);
            continue;
        }
        judgement.upperbound = chart.needed(mean, options.c_arl);
        statistic = chart.push(observed, mean);
        if chart.is_exhausted() {
            return Err(Refusal::TooLong {
                limit: generalised::STEP_LIMIT,
                remedy: "narrow the range, give theta for the chart of a fixed change, or one mu0 for all points",
            });
        }
        judgement.statistic = known(statistic);
        judgement.alarm = statistic >= options.c_arl;
        if judgement.alarm {
            chart.restart();
            statistic = 0.0;
        }
        judged.push(judgement);
    }
    Ok(judged)
}
