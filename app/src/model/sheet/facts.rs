//! The facts of a sheet: which fields each kind has, what shape they are, and how they become typed facts.

use serde_json::{Map, Value, json};

use super::{Flaw, SOURCE, Sheet, Wrong};
use crate::model::facts::{BarrierStatus, Facts, Kind};
use crate::model::period::Period;
use crate::model::source::Source;

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Line,
    /// Several lines.
    Text,
    /// One item on each line.
    List,
    Day,
    Period,
    /// ISO 3166-1 alpha-2, `EU`, `INT`, or words.
    Country,
    /// One of these codes.
    OneOf(&'static [&'static str]),
}

const PHASES: Shape = Shape::OneOf(&["idea", "lab", "pilot", "in-use", "ended"]);
const RELIABILITY: Shape = Shape::OneOf(&["A", "B", "C", "D", "E", "F"]);
const CREDIBILITY: Shape = Shape::OneOf(&["1", "2", "3", "4", "5", "6"]);
const BETWEEN: Shape = Shape::OneOf(&["public-public", "public-private"]);
const ANSWER: Shape = Shape::OneOf(&["allowed", "under-conditions", "not-allowed", "open"]);

/// The fields of a kind, in the order of its form. `evidence.` stands before the five slots of EMMIE; results, steps and
/// sources are rows and stand apart.
pub fn fields(kind: Kind) -> &'static [(&'static str, Shape)] {
    use Shape::{Country, Day, Line, List, Period, Text};
    match kind {
        Kind::Practice => &[
            ("problem", Text),
            ("approach", Text),
            ("preconditions", List),
            ("run_by", Line),
            ("since", Line),
            ("country", Country),
            ("evidence.effect", Text),
            ("evidence.mechanism", Text),
            ("evidence.moderators", Text),
            ("evidence.implementation", Text),
            ("evidence.economics", Text),
        ],
        Kind::Innovation => {
            &[("phase", PHASES), ("aim", Text), ("run_by", Line), ("since", Line), ("country", Country)]
        }
        Kind::ModusOperandi => &[("first_seen", Period), ("last_seen", Period)],
        Kind::LiaisonNote => &[
            ("country", Country),
            ("service", Line),
            ("route", Line),
            ("observed", Period),
            ("reliability", RELIABILITY),
            ("credibility", CREDIBILITY),
            ("valid_until", Day),
        ],
        Kind::Insight => &[("about", Period), ("method", Line), ("findings", List)],
        Kind::Guidance => &[("for_whom", List), ("legal_basis", Line)],
        Kind::SharingCase => &[
            ("question", Text),
            ("parties", List),
            ("between", BETWEEN),
            ("legal_basis", Line),
            ("answer", ANSWER),
            ("conditions", List),
        ],
    }
}

/// The columns of a step besides its barriers.
pub const STEP: [&str; 5] = ["name", "opportunities", "facilitators", "signals", "partners"];

/// Fills in the facts.
pub fn write(sheet: &mut Sheet, facts: &Facts) {
    let value = serde_json::to_value(facts).unwrap_or_default();
    for (key, shape) in fields(facts.kind()) {
        let text = match key.split_once('.') {
            Some((table, name)) => text_of(&value[table][name], *shape),
            None => text_of(&value[*key], *shape),
        };
        sheet.push(key, &text);
    }
    match facts {
        Facts::Practice(practice) => write_results(sheet, &practice.results),
        Facts::Innovation(innovation) => write_results(sheet, &innovation.results),
        Facts::ModusOperandi(modus) => {
            for (row, step) in modus.steps.iter().enumerate() {
                let value = serde_json::to_value(step).unwrap_or_default();
                for column in STEP {
                    let shape = if column == "name" { Shape::Line } else { Shape::List };
                    sheet.push(&format!("step.{row}.{column}"), &text_of(&value[column], shape));
                }
                for (number, barrier) in step.barriers.iter().enumerate() {
                    let row = format!("step.{row}.barrier.{number}");
                    sheet.push(&format!("{row}.text"), &one_line(&barrier.text));
                    let documents: Vec<&str> = barrier.documents.iter().map(AsRef::as_ref).collect();
                    sheet.push(&format!("{row}.documents"), &documents.join(", "));
                    for (hub, status) in &barrier.hubs {
                        sheet.push(&format!("{row}.hub.{hub}"), status.code());
                    }
                }
            }
        }
        _ => {}
    }
}

fn write_results(sheet: &mut Sheet, results: &[crate::model::facts::Outcome]) {
    for (row, outcome) in results.iter().enumerate() {
        sheet.push(&format!("result.{row}.text"), &outcome.text);
        if let Some(source) = &outcome.source {
            for (column, text) in SOURCE.iter().zip(columns(source)) {
                sheet.push(&format!("result.{row}.source_{column}"), text);
            }
        }
    }
}

pub fn write_source(sheet: &mut Sheet, row: &str, source: &Source) {
    for (column, text) in SOURCE.iter().zip(columns(source)) {
        sheet.push(&format!("{row}.{column}"), text);
    }
}

