//! Rates of several places beside each other (Spiegelhalter 2005, "Funnel plots for comparing institutional performance",
//! Statistics in Medicine 24:1185-1202): small effort lets rates differ by chance, so the limits narrow with effort.

use app::model::chance::{Exposed, Funnel, Interval, Limits, Standing};

use super::distribution::Count;

/// Chances below the lower and the upper limit of 95% and of 99.8%.
const INNER: (f64, f64) = (0.025, 0.975);
const OUTER: (f64, f64) = (0.001, 0.999);

/// Fewer places say nothing about what is usual.
const FEWEST: usize = 3;

/// How far limits run beyond the largest effort.
const FURTHER: f64 = 1.5;

/// How many steps limits are drawn in.
const STEPS: usize = 96;

/// The target is the rate of all together. Limits are exact for Poisson counts and not widened: `phi` says whether they
/// are too narrow. `None` for fewer than three places, an effort that is not above zero, or where nothing was counted.
pub fn funnel(exposed: &[Exposed]) -> Option<Funnel> {
    let whole = exposed.iter().all(|one| one.effort > 0.0 && one.effort.is_finite() && one.count >= 0.0);
    let count: f64 = exposed.iter().map(|one| one.count).sum();
    if exposed.len() < FEWEST || !whole || count <= 0.0 {
        return None;
    }
    let effort: f64 = exposed.iter().map(|one| one.effort).sum();
    let rate = count / effort;
    let most = exposed.iter().map(|one| one.effort).fold(0.0, f64::max) * FURTHER;
    // Closer together where the limits bend.
    let at = |step: usize| most * (step as f64 / STEPS as f64).powi(2);
    let limits = (1..=STEPS).map(|step| limits(rate, at(step))).collect();
    let places = exposed.iter().map(|one| standing(one, rate)).collect();
    let (phi, most_by_chance) = dispersion(exposed, rate);
    Some(Funnel { rate, limits, places, phi, overdispersed: phi > most_by_chance })
}

fn limits(rate: f64, effort: f64) -> Limits {
    let within = |(low, high): (f64, f64)| Interval {
        low: limit(rate * effort, low) / effort,
        high: limit(rate * effort, high) / effort,
    };
    Limits { effort, inner: within(INNER), outer: within(OUTER) }
}

/// The count below which a Poisson count of this mean stays with chance `p`, interpolated between whole counts as in appendix
/// A.1.1: `r - a` with `r` the smallest count for which `P(R <= r) >= p`, and `a = (P(R <= r) - p) / P(R = r)`. Not below zero.
pub fn limit(mean: f64, p: f64) -> f64 {
    let count = Count { mean, phi: 1.0 };
    let r = count.upper_quantile(1.0 - p);
    let (above, of_r) = (count.above(r), count.above(r - 1.0) - count.above(r));
    let over = ((1.0 - above) - p) / of_r;
    (r - if over.is_finite() { over.clamp(0.0, 1.0) } else { 0.0 }).max(0.0)
}

fn standing(one: &Exposed, rate: f64) -> Standing {
    let Limits { inner, outer, .. } = limits(rate, one.effort);
    let own = one.count / one.effort;
    if own > outer.high {
        Standing::FarAbove
    } else if own > inner.high {
        Standing::Above
    } else if own < outer.low {
        Standing::FarBelow
    } else if own < inner.low {
        Standing::Below
    } else {
        Standing::Within
    }
}

/// The mean of the squared Pearson residuals (section 4.3 there), over one less than there are places because the target
/// is estimated from them, and the value above which chance alone is a poor explanation: two standard deviations above 1.
/// Not winsorised: of five hubs a tenth is none.
fn dispersion(exposed: &[Exposed], rate: f64) -> (f64, f64) {
    let squares = exposed.iter().map(|one| (one.count - rate * one.effort).powi(2) / (rate * one.effort));
    let free = exposed.len() as f64 - 1.0;
    (squares.sum::<f64>() / free, 1.0 + 2.0 * (2.0 / free).sqrt())
}
