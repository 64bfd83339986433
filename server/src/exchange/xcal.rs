//! A calendar as xCal, the XML form of iCalendar (RFC 6321).

use std::fmt::Write;

use super::calendar::{Component, Property, Value};
use super::schedule::escape;

pub fn write(calendar: &Component) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<icalendar xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\">\n",
    );
    component(&mut xml, calendar, 1);
    xml.push_str("</icalendar>\n");
    xml
}

fn component(xml: &mut String, component: &Component, depth: usize) {
    let (pad, name) = ("  ".repeat(depth), component.name.to_ascii_lowercase());
    // Writing to a String cannot fail.
    let _ = writeln!(xml, "{pad}<{name}>\n{pad}  <properties>");
    for one in &component.properties {
        let _ = writeln!(xml, "{pad}    {}", property(one));
    }
    let _ = writeln!(xml, "{pad}  </properties>");
    if !component.components.is_empty() {
        let _ = writeln!(xml, "{pad}  <components>");
        for inner in &component.components {
            self::component(xml, inner, depth + 2);
        }
        let _ = writeln!(xml, "{pad}  </components>");
    }
    let _ = writeln!(xml, "{pad}</{name}>");
}

fn property(property: &Property) -> String {
    let name = property.name.to_ascii_lowercase();
    let parameters: String = property
        .parameters
        .iter()
        .map(|(name, value)| {
            let name = name.to_ascii_lowercase();
            let kind = if name == "language" { "language-tag" } else { "text" };
            format!("<{name}><{kind}>{}</{kind}></{name}>", escape(value))
        })
        .collect();
    let parameters = if parameters.is_empty() { parameters } else { format!("<parameters>{parameters}</parameters>") };
    let (kind, value) = match &property.value {
        Value::Text(text) => ("text", escape(text)),
        Value::Moment(text) => ("date-time", dashed(text)),
        Value::Offset(text) => ("utc-offset", format!("{}:{}", &text[..3], &text[3..])),
        Value::Integer(number) => ("integer", number.to_string()),
        Value::Address(text) => ("uri", escape(text)),
    };
    format!("<{name}>{parameters}<{kind}>{value}</{kind}></{name}>")
}

/// `20231104T093000Z` as `2023-11-04T09:30:00Z`.
fn dashed(moment: &str) -> String {
    match (moment.get(..4), moment.get(4..6), moment.get(6..11), moment.get(11..13), moment.get(13..)) {
        (Some(year), Some(month), Some(day_hour), Some(minute), Some(rest)) => {
            format!("{year}-{month}-{day_hour}:{minute}:{rest}")
        }
        _ => moment.to_owned(),
    }
}
