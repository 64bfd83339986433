//! The Farrington method with the improvements of Noufaily and others ("Farrington flexible").

mod fit;
mod reference;
mod threshold;

use std::ops::Range;

use super::{Judgement, Refusal, check_alpha, check_counts, judged_range, known};
use fit::{Fit, Reference};
use reference::Calendar;
use threshold::Prediction;

/// How the upper bound follows from the fitted mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThresholdMethod {
    /// A normal interval on a transformed scale, with the error of estimation (Farrington 1996).
    Delta,
    /// A quantile of the negative binomial distribution with the fitted mean and dispersion (Noufaily 2013).
    NbPlugin,
    /// The same, with the upper bound of the fitted mean in place of the mean.
    Muan,
}

/// The scale on which [`ThresholdMethod::Delta`] takes the count to be normal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowerTransform {
    /// Corrects for skewness.
    TwoThirds,
    /// Stabilises the variance.
    Half,
    None,
}

#[derive(Clone, Debug)]
pub struct Options {
    /// Points in a year: 52, 12, 4 …
    pub freq: usize,
    /// Years to look back.
    pub b: usize,
    /// Points on either side of the same point in earlier years.
    pub w: usize,
    /// Levels of the seasonal factor; 1 is none, and then only the windows count.
    pub no_periods: usize,
    /// Points before the judged one that are left out; without it, `w`.
    pub past_weeks_not_included: Option<usize>,
    /// Give earlier outbreaks less weight.
    pub reweight: bool,
    /// From which standardised Anscombe residual on.
    pub weights_threshold: f64,
    pub trend: bool,
    /// The trend is kept below this p-value; 1 keeps it always.
    pub p_threshold_trend: f64,
    /// One-sided.
    pub alpha: f64,
    pub threshold_method: ThresholdMethod,
    pub power_transform: PowerTransform,
    /// No bound, and no alarm, with fewer than `limit54.0` counted in the last `limit54.1` points, this one included.
    pub limit54: (f64, usize),
    /// Indices to judge; without it, all that can be.
    pub range: Option<Range<usize>>,
}

impl Default for Options {
    /// As the R package, but for the threshold: the negative binomial one and a trend that is always tried, which do not
    /// depend on how weighted standard errors are taken.
    fn default() -> Options {
        Options {
            freq: 52,
            b: 5,
            w: 3,
            no_periods: 1,
            past_weeks_not_included: None,
            reweight: true,
            weights_threshold: 2.58,
            trend: true,
            p_threshold_trend: 1.0,
            alpha: 0.05,
            threshold_method: ThresholdMethod::NbPlugin,
            power_transform: PowerTransform::TwoThirds,
            limit54: (5.0, 4),
            range: None,
        }
    }
}

/// One point, with what was fitted for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Judged {
    /// Its statistic is the exceedance score.
    pub judgement: Judgement,
    /// The mean that goes into the negative binomial quantile (`muan`: the upper bound of the mean).
    pub mu0: Option<f64>,
    /// The dispersion, at least 1.
    pub phi: Option<f64>,
    /// The slope a point on the log scale; absent where no trend was kept.
    pub trend: Option<f64>,
    /// The chance of a count at least this high.
    pub p_value: Option<f64>,
}

/// Judges each point against the same season of earlier years.
///
/// Farrington, Andrews, Beale and Catchpole (1996), "A statistical algorithm for the early detection of outbreaks of
/// infectious disease", J. R. Statist. Soc. A 159:547-563; Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett
/// (2013), "An improved algorithm for outbreak detection in multiple surveillance systems", Statistics in Medicine
/// 32:1206-1222; the recipe as in Salmon, Schumacher and Höhle (2016), Journal of Statistical Software 70(10), section 2.
///
/// `population`, where given, is an offset: the mean is proportional to it. A gap among the reference points is left out;
/// a gap at the judged point leaves a bound and no alarm. Where the references do not suffice (too few, or none in the season
/// of the point) the row has neither bound nor alarm.
///
/// # Errors
/// A [`Refusal`] for a series that is no series of counts, too short for `b` years, or options outside their bounds.
pub fn judge(series: &[f64], population: Option<&[f64]>, options: &Options) -> Result<Vec<Judged>, Refusal> {
    check_counts(series)?;
    check(options)?;
    if let Some(population) = population {
        if population.len() != series.len() {
            return Err(Refusal::Length { name: "population", got: population.len(), needed: series.len() });
        }
        if let Some(&odd) = population.iter().find(|p| p.is_infinite() || **p <= 0.0) {
            return Err(Refusal::option("population", odd, "give numbers above 0, or leave them empty where unknown"));
        }
    }
    let calendar = Calendar::new(options);
    let remedy = "give more points, fewer years (b) or a narrower window (w)";
    let range = judged_range(series.len(), options.range.clone(), calendar.first(), remedy)?;
    Ok(range.map(|at| judge_point(series, population, &calendar, at, options)).collect())
}

