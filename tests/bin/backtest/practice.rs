//! How often the early-warning run is wrong, with the thresholds it really uses: simulated average run lengths.

use server::monitor::shift::{self, Options};
use server::monitor::watch::{Method, newest};

use crate::each;
use crate::scenario::{MONTHS, SCENARIOS, WATCH, simulate};

/// False alarms in a thousand quiet months, and how many months were looked at. Of `displacement`, months of five hubs together.
pub fn measure(runs: usize) -> Vec<(&'static str, f64, usize)> {
    let begin = MONTHS - WATCH;
    let scenario = &SCENARIOS[1];
    let counts: Vec<[usize; 5]> = each(runs, |run| {
        let table = simulate(scenario, 90_000 + run, false);
        let mut alarms = [0; 5];
        for row in &table {
            for month in begin..MONTHS {
                for alarm in newest(&row[..=month], 12).expect("counts") {
                    let method = Method::ALL.iter().position(|method| *method == alarm.method).expect("known");
                    alarms[method] += 1;
                }
                // A series that is young: EARS judges it.
                let young = newest(&row[month - 24..=month], 12).expect("counts");
                alarms[3] += young.iter().filter(|alarm| alarm.method == Method::EarsC1).count();
            }
        }
        // One look a year: that of following months is nearly the same.
        let options = Options { draws: 299, ..Options::yearly(12) };
        let mut found = [shift::pairs(&table, &options, "quiet").expect("counts")];
        shift::report(&mut found, shift::FALSE_SHARE);
        alarms[4] += usize::from(found[0].pairs.iter().any(|pair| pair.reported));
        alarms
    });
    let sum = |at: usize| counts.iter().map(|alarms| alarms[at]).sum::<usize>();
    let months = runs * WATCH * 5;
    let rate = |alarms: usize, months: usize| 1000.0 * alarms as f64 / months as f64;
    vec![
        (Method::Farrington.code(), rate(sum(0), months), months),
        (Method::EarsC1.code(), rate(sum(3), months), months),
        (Method::Glr.code(), rate(sum(2), months), months),
        ("displacement", rate(sum(4), runs), runs),
    ]
}
