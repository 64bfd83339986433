//! What the public schema for JSON asks for.

use serde_json::{Map, Value, json};
use server::exchange::schedule::json as to_json;

use super::{is_day, is_moment, is_uuid, is_web};
use crate::schedule::{SITE, edition, read};

/// What a value has to be.
#[derive(Clone, Copy)]
enum Is {
    Text,
    TextOrNull,
    Whole(i64),
    NumberOrNull,
    Day,
    Moment,
    Web,
    Uuid,
    /// Hours and minutes.
    Duration,
    Acronym,
    Zone,
    Slug,
    Code,
    List,
    Anything,
}

impl Is {
    fn fits(self, value: &Value) -> bool {
        let text = value.as_str();
        let all = |text: &str, legal: fn(char) -> bool| !text.is_empty() && text.chars().all(legal);
        match self {
            Is::Anything => true,
            Is::List => value.is_array(),
            Is::TextOrNull => value.is_null() || value.is_string(),
            Is::NumberOrNull => value.is_null() || value.is_number(),
            Is::Whole(least) => value.as_i64().is_some_and(|number| number >= least),
            Is::Text => text.is_some(),
            Is::Day => text.is_some_and(is_day),
            Is::Moment => text.is_some_and(is_moment),
            Is::Web => text.is_some_and(is_web),
            Is::Uuid => text.is_some_and(is_uuid),
            Is::Duration => text.and_then(|text| text.split_once(':')).is_some_and(|(hours, minutes)| {
                all(hours, |c| c.is_ascii_digit()) && minutes.len() == 2 && all(minutes, |c| c.is_ascii_digit())
            }),
            Is::Acronym => {
                text.is_some_and(|text| text.len() >= 4 && all(text, |c| matches!(c, 'a'..='z' | '0'..='9' | '_')))
            }
            Is::Zone => text.is_some_and(|zone| {
                let named = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase()) && part.len() > 1;
                zone == "UTC" || zone.split_once('/').is_some_and(|(region, city)| named(region) && named(city))
            }),
            Is::Slug => text.is_some_and(|text| {
                text.len() > 1
                    && all(text, |c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-'))
                    && text.ends_with(|c: char| c.is_ascii_alphanumeric())
            }),
            Is::Code => text.is_some_and(|text| all(text, |c| c.is_ascii_uppercase() || c.is_ascii_digit())),
        }
    }
}

