//! TOML as the same tree of values that JSON has, with the line of everything in it.

use std::collections::BTreeMap;

use app::model::problem::Problem;
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

/// A TOML file as values, and where each is: `sources[1].url` → 14.
pub struct Tree {
    pub values: Map<String, Value>,
    pub lines: BTreeMap<String, u64>,
}

/// Reads TOML that begins at line `first` of its file.
pub fn read(text: &str, first: u64) -> Result<Tree, Problem> {
    let starts = LineStarts::new(text, first);
    let table = DeTable::parse(text).map_err(|error| {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let problem = Problem::new(format!("this is not valid TOML: {message}"));
        match error.span() {
            Some(span) => problem.at_line(starts.line(span.start)),
            None => problem,
        }
    })?;
    let mut lines = BTreeMap::new();
    let values = table_values(table.get_ref(), "", &starts, &mut lines)?;
    Ok(Tree { values, lines })
}

fn table_values(
    table: &DeTable<'_>,
    path: &str,
    starts: &LineStarts,
    lines: &mut BTreeMap<String, u64>,
) -> Result<Map<String, Value>, Problem> {
    let mut values = Map::new();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        lines.insert(path.clone(), starts.line(key.span().start));
        values.insert(name.to_owned(), value_of(value.get_ref(), &path, starts, lines)?);
    }
    Ok(values)
}

fn value_of(
    value: &DeValue<'_>,
    path: &str,
    starts: &LineStarts,
    lines: &mut BTreeMap<String, u64>,
) -> Result<Value, Problem> {
    let unusable = |text: &str, lines: &BTreeMap<String, u64>| {
        let problem = Problem::new(format!("the number {text} is too large")).in_field(path);
        match lines.get(path) {
            Some(line) => problem.at_line(*line),
            None => problem,
        }
    };
    Ok(match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(yes) => Value::Bool(*yes),
        // Dates are text everywhere in the model; TOML's own dates are accepted and say the same.
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map(Value::from)
            .map_err(|_| unusable(number.as_str(), lines))?,
        DeValue::Float(number) => number
            .as_str()
            .parse::<f64>()
            .ok()
            .and_then(serde_json::Number::from_f64)
            .map(Value::Number)
            .ok_or_else(|| unusable(number.as_str(), lines))?,
        DeValue::Array(items) => {
            let mut values = Vec::with_capacity(items.len());
            for (i, item) in items.iter().enumerate() {
                let path = format!("{path}[{i}]");
                lines.insert(path.clone(), starts.line(item.span().start));
                values.push(value_of(item.get_ref(), &path, starts, lines)?);
            }
            Value::Array(values)
        }
        DeValue::Table(table) => Value::Object(table_values(table, path, starts, lines)?),
    })
}

/// Where lines begin, to turn an offset into a line number.
struct LineStarts {
    offsets: Vec<usize>,
    first: u64,
}

impl LineStarts {
    fn new(text: &str, first: u64) -> LineStarts {
        let offsets = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        LineStarts { offsets, first }
    }

    fn line(&self, offset: usize) -> u64 {
        let before = self.offsets.partition_point(|start| *start <= offset).max(1);
        self.first + before as u64 - 1
    }
}
