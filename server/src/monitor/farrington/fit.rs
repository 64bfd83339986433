//! The quasi-Poisson model of a point's references: a mean for each season and, on request, one trend.
//!
//! With one indicator a season and no common intercept, weighted least squares has a closed form (Frisch and Waugh 1933):
//! take time and response less their weighted means within each season, and the slope is a ratio of two sums. The fitted
//! values are those of the usual parametrisation.

use super::super::distribution::{deviance, student_two_sided};

/// R's stopping rule for generalised linear models, followed so that equal data give equal digits.
const TOLERANCE: f64 = 1e-8;
const MAX_ITERATIONS: usize = 25;

/// One point that a point is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub time: f64,
    pub count: f64,
    pub level: usize,
    /// Logarithm of the population, or 0.
    pub offset: f64,
}

/// A fitted model.
pub struct Fit {
    levels: Vec<Level>,
    slope: Option<f64>,
    /// Weighted sum of squares of time within levels.
    time_square: f64,
    /// Dispersion, at least 1.
    pub phi: f64,
    /// Dispersion for standard errors.
    error_phi: f64,
    df: f64,
    working: Working,
}

#[derive(Clone, Copy, Debug, Default)]
struct Level {
    weight: f64,
    time: f64,
    /// The linear predictor where time is 0.
    intercept: f64,
}

/// Values of the last iteration, one for each reference.
#[derive(Default)]
struct Working {
    mean: Vec<f64>,
    weight: Vec<f64>,
}

impl Fit {
    /// Fits once and, where a threshold is given, again with less weight for references whose standardised Anscombe
    /// residual exceeds it (Farrington 1996, section 3.5). None where the references do not determine the model.
    pub fn reweighted(references: &[Reference], trend: bool, threshold: Option<f64>) -> Option<Fit> {
        let first = Fit::iterate(references, trend, None)?;
        let Some(threshold) = threshold else { return Some(first) };
        let weights = first.outbreak_weights(references, threshold);
        Fit::iterate(references, trend, Some(&weights))
    }

    /// The slope of the trend a point, on the log scale.
    pub fn slope(&self) -> Option<f64> {
        self.slope
    }

    /// The linear predictor and its standard error at a time, without an offset.
    pub fn predict(&self, time: f64, level: usize) -> Option<(f64, f64)> {
        let level = self.levels.get(level).filter(|level| level.weight > 0.0)?;
        let slope = self.slope.unwrap_or(0.0);
        let apart = time - level.time;
        let from_slope = if self.slope.is_some() { apart * apart / self.time_square } else { 0.0 };
        Some((level.intercept + slope * time, (self.error_phi * (1.0 / level.weight + from_slope)).sqrt()))
    }

    /// Two-sided, of the hypothesis that there is no trend.
    pub fn trend_p_value(&self) -> Option<f64> {
        let error = (self.error_phi / self.time_square).sqrt();
        Some(student_two_sided(self.slope? / error, self.df))
    }

    /// Iteratively reweighted least squares (McCullagh and Nelder 1989, section 2.5) with prior weights.
    ///
    /// With prior weights the standard errors rest on them, and not on the weights of the last iteration: so does the R
    /// package, and `delta`, `muan` and the test of the trend are only comparable with it in this way.
    fn iterate(references: &[Reference], trend: bool, prior: Option<&[f64]>) -> Option<Fit> {
        let prior_of = |i: usize| prior.map_or(1.0, |weights| weights[i]);
        let mut mean: Vec<f64> = references.iter().map(|r| r.count + 0.1).collect();
        let mut predictor: Vec<f64> = mean.iter().map(|m| m.ln()).collect();
        let mut deviance = total_deviance(references, &mean, prior_of);
        let mut fit = Fit::empty(references);
        let mut converged = false;
        for _ in 0..MAX_ITERATIONS {
            fit.working.weight = mean.iter().enumerate().map(|(i, m)| prior_of(i) * m).collect();
            let response: Vec<f64> = references
                .iter()
                .zip(predictor.iter().zip(&mean))
                .map(|(r, (eta, m))| eta - r.offset + (r.count - m) / m)
                .collect();
            fit.least_squares(references, &response, trend);
            for (i, r) in references.iter().enumerate() {
                predictor[i] = fit.levels[r.level].intercept + fit.slope.unwrap_or(0.0) * r.time + r.offset;
                mean[i] = predictor[i].exp();
            }
            let before = deviance;
            deviance = total_deviance(references, &mean, prior_of);
            if !deviance.is_finite() {
                return None;
            }
            if (deviance - before).abs() / (deviance.abs() + 0.1) < TOLERANCE {
                converged = true;
                break;
            }
        }
        let rank = fit.levels.iter().filter(|level| level.weight > 0.0).count() + usize::from(fit.slope.is_some());
        if !converged || references.len() <= rank {
            return None;
        }
        fit.df = (references.len() - rank) as f64;
        let residual_square = |weight: &dyn Fn(usize) -> f64| {
            let squares = references.iter().zip(&mean).enumerate().map(|(i, (r, m))| {
                let residual = (r.count - m) / m;
                weight(i) * residual * residual
            });
            squares.sum::<f64>() / fit.df
        };
        let pearson = residual_square(&|i| fit.working.weight[i]);
        let error_phi = if prior.is_some() { residual_square(&prior_of) } else { pearson };
        fit.phi = pearson.max(1.0);
        fit.error_phi = error_phi;
        fit.working.mean = mean;
        Some(fit)
    }

