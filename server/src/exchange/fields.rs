//! Reading a record field by field, so that every fault is named and not only the first.

use std::collections::BTreeMap;

use app::model::problem::Problem;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A record that is being read.
pub struct Fields<'a> {
    values: Map<String, Value>,
    /// Where fields are, by path; empty for formats with one record a line.
    lines: &'a BTreeMap<String, u64>,
    /// What comes before the paths of this record, such as `hub[2].`.
    prefix: String,
    problems: Vec<Problem>,
}

impl<'a> Fields<'a> {
    pub fn new(values: Map<String, Value>, lines: &'a BTreeMap<String, u64>, prefix: impl Into<String>) -> Fields<'a> {
        let mut fields = Fields { values, lines, prefix: prefix.into(), problems: Vec::new() };
        let nul = fields.values.iter().find_map(|(key, value)| nul_path(key, value));
        if let Some(path) = nul {
            fields.refuse(&path, "holds a NUL character: remove it");
        }
        fields
    }

    /// The value of a field, if it is there and as it should be; `null` counts as absent.
    pub fn take<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let value = self.values.remove(key).filter(|value| !value.is_null())?;
        match from_value(value) {
            Ok(value) => Some(value),
            Err((path, message)) => {
                let separator = if path.is_empty() || path.starts_with('[') { "" } else { "." };
                self.refuse(&format!("{key}{separator}{path}"), message);
                None
            }
        }
    }

    /// The value of a field that must be there.
    pub fn require<T: DeserializeOwned>(&mut self, key: &str, remedy: &str) -> Option<T> {
        if self.values.get(key).is_none_or(Value::is_null) {
            self.refuse(key, format!("is missing: {remedy}"));
            return None;
        }
        self.take(key)
    }

    /// Notes a fault of a field.
    pub fn refuse(&mut self, path: &str, message: impl Into<String>) {
        let problem = Problem::new(message).in_field(path);
        self.problems.push(match self.line(path) {
            Some(line) => problem.at_line(line),
            None => problem,
        });
    }

    /// Ends reading: what nobody took is unknown.
    pub fn finish(mut self, known: &str) -> Vec<Problem> {
        let unknown: Vec<String> = self.values.keys().cloned().collect();
        for key in unknown {
            self.refuse(&key, format!("is not known here: use one of {known}, or remove it"));
        }
        self.problems
    }

    /// The line of a field, or of the nearest thing around it.
    fn line(&self, path: &str) -> Option<u64> {
        line_near(self.lines, &format!("{}{path}", self.prefix))
    }
}

/// The line of a path, or of the nearest thing around it that has one.
pub fn line_near(lines: &BTreeMap<String, u64>, path: &str) -> Option<u64> {
    let mut path = path.trim_end_matches('.');
    loop {
        if let Some(line) = lines.get(path) {
            return Some(*line);
        }
        let end = path.rfind(['.', '['])?;
        path = &path[..end];
    }
}

/// A value of a type, or the path inside and what is wrong there.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, (String, String)> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        (if path == "." { String::new() } else { path }, error.into_inner().to_string())
    })
}

fn nul_path(path: &str, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(|| path.to_owned()),
        Value::Array(items) => items.iter().enumerate().find_map(|(i, item)| nul_path(&format!("{path}[{i}]"), item)),
        Value::Object(fields) => fields.iter().find_map(|(key, item)| nul_path(&format!("{path}.{key}"), item)),
        _ => None,
    }
}
