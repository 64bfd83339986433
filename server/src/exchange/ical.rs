//! A calendar as iCalendar text (RFC 5545).

use super::calendar::{Component, Property, Value};

/// Writes a calendar: lines of at most 75 octets, ended by CRLF.
pub fn write(calendar: &Component) -> String {
    let mut text = String::new();
    component(&mut text, calendar);
    text
}

fn component(out: &mut String, component: &Component) {
    fold(out, &format!("BEGIN:{}", component.name));
    for one in &component.properties {
        property(out, one);
    }
    for inner in &component.components {
        self::component(out, inner);
    }
    fold(out, &format!("END:{}", component.name));
}

fn property(out: &mut String, property: &Property) {
    let mut line = property.name.to_owned();
    for (name, value) in &property.parameters {
        // A quote cannot be written in a parameter (RFC 6868 has a way that few readers know).
        let value = value.replace(['"', '\n'], "'");
        let quoted = value.contains([':', ';', ',']);
        line.push_str(&if quoted { format!(";{name}=\"{value}\"") } else { format!(";{name}={value}") });
    }
    line.push(':');
    match &property.value {
        Value::Text(text) => line.push_str(&escape(text)),
        Value::Moment(text) | Value::Offset(text) | Value::Address(text) => line.push_str(text),
        Value::Integer(number) => line.push_str(&number.to_string()),
    }
    fold(out, &line);
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Octets of a line, without its end.
const LONGEST: usize = 75;

/// Ends a line, and breaks it between characters where it is too long.
fn fold(out: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
