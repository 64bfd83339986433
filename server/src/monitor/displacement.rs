//! Did it go away, or elsewhere? Measures of displacement around a measure with a start.

use super::distribution::normal_quantile;
use super::{Refusal, check_alpha, known};

/// A count before and after the measure began.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BeforeAfter {
    pub before: f64,
    pub after: f64,
}

impl BeforeAfter {
    pub fn new(before: f64, after: f64) -> BeforeAfter {
        BeforeAfter { before, after }
    }

    fn check(self, at: usize) -> Result<BeforeAfter, Refusal> {
        for value in [self.before, self.after] {
            if !value.is_finite() {
                return Err(Refusal::Infinite { at });
            }
            if value < 0.0 {
                return Err(Refusal::Negative { at, value });
            }
        }
        Ok(self)
    }
}

/// The weighted displacement quotient and the total net effect of one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quotient {
    /// `A1/C1 - A0/C0`: below zero where the area of the measure did better than its control.
    pub success: Option<f64>,
    /// `B1/C1 - B0/C0`: the same for the area it may have gone to.
    pub buffer: Option<f64>,
    /// `buffer / success`; says something only where `success` is below zero. Above 1 the benefit spread further than the
    /// effect, from 0 to 1 it spread, from -1 to 0 it moved less than was gained, below -1 the gain is wiped out.
    pub wdq: Option<f64>,
    /// `A0 C1/C0 - A1 + B0 C1/C0 - B1`: how many fewer than expected, in both areas together.
    pub total_net_effect: Option<f64>,
    /// Of the total net effect, for independent Poisson counts, by the delta method.
    pub standard_error: Option<f64>,
    /// The interval of the total net effect at level `1 - alpha`.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// The weighted displacement quotient of area `a` (the measure), `b` (the buffer) and `c` (the control).
///
/// Bowers and Johnson (2003), "Measuring the geographical displacement and diffusion of benefit effects of crime prevention
/// activity", Journal of Quantitative Criminology 19:275-301; the total net effect after Guerette (2009), "Analyzing crime
/// displacement and diffusion", Problem-Oriented Guides for Police, tool guide 10. Its variance, with `r = C1/C0`:
/// `r² (A0 + B0) + A1 + B1 + (A0 + B0)² r² (1/C1 + 1/C0)`. What a division by zero leaves undefined is absent.
///
/// # Errors
/// A [`Refusal`] for counts that are negative or not numbers (`at` is 0, 1 or 2 for `a`, `b`, `c`), or an odd `alpha`.
pub fn quotient(a: BeforeAfter, b: BeforeAfter, c: BeforeAfter, alpha: f64) -> Result<Quotient, Refusal> {
    let (a, b, c) = (a.check(0)?, b.check(1)?, c.check(2)?);
    check_alpha(alpha)?;
    let success = a.after / c.after - a.before / c.before;
    let buffer = b.after / c.after - b.before / c.before;
    let growth = c.after / c.before;
    let before = a.before + b.before;
    let after = a.after + b.after;
    let effect = a.before * growth - a.after + b.before * growth - b.after;
    let variance =
        growth * growth * before + after + before * before * growth * growth * (1.0 / c.after + 1.0 / c.before);
    let error = variance.sqrt();
    let z = normal_quantile(1.0 - alpha / 2.0);
    Ok(Quotient {
        success: known(success),
        buffer: known(buffer),
        wdq: known(buffer / success),
        total_net_effect: known(effect),
        standard_error: known(error),
        low: known(effect - z * error),
        high: known(effect + z * error),
    })
}

/// Four areas around a measure: where it was taken and its control, where it may have gone and the control of that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Areas {
    pub control: BeforeAfter,
    pub treated: BeforeAfter,
    pub displacement_control: BeforeAfter,
    pub displacement_treated: BeforeAfter,
    /// Lengths of the periods before and after, in any unit.
    pub time_weights: [f64; 2],
    /// Sizes of the four areas in the order above, in any unit.
    pub area_weights: [f64; 4],
}

impl Areas {
    /// Periods and areas of equal size, without displacement areas.
    pub fn new(control: BeforeAfter, treated: BeforeAfter) -> Areas {
        Areas {
            control,
            treated,
            displacement_control: BeforeAfter::default(),
            displacement_treated: BeforeAfter::default(),
            time_weights: [1.0; 2],
            area_weights: [1.0; 4],
        }
    }
}

/// An estimated change with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    pub estimate: f64,
    pub standard_error: f64,
}

/// The weighted displacement difference of one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// In the area of the measure, against its control.
    pub local: Change,
    /// In the area it may have gone to, against its control.
    pub displaced: Change,
    /// Both together: the weighted displacement difference.
    pub total: Change,
    /// `total` in standard errors; absent where nothing was counted.
    pub z: Option<f64>,
    pub low: f64,
    pub high: f64,
}

/// The weighted displacement difference, with an interval at level `1 - alpha`.
///
/// Wheeler and Ratcliffe (2018), "A simple weighted displacement difference test to evaluate place based crime interventions",
/// Crime Science 7:11. Each count is divided by the weight of its period and area; the variance is the sum of the counts over
/// their squared weights (independent Poisson counts).
///
/// # Errors
/// A [`Refusal`] for counts that are negative or not numbers (`at` is 0 to 3, in the order of [`Areas`]), weights that are not
/// above zero, or an odd `alpha`.
pub fn difference(areas: &Areas, alpha: f64) -> Result<Difference, Refusal> {
    check_alpha(alpha)?;
    let weights = areas.time_weights.iter().chain(&areas.area_weights);
    if let Some(odd) = weights.into_iter().find(|weight| !(weight.is_finite() && **weight > 0.0)) {
        return Err(Refusal::option("weights", odd, "give numbers above 0 for time and area weights"));
    }
    let [before, after] = areas.time_weights;
    let rates = [areas.control, areas.treated, areas.displacement_control, areas.displacement_treated];
    let mut change = [0.0; 4];
    let mut variance = [0.0; 4];
    for (at, (count, area)) in rates.into_iter().zip(areas.area_weights).enumerate() {
        let count = count.check(at)?;
        change[at] = count.after / (after * area) - count.before / (before * area);
        variance[at] = count.after / (after * area).powi(2) + count.before / (before * area).powi(2);
    }
    let against = |treated: usize, control: usize| Change {
        estimate: change[treated] - change[control],
        standard_error: (variance[treated] + variance[control]).sqrt(),
    };
    let (local, displaced) = (against(1, 0), against(3, 2));
    let total =
        Change { estimate: local.estimate + displaced.estimate, standard_error: variance.iter().sum::<f64>().sqrt() };
    let reach = normal_quantile(1.0 - alpha / 2.0) * total.standard_error;
    Ok(Difference {
        local,
        displaced,
        total,
        z: known(total.estimate / total.standard_error),
        low: total.estimate - reach,
        high: total.estimate + reach,
    })
}
