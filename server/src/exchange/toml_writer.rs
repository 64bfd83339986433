//! TOML out of the tree of values that JSON has.
//!
//! The `toml` crate writes long texts as multi-line literals, and some of them it cannot read again (three quotes at the
//! end); a line of `+++` inside one would also end the front matter. Here a text is always one line with escapes.

use std::fmt::Write;

use serde_json::{Map, Value};

/// Writes a table; keys of `first` come first, in that order, as far as TOML allows: tables come after values.
pub fn write(values: &Map<String, Value>, first: &[&str]) -> String {
    let mut text = String::new();
    table(&mut text, "", values, first);
    text
}

fn table(text: &mut String, path: &str, values: &Map<String, Value>, first: &[&str]) {
    let named = first.iter().filter_map(|key| values.get_key_value(*key));
    let others = values.iter().filter(|(key, _)| !first.contains(&key.as_str()));
    let entries: Vec<(&String, &Value)> = named.chain(others).filter(|(_, value)| !value.is_null()).collect();
    for (name, value) in entries.iter().filter(|(_, value)| !value.is_object() && tables_of(value).is_none()) {
        key(text, name);
        text.push_str(" = ");
        inline(text, value);
        text.push('\n');
    }
    for (name, value) in entries {
        let mut inside = path.to_owned();
        if !inside.is_empty() {
            inside.push('.');
        }
        key(&mut inside, name);
        if let Value::Object(values) = value {
            text.push_str(&format!("\n[{inside}]\n"));
            table(text, &inside, values, &[]);
        }
        for values in tables_of(value).into_iter().flatten() {
            text.push_str(&format!("\n[[{inside}]]\n"));
            table(text, &inside, values, &[]);
        }
    }
}

/// The tables of a list that has nothing but tables.
fn tables_of(value: &Value) -> Option<Vec<&Map<String, Value>>> {
    let items = value.as_array().filter(|items| !items.is_empty())?;
    items.iter().map(Value::as_object).collect()
}

fn key(text: &mut String, name: &str) {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(bare) {
        text.push_str(name);
    } else {
        string(text, name);
    }
}

fn inline(text: &mut String, value: &Value) {
    match value {
        Value::String(value) => string(text, value),
        Value::Array(items) => {
            text.push('[');
            for (i, item) in items.iter().enumerate() {
                text.push_str(if i == 0 { "" } else { ", " });
                inline(text, item);
            }
            text.push(']');
        }
        Value::Object(values) => {
            text.push_str("{ ");
            for (i, (name, value)) in values.iter().filter(|(_, value)| !value.is_null()).enumerate() {
                text.push_str(if i == 0 { "" } else { ", " });
                key(text, name);
                text.push_str(" = ");
                inline(text, value);
            }
            text.push_str(" }");
        }
        // Numbers and booleans look the same in both; nulls were left out where they can be.
        Value::Null | Value::Bool(_) | Value::Number(_) => text.push_str(&value.to_string()),
    }
}

fn string(text: &mut String, value: &str) {
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            c if c.is_control() => drop(write!(text, "\\u{:04X}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
}
