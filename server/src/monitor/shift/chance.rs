//! How often chance alone makes as much of a pair: a parametric bootstrap.

use super::super::simulate::Random;
use super::Pair;
use super::window::Windows;

/// The chance of a pair: the larger of the chances of its two sides, each at least as far as the statistic in any window and lag,
/// where every hub keeps its share of the reference. So a hub that moved for a reason of its own does not make a pair of every other
/// hub that moved a little: both sides must stand out by themselves (Berger 1982, "Multiparameter hypothesis testing and acceptance
/// sampling", Technometrics 24:295-300).
///
/// Counts of the two hubs and of all others are drawn anew around their steady shares, with the dispersion of the reference. Beyond
/// what so many draws can show, the highest tenth of them is continued by an exponential tail (the case without shape of
/// Knijnenburg, Wessels, Reinders and Shmulevich 2009, "Fewer permutations, more accurate P-values", Bioinformatics 25:i161-i168),
/// by one standard error longer than the draws say. Without draws the chance is that of screening.
pub fn of(windows: &Windows<'_>, pair: &Pair, draws: usize, random: &mut Random) -> f64 {
    if draws == 0 {
        return pair.screened;
    }
    let (from, to) = (windows.steady(pair.from), windows.steady(pair.to));
    let others: Vec<usize> = windows.hubs().filter(|hub| *hub != pair.from && *hub != pair.to).collect();
    let mut rest = vec![0.0; from.len()];
    let mut spread = 0.0;
    for hub in &others {
        for (sum, part) in rest.iter_mut().zip(windows.steady(*hub)) {
            *sum += part;
        }
        spread += windows.phi[*hub];
    }
    let spread = if others.is_empty() { 1.0 } else { spread / others.len() as f64 };
    let mut draw =
        |means: &[f64], phi: f64| -> Vec<f64> { means.iter().map(|mean| random.count(*mean, phi)).collect() };
    let (mut falls, mut rises) = (Vec::with_capacity(draws), Vec::with_capacity(draws));
    for _ in 0..draws {
        let (from, to, rest) =
            (draw(&from, windows.phi[pair.from]), draw(&to, windows.phi[pair.to]), draw(&rest, spread));
        let [fall, rise] = windows.drawn(&from, &to, &rest).sides(0, 1);
        falls.push(fall);
        rises.push(rise);
    }
    above(falls, pair.statistic).max(above(rises, pair.statistic))
}

/// How often a number is at least as high as this one, judged by draws.
fn above(mut drawn: Vec<f64>, statistic: f64) -> f64 {
    let draws = drawn.len();
    drawn.sort_by(|a, b| b.total_cmp(a));
    let above = drawn.iter().take_while(|one| **one >= statistic).count();
    let counted = (above + 1) as f64 / (draws + 1) as f64;
    let tail = draws / 10;
    if above >= 10 || tail < 10 {
        return counted;
    }
    let edge = drawn[tail];
    let excess = drawn[..tail].iter().map(|one| one - edge).sum::<f64>() / tail as f64;
    let excess = excess * (1.0 + 1.0 / (tail as f64).sqrt());
    if excess <= 0.0 {
        return counted;
    }
    (tail as f64 / draws as f64) * (-(statistic - edge) / excess).exp()
}
