//! The stretch of a table that is looked at, with running sums, so that each window costs a few additions.

use super::{Options, Pair, Side, bounded};

/// The last points of all hubs.
pub struct Windows<'a> {
    options: &'a Options,
    /// Sums of each hub up to each point.
    sums: Vec<Vec<f64>>,
    /// Sums over all hubs that take part.
    all: Vec<f64>,
    points: usize,
    /// Where the reference ends.
    split: usize,
    /// How much more the counts of each hub vary than those of chance; at least 1.
    pub phi: Vec<f64>,
    taking_part: Vec<usize>,
}

/// Weight of "all hubs moved alike" where the other hubs count few: as if so many more had been counted, before and after.
const STEADY: f64 = 10.0;

impl<'a> Windows<'a> {
    pub fn new(table: &[Vec<f64>], options: &'a Options) -> Windows<'a> {
        let points = options.least_points();
        let split = options.reference;
        let rows: Vec<&[f64]> = table.iter().map(|row| &row[row.len() - points..]).collect();
        let known = |row: &[f64]| row.iter().all(|count| !count.is_nan());
        let enough = |row: &[f64]| row[..split].iter().sum::<f64>() >= options.least_counted;
        let taking_part: Vec<usize> = (0..rows.len()).filter(|hub| known(rows[*hub]) && enough(rows[*hub])).collect();
        let sums: Vec<Vec<f64>> = rows.iter().map(|row| running(row.iter().copied())).collect();
        let all = running((0..points).map(|at| taking_part.iter().map(|hub| rows[*hub][at]).sum()));
        let phi = dispersions(&rows, split, &all, &taking_part);
        Windows { options, sums, all, points, split, phi, taking_part }
    }

    /// The hubs that have counts enough, without gaps.
    pub fn hubs(&self) -> impl Iterator<Item = usize> + '_ {
        self.taking_part.iter().copied()
    }

    /// How many windows and lags there are.
    fn looks(&self) -> usize {
        self.options.recent.len() * (self.options.most_lag + 1)
    }

    /// The most telling window and lag of a pair.
    pub fn best(&self, from: usize, to: usize) -> Option<Pair> {
        let mut best: Option<Pair> = None;
        for &window in &self.options.recent {
            let up = self.side(to, from, self.points - window, window);
            for lag in 0..=self.options.most_lag {
                let down = self.side(from, to, self.points - window - lag, window);
                let statistic = up.z.min(-down.z);
                if best.as_ref().is_none_or(|best| statistic > best.statistic) {
                    let screened = bounded(statistic, self.looks());
                    let pair = Pair { from, to, window, lag, down, up, statistic, screened, p: None, reported: false };
                    best = Some(pair);
                }
            }
        }
        best
    }

    /// The furthest that each side goes by itself, over windows and lags: the fall of the first hub, the rise of the second.
    pub fn sides(&self, from: usize, to: usize) -> [f64; 2] {
        let mut furthest = [f64::NEG_INFINITY; 2];
        for &window in &self.options.recent {
            furthest[1] = furthest[1].max(self.side(to, from, self.points - window, window).z);
            for lag in 0..=self.options.most_lag {
                furthest[0] = furthest[0].max(-self.side(from, to, self.points - window - lag, window).z);
            }
        }
        furthest
    }

    /// A hub in a window, against what the hubs other than the two of the pair let expect.
    fn side(&self, hub: usize, partner: usize, start: usize, length: usize) -> Side {
        let within = |sums: &[f64], from: usize, to: usize| sums[to] - sums[from];
        let (window, share) = (start..start + length, length as f64 / self.split as f64);
        let observed = within(&self.sums[hub], window.start, window.end);
        let before = within(&self.sums[hub], 0, self.split);
        let rest = |from: usize, to: usize| {
            within(&self.all, from, to) - within(&self.sums[hub], from, to) - within(&self.sums[partner], from, to)
        };
        let (rest_now, rest_before) = (rest(window.start, window.end), rest(0, self.split) * share);
        let growth = (rest_now + STEADY) / (rest_before + STEADY);
        let expected = before * share * growth;
        // Of the count itself, and of what is expected: through the reference, and through the other hubs.
        let unsure = share / (before * share).max(0.5) + 1.0 / (rest_now + STEADY) + share / (rest_before + STEADY);
        let error = (self.phi[hub] * (1.0 + expected * unsure)).sqrt();
        let z = 2.0 * ((observed + 0.375).sqrt() - (expected + 0.375).sqrt()) / error;
        Side { observed, expected, z }
    }

    /// What would be expected of a hub at each point had no share changed since the reference.
    pub fn steady(&self, hub: usize) -> Vec<f64> {
        let of_all = (self.sums[hub][self.split] / self.all[self.split].max(1.0)).min(1.0);
        (0..self.points).map(|at| of_all * (self.all[at + 1] - self.all[at])).collect()
    }

    /// The same windows over other counts of two hubs and of all others together.
    pub fn drawn(&self, from: &[f64], to: &[f64], rest: &[f64]) -> Windows<'a> {
        let rows = [from, to, rest];
        let all = running((0..self.points).map(|at| rows.iter().map(|row| row[at]).sum()));
        let phi = dispersions(&rows, self.split, &all, &[0, 1, 2]);
        Windows {
            options: self.options,
            sums: rows.iter().map(|row| running(row.iter().copied())).collect(),
            all,
            points: self.points,
            split: self.split,
            phi,
            taking_part: vec![0, 1, 2],
        }
    }
}

fn running(counts: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let mut sums = vec![0.0];
    sums.extend(counts.map(|count| {
        sum += count;
        sum
    }));
    sums
}

/// The dispersion of each hub: half its own, half that of all hubs that take part, because three years tell little of one.
fn dispersions(rows: &[&[f64]], split: usize, all: &[f64], taking_part: &[usize]) -> Vec<f64> {
    let own: Vec<f64> = rows.iter().map(|row| dispersion(&row[..split], all)).collect();
    let mean = taking_part.iter().map(|hub| own[*hub]).sum::<f64>() / taking_part.len().max(1) as f64;
    own.into_iter().map(|own| ((own + mean) / 2.0).max(1.0)).collect()
}

/// Pearson's dispersion of a hub around its steady share of all hubs.
fn dispersion(row: &[f64], all: &[f64]) -> f64 {
    let share = row.iter().sum::<f64>() / all[row.len()].max(1.0);
    let squares = row.iter().enumerate().map(|(at, count)| {
        let expected = share * (all[at + 1] - all[at]);
        if expected > 0.0 { (count - expected).powi(2) / expected } else { 0.0 }
    });
    squares.sum::<f64>() / (row.len() as f64 - 1.0).max(1.0)
}
