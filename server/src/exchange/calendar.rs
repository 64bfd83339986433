//! A programme as a calendar: components and properties of iCalendar (RFC 5545), before they are written as one format
//! or another.

mod zone;

use app::model::conference::{Edition, Programme, Session};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::markdown::plain_either;

/// `VCALENDAR`, `VEVENT` and the like.
pub struct Component {
    pub name: &'static str,
    pub properties: Vec<Property>,
    pub components: Vec<Component>,
}

pub struct Property {
    pub name: &'static str,
    /// Names and values.
    pub parameters: Vec<(&'static str, String)>,
    pub value: Value,
}

/// A value by its type. Moments are written as RFC 5545 has them: `20231104T093000`, with `Z` in UTC.
pub enum Value {
    Text(String),
    Moment(String),
    Offset(String),
    Integer(u32),
    Address(String),
}

/// Which sessions are wanted: all, those of a track, or some by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub tracks: Vec<String>,
    /// `None` for all; an empty list is a choice of nothing.
    pub numbers: Option<Vec<u64>>,
}

impl Choice {
    fn takes(&self, session: &Session) -> bool {
        (self.tracks.is_empty() || self.tracks.contains(&session.track))
            && self.numbers.as_ref().is_none_or(|numbers| numbers.contains(&session.number))
    }
}

/// The calendar of a version. `site` is the address under which readers know this site.
pub fn calendar(edition: &Edition, choice: &Choice, site: &str) -> Component {
    let programme = &edition.programme;
    let mut properties = vec![
        text("VERSION", "2.0"),
        text("PRODID", "-//Knooppunt//Knooppunt//NL"),
        text("CALSCALE", "GREGORIAN"),
        text("X-WR-CALNAME", &programme.title),
    ];
    if !programme.description.is_empty() {
        properties.push(text("X-WR-CALDESC", &plain_either(&programme.description)));
    }
    let mut components = Vec::new();
    let sessions = programme.sessions.iter().map(|session| (session, session.cancelled()));
    let gone = edition.gone.iter().map(|session| (session, true));
    let chosen: Vec<(&Session, bool)> = sessions.chain(gone).filter(|(session, _)| choice.takes(session)).collect();
    if !is_utc(programme) {
        let moments = chosen.iter().map(|(session, _)| session.start);
        let noon = |date: jiff::civil::Date| programme.zone().to_timestamp(date.at(12, 0, 0, 0));
        let first = moments.clone().min().or_else(|| noon(programme.first).ok());
        let last = moments.max().or_else(|| noon(programme.last).ok());
        if let (Some(first), Some(last)) = (first, last) {
            components.push(zone::component(&programme.time_zone, &programme.zone(), first, last));
        }
    }
    components.extend(chosen.into_iter().map(|(session, cancelled)| event(edition, session, cancelled, site)));
    Component { name: "VCALENDAR", properties, components }
}

fn event(edition: &Edition, session: &Session, cancelled: bool, site: &str) -> Component {
    let programme = &edition.programme;
    let published = utc(edition.published);
    let mut properties = vec![
        text("UID", &format!("{}-{}@knooppunt", edition.slug, session.guid)),
        Property { name: "DTSTAMP", parameters: Vec::new(), value: Value::Moment(published.clone()) },
        Property { name: "LAST-MODIFIED", parameters: Vec::new(), value: Value::Moment(published) },
        // Every published version counts, so that a calendar takes over whatever changed in it.
        Property { name: "SEQUENCE", parameters: Vec::new(), value: Value::Integer(edition.number.saturating_sub(1)) },
        local("DTSTART", programme, session.start),
        local("DTEND", programme, session.end()),
        spoken("SUMMARY", &session.title, session),
        text("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" }),
    ];
    let place: Vec<&str> =
        [session.room.as_str(), programme.place.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    if !place.is_empty() {
        properties.push(text("LOCATION", &place.join(", ")));
    }
    let about = about(session);
    if !about.is_empty() {
        properties.push(spoken("DESCRIPTION", &about, session));
    }
    if !session.track.is_empty() {
        properties.push(text("CATEGORIES", &session.track));
    }
    let address = format!("{site}/congres/{}/{}", edition.slug, session.number);
    properties.push(Property { name: "URL", parameters: Vec::new(), value: Value::Address(address) });
    Component { name: "VEVENT", properties, components: Vec::new() }
}

/// Subtitle, speakers and abstract, as plain text.
fn about(session: &Session) -> String {
    let speakers: Vec<&str> = session.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let parts = [session.subtitle.clone(), speakers.join(", "), plain_either(&session.summary)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn text(name: &'static str, value: &str) -> Property {
    Property { name, parameters: Vec::new(), value: Value::Text(value.to_owned()) }
}

fn spoken(name: &'static str, value: &str, session: &Session) -> Property {
    let tag = session.lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !session.lang.is_empty();
    let parameters = if tag { vec![("LANGUAGE", session.lang.clone())] } else { Vec::new() };
    Property { name, parameters, value: Value::Text(value.to_owned()) }
}

/// A moment on the clocks of the conference, with the name of its zone.
fn local(name: &'static str, programme: &Programme, moment: Timestamp) -> Property {
    if is_utc(programme) {
        return Property { name, parameters: Vec::new(), value: Value::Moment(utc(moment)) };
    }
    let written = programme.local(moment).strftime("%Y%m%dT%H%M%S").to_string();
    Property { name, parameters: vec![("TZID", programme.time_zone.clone())], value: Value::Moment(written) }
}

fn utc(moment: Timestamp) -> String {
    TimeZone::UTC.to_datetime(moment).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn is_utc(programme: &Programme) -> bool {
    matches!(programme.time_zone.as_str(), "UTC" | "Etc/UTC" | "Z")
}
