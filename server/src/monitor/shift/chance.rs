//! How often chance alone makes as much of a pair: a parametric bootstrap.

use super::super::simulate::Random;
use super::Pair;
use super::window::Windows;

/// The chance of a statistic at least as high where every hub keeps its share of the reference.
///
/// Counts of the two hubs and of all others are drawn anew around their steady shares, with the dispersion of the reference; the
/// statistic is the highest over the same windows and lags. Beyond what so many draws can show, the highest tenth of them is
/// continued by an exponential tail (the case without shape of Knijnenburg, Wessels, Reinders and Shmulevich 2009, "Fewer
/// permutations, more accurate P-values", Bioinformatics 25:i161-i168), which is too high rather than too low for tails as light
/// as these. Without draws the chance is that of screening.
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
    let mut drawn: Vec<f64> = (0..draws)
        .map(|_| {
            let (from, to, rest) =
                (draw(&from, windows.phi[pair.from]), draw(&to, windows.phi[pair.to]), draw(&rest, spread));
            windows.drawn(&from, &to, &rest).best(0, 1).map_or(0.0, |best| best.statistic)
        })
        .collect();
    drawn.sort_by(|a, b| b.total_cmp(a));
    let above = drawn.iter().take_while(|one| **one >= pair.statistic).count();
    let counted = (above + 1) as f64 / (draws + 1) as f64;
    let tail = draws / 10;
    if above >= 10 || tail < 10 {
        return counted;
    }
    let edge = drawn[tail];
    let mean_excess = drawn[..tail].iter().map(|one| one - edge).sum::<f64>() / tail as f64;
    if mean_excess <= 0.0 || edge <= 0.0 {
        return counted;
    }
    (tail as f64 / draws as f64) * (-(pair.statistic - edge) / mean_excess).exp()
}
