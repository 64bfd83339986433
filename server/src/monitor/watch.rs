//! Early warning: is the newest point of a series out of the ordinary, up or down? Which method judges depends on how much past
//! there is.

use super::ears::{self, Variant};
use super::farrington;
use super::likelihood_ratio::{self, Direction};
use super::seasonal::{Dispersion, Expected};
use super::{Judgement, Refusal};

/// An alarm at the newest point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alarm {
    pub method: Method,
    pub course: Course,
    /// At its level or beyond it.
    pub judgement: Judgement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Up,
    Down,
}

/// Which method found it; named as in `knooppunt detect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Farrington,
    EarsC1,
    Glr,
}

impl Method {
    pub const ALL: [Method; 3] = [Method::Farrington, Method::EarsC1, Method::Glr];

    pub fn code(self) -> &'static str {
        match self {
            Method::Farrington => "farrington-flexible",
            Method::EarsC1 => "ears-c1",
            Method::Glr => "glr-negbin",
        }
    }
}

/// Fewer points tell nothing.
pub const LEAST_POINTS: usize = 12;

/// The chance of an alarm upward in one point of an ordinary series, as the methods state it. In simulated series of months they
/// alarm some thirty times as often, because few years tell little of a level: `make backtest` prints how often.
pub const ALPHA: f64 = 0.0002;

/// EARS C1 looks back so many points: more than its seven, which are far too few for counts by month.
const MOST_BASELINE: usize = 24;

/// The downward chart sounds from this likelihood ratio on.
const SILENCE: f64 = 7.0;

/// The alarms at the last point of a series, which must be known. Upward by Farrington flexible from three years on (Noufaily
/// and others 2013) and by EARS C1 before that; downward, and so for a hub gone silent, by the generalised likelihood ratio of the
/// last year against the points before it (Höhle and Paul 2008).
///
/// # Errors
/// A [`Refusal`] for a series that is none of counts, or too short.
pub fn newest(series: &[f64], freq: usize) -> Result<Vec<Alarm>, Refusal> {
    super::check_counts(series)?;
    let points = series.len();
    if points < LEAST_POINTS {
        let remedy = "wait until there are more";
        return Err(Refusal::TooShort { points, first: LEAST_POINTS, remedy });
    }
    let last = points - 1;
    let mut alarms = Vec::new();
    if series[last].is_nan() {
        return Ok(alarms);
    }
    let (method, judged) = upward(series, freq, last)?;
    alarms.extend(judged.filter(|judged| judged.alarm).map(|judgement| Alarm {
        method,
        course: Course::Up,
        judgement,
    }));
    let downward = downward(series, freq)?;
    alarms.extend(downward.filter(|judged| judged.alarm).map(|judgement| Alarm {
        method: Method::Glr,
        course: Course::Down,
        judgement,
    }));
    Ok(alarms)
}

fn upward(series: &[f64], freq: usize, last: usize) -> Result<(Method, Option<Judgement>), Refusal> {
    let years = last.saturating_sub(freq / 4) / freq.max(1);
    if years >= 3 {
        let options = farrington::Options {
            freq,
            b: years.min(5),
            // A quarter of a year around the same point of earlier years, as with three weeks on either side of a week.
            w: (freq / 12).max(1),
            past_weeks_not_included: Some((freq / 12).max(1)),
            alpha: ALPHA,
            range: Some(last..last + 1),
            ..farrington::Options::default()
        };
        let judged = farrington::judge(series, None, &options)?;
        return Ok((Method::Farrington, judged.into_iter().next().map(|judged| judged.judgement)));
    }
    let options = ears::Options {
        min_sigma: 1.0,
        baseline: last.min(MOST_BASELINE),
        alpha: Some(ALPHA),
        range: Some(last..last + 1),
        ..ears::Options::new(Variant::C1)
    };
    Ok((Method::EarsC1, ears::judge(series, &options)?.into_iter().next()))
}

/// The last judgement of a chart over the last year, or over the last third of a shorter series.
fn downward(series: &[f64], freq: usize) -> Result<Option<Judgement>, Refusal> {
    let stretch = freq.min(series.len() / 3).max(1);
    let start = series.len() - stretch;
    let before: Vec<f64> = series[..start].iter().copied().filter(|count| !count.is_nan()).collect();
    let mean = before.iter().sum::<f64>() / before.len().max(1) as f64;
    if before.len() < LEAST_POINTS / 2 || mean <= 0.0 {
        // Where nothing was ever counted, nothing can fall.
        return Ok(None);
    }
    let squares = before.iter().map(|count| (count - mean).powi(2)).sum::<f64>();
    let variance = squares / (before.len() as f64 - 1.0).max(1.0);
    let options = likelihood_ratio::Options {
        c_arl: SILENCE,
        expected: Expected::Constant(mean),
        // By moments: the variance is mean + alpha mean², and seasons count as variation.
        dispersion: Dispersion::Known(((variance - mean) / (mean * mean)).max(0.0)),
        direction: Direction::Decrease,
        freq,
        range: Some(start..series.len()),
        ..likelihood_ratio::Options::default()
    };
    Ok(likelihood_ratio::judge(series, &options)?.pop())
}
