//! The few distribution functions that the methods need, to about 1e-13.
//!
//! Tails of counts are the regularised incomplete gamma and beta functions (NIST DLMF 8.9.2, 8.17.22), with the leading
//! factor in the saddle-point form of Loader (2000), "Fast and accurate computation of binomial probabilities", which keeps
//! its precision where the logarithms of gamma functions cancel.

use std::f64::consts::{PI, SQRT_2};

use statrs::function::erf::erfc_inv;
use statrs::function::gamma::ln_gamma;

/// Above this mean the quantile is taken from its expansion: a whole count is then less than 1e-10 of the answer.
const EXPANSION_FROM: f64 = 1e10;
const MAX_TERMS: usize = 4_000_000;
/// How much a tail may exceed its level by rounding alone.
const ROUNDING: f64 = 1e-13;

/// `z` with `P(Z <= z) = p` for a standard normal `Z`.
pub fn normal_quantile(p: f64) -> f64 {
    if p == 0.5 { 0.0 } else { -SQRT_2 * erfc_inv(2.0 * p) }
}

/// `P(Z > z)` for a standard normal `Z`, by the incomplete gamma function (DLMF 7.11.2); `erfc` of statrs has 10 digits.
pub fn normal_above(z: f64) -> f64 {
    let (lower, upper) = gamma_regularised(0.5, z * z / 2.0);
    if z > 0.0 { 0.5 * upper } else { 0.5 + 0.5 * lower }
}

/// `P(|T| >= |t|)` for Student's t with `df` degrees of freedom.
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    let square = t * t;
    beta_regularised(df / 2.0, 0.5, df / (df + square), square / (df + square))
}

/// How a count may vary around its mean: the variance is `phi` times the mean. Poisson where `phi` is 1, else negative
/// binomial with size `mean / (phi - 1)` and success probability `1 / phi`.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    pub mean: f64,
    pub phi: f64,
}

impl Count {
    /// `P(Y > k)` for a whole `k` of at least -1.
    pub fn above(self, k: f64) -> f64 {
        if k < 0.0 {
            return 1.0;
        }
        let Count { mean, phi } = self;
        if mean <= 0.0 {
            return 0.0;
        }
        if self.smallest_shape() > EXPANSION_FROM {
            let (deviation, skewness) = (self.deviation(), self.skewness());
            let z = (k + 0.5 - mean) / deviation;
            return normal_above(z - skewness * (z * z - 1.0) / 6.0);
        }
        if phi <= 1.0 {
            gamma_regularised(k + 1.0, mean).0
        } else {
            beta_regularised(k + 1.0, self.size(), (phi - 1.0) / phi, 1.0 / phi)
        }
    }

    /// The smallest whole `k` with `P(Y > k) <= alpha`.
    pub fn upper_quantile(self, alpha: f64) -> f64 {
        if self.mean <= 0.0 {
            return 0.0;
        }
        let z = normal_quantile(1.0 - alpha);
        let start = (self.mean + self.deviation() * (z + self.skewness() * (z * z - 1.0) / 6.0)).max(0.0).round();
        if self.smallest_shape() > EXPANSION_FROM || !start.is_finite() {
            return start;
        }
        let enough = |k: f64| self.above(k) <= alpha * (1.0 + ROUNDING);
        // Bracket: `low` is not enough, `high` is.
        let mut step = 1.0;
        let (mut low, mut high);
        if enough(start) {
            high = start;
            low = start - step;
            while low >= 0.0 && enough(low) {
                high = low;
                step *= 2.0;
                low = high - step;
            }
            low = low.max(-1.0);
        } else {
            low = start;
            high = start + step;
            while !enough(high) && high < 1e300 {
                low = high;
                step *= 2.0;
                high = low + step;
            }
        }
        while high - low > 1.0 {
            let middle = (low + (high - low) / 2.0).floor();
            if middle <= low || middle >= high {
                break;
            }
            if enough(middle) { high = middle } else { low = middle }
        }
        high
    }

    fn size(self) -> f64 {
        self.mean / (self.phi - 1.0)
    }

    fn deviation(self) -> f64 {
        (self.mean * self.phi.max(1.0)).sqrt()
    }

    fn skewness(self) -> f64 {
        (2.0 * self.phi.max(1.0) - 1.0) / self.deviation()
    }

    fn smallest_shape(self) -> f64 {
        if self.phi <= 1.0 { self.mean } else { self.mean.min(self.size()) }
    }
}

/// `I_x(a, b)`, with `y = 1 - x` given apart so that neither loses digits.
fn beta_regularised(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if y <= 0.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_regularised_left(b, a, y, x);
    }
    beta_regularised_left(a, b, x, y)
}

fn beta_regularised_left(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let exponent = stirling_rest(n) - stirling_rest(a) - stirling_rest(b) - deviance(a, n * x) - deviance(b, n * y);
    let factor = (a * b / (2.0 * PI * n)).sqrt() * exponent.exp() / a;
    let fraction = continued_fraction(|j| {
        let m = (j / 2) as f64;
        if j % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        }
    });
    (factor / fraction).clamp(0.0, 1.0)
}