fn check(options: &Options) -> Result<(), Refusal> {
    check_alpha(options.alpha)?;
    if options.freq < 1 || options.freq > 100_000 {
        return Err(Refusal::option("freq", options.freq, "give the number of points in a year, 52 or 12 for example"));
    }
    if options.b < 1 || options.b > 100_000 {
        return Err(Refusal::option("b", options.b, "give at least 1 year"));
    }
    if options.w.saturating_mul(2) >= options.freq {
        return Err(Refusal::option("w", options.w, "choose 2w + 1 no larger than freq, or windows overlap"));
    }
    if options.no_periods < 1 || options.no_periods > options.freq {
        return Err(Refusal::option("noPeriods", options.no_periods, "give a number from 1 to freq"));
    }
    if options.weights_threshold.is_nan() {
        return Err(Refusal::option("weightsThreshold", options.weights_threshold, "give a number"));
    }
    if !(0.0..=1.0).contains(&options.p_threshold_trend) {
        return Err(Refusal::option("pThresholdTrend", options.p_threshold_trend, "give a number from 0 to 1"));
    }
    if options.limit54.0.is_nan() || options.limit54.1 < 1 {
        return Err(Refusal::option("limit54", options.limit54.0, "give [cases, period] with a period of at least 1"));
    }
    Ok(())
}

fn judge_point(
    series: &[f64],
    population: Option<&[f64]>,
    calendar: &Calendar,
    at: usize,
    options: &Options,
) -> Judged {
    let observed = series[at];
    let nothing = Judged { judgement: Judgement { at, observed, ..Judgement::default() }, ..Judged::default() };
    let offset_of = |i: usize| population.map_or(0.0, |p| p[i].ln());
    let references: Vec<Reference> = calendar
        .references(at)
        .map(|(i, level)| Reference { time: i as f64, count: series[i], level, offset: offset_of(i) })
        .filter(|r| !r.count.is_nan() && !r.offset.is_nan())
        .collect();
    let Some(fitted) = fit_with_trend_if_wanted(&references, at, offset_of(at), calendar.level(), options) else {
        return nothing;
    };
    let (prediction, fit) = fitted;
    let threshold = prediction.threshold(observed, options);
    let recent = at.saturating_sub(options.limit54.1 - 1)..=at;
    let enough = series[recent].iter().filter(|y| !y.is_nan()).sum::<f64>() >= options.limit54.0;
    let upperbound = if enough { known(threshold.upperbound) } else { None };
    Judged {
        judgement: Judgement {
            at,
            observed,
            expected: if enough { known(prediction.mean()) } else { None },
            upperbound,
            statistic: known(threshold.score),
            alarm: upperbound.is_some_and(|upperbound| observed > upperbound),
        },
        mu0: known(threshold.mu0),
        phi: known(prediction.phi),
        trend: fit.slope().and_then(known),
        p_value: known(threshold.p_value),
    }
}

/// The model with a trend where that is allowed and holds, else without; nothing where neither can be fitted.
///
/// A trend must be significant, rest on at least three years, and not extrapolate above all that was seen.
fn fit_with_trend_if_wanted(
    references: &[Reference],
    at: usize,
    offset: f64,
    level: usize,
    options: &Options,
) -> Option<(Prediction, Fit)> {
    let fit = |trend: bool| Fit::reweighted(references, trend, options.reweight.then_some(options.weights_threshold));
    if options.trend {
        let highest = references.iter().map(|r| r.count).fold(f64::NEG_INFINITY, f64::max);
        if let Some(with) = fit(true)
            && let Some(prediction) = Prediction::of(&with, at as f64, level, offset)
            && options.b >= 3
            && with.trend_p_value().is_some_and(|p| p < options.p_threshold_trend)
            && prediction.mean() <= highest
        {
            return Some((prediction, with));
        }
    }
    let without = fit(false)?;
    Some((Prediction::of(&without, at as f64, level, offset)?, without))
}
