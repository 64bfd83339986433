//! What do the figures say? Pure functions on series: no SQL, no files, no clock, no panics.
//!
//! Every method takes slices in order of time and gives one [`Judgement`] for each point it was asked about, or one
//! [`Refusal`] that says what is wrong and what to do. A gap in a series is `NaN`: nothing is known about that point, and
//! each method says what it then does. `docs/monitor-statistics.md` has the sources and the differences from other software.

pub mod categorical;
pub mod cusum;
pub mod displacement;
pub mod ears;
pub mod farrington;
pub mod funnel;
pub mod interval;
pub mod likelihood_ratio;
pub mod seasonal;
pub mod shares;
pub mod shift;
pub mod simulate;
pub mod suppression;
pub mod tally;
pub mod watch;

mod distribution;
mod regression;

use std::ops::Range;

/// What a method says of one point of a series. What the method lacks, or cannot know here, is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judgement {
    /// Index in the series, from 0.
    pub at: usize,
    /// What was counted; `NaN` is a gap.
    pub observed: f64,
    /// What would have been expected had nothing changed.
    pub expected: Option<f64>,
    /// The highest count without an alarm or, for charts, the count that is needed to sound one.
    pub upperbound: Option<f64>,
    /// What the method compares with its threshold.
    pub statistic: Option<f64>,
    pub alarm: bool,
}

/// Why a method gives no answer. `at` is an index in the series, from 0.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    #[error("the series has no points: give at least one")]
    Empty,
    #[error("{value} is below zero, and a count cannot be: correct it, or leave it empty where the count is unknown")]
    Negative { at: usize, value: f64 },
    #[error("the value is infinite: correct it, or leave it empty where the count is unknown")]
    Infinite { at: usize },
    #[error(
        "{value} is more than 10^15, beyond which counts are not exact: give all of them in a larger unit, thousands for example"
    )]
    TooLarge { at: usize, value: f64 },
    #[error("the series has {points} points and the first that can be judged is point {first}: {remedy}")]
    TooShort { points: usize, first: usize, remedy: &'static str },
    #[error("range [{from}, {to}] is outside what can be judged, [{first}, {last}]: choose within it")]
    OutOfRange { from: usize, to: usize, first: usize, last: usize },
    #[error("option {name} is {value}: {remedy}")]
    Option { name: &'static str, value: String, remedy: &'static str },
    #[error("{name} has {got} values and {needed} are needed: give one for each point that is judged")]
    Length { name: &'static str, got: usize, needed: usize },
    #[error("the expected counts cannot be estimated: {reason}")]
    NoBaseline { reason: &'static str },
    #[error("the chart would need more than {limit} steps: {remedy}")]
    TooLong { limit: u64, remedy: &'static str },
}

impl Refusal {
    fn option(name: &'static str, value: impl ToString, remedy: &'static str) -> Refusal {
        Refusal::Option { name, value: value.to_string(), remedy }
    }
}

/// A little below 2^53, up to which all whole numbers are.
const LARGEST: f64 = 1e15;

/// Counts are not negative, at most 10^15 (up to there whole numbers can be told apart), or `NaN` where unknown. A fraction is no
/// fault: sources estimate and round.
fn check_counts(series: &[f64]) -> Result<(), Refusal> {
    if series.is_empty() {
        return Err(Refusal::Empty);
    }
    for (at, &value) in series.iter().enumerate() {
        if value.is_infinite() {
            return Err(Refusal::Infinite { at });
        }
        if value < 0.0 {
            return Err(Refusal::Negative { at, value });
        }
        if value > LARGEST {
            return Err(Refusal::TooLarge { at, value });
        }
    }
    Ok(())
}

/// The points to judge: what was asked for, or all from `first` on. `first` is the first index that can be judged.
fn judged_range(
    points: usize,
    asked: Option<Range<usize>>,
    first: usize,
    remedy: &'static str,
) -> Result<Range<usize>, Refusal> {
    if first >= points {
        return Err(Refusal::TooShort { points, first: first + 1, remedy });
    }
    match asked {
        None => Ok(first..points),
        Some(asked) if asked.start < asked.end && asked.start >= first && asked.end <= points => Ok(asked),
        Some(asked) => {
            Err(Refusal::OutOfRange { from: asked.start + 1, to: asked.end, first: first + 1, last: points })
        }
    }
}

/// A probability that leaves room on both sides.
fn check_alpha(alpha: f64) -> Result<(), Refusal> {
    if alpha > 0.0 && alpha < 1.0 {
        Ok(())
    } else {
        Err(Refusal::option("alpha", alpha, "give a number between 0 and 1, both exclusive"))
    }
}

/// Absent unless it is a number.
fn known(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