type Fields = [(&'static str, bool, Is)];

/// Fields with whether they must be there; others may not be.
const CONFERENCE: &Fields = &[
    ("title", true, Is::Text),
    ("acronym", true, Is::Acronym),
    ("days", true, Is::List),
    ("daysCount", true, Is::Whole(0)),
    ("start", true, Is::Day),
    ("end", true, Is::Day),
    ("timeslot_duration", true, Is::Duration),
    ("description", false, Is::Text),
    ("time_zone_name", false, Is::Zone),
    ("logo", false, Is::Web),
    ("colors", false, Is::Anything),
    ("keywords", false, Is::List),
    ("url", false, Is::Web),
    ("tracks", false, Is::List),
    ("rooms", false, Is::List),
    ("meta", false, Is::Anything),
];
const ROOM: &Fields = &[
    ("guid", true, Is::Uuid),
    ("name", true, Is::Text),
    ("description", false, Is::TextOrNull),
    ("capacity", false, Is::NumberOrNull),
];
const DAY: &Fields = &[
    ("index", true, Is::Whole(1)),
    ("date", true, Is::Day),
    ("day_start", true, Is::Moment),
    ("day_end", true, Is::Moment),
    ("rooms", true, Is::Anything),
];
const EVENT: &Fields = &[
    ("id", true, Is::Whole(1)),
    ("guid", true, Is::Uuid),
    ("date", true, Is::Moment),
    // A date with its time in the schema, and a clock in every public file (decision 24).
    ("start", true, Is::Duration),
    ("duration", true, Is::Duration),
    ("room", true, Is::Text),
    ("slug", true, Is::Slug),
    ("url", true, Is::Web),
    ("title", true, Is::Text),
    ("subtitle", true, Is::TextOrNull),
    ("track", true, Is::TextOrNull),
    ("type", true, Is::Text),
    ("language", true, Is::Text),
    ("abstract", true, Is::TextOrNull),
    ("persons", true, Is::List),
    ("links", true, Is::List),
    ("logo", false, Is::Web),
    ("description", false, Is::TextOrNull),
    ("recording_license", false, Is::Text),
    ("do_not_record", false, Is::TextOrNull),
    ("do_not_stream", false, Is::TextOrNull),
    ("attachments", false, Is::List),
    ("answers", false, Is::List),
];
/// A person may have fields besides; `public_name` would make it one of another kind.
const PERSON: &Fields = &[
    ("name", true, Is::Text),
    ("id", false, Is::Whole(0)),
    ("guid", false, Is::Uuid),
    ("code", false, Is::Code),
    ("avatar", false, Is::Web),
    ("biography", false, Is::Text),
    ("answers", false, Is::List),
];

fn object(of: &str, value: &Value, fields: &Fields, open: bool, faults: &mut Vec<String>) {
    let Some(map) = value.as_object() else { return faults.push(format!("{of} is no object")) };
    for (name, required, is) in fields {
        match map.get(*name) {
            None if *required => faults.push(format!("{of}.{name} is missing")),
            Some(value) if !is.fits(value) => faults.push(format!("{of}.{name} cannot be {value}")),
            _ => {}
        }
    }
    let known = |name: &String| fields.iter().any(|(field, ..)| field == name);
    faults.extend(map.keys().filter(|name| !open && !known(name)).map(|name| format!("{of}.{name} is unknown")));
}

/// What the JSON schema would refuse.
pub fn json_faults(value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let none = Map::new();
    let whole = value.as_object().unwrap_or(&none);
    let outer = ["schedule", "$schema", "generator"];
    faults.extend(whole.keys().filter(|name| !outer.contains(&name.as_str())).map(|name| format!("{name} is unknown")));
    let schedule = &value["schedule"];
    let top = [("version", true, Is::Text), ("base_url", false, Is::Web), ("conference", true, Is::Anything)];
    object("schedule", schedule, &top, true, &mut faults);
    if schedule.get("rooms").is_some() {
        faults.push("schedule.rooms belongs to the conference".to_owned());
    }
    let conference = &schedule["conference"];
    object("conference", conference, CONFERENCE, false, &mut faults);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for room in list(&conference["rooms"]) {
        object("room", &room, ROOM, false, &mut faults);
    }
    for day in list(&conference["days"]) {
        object("day", &day, DAY, false, &mut faults);
        for event in day["rooms"].as_object().into_iter().flat_map(Map::values).flat_map(list) {
            object("event", &event, EVENT, false, &mut faults);
            for person in list(&event["persons"]) {
                object("person", &person, PERSON, true, &mut faults);
                if person.get("public_name").is_some() {
                    faults.push("person.public_name is of another kind of person".to_owned());
                }
            }
        }
    }
    faults
}

#[test]
fn every_rule_for_json_refuses() {
    let good: Value = serde_json::from_str(&to_json(&edition(read("congress.xml")), SITE)).unwrap();
    let event = "/schedule/conference/days/0/rooms/Grote zaal/0";
    let places = [
        ("/schedule/conference".to_owned(), CONFERENCE),
        ("/schedule/conference/rooms/0".to_owned(), ROOM),
        ("/schedule/conference/days/0".to_owned(), DAY),
        (event.to_owned(), EVENT),
        (format!("{event}/persons/0"), PERSON),
    ];
    for (place, fields) in places {
        let of = |change: &dyn Fn(&mut Map<String, Value>)| {
            let mut bad = good.clone();
            change(bad.pointer_mut(&place).and_then(Value::as_object_mut).unwrap_or_else(|| panic!("{place}")));
            json_faults(&bad).len()
        };
        for (field, required, is) in fields {
            let without = of(&|map| drop(map.remove(*field)));
            assert_eq!(without > 0, *required, "{place} without {field}");
            if !matches!(is, Is::Anything) {
                assert!(of(&|map| drop(map.insert((*field).to_owned(), json!({})))) > 0, "{place}: {field}");
            }
        }
        if !place.ends_with("persons/0") {
            assert!(of(&|map| drop(map.insert("more".to_owned(), json!(1)))) > 0, "{place} with another field");
        }
    }
    for (place, wrong) in [
        ("/schedule/conference/acronym", json!("36C3")),
        ("/schedule/conference/time_zone_name", json!("Etc")),
        ("/schedule/conference/start", json!("26 oktober")),
        ("/schedule/conference/days/0/day_start", json!("2024-10-26T09:00:00")),
        ("/schedule/conference/days/0/rooms/Grote zaal/0/slug", json!("Met Hoofdletter")),
        ("/schedule/conference/days/0/rooms/Grote zaal/0/duration", json!("45")),
        ("/schedule/conference/days/0/rooms/Grote zaal/0/id", json!(0)),
        ("/schedule/conference/days/0/rooms/Grote zaal/0/guid", json!("101")),
        ("/schedule/conference/days/0/rooms/Grote zaal/0/url", json!("/congres/2024/101")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(place).unwrap() = wrong;
        assert_eq!(json_faults(&bad).len(), 1, "{place}");
    }
}