fn columns(source: &Source) -> [&str; 4] {
    [
        &source.title,
        source.publisher.as_deref().unwrap_or_default(),
        source.url.as_deref().unwrap_or_default(),
        source.date.as_deref().unwrap_or_default(),
    ]
}

fn text_of(value: &Value, shape: Shape) -> String {
    match value {
        Value::String(text) if shape == Shape::Text => text.clone(),
        Value::String(text) => one_line(text),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(one_line).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

/// The typed facts; what is wrong goes to `flaws`, and then the facts are not complete.
pub fn read(sheet: &Sheet, kind: Kind, flaws: &mut Vec<Flaw>) -> Facts {
    let mut value = Map::from_iter([("kind".to_owned(), json!(kind.code()))]);
    for (key, shape) in fields(kind) {
        let Some(found) = value_of(sheet.text(key), *shape, key, flaws) else { continue };
        match key.split_once('.') {
            Some((table, name)) => {
                let table = value.entry(table).or_insert_with(|| json!({}));
                table[name] = found;
            }
            None => {
                value.insert((*key).to_owned(), found);
            }
        }
    }
    match kind {
        // What nobody has evidence of yet has empty slots.
        Kind::Practice => {
            value.entry("evidence").or_insert_with(|| json!({}));
            value.insert("results".to_owned(), results(sheet, flaws));
        }
        Kind::Innovation => {
            value.insert("results".to_owned(), results(sheet, flaws));
        }
        Kind::ModusOperandi => {
            value.insert("steps".to_owned(), steps(sheet, flaws));
        }
        _ => {}
    }
    serde_json::from_value(Value::Object(value)).unwrap_or_else(|_| {
        // Only where a value was left out because of its own flaw.
        Facts::empty(kind)
    })
}

fn value_of(text: &str, shape: Shape, field: &str, flaws: &mut Vec<Flaw>) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let wrong = match shape {
        Shape::Line | Shape::Text | Shape::Country => return Some(json!(text)),
        Shape::List => return Some(json!(items(text))),
        Shape::Day if text.parse::<jiff::civil::Date>().is_ok() => return Some(json!(text)),
        Shape::Period if text.parse::<Period>().is_ok() => return Some(json!(text)),
        Shape::OneOf(codes) if codes.contains(&text) => {
            let number = if codes == ["1", "2", "3", "4", "5", "6"] { text.parse::<u8>().ok() } else { None };
            return Some(number.map_or_else(|| json!(text), |number| json!(number)));
        }
        Shape::Day => Wrong::NoDay,
        Shape::Period => Wrong::NoPeriod,
        Shape::OneOf(_) => Wrong::Unknown(text.chars().take(60).collect()),
    };
    flaws.push(Flaw { field: field.to_owned(), what: wrong });
    None
}

fn items(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn results(sheet: &Sheet, flaws: &mut Vec<Flaw>) -> Value {
    let rows = sheet.rows("result").into_iter().map(|row| {
        let text = sheet.text(&format!("{row}.text")).trim().to_owned();
        if text.is_empty() {
            flaws.push(Flaw { field: format!("{row}.text"), what: Wrong::Missing });
        }
        let source = super::read::source(sheet, &row, "source_", flaws);
        match source {
            Some(source) => json!({ "text": text, "source": source }),
            None => json!({ "text": text }),
        }
    });
    rows.collect()
}

fn steps(sheet: &Sheet, flaws: &mut Vec<Flaw>) -> Value {
    let mut steps = Vec::new();
    for row in sheet.rows("step") {
        let name = sheet.text(&format!("{row}.name")).trim();
        if name.is_empty() {
            flaws.push(Flaw { field: format!("{row}.name"), what: Wrong::Missing });
        }
        let mut step = json!({ "name": name });
        for column in STEP.into_iter().filter(|column| *column != "name") {
            step[column] = json!(items(sheet.text(&format!("{row}.{column}"))));
        }
        let barriers = sheet.rows(&format!("{row}.barrier"));
        step["barriers"] = barriers.into_iter().map(|row| barrier(sheet, &row, flaws)).collect();
        steps.push(step);
    }
    Value::Array(steps)
}

fn barrier(sheet: &Sheet, row: &str, flaws: &mut Vec<Flaw>) -> Value {
    let field = format!("{row}.text");
    let text = sheet.text(&field).trim();
    if text.is_empty() {
        flaws.push(Flaw { field: field.clone(), what: Wrong::Missing });
    }
    let documents = super::read::slugs(sheet.text(&format!("{row}.documents")), &format!("{row}.documents"), flaws);
    let mut hubs = Map::new();
    for (key, status) in sheet.pairs() {
        let Some(hub) = key.strip_prefix(row).and_then(|rest| rest.strip_prefix(".hub.")) else { continue };
        match BarrierStatus::parse(status) {
            Some(status) => {
                hubs.insert(hub.to_owned(), json!(status.code()));
            }
            None => flaws.push(Flaw { field: key.clone(), what: Wrong::Unknown(status.chars().take(60).collect()) }),
        }
    }
    json!({ "text": text, "documents": documents, "hubs": hubs })
}
