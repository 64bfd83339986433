//! Registers and values of the monitor in any number: for benches, for trying an import out, and for the suite.
//!
//! Counts by month with seasons and more spread than chance, the same ones for the same seed. Simulated, and named so.

use std::io::{self, Write};

use crate::generate::Random;

/// How much is made.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub indicators: usize,
    pub hubs: usize,
    pub months: usize,
}

impl Size {
    /// That of the largest site that is promised: six million values.
    pub const LARGE: Size = Size { indicators: 1_000, hubs: 50, months: 120 };

    pub fn values(self) -> usize {
        self.indicators * self.hubs * self.months
    }
}

/// The first year that values are about.
const FIRST_YEAR: usize = 2014;

const THEMES: [&str; 4] = ["seizures", "offenders", "resilience", "effort"];

/// `hubs.toml`: hubs besides the five that every store has.
pub fn hubs(size: Size) -> String {
    (0..size.hubs)
        .map(|hub| {
            format!(
                "[[hub]]\ncode = \"proefhaven-{hub:02}\"\nname = {{ nl = \"Proefhaven {hub}\", en = \"Trial port {hub}\" }}\n\
                 short = {{ nl = \"Proef {hub}\", en = \"Trial {hub}\" }}\nkind = \"seaport\"\nscope = \"other\"\n\
                 position = {}\n",
                100 + hub
            )
        })
        .collect()
}

/// `monitor/indicators.toml`: one in ten protects small numbers, one in twenty is for members only.
pub fn indicators(size: Size) -> String {
    (0..size.indicators)
        .map(|number| {
            let theme = THEMES[number % THEMES.len()];
            let label = if number % 20 == 7 { "TLP:GREEN" } else { "TLP:CLEAR" };
            let small = if number % 10 == 3 { "small_numbers = { threshold = 5 }\n" } else { "" };
            format!(
                "[[indicator]]\ncode = \"proef-{number:04}\"\nname = {{ nl = \"Proefreeks {number}\", en = \"Trial series {number}\" }}\n\
                 definition = {{ nl = \"Gesimuleerd.\", en = \"Simulated.\" }}\nunit = {{ nl = \"gevallen\", en = \"cases\" }}\n\
                 theme = \"{theme}\"\ndirection = \"ambiguous\"\nposition = {number}\nrhythm = [\"month\"]\ndelay_days = 10\n\
                 demonstration = true\nsharing = {{ tlp = \"{label}\" }}\n{small}"
            )
        })
        .collect()
}

/// The columns that [`write`] writes.
pub const HEADER: &str = "indicator,hub,period,value,status,source,qualifier,note,known_on";

/// All values as they became known first. With `round` above 0 those that were revised then: one in ten, one in twenty …
pub fn write(out: &mut impl Write, size: Size, seed: u64, round: u32) -> io::Result<usize> {
    writeln!(out, "{HEADER}")?;
    let mut written = 0;
    for indicator in 0..size.indicators {
        for hub in 0..size.hubs {
            let mut random = Random(seed ^ (((indicator * 1_000 + hub) as u64) << 20));
            let level = 0.5 + random.below(4_000) as f64 / 100.0;
            for month in 0..size.months {
                let value = count(&mut random, level * season(month));
                let revised = random.below(20);
                if round > 0 && revised >= 4 >> round {
                    continue;
                }
                let (year, of_year) = (FIRST_YEAR + month / 12, month % 12 + 1);
                // Known ten days after the month, revised in the following ones.
                let later = month + 1 + round as usize;
                let day = 10 + round;
                writeln!(
                    out,
                    "proef-{indicator:04},proefhaven-{hub:02},{year}-{of_year:02},{},{},Simulatie,exact,,{}-{:02}-{day:02}",
                    value + u64::from(round),
                    if round == 0 { "P" } else { "A" },
                    FIRST_YEAR + later / 12,
                    later % 12 + 1,
                )?;
                written += 1;
            }
        }
    }
    Ok(written)
}

fn season(month: usize) -> f64 {
    1.0 + 0.3 * (month as f64 * std::f64::consts::TAU / 12.0).sin()
}

/// A count around a mean, with more spread than a Poisson count has: the mean itself moves up and down by a half.
fn count(random: &mut Random, mean: f64) -> u64 {
    let unit = |random: &mut Random| (random.number() >> 11) as f64 / (1u64 << 53) as f64;
    let moved = mean * (0.5 + unit(random));
    // Knuth 1969; for larger means in pieces, of which the sum is Poisson too.
    let (mut left, mut sum) = (moved, 0);
    while left > 0.0 {
        let piece = left.min(20.0);
        left -= piece;
        let (limit, mut product) = ((-piece).exp(), unit(random));
        while product > limit {
            product *= unit(random);
            sum += 1;
        }
    }
    sum
}
