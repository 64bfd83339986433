//! Log-linear regression of counts: iteratively reweighted least squares by Householder reflections.

use super::distribution::deviance;

/// R's stopping rule for generalised linear models, followed so that equal data give equal digits.
const TOLERANCE: f64 = 1e-8;
const MAX_ITERATIONS: usize = 25;

/// Fits `log E(y) = x'β` where the variance is `mean + alpha mean²` (Poisson at `alpha` 0), by iteratively reweighted least
/// squares (McCullagh and Nelder 1989, section 2.5). Rows of `design` are observations.
///
/// Gives the coefficients, or none where the columns are dependent, rows are too few or the iterations do not settle.
pub fn log_linear(design: &[Vec<f64>], counts: &[f64], alpha: f64) -> Option<Vec<f64>> {
    let start = |y: f64| if alpha > 0.0 { y + if y == 0.0 { 1.0 / 6.0 } else { 0.0 } } else { y + 0.1 };
    let mut mean: Vec<f64> = counts.iter().map(|&y| start(y)).collect();
    let mut predictor: Vec<f64> = mean.iter().map(|m| m.ln()).collect();
    let mut deviance = total_deviance(counts, &mean, alpha);
    for _ in 0..MAX_ITERATIONS {
        let root_weight: Vec<f64> = mean.iter().map(|m| (m / (1.0 + alpha * m)).sqrt()).collect();
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(counts.len());
        for (i, x) in design.iter().enumerate() {
            let response = predictor[i] + (counts[i] - mean[i]) / mean[i];
            rows.push(x.iter().chain([&response]).map(|value| value * root_weight[i]).collect());
        }
        let coefficients = least_squares(rows)?;
        for (i, x) in design.iter().enumerate() {
            predictor[i] = x.iter().zip(&coefficients).map(|(x, b)| x * b).sum();
            mean[i] = predictor[i].exp();
        }
        let before = deviance;
        deviance = total_deviance(counts, &mean, alpha);
        if !deviance.is_finite() {
            return None;
        }
        if (deviance - before).abs() / (deviance.abs() + 0.1) < TOLERANCE {
            return Some(coefficients);
        }
    }
    None
}

/// Least squares of the last column on the others, by Householder reflections (Golub and Van Loan, section 5.3).
fn least_squares(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let columns = rows.first()?.len() - 1;
    if rows.len() < columns {
        return None;
    }
    for j in 0..columns {
        let whole: f64 = rows.iter().map(|row| row[j] * row[j]).sum::<f64>();
        let norm = rows[j..].iter().map(|row| row[j] * row[j]).sum::<f64>().sqrt();
        // Nothing of this column is left that the columns before it do not have.
        if norm.is_nan() || norm <= 1e-11 * whole.sqrt() || norm == 0.0 {
            return None;
        }
        let pivot = rows[j][j];
        let diagonal = if pivot > 0.0 { -norm } else { norm };
        let mut reflector: Vec<f64> = rows[j..].iter().map(|row| row[j]).collect();
        reflector[0] = pivot - diagonal;
        let square: f64 = reflector.iter().map(|v| v * v).sum();
        for k in j..=columns {
            let product: f64 = rows[j..].iter().zip(&reflector).map(|(row, v)| row[k] * v).sum();
            let factor = 2.0 * product / square;
            for (row, v) in rows[j..].iter_mut().zip(&reflector) {
                row[k] -= factor * v;
            }
        }
    }
    let mut coefficients = vec![0.0; columns];
    for j in (0..columns).rev() {
        let known: f64 = (j + 1..columns).map(|k| rows[j][k] * coefficients[k]).sum();
        coefficients[j] = (rows[j][columns] - known) / rows[j][j];
    }
    Some(coefficients)
}

/// `2 Σ (y ln(y / m) - (y + 1/α) ln((1 + αy) / (1 + αm)))`, at `alpha` 0 `2 Σ (y ln(y / m) - (y - m))`: that one without
/// cancellation, or of counts of 10^12 what is lost would be larger than what is left, and the iterations never settle.
fn total_deviance(counts: &[f64], mean: &[f64], alpha: f64) -> f64 {
    let parts = counts.iter().zip(mean).map(|(&y, &m)| {
        if alpha == 0.0 {
            return deviance(y, m);
        }
        let log = if y > 0.0 { y * (y / m).ln() } else { 0.0 };
        log - (y + 1.0 / alpha) * ((1.0 + alpha * y) / (1.0 + alpha * m)).ln()
    });
    2.0 * parts.sum::<f64>()
}
