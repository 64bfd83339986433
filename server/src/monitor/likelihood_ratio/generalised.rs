//! The generalised likelihood ratio over all stretches of points up to the last.

use super::Direction;

/// Steps after which a chart gives up: about ten seconds.
pub const STEP_LIMIT: u64 = 1_000_000_000;
/// No count in a record is higher.
const HIGHEST_COUNT: f64 = 1e15;
/// Where the estimate of a change is taken to be exact; the ratio is flat there, so its error is of second order.
const PRECISION: f64 = 1e-11;

/// A chart with the points since its start.
pub struct Chart {
    alpha: f64,
    direction: Direction,
    m_tilde: usize,
    counts: Vec<f64>,
    means: Vec<f64>,
    /// For the stretch from each point to the last: no less than its ratio.
    bounds: Vec<f64>,
    /// The last estimate of the change in that stretch, to start the next from.
    changes: Vec<f64>,
    steps: u64,
}

/// Sums over a stretch.
#[derive(Clone, Copy, Default)]
struct Sums {
    points: f64,
    count: f64,
    mean: f64,
    /// `Σ (x - m) / (1 + αm)`: the slope of the log-likelihood where nothing changed.
    slope: f64,
    /// `Σ ln(1 + αm) / α`: the ratio of a stretch of zeros against silence.
    silence: f64,
    lowest_mean: f64,
    highest_mean: f64,
}

impl Chart {
    pub fn new(alpha: f64, direction: Direction, m_tilde: usize) -> Chart {
        Chart {
            alpha,
            direction,
            m_tilde,
            counts: Vec::new(),
            means: Vec::new(),
            bounds: Vec::new(),
            changes: Vec::new(),
            steps: 0,
        }
    }

    pub fn restart(&mut self) {
        self.counts.clear();
        self.means.clear();
        self.bounds.clear();
        self.changes.clear();
    }

    /// True once a chart has used up its steps; its answers are then no longer exact.
    pub fn is_exhausted(&self) -> bool {
        self.steps > STEP_LIMIT
    }

    /// Takes in a point and gives the statistic.
    pub fn push(&mut self, count: f64, mean: f64) -> f64 {
        let alone = self.alone(count, mean);
        for bound in &mut self.bounds {
            *bound += alone;
        }
        self.counts.push(count);
        self.means.push(mean);
        self.bounds.push(alone);
        self.changes.push(f64::NAN);
        let mut sums = Sums::default();
        let mut highest = 0.0;
        for from in (0..self.counts.len()).rev() {
            sums = self.extend(sums, self.counts[from], self.means[from]);
            self.steps += 1;
            let enough = self.is_long_enough(from, self.counts.len());
            // The ratio of a whole is at most the sum over its parts, each with a change of its own.
            if !enough || self.bounds[from] < highest * (1.0 - 1e-9) {
                continue;
            }
            let (ratio, change) = self.ratio(from, sums, None);
            self.bounds[from] = ratio;
            self.changes[from] = change;
            highest = f64::max(highest, ratio);
            if self.is_exhausted() {
                break;
            }
        }
        highest
    }

    /// The whole count of the next point that just sounds the alarm: the lowest upward, the highest downward.
    pub fn needed(&mut self, mean: f64, c_arl: f64) -> Option<f64> {
        let mut needed: Option<f64> = None;
        let mut sums = Sums::default();
        for from in (0..=self.counts.len()).rev() {
            if from < self.counts.len() {
                sums = self.extend(sums, self.counts[from], self.means[from]);
            }
            self.steps += 1;
            if !self.is_long_enough(from, self.counts.len() + 1) || self.is_exhausted() {
                continue;
            }
            needed = self.better_needed(from, sums, mean, c_arl, needed);
        }
        needed
    }

    /// Whether the stretch from `from` takes part once there are so many points. As in the R package `Mtilde` is the
    /// shortest stretch of negative binomial counts, and of Poisson counts the fewest points since the start.
    fn is_long_enough(&self, from: usize, points: usize) -> bool {
        points - if self.alpha > 0.0 { from } else { 0 } >= self.m_tilde
    }

    /// `needed`, or better where the stretch from `from` sounds the alarm with fewer (upward) or more (downward).
    fn better_needed(&mut self, from: usize, sums: Sums, mean: f64, c_arl: f64, needed: Option<f64>) -> Option<f64> {
        let direction = self.direction;
        let before = self.bounds.get(from).copied().unwrap_or(0.0);
        let mut sounds = |count: f64| {
            if before + self.alone(count, mean) < c_arl {
                return false;
            }
            let with = self.extend(sums, count, mean);
            self.ratio(from, with, Some((count, mean))).0 >= c_arl
        };
        match direction {
            Direction::Increase => {
                let mut high = match needed {
                    Some(found) if found < 1.0 || !sounds(found - 1.0) => return needed,
                    Some(found) => found - 1.0,
                    None => {
                        let mut high = (2.0 * mean).ceil().max(1.0);
                        while !sounds(high) {
                            high *= 2.0;
                            if high > HIGHEST_COUNT {
                                return needed;
                            }
                        }
                        high
                    }
                };
                let mut low = -1.0;
                while high - low > 1.0 {
                    let middle = ((low + high) / 2.0).floor();
                    if sounds(middle) { high = middle } else { low = middle }
                }
                Some(high)
            }
            Direction::Decrease => {
                let mut low = needed.map_or(0.0, |found| found + 1.0);
                if !sounds(low) {
                    return needed;
                }
                let mut high = low + 1.0;
                while sounds(high) {
                    low = high;
                    high *= 2.0;
                    if high > HIGHEST_COUNT {
                        return Some(low);
                    }
                }
                while high - low > 1.0 {
                    let middle = ((low + high) / 2.0).floor();
                    if sounds(middle) { low = middle } else { high = middle }
                }
                Some(low)
            }
        }
    }

