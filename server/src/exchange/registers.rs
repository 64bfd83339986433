//! The registers: TOML tables of hubs, places, organisations, terms, indicators and the plan.

use std::collections::BTreeMap;

use app::model::conference::Announcement;
use app::model::contact_point::MovedContact;
use app::model::indicator::Indicator;
use app::model::intake::Intake;
use app::model::place::{Hub, Place};
use app::model::plan::{Budget, Measure, Motion, Organisation, Promise};
use app::model::problem::Problem;
use app::model::progress::Entry;
use app::model::report::Filed;
use app::model::said::Said;
use app::model::term::Concept;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fields::{from_value, line_near};
use super::front_matter::utf8;
use super::observations::{self, Form};
use super::{Located, toml_tree};

/// All registers of a set of files.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    pub organisations: Vec<Located<Organisation>>,
    pub hubs: Vec<Located<Hub>>,
    pub places: Vec<Located<Place>>,
    pub concepts: Vec<Located<Concept>>,
    pub indicators: Vec<Located<Indicator>>,
    pub observations: Intake,
    pub measures: Vec<Located<Measure>>,
    pub promises: Vec<Located<Promise>>,
    pub motions: Vec<Located<Motion>>,
    pub budget: Option<Located<Budget>>,
    pub announcements: Vec<Located<Announcement>>,
    pub entries: Vec<Located<Entry>>,
    pub reports: Vec<Located<Filed>>,
    pub said: Vec<Located<Said>>,
    pub contact_points: Vec<Located<MovedContact>>,
}

/// The paths of register files.
pub const PATHS: [&str; 12] = [
    "conferences.toml",
    "contact-points.toml",
    "hubs.toml",
    "monitor/indicators.toml",
    "monitor/observations.csv",
    "organisations.toml",
    "places.toml",
    "plan-entries.toml",
    "plan.toml",
    "reports.toml",
    "said.toml",
    "thesaurus.toml",
];

/// Reads one of [`PATHS`] into the registers.
pub fn read(file: &str, bytes: &[u8], registers: &mut Registers) -> Result<(), Vec<Problem>> {
    let text = utf8(bytes).map_err(|problem| vec![problem.in_file(file)])?;
    if file == "monitor/observations.csv" {
        registers.observations = observations::read(file, text.as_bytes(), Form::Content, &|_| {})?;
        return Ok(());
    }
    let tree = toml_tree::read(text, 1).map_err(|problem| vec![problem.in_file(file)])?;
    let mut tables = Tables { file, values: tree.values, lines: tree.lines, problems: Vec::new() };
    match file {
        "conferences.toml" => registers.announcements = tables.list("conference"),
        "contact-points.toml" => registers.contact_points = tables.list("contact_point"),
        "hubs.toml" => registers.hubs = tables.list("hub"),
        "monitor/indicators.toml" => registers.indicators = tables.list("indicator"),
        "organisations.toml" => registers.organisations = tables.list("organisation"),
        "places.toml" => registers.places = tables.list("place"),
        "plan-entries.toml" => registers.entries = tables.list("entry"),
        "said.toml" => registers.said = tables.list("said"),
        "reports.toml" => registers.reports = tables.list("report"),
        "plan.toml" => {
            registers.measures = tables.list("measure");
            registers.promises = tables.list("promise");
            registers.motions = tables.list("motion");
            registers.budget = tables.one("budget");
        }
        _ => registers.concepts = tables.list("concept"),
    }
    tables.finish()
}

struct Tables<'a> {
    file: &'a str,
    values: serde_json::Map<String, Value>,
    lines: BTreeMap<String, u64>,
    problems: Vec<Problem>,
}

impl Tables<'_> {
    /// The items of `[[name]]`.
    fn list<T: DeserializeOwned>(&mut self, name: &str) -> Vec<Located<T>> {
        let items = match self.values.remove(name) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.refuse(name, format!("is no list: begin each item with [[{name}]]"));
                return Vec::new();
            }
        };
        let items = items.into_iter().enumerate();
        items.filter_map(|(i, item)| self.item(&format!("{name}[{i}]"), item)).collect()
    }

    /// The table `[name]`.
    fn one<T: DeserializeOwned>(&mut self, name: &str) -> Option<Located<T>> {
        let value = self.values.remove(name)?;
        self.item(name, value)
    }

    fn item<T: DeserializeOwned>(&mut self, path: &str, value: Value) -> Option<Located<T>> {
        match from_value(value) {
            Ok(value) => {
                let inside = format!("{path}.");
                let fields =
                    self.lines.iter().filter_map(|(p, line)| Some((p.strip_prefix(&inside)?.to_owned(), *line)));
                Some(Located {
                    value,
                    file: self.file.to_owned(),
                    line: line_near(&self.lines, path).unwrap_or(1),
                    field_lines: fields.collect(),
                })
            }
            Err((inside, message)) => {
                let separator = if inside.is_empty() || inside.starts_with('[') { "" } else { "." };
                self.refuse(&format!("{path}{separator}{inside}"), message);
                None
            }
        }
    }

    fn refuse(&mut self, path: &str, message: impl Into<String>) {
        let line = line_near(&self.lines, path).unwrap_or(1);
        self.problems.push(Problem::new(message).in_file(self.file).at_line(line).in_field(path));
    }

    fn finish(mut self) -> Result<(), Vec<Problem>> {
        let unknown: Vec<String> = self.values.keys().cloned().collect();
        for key in unknown {
            self.refuse(&key, "is no table of this file: correct its name or remove it");
        }
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems) }
    }
}