/// `1 + d(1) / (1 + d(2) / (1 + …))` by the modified Lentz method.
fn continued_fraction(d: impl Fn(usize) -> f64) -> f64 {
    const TINY: f64 = 1e-300;
    let (mut value, mut c, mut inverse) = (1.0_f64, 1.0_f64, 0.0_f64);
    for j in 1..MAX_TERMS {
        let term = d(j);
        inverse = 1.0 + term * inverse;
        inverse = if inverse.abs() < TINY { 1.0 / TINY } else { 1.0 / inverse };
        c = 1.0 + term / c;
        if c.abs() < TINY {
            c = TINY;
        }
        let change = c * inverse;
        value *= change;
        if (change - 1.0).abs() < 3e-16 || change.is_nan() {
            break;
        }
    }
    value
}

/// `P(a, x)` and `Q(a, x)`, the regularised incomplete gamma functions.
fn gamma_regularised(a: f64, x: f64) -> (f64, f64) {
    if x.is_nan() {
        return (x, x);
    }
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x == f64::INFINITY {
        return (1.0, 0.0);
    }
    let factor = (a / (2.0 * PI)).sqrt() * (-deviance(a, x) - stirling_rest(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for j in 1..MAX_TERMS {
            term *= x / (a + j as f64);
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let lower = (factor * sum).clamp(0.0, 1.0);
        (lower, 1.0 - lower)
    } else {
        // Q(a, x) = x^a e^-x / Γ(a) · 1/(x + 1 - a - 1(1 - a)/(x + 3 - a - …)), Lentz again.
        let mut b = x + 1.0 - a;
        let (mut c, mut inverse) = (1e300_f64, 1.0 / b);
        let mut value = inverse;
        for j in 1..MAX_TERMS {
            let m = j as f64;
            let term = -m * (m - a);
            b += 2.0;
            inverse = 1.0 / (term * inverse + b);
            c = b + term / c;
            let change = c * inverse;
            value *= change;
            if (change - 1.0).abs() < 3e-16 || change.is_nan() {
                break;
            }
        }
        let upper = (factor * value).clamp(0.0, 1.0);
        (1.0 - upper, upper)
    }
}

/// `ln Γ(x)` less Stirling's formula `(x - ½) ln x - x + ½ ln 2π`.
fn stirling_rest(x: f64) -> f64 {
    if x < 15.0 {
        return ln_gamma(x) - (x - 0.5) * x.ln() + x - 0.5 * (2.0 * PI).ln();
    }
    let square = x * x;
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square) / square)
        / x
}

/// Loader's `x ln(x / m) + m - x`, without cancellation near `x = m`.
pub fn deviance(x: f64, m: f64) -> f64 {
    if (x - m).abs() >= 0.1 * (x + m) {
        return if x > 0.0 { x * (x / m).ln() + m - x } else { m };
    }
    let v = (x - m) / (x + m);
    let mut sum = (x - m) * v;
    let mut power = 2.0 * x * v;
    for j in 1..1000 {
        power *= v * v;
        let next = sum + power / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, wanted: f64, tolerance: f64) {
        assert!((got - wanted).abs() <= tolerance * wanted.abs(), "{got} is not {wanted}");
    }

    /// Values of R 4.2 (`qnorm`, `pnorm`).
    #[test]
    fn the_normal_distribution_is_that_of_r() {
        for (p, z) in [
            (0.001, -3.090_232_306_167_813),
            (0.025, -1.9599639845400538),
            (0.1, -1.2815515655446008),
            (0.95, 1.6448536269514715),
            (0.99, 2.3263478740408408),
            (0.999, 3.090_232_306_167_813),
            (1.0 - 1e-8, 5.612_001_243_305_506),
        ] {
            near(normal_quantile(p), z, 1e-12);
        }
        near(normal_above(3.0), 1.349_898_031_630_094_6e-3, 1e-12);
        near(normal_above(8.0), 6.220_960_574_271_785e-16, 1e-12);
    }

    /// Values of R 4.2 (`qnbinom`, `pnbinom`, `qpois`, `ppois`).
    #[test]
    fn the_tails_of_counts_are_those_of_r() {
        let quantiles = [
            (0.1, 5.0, 2.0, 9.0),
            (0.001, 0.5, 1.5, 6.0),
            (0.05, 1e6, 3.0, 1_002_850.0),
            (0.001, 1e12, 1e6, 1_003_093_082_368.0),
            (0.1, 1e-9, 1.2, 0.0),
            (0.001, 100.0, 1000.0, 3363.0),
            (0.1, 5.0, 1.0, 8.0),
            (0.001, 0.5, 1.0, 4.0),
            (0.05, 1e6, 1.0, 1_001_645.0),
            (0.001, 1e12, 1.0, 1_000_003_090_234.0),
            (0.1, 1e-11, 1.0, 0.0),
        ];
        for (alpha, mean, phi, quantile) in quantiles {
            // At 1e12 the tail itself is known to 1e-7.
            near(Count { mean, phi }.upper_quantile(alpha), quantile, 1e-10);
        }
        near(Count { mean: 5.0, phi: 2.0 }.above(7.0), 0.193_847_656_249_999_9, 1e-13);
        near(Count { mean: 100.0, phi: 1000.0 }.above(150.0), 0.141_733_752_671_658_1, 1e-12);
        near(Count { mean: 5.0, phi: 1.0 }.above(5.0), 0.384_039_345_166_936_9, 1e-13);
        near(Count { mean: 0.5, phi: 1.0 }.above(0.0), 0.393_469_340_287_366_6, 1e-13);
    }
}
