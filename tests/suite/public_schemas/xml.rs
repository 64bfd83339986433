//! What the public schema for XML asks for.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};
use server::exchange::schedule::xml as to_xml;

use super::{is_day, is_moment, is_uuid, is_web};
use crate::schedule::{edition, read};

/// Children by name, and whether there must be one; never two.
const EVENT_CHILDREN: [(&str, bool); 19] = [
    ("room", true),
    ("title", true),
    ("subtitle", true),
    ("type", true),
    ("date", true),
    ("start", true),
    ("duration", true),
    ("abstract", true),
    ("slug", true),
    ("track", true),
    ("logo", false),
    ("persons", false),
    ("language", false),
    ("description", false),
    ("recording", false),
    ("links", false),
    ("attachments", false),
    ("video_download_url", false),
    ("url", false),
];
const CONFERENCE_CHILDREN: [(&str, bool); 8] = [
    ("title", true),
    ("acronym", true),
    ("start", false),
    ("end", false),
    ("days", false),
    ("timeslot_duration", false),
    ("base_url", false),
    ("time_zone_name", false),
];

fn children(of: Node, allowed: &[(&str, bool)], faults: &mut Vec<String>) {
    let name = of.tag_name().name();
    let names: Vec<&str> = of.children().filter(Node::is_element).map(|child| child.tag_name().name()).collect();
    for (child, required) in allowed {
        match names.iter().filter(|one| *one == child).count() {
            0 if *required => faults.push(format!("{name} lacks {child}")),
            0 | 1 => {}
            _ => faults.push(format!("{name} has {child} twice")),
        }
    }
    let unknown = names.iter().filter(|one| allowed.iter().all(|(child, _)| child != *one));
    faults.extend(unknown.map(|one| format!("{name} cannot have {one}")));
}

/// What the XML schema would refuse.
pub fn xml_faults(text: &str) -> Vec<String> {
    let document = Document::parse(text).unwrap();
    let root = document.root_element();
    let mut faults = Vec::new();
    let order: Vec<&str> = root.children().filter(Node::is_element).map(|one| one.tag_name().name()).collect();
    let rest = order.strip_prefix(&["generator"]).unwrap_or(&order);
    let days = rest.strip_prefix(&["version", "conference"]).unwrap_or_default();
    if root.tag_name().name() != "schedule" || days.is_empty() || days.iter().any(|name| *name != "day") {
        faults.push(format!("a schedule is generator, version, conference and days, not {order:?}"));
    }
    let elements = |name: &'static str| root.descendants().filter(move |one| one.has_tag_name(name));
    let mut value = |of: &str, text: Option<&str>, fits: fn(&str) -> bool| {
        if text.is_some_and(|text| !fits(text)) {
            faults.push(format!("{of} cannot be {}", text.unwrap_or_default()));
        }
    };
    for day in elements("day") {
        value("day.date", day.attribute("date"), is_day);
        value("day.start", day.attribute("start"), is_moment);
        value("day.end", day.attribute("end"), is_moment);
        value("day.index", day.attribute("index"), is_positive);
    }
    for event in elements("event") {
        let text = |name: &str| event.children().find(|one| one.has_tag_name(name)).map(|one| one.text().unwrap_or(""));
        value("event.id", Some(event.attribute("id").unwrap_or("")), is_positive);
        value("event.guid", Some(event.attribute("guid").unwrap_or("")), is_uuid);
        value("event.date", text("date"), is_moment);
        value("event.start", text("start"), is_clock);
        value("event.duration", text("duration"), is_length);
        value("event.url", text("url"), is_web);
        value("event.video_download_url", text("video_download_url"), is_web);
    }
    for person in elements("person") {
        value("person.id", person.attribute("id"), is_positive);
    }
    for conference in elements("conference") {
        let text =
            |name: &str| conference.children().find(|one| one.has_tag_name(name)).map(|one| one.text().unwrap_or(""));
        value("conference.start", text("start"), is_day);
        value("conference.end", text("end"), is_day);
        value("conference.timeslot_duration", text("timeslot_duration"), is_length);
        value("conference.base_url", text("base_url"), is_web);
    }
    elements("conference").for_each(|one| children(one, &CONFERENCE_CHILDREN, &mut faults));
    elements("event").for_each(|one| children(one, &EVENT_CHILDREN, &mut faults));
    elements("recording").for_each(|one| children(one, &[("license", true), ("optout", true)], &mut faults));
    for (of, inside) in
        [("day", "room"), ("room", "event"), ("persons", "person"), ("links", "link"), ("attachments", "attachment")]
    {
        // A room of an event is its name.
        let lists = elements(of)
            .filter(|one| !one.parent_element().is_some_and(|above| above.has_tag_name("event")) || of != "room");
        let strange =
            lists.flat_map(|one| one.children().filter(Node::is_element)).filter(|one| !one.has_tag_name(inside));
        faults.extend(strange.map(|one| format!("{of} cannot have {}", one.tag_name().name())));
    }
    for (what, values) in [
        ("guid", elements("event").filter_map(|one| one.attribute("guid")).collect::<Vec<_>>()),
        ("id", elements("event").filter_map(|one| one.attribute("id")).collect()),
        ("slug", elements("slug").filter_map(|one| one.text()).collect()),
        ("index", elements("day").filter_map(|one| one.attribute("index")).collect()),
    ] {
        if values.iter().collect::<BTreeSet<_>>().len() < values.len() {
            faults.push(format!("two have one {what}"));
        }
    }
    faults
}