    fn extend(&self, sums: Sums, count: f64, mean: f64) -> Sums {
        let none = sums.points == 0.0;
        Sums {
            points: sums.points + 1.0,
            count: sums.count + count,
            mean: sums.mean + mean,
            slope: sums.slope + (count - mean) / (1.0 + self.alpha * mean),
            silence: sums.silence + if self.alpha > 0.0 { (self.alpha * mean).ln_1p() / self.alpha } else { mean },
            lowest_mean: if none { mean } else { sums.lowest_mean.min(mean) },
            highest_mean: if none { mean } else { sums.highest_mean.max(mean) },
        }
    }

    /// The ratio of a single point.
    fn alone(&self, count: f64, mean: f64) -> f64 {
        self.closed_form(self.extend(Sums::default(), count, mean)).0
    }

    /// The highest log-likelihood ratio of the stretch from `from`, with the change that attains it. `next` is a point after
    /// the last that is not in the chart; `sums` has it.
    fn ratio(&mut self, from: usize, sums: Sums, next: Option<(f64, f64)>) -> (f64, f64) {
        let moved = match self.direction {
            Direction::Increase => sums.slope > 0.0,
            Direction::Decrease => sums.slope < 0.0,
        };
        if !moved {
            return (0.0, 0.0);
        }
        if self.alpha == 0.0 || sums.count == 0.0 || sums.lowest_mean == sums.highest_mean {
            return self.closed_form(sums);
        }
        self.steps += 4 * (self.counts.len() - from) as u64;
        let known = self.changes.get(from).copied().filter(|change| change.is_finite() && *change != 0.0);
        let points = || {
            let (counts, means) = (&self.counts[from..], &self.means[from..]);
            counts.iter().copied().zip(means.iter().copied()).chain(next)
        };
        let alpha = self.alpha;
        let slope_at = |change: f64| {
            let factor = change.exp();
            points().fold((0.0, 0.0), |(slope, bend), (x, m)| {
                let (moved, room) = (m * factor, 1.0 + alpha * m * factor);
                (slope + (x - moved) / room, bend - moved * (1.0 + alpha * x) / (room * room))
            })
        };
        // The slope falls with the change, so its zero is unique: Newton, kept within what is known to hold it.
        let (mut low, mut high) = match self.direction {
            Direction::Increase => (0.0, f64::INFINITY),
            Direction::Decrease => (f64::NEG_INFINITY, 0.0),
        };
        let mut change = known.unwrap_or_else(|| (sums.count / sums.mean).ln());
        for _ in 0..100 {
            let (slope, bend) = slope_at(change);
            if slope > 0.0 {
                low = f64::max(low, change)
            } else {
                high = f64::min(high, change)
            }
            let step = -slope / bend;
            let mut next_change = change + step;
            if next_change.is_nan() || next_change <= low || next_change >= high {
                next_change = match (low.is_finite(), high.is_finite()) {
                    (true, true) => (low + high) / 2.0,
                    (true, false) => low + 1.0,
                    _ => high - 1.0,
                };
            }
            let settled = (next_change - change).abs() < PRECISION;
            change = next_change;
            if settled {
                break;
            }
        }
        let moved = change.exp();
        let value: f64 = points()
            .map(|(x, m)| change * x + (x + 1.0 / alpha) * ((alpha * m).ln_1p() - (alpha * m * moved).ln_1p()))
            .sum();
        (value.max(0.0), change)
    }

    /// The same where sums suffice: Poisson counts, one mean for all points, or nothing counted.
    fn closed_form(&self, sums: Sums) -> (f64, f64) {
        let change = (sums.count / sums.mean).ln();
        let change = match self.direction {
            Direction::Increase => f64::max(0.0, change),
            Direction::Decrease => f64::min(0.0, change),
        };
        if change == 0.0 {
            return (0.0, 0.0);
        }
        // κx + (1 - e^κ) m at κ = -∞ is m: silence counts.
        if sums.count == 0.0 {
            return (sums.silence, change);
        }
        let ratio = if self.alpha == 0.0 {
            change * sums.count - change.exp_m1() * sums.mean
        } else {
            let (alpha, mean) = (self.alpha, sums.mean / sums.points);
            let log = (alpha * mean).ln_1p() - (alpha * mean * change.exp()).ln_1p();
            change * sums.count + (sums.count + sums.points / alpha) * log
        };
        (ratio.max(0.0), change)
    }
}
