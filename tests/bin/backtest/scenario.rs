//! What is put into the simulated series.

use server::monitor::simulate::Random;

/// Months of a run: five years of past, and the year in which the methods watch.
pub const MONTHS: usize = 72;
pub const WATCH: usize = 12;

pub struct Scenario {
    pub name: &'static str,
    /// Counts a month of each hub.
    means: [f64; 5],
    /// Where it goes down, and where up; some go abroad instead.
    from: usize,
    to: &'static [usize],
    /// The share that moves, and how much of that is seen at the other hubs.
    share: f64,
    seen: f64,
    lag: usize,
    /// Months until all of the share has moved.
    slow: usize,
}

const USUAL: [f64; 5] = [20.0, 12.0, 8.0, 15.0, 5.0];
const SPARSE: [f64; 5] = [4.0, 2.5, 1.5, 3.0, 1.0];

const PLAIN: Scenario = Scenario { name: "", means: USUAL, from: 0, to: &[3], share: 0.5, seen: 1.0, lag: 0, slow: 0 };

pub const SCENARIOS: [Scenario; 9] = [
    Scenario { name: "third", share: 0.33, ..PLAIN },
    Scenario { name: "half", ..PLAIN },
    Scenario { name: "most", share: 0.8, ..PLAIN },
    Scenario { name: "half-later", lag: 2, ..PLAIN },
    Scenario { name: "half-small-hub", from: 1, to: &[4], ..PLAIN },
    Scenario { name: "half-two-hubs", to: &[1, 3], ..PLAIN },
    Scenario { name: "half-slowly", slow: 12, ..PLAIN },
    Scenario { name: "half-sparse", means: SPARSE, ..PLAIN },
    Scenario { name: "half-abroad", seen: 0.0, ..PLAIN },
];

impl Scenario {
    /// Whether a pair is what was put in.
    pub fn is_right(&self, (from, to): (usize, usize)) -> bool {
        self.seen > 0.0 && from == self.from && self.to.contains(&to)
    }
}

/// A table of hubs by months; with `moved` the displacement begins with the first month of the watch.
pub fn simulate(scenario: &Scenario, seed: u64, moved: bool) -> Vec<Vec<f64>> {
    let mut random = Random::new(seed);
    let begin = MONTHS - WATCH;
    // What moves at all hubs alike: seasons, and a level that drifts.
    let mut level = 0.0_f64;
    let common: Vec<f64> = (0..MONTHS)
        .map(|month| {
            level = 0.9 * level + 0.08 * random.normal();
            (1.0 + 0.3 * (month as f64 * std::f64::consts::TAU / 12.0).sin()) * level.exp()
        })
        .collect();
    let gone = |month: usize| {
        let since = (month as f64 - begin as f64 + 1.0).max(0.0);
        let part = if scenario.slow > 0 { (since / scenario.slow as f64).min(1.0) } else { 1.0 };
        if moved && month >= begin { scenario.share * part } else { 0.0 }
    };
    (0..scenario.means.len())
        .map(|hub| {
            (0..MONTHS)
                .map(|month| {
                    let mut mean = scenario.means[hub];
                    if hub == scenario.from {
                        mean *= 1.0 - gone(month);
                    }
                    if scenario.to.contains(&hub) {
                        let came = month.checked_sub(scenario.lag).map_or(0.0, gone);
                        mean += scenario.means[scenario.from] * came * scenario.seen / scenario.to.len() as f64;
                    }
                    random.count(mean * common[month], 1.5)
                })
                .collect()
        })
        .collect()
}