fn is_positive(text: &str) -> bool {
    text.parse::<u64>().is_ok_and(|number| number > 0)
}

fn is_clock(text: &str) -> bool {
    let digits = |part: &str| part.len() == 2 && part.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = text.split(':').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| digits(part)) && parts[0] < "30" && parts[1] < "60"
}

fn is_length(text: &str) -> bool {
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = text.split(':').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| digits(part)) && parts[1].len() == 2
}

#[test]
fn every_rule_for_xml_refuses() {
    let good = to_xml(&edition(read("congress.xml")));
    assert_eq!(xml_faults(&good), Vec::<String>::new());
    let between = |open: &str, close: &str| {
        let from = good.find(open).unwrap_or_else(|| panic!("{open}: {good}"));
        good[from..from + good[from..].find(close).unwrap() + close.len()].to_owned()
    };
    let event = between("<event", "</event>");
    for (whole, allowed) in
        [(&event, &EVENT_CHILDREN[..]), (&between("<conference>", "</conference>"), &CONFERENCE_CHILDREN[..])]
    {
        for (child, required) in allowed {
            let (open, close) = (format!("<{child}>"), format!("</{child}>"));
            let Some(from) = whole.find(&open) else {
                assert!(!required, "{child}: {whole}");
                continue;
            };
            let element = &whole[from..from + whole[from..].find(&close).unwrap() + close.len()];
            let without = good.replacen(whole.as_str(), &whole.replacen(element, "", 1), 1);
            assert_eq!(!xml_faults(&without).is_empty(), *required, "without {child}");
            let twice = good.replacen(whole.as_str(), &whole.replacen(element, &element.repeat(2), 1), 1);
            assert!(!xml_faults(&twice).is_empty(), "{child} twice");
        }
    }
    let version = between("<version>", "</version>");
    let guid = between("guid=\"", "\" ");
    let number = between("<event", ">").split("id=\"").last().unwrap().split('"').next().unwrap().to_owned();
    for (from, to) in [
        (version.clone(), String::new()),
        (version.clone(), format!("{version}<more/>")),
        (between("<date>", "</date>"), "<date>2024-10-26T09:30:00</date>".to_owned()),
        (between("<start>2024", "</start>"), "<start>zaterdag</start>".to_owned()),
        (between("<duration>", "</duration>"), "<duration>45</duration>".to_owned()),
        (between("<day ", " date=\"2024-10-26\""), "<day date=\"26 oktober\"".to_owned()),
        (between("index=\"", "\" "), "index=\"0\" ".to_owned()),
        (between("<timeslot_duration>", "</timeslot_duration>"), "<timeslot_duration>5</timeslot_duration>".to_owned()),
        (between("<base_url>", "</base_url>"), "<base_url>/congres/2024</base_url>".to_owned()),
        (between("<license>", "</license>"), String::new()),
        (guid, "guid=\"101\" ".to_owned()),
        (format!("\"{number}\""), "\"0\"".to_owned()),
        ("<persons>".to_owned(), "<persons><more/>".to_owned()),
    ] {
        assert!(good.contains(&from), "{from}: {good}");
        assert!(!xml_faults(&good.replacen(&from, &to, 1)).is_empty(), "{from} as {to}");
    }
    let twice = good.replacen(&event, &event.repeat(2), 1);
    assert!(xml_faults(&twice).iter().any(|fault| fault.contains("two have one guid")));
}
