//! How far chance alone reaches around a count.

use app::model::chance::Interval;
use statrs::distribution::{ContinuousCDF, Gamma};

use super::distribution::normal_quantile;

/// Below and above the interval together.
const ALPHA: f64 = 0.05;

/// Above this count the quantiles are taken from their expansion, which is then right to nine digits and more.
const EXPANSION_FROM: f64 = 1e6;

/// The exact interval of 95% of the mean of a Poisson count (Garwood 1936, "Fiducial limits for the Poisson distribution",
/// Biometrika 28:437-442): half the 2.5% quantile of chi-square with `2n` degrees of freedom, and half the 97.5% quantile of
/// that with `2n + 2`; half a chi-square with `2a` degrees of freedom is a gamma of shape `a`.
///
/// The count is whole and not below zero; the interval of anything else is that of no number (NaN).
pub fn of_count(count: f64) -> Interval {
    let low = if count == 0.0 { 0.0 } else { quantile(count, ALPHA / 2.0) };
    Interval { low, high: quantile(count + 1.0, 1.0 - ALPHA / 2.0) }
}

/// The quantile of a gamma distribution of this shape and rate 1.
fn quantile(shape: f64, p: f64) -> f64 {
    if shape > EXPANSION_FROM {
        // Wilson and Hilferty 1931, "The distribution of chi-square", PNAS 17:684-688.
        let cube = 1.0 - 1.0 / (9.0 * shape) + normal_quantile(p) / (3.0 * shape.sqrt());
        return shape * cube.powi(3);
    }
    Gamma::new(shape, 1.0).map_or(f64::NAN, |gamma| gamma.inverse_cdf(p))
}
