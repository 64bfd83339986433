//! CUSUM of shares: does the division over categories move from one composition to another?

use std::ops::Range;

use super::{Judgement, Refusal, judged_range, known};

#[derive(Clone, Debug)]
pub struct Options {
    /// Alarm from this value of the statistic on.
    pub h: f64,
    /// Shares while nothing changes: one row for each judged point, one share for each category.
    pub in_control: Vec<Vec<f64>>,
    /// Shares after the change that is looked for, likewise.
    pub out_of_control: Vec<Vec<f64>>,
    pub range: Option<Range<usize>>,
}

/// Judges counts over categories by `C_t = max(0, C_{t-1} + Σ y_j ln(π1_j / π0_j))`, anew after an alarm at `C_t >= h`.
///
/// Höhle (2010), "Online change-point detection in categorical time series", in Kneib and Tutz (eds.), Statistical Modelling
/// and Regression Structures, 377-397, for multinomial counts. `series` has one row of counts for each point, one count for each
/// category. The judged total is `observed`; a point with a gap in any category leaves the sum as it is.
///
/// # Errors
/// A [`Refusal`] for counts that are none, rows of unequal length, or shares that are not between 0 and 1 or do not sum to 1.
pub fn judge(series: &[Vec<f64>], options: &Options) -> Result<Vec<Judgement>, Refusal> {
    let categories = series.first().ok_or(Refusal::Empty)?.len();
    if categories < 2 {
        return Err(Refusal::Length { name: "each point", got: categories, needed: 2 });
    }
    for (at, row) in series.iter().enumerate() {
        if row.len() != categories {
            return Err(Refusal::Length { name: "a point", got: row.len(), needed: categories });
        }
        for &value in row {
            if value.is_infinite() {
                return Err(Refusal::Infinite { at });
            }
            if value < 0.0 {
                return Err(Refusal::Negative { at, value });
            }
        }
    }
    if !(options.h.is_finite() && options.h > 0.0) {
        return Err(Refusal::option("h", options.h, "give a number above 0"));
    }
    let range = judged_range(series.len(), options.range.clone(), 0, "")?;
    check_shares("pi0", &options.in_control, range.len(), categories)?;
    check_shares("pi1", &options.out_of_control, range.len(), categories)?;
    let mut sum = 0.0;
    let shares = options.in_control.iter().zip(&options.out_of_control);
    let judged = range.zip(shares).map(|(at, (before, after))| {
        let counts = &series[at];
        let observed: f64 = counts.iter().sum();
        if !observed.is_nan() {
            let ratio: f64 = counts
                .iter()
                .zip(before.iter().zip(after))
                .map(|(&count, (before, after))| if count > 0.0 { count * (after / before).ln() } else { 0.0 })
                .sum();
            sum = f64::max(0.0, sum + ratio);
        }
        let statistic = sum;
        let alarm = !observed.is_nan() && sum >= options.h;
        if alarm {
            sum = 0.0;
        }
        Judgement { at, observed, expected: None, upperbound: None, statistic: known(statistic), alarm }
    });
    Ok(judged.collect())
}

fn check_shares(name: &'static str, rows: &[Vec<f64>], points: usize, categories: usize) -> Result<(), Refusal> {
    if rows.len() != points {
        return Err(Refusal::Length { name, got: rows.len(), needed: points });
    }
    for row in rows {
        if row.len() != categories {
            return Err(Refusal::Length { name, got: row.len(), needed: categories });
        }
        if let Some(odd) = row.iter().find(|share| !(**share > 0.0 && **share < 1.0)) {
            return Err(Refusal::option(name, odd, "give shares between 0 and 1, both exclusive"));
        }
        let whole: f64 = row.iter().sum();
        if (whole - 1.0).abs() > 1e-6 {
            return Err(Refusal::option(name, whole, "give shares that sum to 1 over the categories"));
        }
    }
    Ok(())
}
