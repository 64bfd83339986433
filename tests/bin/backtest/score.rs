//! What each method says in each month of the watch: the highest of its statistics over all hubs, or pairs of hubs.

use server::monitor::ears::{self, Variant};
use server::monitor::farrington;
use server::monitor::shift::{self, Options};

use crate::scenario::{MONTHS, WATCH};

/// In the order of the columns.
pub const METHODS: [&str; 5] = ["displacement", "farrington-flexible", "ears-c1", "ears-c2", "ears-c3"];

/// What the methods said in a run.
pub struct Scores {
    /// One list for each method.
    months: [Vec<f64>; METHODS.len()],
    /// The pair that stood out in each month: where it fell, and where it rose.
    pairs: Vec<(usize, usize)>,
}

impl Scores {
    pub fn of(table: &[Vec<f64>]) -> Scores {
        let begin = MONTHS - WATCH;
        let options = Options::yearly(12);
        let (statistics, pairs) = (begin..MONTHS)
            .map(|month| {
                let known: Vec<Vec<f64>> = table.iter().map(|row| row[..=month].to_vec()).collect();
                let highest = shift::highest(&known, &options).expect("counts");
                highest.map_or((0.0, (0, 0)), |pair| (pair.statistic, (pair.from, pair.to)))
            })
            .unzip();
        let mut farrington = vec![f64::NEG_INFINITY; WATCH];
        for row in table {
            let options = farrington::Options {
                freq: 12,
                b: 4,
                w: 1,
                alpha: 0.001,
                limit54: (0.0, 4),
                range: Some(begin..MONTHS),
                ..farrington::Options::default()
            };
            let judged = farrington::judge(row, None, &options).expect("counts");
            // The chance of as many, not the score: the score is absent where nothing was expected.
            raise(&mut farrington, judged.iter().map(|one| one.p_value.map_or(f64::NEG_INFINITY, |p| -p.ln())));
        }
        let ears = |variant: Variant| {
            let mut highest = vec![f64::NEG_INFINITY; WATCH];
            for row in table {
                let options =
                    ears::Options { min_sigma: 1.0, range: Some(begin..MONTHS), ..ears::Options::new(variant) };
                let judged = ears::judge(row, &options).expect("counts");
                raise(&mut highest, judged.iter().map(|one| one.statistic.unwrap_or(f64::NEG_INFINITY)));
            }
            highest
        };
        let months = [statistics, farrington, ears(Variant::C1), ears(Variant::C2), ears(Variant::C3)];
        Scores { months, pairs }
    }

    pub fn highest(&self, method: usize) -> f64 {
        self.months[method].iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// The first month above a threshold, from 1, and the pair that stood out in it.
    pub fn first_above(&self, method: usize, threshold: f64) -> Option<(usize, (usize, usize))> {
        let month = self.months[method].iter().position(|score| *score > threshold)?;
        Some((month + 1, self.pairs[month]))
    }
}

fn raise(highest: &mut [f64], scores: impl Iterator<Item = f64>) {
    for (highest, score) in highest.iter_mut().zip(scores) {
        *highest = highest.max(score);
    }
}