    fn empty(references: &[Reference]) -> Fit {
        let levels = references.iter().map(|r| r.level + 1).max().unwrap_or(0);
        Fit {
            levels: vec![Level::default(); levels],
            slope: None,
            time_square: 0.0,
            phi: 1.0,
            error_phi: 1.0,
            df: 0.0,
            working: Working::default(),
        }
    }

    /// One weighted least-squares fit of `response`.
    fn least_squares(&mut self, references: &[Reference], response: &[f64], trend: bool) {
        let weights = &self.working.weight;
        let mut level_response = vec![0.0; self.levels.len()];
        self.levels.fill(Level::default());
        for ((r, w), z) in references.iter().zip(weights).zip(response) {
            self.levels[r.level].weight += w;
            self.levels[r.level].time += w * r.time;
            level_response[r.level] += w * z;
        }
        for (level, z) in self.levels.iter_mut().zip(&mut level_response) {
            if level.weight > 0.0 {
                level.time /= level.weight;
                *z /= level.weight;
            }
        }
        let (mut time_square, mut product, mut scale) = (0.0, 0.0, 0.0);
        for ((r, w), z) in references.iter().zip(weights).zip(response) {
            let time = r.time - self.levels[r.level].time;
            time_square += w * time * time;
            product += w * time * (z - level_response[r.level]);
            scale += w * r.time * r.time;
        }
        // Each level at one time only: the trend cannot be told from the levels.
        let determined = trend && time_square > 1e-14 * scale;
        self.slope = determined.then(|| product / time_square);
        self.time_square = time_square;
        for (level, z) in self.levels.iter_mut().zip(level_response) {
            level.intercept = z - self.slope.unwrap_or(0.0) * level.time;
        }
    }

    /// Weights that sum to the number of references: `1/s²` above the threshold, 1 elsewhere, scaled.
    fn outbreak_weights(&self, references: &[Reference], threshold: f64) -> Vec<f64> {
        let weights: Vec<f64> = references
            .iter()
            .enumerate()
            .map(|(i, r)| {
                let residual = self.anscombe_residual(i, r);
                if residual > threshold { 1.0 / (residual * residual) } else { 1.0 }
            })
            .collect();
        let scale = references.len() as f64 / weights.iter().sum::<f64>();
        weights.into_iter().map(|weight| weight * scale).collect()
    }

    /// Standardised (McCullagh and Nelder 1989, section 2.4.2, with the leverage). 0 for a reference that the model fits
    /// exactly because nothing else determines it.
    fn anscombe_residual(&self, i: usize, r: &Reference) -> f64 {
        let (mean, weight) = (self.working.mean[i], self.working.weight[i]);
        let level = &self.levels[r.level];
        let apart = r.time - level.time;
        let from_slope = if self.slope.is_some() { apart * apart / self.time_square } else { 0.0 };
        let leverage = weight * (1.0 / level.weight + from_slope);
        let room = self.phi * (1.0 - leverage);
        if room <= 1e-12 {
            return 0.0;
        }
        1.5 * (r.count.cbrt().powi(2) * mean.powf(-1.0 / 6.0) - mean.sqrt()) / room.sqrt()
    }
}

/// Of the Poisson distribution: `2 Σ w (y ln(y / m) - (y - m))`, without cancellation.
fn total_deviance(references: &[Reference], mean: &[f64], weight: impl Fn(usize) -> f64) -> f64 {
    let parts = references.iter().zip(mean).enumerate().map(|(i, (r, m))| weight(i) * deviance(r.count, *m));
    2.0 * parts.sum::<f64>()
}
