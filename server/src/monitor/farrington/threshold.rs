//! From a fitted mean to an upper bound, a p-value and an exceedance score.

use super::super::distribution::{Count, normal_above, normal_quantile};
use super::fit::Fit;
use super::{Options, PowerTransform, ThresholdMethod};

/// What the model says of the judged point.
#[derive(Clone, Copy, Debug)]
pub struct Prediction {
    /// The linear predictor: logarithm of the mean.
    predictor: f64,
    /// Its standard error.
    error: f64,
    pub phi: f64,
}

pub struct Threshold {
    pub upperbound: f64,
    /// The mean that the negative binomial quantile is taken at, with the error of estimation added.
    pub mu0: f64,
    pub p_value: f64,
    /// 1 at the upper bound.
    pub score: f64,
}

impl Prediction {
    pub fn of(fit: &Fit, time: f64, level: usize, offset: f64) -> Option<Prediction> {
        let (predictor, error) = fit.predict(time, level)?;
        Some(Prediction { predictor: predictor + offset, error, phi: fit.phi })
    }

    pub fn mean(&self) -> f64 {
        self.predictor.exp()
    }

    pub fn threshold(&self, observed: f64, options: &Options) -> Threshold {
        let z = normal_quantile(1.0 - options.alpha);
        let upper_mean = (self.predictor + z * self.error).exp();
        match options.threshold_method {
            ThresholdMethod::Delta => self.delta(observed, z, upper_mean, options.power_transform),
            ThresholdMethod::NbPlugin => self.negative_binomial(observed, self.mean(), options.alpha),
            ThresholdMethod::Muan => self.negative_binomial(observed, upper_mean, options.alpha),
        }
    }

    /// Farrington (1996), section 3.7: the variance of the observation and of the estimated mean, on the scale where the
    /// observation is nearly normal.
    fn delta(&self, observed: f64, z: f64, mu0: f64, transform: PowerTransform) -> Threshold {
        let mean = self.mean();
        let error = mean * self.error;
        let tau = self.phi + error * error / mean;
        // `h`, its inverse, and the standard deviation of `h(y) - h(mean)`.
        let (power, deviation) = match transform {
            PowerTransform::TwoThirds => (2.0 / 3.0, (4.0 / 9.0 * mean.cbrt() * tau).sqrt()),
            PowerTransform::Half => (0.5, (tau / 4.0).sqrt()),
            PowerTransform::None => (1.0, (mean * tau).sqrt()),
        };
        let centre = mean.powf(power);
        let upperbound = (centre + z * deviation).powf(1.0 / power);
        Threshold {
            upperbound,
            mu0,
            p_value: normal_above((observed.powf(power) - centre) / deviation),
            score: (observed - mean) / (upperbound - mean),
        }
    }

    /// Noufaily (2013), section 3.3.
    ///
    /// The score is that of the R package, which takes the logarithm of the mean where Noufaily has the mean; it too is 1
    /// at the upper bound.
    fn negative_binomial(&self, observed: f64, mu0: f64, alpha: f64) -> Threshold {
        let count = Count { mean: mu0, phi: self.phi };
        let upperbound = count.upper_quantile(alpha);
        Threshold {
            upperbound,
            mu0,
            p_value: if observed.is_nan() { f64::NAN } else { count.above(observed.ceil() - 1.0) },
            score: (observed - self.predictor) / (upperbound - self.predictor),
        }
    }
}
