//! `cargo run --release -p tests --bin backtest -- [RUNS] [--write]`: what the statistics of the monitor find in simulated series
//! into which displacement was put, and how often they are wrong where there is none.
//!
//! Five hubs, counts by month, seasons that all share, more spread than chance has. Every method gets the threshold at which it
//! alarms in one of ten quiet years. With `--write` the table goes to `app/src/pages/lookback/results.rs`, from which the page shows it.

mod practice;
mod scenario;
mod score;

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use scenario::{MONTHS, SCENARIOS, WATCH, simulate};
use score::{METHODS, Scores};

/// One year without anything in which a method may alarm: one in so many.
const QUIET: f64 = 0.1;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runs = arguments.iter().find(|argument| !argument.starts_with("--")).map_or(Ok(400), |runs| runs.parse());
    let Ok(runs) = runs else {
        eprintln!("usage: backtest [RUNS] [--write]");
        return ExitCode::from(2);
    };
    let table = measure(runs);
    print(&table, runs);
    let practice = practice::measure(runs);
    for (method, rate, months) in &practice {
        println!("{method:22} {rate:>7.2} false alarms in 1000 quiet months of a series ({months} looked at)");
    }
    if arguments.iter().any(|argument| argument == "--write") {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src/pages/lookback/results.rs");
        if let Err(error) = std::fs::write(&file, written(&table, &practice, runs)) {
            eprintln!("backtest: {}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// For each scenario: the share of runs in which each method alarmed within the year, with after how many months in the middle; and
/// the share in which the pairs of hubs first named a wrong pair. A pair counts as found only where it is the right one, a hub by
/// itself wherever it rises.
type Table = Vec<(&'static str, Vec<(f64, Option<usize>)>, f64)>;

fn measure(runs: usize) -> Table {
    let mut table = Table::new();
    for scenario in &SCENARIOS {
        // The same levels without displacement set the thresholds.
        let quiet: Vec<Scores> = each(runs, |run| Scores::of(&simulate(scenario, 10_000 + run, false)));
        let thresholds: Vec<f64> = (0..METHODS.len())
            .map(|method| {
                let mut highest: Vec<f64> = quiet.iter().map(|scores| scores.highest(method)).collect();
                highest.sort_by(f64::total_cmp);
                highest[((runs as f64 * (1.0 - QUIET)) as usize).min(runs - 1)]
            })
            .collect();
        let moved: Vec<Scores> = each(runs, |run| Scores::of(&simulate(scenario, 50_000 + run, true)));
        let mut wrong = 0;
        let found = (0..METHODS.len()).map(|method| {
            let mut delays = Vec::new();
            for (month, pair) in moved.iter().filter_map(|scores| scores.first_above(method, thresholds[method])) {
                if method > 0 || scenario.is_right(pair) {
                    delays.push(month);
                } else {
                    wrong += 1;
                }
            }
            delays.sort_unstable();
            let share = delays.len() as f64 / runs as f64;
            // In the middle of all runs; none where fewer than half were found.
            (share, delays.get(runs / 2).copied())
        });
        let found = found.collect();
        table.push((scenario.name, found, wrong as f64 / runs as f64));
    }
    table
}

/// All runs, on all processors.
fn each<T: Send>(runs: usize, one: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut parts: Vec<(usize, T)> = std::thread::scope(|scope| {
        let work = |first: usize| {
            let one = &one;
            scope.spawn(move || (first..runs).step_by(threads).map(|run| (run, one(run as u64))).collect::<Vec<_>>())
        };
        let handles: Vec<_> = (0..threads).map(work).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a run broke")).collect()
    });
    parts.sort_by_key(|(run, _)| *run);
    parts.into_iter().map(|(_, result)| result).collect()
}

fn print(table: &Table, runs: usize) {
    println!("{runs} runs of {WATCH} months after {} of past; share found, and months until then", MONTHS - WATCH);
    print!("{:30}", "");
    METHODS.iter().for_each(|method| print!("{method:>22}"));
    println!();
    for (scenario, found, wrong) in table {
        print!("{scenario:30}");
        for (share, delay) in found {
            let delay = delay.map_or("–".to_owned(), |delay| delay.to_string());
            print!("{:>16.0}% {delay:>4}", share * 100.0);
        }
        println!("  wrong pair {:.0}%", wrong * 100.0);
    }
}

fn written(table: &Table, practice: &[(&str, f64, usize)], runs: usize) -> String {
    let mut text = String::from(
        "//! What `make backtest` measured last; written by it.\n\nuse super::{Found, Practice, Row};\n\n",
    );
    let _ = writeln!(text, "pub const RUNS: usize = {runs};\n");
    let _ = writeln!(text, "pub const METHODS: [&str; {}] = {METHODS:?};\n", METHODS.len());
    let _ = writeln!(text, "pub const ROWS: [Row; {}] = [", table.len());
    for (scenario, found, wrong) in table {
        let _ = writeln!(text, "    Row {{\n        scenario: {scenario:?},\n        found: [");
        for (share, delay) in found {
            let _ = writeln!(text, "            Found {{ percent: {}, months: {delay:?} }},", (share * 100.0).round());
        }
        let _ = writeln!(text, "        ],\n        wrong_percent: {},\n    }},", (wrong * 100.0).round());
    }
    let _ = writeln!(text, "];\n\npub const PRACTICE: [Practice; {}] = [", practice.len());
    for (method, rate, months) in practice {
        let _ = writeln!(text, "    Practice {{ method: {method:?}, false_alarms: {rate:.2}, months: {months} }},");
    }
    text.push_str("];\n");
    text
}
