//! What `make backtest` measured last; written by it.

use super::{Found, Practice, Row};

pub const RUNS: usize = 400;

pub const METHODS: [&str; 5] = ["displacement", "farrington-flexible", "ears-c1", "ears-c2", "ears-c3"];

pub const ROWS: [Row; 9] = [
    Row {
        scenario: "third",
        found: [
            Found { percent: 65, months: Some(8) },
            Found { percent: 23, months: None },
            Found { percent: 13, months: None },
            Found { percent: 13, months: None },
            Found { percent: 19, months: None },
        ],
        wrong_percent: 25,
    },
    Row {
        scenario: "half",
        found: [
            Found { percent: 80, months: Some(4) },
            Found { percent: 37, months: None },
            Found { percent: 17, months: None },
            Found { percent: 22, months: None },
            Found { percent: 33, months: None },
        ],
        wrong_percent: 20,
    },
    Row {
        scenario: "most",
        found: [
            Found { percent: 81, months: Some(2) },
            Found { percent: 66, months: Some(6) },
            Found { percent: 23, months: None },
            Found { percent: 35, months: None },
            Found { percent: 51, months: Some(5) },
        ],
        wrong_percent: 20,
    },
    Row {
        scenario: "half-later",
        found: [
            Found { percent: 82, months: Some(5) },
            Found { percent: 38, months: None },
            Found { percent: 22, months: None },
            Found { percent: 31, months: None },
            Found { percent: 45, months: None },
        ],
        wrong_percent: 18,
    },
    Row {
        scenario: "half-small-hub",
        found: [
            Found { percent: 81, months: Some(4) },
            Found { percent: 38, months: None },
            Found { percent: 18, months: None },
            Found { percent: 27, months: None },
            Found { percent: 32, months: None },
        ],
        wrong_percent: 19,
    },
    Row {
        scenario: "half-two-hubs",
        found: [
            Found { percent: 65, months: Some(7) },
            Found { percent: 29, months: None },
            Found { percent: 13, months: None },
            Found { percent: 20, months: None },
            Found { percent: 24, months: None },
        ],
        wrong_percent: 23,
    },
    Row {
        scenario: "half-slowly",
        found: [
            Found { percent: 50, months: None },
            Found { percent: 17, months: None },
            Found { percent: 10, months: None },
            Found { percent: 13, months: None },
            Found { percent: 16, months: None },
        ],
        wrong_percent: 24,
    },
    Row {
        scenario: "half-sparse",
        found: [
            Found { percent: 33, months: None },
            Found { percent: 14, months: None },
            Found { percent: 12, months: None },
            Found { percent: 22, months: None },
            Found { percent: 27, months: None },
        ],
        wrong_percent: 23,
    },
    Row {
        scenario: "half-abroad",
        found: [
            Found { percent: 0, months: None },
            Found { percent: 8, months: None },
            Found { percent: 12, months: None },
            Found { percent: 8, months: None },
            Found { percent: 9, months: None },
        ],
        wrong_percent: 51,
    },
];

pub const PRACTICE: [Practice; 4] = [
    Practice { method: "farrington-flexible", false_alarms: 6.08, months: 24000 },
    Practice { method: "ears-c1", false_alarms: 5.67, months: 24000 },
    Practice { method: "glr-negbin", false_alarms: 6.12, months: 24000 },
    Practice { method: "displacement", false_alarms: 0.00, months: 400 },
];
