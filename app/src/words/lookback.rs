use std::collections::BTreeMap;

use serde::Deserialize;

/// What the statistics find in simulated series.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookbackWords {
    pub title: String,
    pub description: String,
    pub simulation: String,
    pub lead: String,
    pub found: String,
    pub found_text: String,
    /// With `{runs}`.
    pub caption: String,
    pub put_in: String,
    /// With `{months}`.
    pub months: String,
    pub one_month: String,
    pub rarely: String,
    pub wrong_pair: String,
    pub wrong: String,
    pub wrong_text: String,
    pub wrong_caption: String,
    pub false_alarms: String,
    pub counted_over: String,
    pub of_series: String,
    pub of_tables: String,
    pub blind: String,
    pub blind_spots: Vec<String>,
    pub how: String,
    pub how_text: Vec<String>,
    /// By the names of the simulation.
    pub scenarios: BTreeMap<String, String>,
    pub methods: BTreeMap<String, String>,
}

impl LookbackWords {
    pub fn scenario<'a>(&'a self, name: &'a str) -> &'a str {
        self.scenarios.get(name).map_or(name, String::as_str)
    }

    pub fn method<'a>(&'a self, name: &'a str) -> &'a str {
        self.methods.get(name).map_or(name, String::as_str)
    }
}
