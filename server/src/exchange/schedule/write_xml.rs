//! A programme as `schedule.xml`, valid against the public schema (voc/schedule, `schedule.xml.xsd`).

use std::fmt::Write;

use app::model::conference::{Day, Edition, Link, Programme, Session};
use serde_json::{Map, Value, json};

use super::xml::OWN;

/// Writes a version of a programme.
pub fn xml(edition: &Edition) -> String {
    let programme = &edition.programme;
    let mut out = Out { xml: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), depth: 0 };
    out.open("<schedule>");
    out.line(&format!("<generator name=\"Knooppunt\" version=\"{}\"/>", env!("CARGO_PKG_VERSION")));
    out.element("version", &programme.version);
    conference(&mut out, programme);
    for day in &programme.days {
        write_day(&mut out, edition, day);
    }
    out.close("</schedule>");
    out.xml
}

fn conference(out: &mut Out, programme: &Programme) {
    out.open("<conference>");
    out.element("acronym", &programme.acronym);
    out.element("title", &programme.title);
    out.element("start", &programme.first.to_string());
    out.element("end", &programme.last.to_string());
    out.element("days", &programme.days.len().to_string());
    out.element("timeslot_duration", &length(programme.slot_minutes));
    if is_web(&programme.url) {
        out.element("base_url", &programme.url);
    }
    out.element("time_zone_name", &programme.time_zone);
    let mut own = json!({
        "description": programme.description,
        "place": programme.place,
        "url": if is_web(&programme.url) { "" } else { &programme.url },
        "rooms": programme.rooms,
        "tracks": programme.tracks,
    });
    if let Some(own) = own.as_object_mut() {
        if !programme.lang.is_empty() {
            own.insert("lang".to_owned(), json!(programme.lang));
        }
        if programme.chatham_house {
            own.insert("chatham_house".to_owned(), json!(true));
        }
    }
    out.own(own);
    out.close("</conference>");
}

fn write_day(out: &mut Out, edition: &Edition, day: &Day) {
    let programme = &edition.programme;
    let (start, end) = (moment(programme, day.start), moment(programme, day.end));
    out.open(&format!("<day index=\"{}\" date=\"{}\" start=\"{start}\" end=\"{end}\">", day.index, day.date));
    let sessions: Vec<&Session> = programme.sessions.iter().filter(|session| session.day == day.index).collect();
    for room in &programme.rooms {
        let here: Vec<&&Session> = sessions.iter().filter(|session| session.room == room.name).collect();
        if here.is_empty() {
            continue;
        }
        out.open(&format!("<room name=\"{}\">", attribute(&room.name)));
        for session in here {
            write_session(out, edition, session);
        }
        out.close("</room>");
    }
    out.close("</day>");
}

fn write_session(out: &mut Out, edition: &Edition, session: &Session) {
    let programme = &edition.programme;
    out.open(&format!("<event guid=\"{}\" id=\"{}\">", session.guid, session.number));
    out.element("date", &moment(programme, session.start));
    out.element("start", &clock(programme, session.start));
    out.element("duration", &length(session.minutes));
    out.element("room", &session.room);
    out.element("slug", &slug(edition, session));
    if is_web(&session.url) {
        out.element("url", &session.url);
    }
    out.open("<recording>");
    out.element("license", &session.licence);
    out.element("optout", if session.do_not_record { "true" } else { "false" });
    out.close("</recording>");
    out.element("title", &session.title);
    out.element("subtitle", &session.subtitle);
    out.element("track", &session.track);
    out.element("type", &session.kind);
    out.element("language", &session.lang);
    out.element("abstract", &session.summary);
    out.element("description", &session.description);
    out.open("<persons>");
    for speaker in &session.speakers {
        let id = speaker.id.filter(|id| *id > 0).map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        out.line(&format!("<person{id}>{}</person>", escape(&speaker.name)));
    }
    out.close("</persons>");
    links(out, "links", "link", &session.links);
    links(out, "attachments", "attachment", &session.attachments);
    let plain = |texts: [&String; 4]| texts.into_iter().all(String::is_empty);
    let more = session.speakers.iter().any(|one| !plain([&one.guid, &one.code, &one.biography, &one.organisation]));
    let mut own = Map::new();
    if more {
        own.insert("speakers".to_owned(), json!(session.speakers));
    }
    if !session.extra.is_empty() {
        own.insert("extra".to_owned(), json!(session.extra));
    }
    if let Some(capacity) = session.capacity {
        own.insert("capacity".to_owned(), json!(capacity));
    }
    if !own.is_empty() {
        out.own(Value::Object(own));
    }
    out.close("</event>");
}

fn links(out: &mut Out, list: &str, one: &str, links: &[Link]) {
    out.open(&format!("<{list}>"));
    for link in links {
        out.line(&format!("<{one} href=\"{}\">{}</{one}>", attribute(&link.url), escape(&link.title)));
    }
    out.close(&format!("</{list}>"));
}

/// Lower case and unique, as the schemas want it: the conference, then the number.
pub fn slug(edition: &Edition, session: &Session) -> String {
    let conference = edition.slug.as_str().to_ascii_lowercase();
    format!("{conference}-{}", session.number)
}

/// `2023-11-04T09:30:00+01:00` on the clocks of the conference.
pub fn moment(programme: &Programme, moment: jiff::Timestamp) -> String {
    let zone = programme.zone();
    let seconds = zone.to_offset(moment).seconds();
    let (sign, ahead) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let local = zone.to_datetime(moment).strftime("%Y-%m-%dT%H:%M:%S");
    format!("{local}{sign}{:02}:{:02}", ahead / 3600, ahead % 3600 / 60)
}

/// `09:30` on the clocks of the conference.
pub fn clock(programme: &Programme, moment: jiff::Timestamp) -> String {
    programme.local(moment).strftime("%H:%M").to_string()
}

/// Hours and minutes.
pub fn length(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

pub fn is_web(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(char::is_whitespace)
}

struct Out {
    xml: String,
    depth: usize,
}

impl Out {
    fn line(&mut self, line: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.xml, "{:1$}{line}", "", 2 * self.depth);
    }

    fn open(&mut self, tag: &str) {
        self.line(tag);
        self.depth += 1;
    }

    fn close(&mut self, tag: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(tag);
    }

    fn element(&mut self, name: &str, text: &str) {
        self.line(&format!("<{name}>{}</{name}>", escape(text)));
    }

    /// What the format has no element for, as JSON; the end of an instruction cannot occur in it.
    fn own(&mut self, value: Value) {
        self.line(&format!("<?{OWN} {}?>", value.to_string().replace('>', "\\u003e")));
    }
}

/// Text for an attribute, where a line end as it is would be read as a space.
fn attribute(text: &str) -> String {
    escape(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// Text for an element.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
