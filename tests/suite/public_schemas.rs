//! The rules that the public schemas of schedules state, as rules of our own: voc/schedule, `validator/json/schema.json` and
//! `validator/xsd/schedule.xml.xsd`, as they were read in 2026. Those files carry no licence, so they are not here; what they
//! ask for is. Every export of the suite is held to it; for what an export has, it is shown that what breaks a rule is refused.

mod json;
mod xml;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use server::exchange::schedule::{json as to_json, xml as to_xml};

use self::json::json_faults;
use self::xml::xml_faults;
use crate::schedule::{FIXTURES, SITE, edition, read};

#[test]
fn every_export_keeps_the_rules_of_the_public_schemas() {
    for (name, _) in FIXTURES {
        let edition = edition(read(name));
        let value: Value = serde_json::from_str(&to_json(&edition, SITE)).unwrap();
        assert_eq!(json_faults(&value), Vec::<String>::new(), "{name}");
        assert_eq!(xml_faults(&to_xml(&edition)), Vec::<String>::new(), "{name}");
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

/// With its offset, and not with the name of a zone.
fn is_moment(text: &str) -> bool {
    text.contains('T') && text.parse::<Timestamp>().is_ok() && !text.contains('[')
}

fn is_web(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let hexadecimal = parts.iter().all(|part| part.chars().all(|c| c.is_ascii_hexdigit()));
    hexadecimal && parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
}
