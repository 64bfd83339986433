//! Did the shares of hubs move in the last year, or is it chance?

use super::categorical::{Options, judge};
use super::simulate::Random;
use super::{Judgement, Refusal};

/// What is looked for: a hub whose odds have doubled.
const ODDS: f64 = 2.0;

/// So many times chance is tried.
const TRIALS: usize = 999;

/// What became of the share of one category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Its share in the points before, and in those that are judged.
    pub before: f64,
    pub after: f64,
    /// How often chance alone would give as strong a rise of any category; 1 at most.
    pub chance: f64,
    /// Index of the point from which the rise counts; `None` where there is none.
    pub since: Option<usize>,
}

/// Judges a rise of each share in the last `judged` points against the points before, by the categorical CUSUM ([`judge`]) for
/// doubled odds. The greatest value of the statistic is compared with what it is by chance: counts are drawn anew from the
/// shares before, as independent Poisson counts around the totals of each point, those before included, so that what is not known
/// about them counts as well (parametric bootstrap; Davison and Hinkley 1997, Bootstrap Methods and their Application, section
/// 4.2). The chance is multiplied by the number of categories (Bonferroni). Drawn from a seed: the same `name`, the same answer.
///
/// # Errors
/// A [`Refusal`] for rows that are no counts, or too few points before.
pub fn moved(series: &[Vec<f64>], judged: usize, name: &str) -> Result<Vec<Moved>, Refusal> {
    let categories = series.first().ok_or(Refusal::Empty)?.len();
    if judged == 0 || series.len() < judged * 2 {
        let remedy = "give at least as many points before as are judged";
        return Err(Refusal::TooShort { points: series.len(), first: judged + 1, remedy });
    }
    let (past, last) = series.split_at(series.len() - judged);
    let before = sums(past, categories);
    let (shares, after) = (shares_of(&before), shares_of(&sums(last, categories)));
    let totals: Vec<f64> = last.iter().map(|row| row.iter().sum()).collect();
    let whole: f64 = before.iter().sum();
    let mut random = Random::named(name);
    let mut as_strong = vec![0_usize; categories];
    let runs = (0..categories).map(|at| run(last, &shares, at)).collect::<Result<Vec<_>, _>>()?;
    let strongest: Vec<f64> = runs.iter().map(|run| greatest(run).0).collect();
    for _ in 0..TRIALS {
        let mut draw = |total: f64| -> Vec<f64> { shares.iter().map(|share| random.poisson(total * share)).collect() };
        let trial_shares = shares_of(&draw(whole));
        let trial: Vec<Vec<f64>> = totals.iter().map(|total| draw(*total)).collect();
        for (at, count) in as_strong.iter_mut().enumerate() {
            if greatest(&run(&trial, &trial_shares, at)?).0 >= strongest[at] {
                *count += 1;
            }
        }
    }
    let moved = as_strong.into_iter().enumerate().map(|(at, count)| {
        let chance = (count + 1) as f64 / (TRIALS + 1) as f64 * categories as f64;
        let since = greatest(&runs[at]).1.map(|point| past.len() + point);
        Moved { before: shares[at], after: after[at], chance: chance.min(1.0), since }
    });
    Ok(moved.collect())
}

fn sums(rows: &[Vec<f64>], categories: usize) -> Vec<f64> {
    (0..categories).map(|at| rows.iter().filter_map(|row| row.get(at)).sum()).collect()
}

/// Shares of counts; half a count is added to each, so that none is zero.
fn shares_of(counts: &[f64]) -> Vec<f64> {
    let whole: f64 = counts.iter().map(|count| count + 0.5).sum();
    counts.iter().map(|count| (count + 0.5) / whole).collect()
}

/// The course of the statistic for doubled odds of one category; it never starts anew.
fn run(rows: &[Vec<f64>], shares: &[f64], at: usize) -> Result<Vec<Judgement>, Refusal> {
    let risen = ODDS * shares[at] / (1.0 + (ODDS - 1.0) * shares[at]);
    let rest = (1.0 - risen) / (1.0 - shares[at]);
    let after: Vec<f64> =
        shares.iter().enumerate().map(|(one, share)| if one == at { risen } else { share * rest }).collect();
    let options = Options {
        h: f64::MAX,
        in_control: vec![shares.to_vec(); rows.len()],
        out_of_control: vec![after; rows.len()],
        range: None,
    };
    judge(rows, &options)
}

/// The greatest value of the statistic, and the first point of the rise that led to it.
fn greatest(run: &[Judgement]) -> (f64, Option<usize>) {
    let (mut best, mut since, mut start) = (0.0, None, None);
    for (point, judgement) in run.iter().enumerate() {
        let value = judgement.statistic.unwrap_or_default();
        if value <= 0.0 {
            start = None;
            continue;
        }
        let from = *start.get_or_insert(point);
        if value > best {
            (best, since) = (value, Some(from));
        }
    }
    (best, since)
}
