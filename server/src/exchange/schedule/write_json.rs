//! A programme as `schedule.json`, valid against the public schema (voc/schedule, `validator/json/schema.json`).

use app::model::conference::{Day, Edition, Link, Programme, Session, Speaker};
use serde_json::{Map, Value, json};

use super::programme::PLACES;
use super::write_xml::{clock, is_web, length, moment, slug};

/// Writes a version of a programme. `site` is the address under which readers know this site.
pub fn json(edition: &Edition, site: &str) -> String {
    let programme = &edition.programme;
    let days: Vec<Value> = programme.days.iter().map(|day| self::day(edition, day, site)).collect();
    let rooms: Vec<Value> = programme
        .rooms
        .iter()
        .map(|room| {
            json!({"name": room.name, "guid": room.guid, "description": room.description, "capacity": room.capacity})
        })
        .collect();
    let mut conference = json!({
        "acronym": acronym(&programme.acronym, edition),
        "title": programme.title,
        "description": programme.description,
        "start": programme.first,
        "end": programme.last,
        "daysCount": programme.days.len(),
        "timeslot_duration": length(programme.slot_minutes),
        "tracks": programme.tracks.iter().map(|track| json!({"name": track})).collect::<Vec<_>>(),
        "rooms": rooms,
        "meta": meta(programme),
        "days": days,
    });
    if let Some(fields) = conference.as_object_mut() {
        if zone_fits(&programme.time_zone) {
            fields.insert("time_zone_name".to_owned(), json!(programme.time_zone));
        }
        if is_web(&programme.url) {
            fields.insert("url".to_owned(), json!(programme.url));
        }
    }
    let schedule = json!({
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "Knooppunt", "version": env!("CARGO_PKG_VERSION")},
        "schedule": {
            "version": programme.version,
            "base_url": format!("{site}/congres/{}/", edition.slug),
            "conference": conference,
        },
    });
    format!("{schedule:#}\n")
}

/// What the schema has no field for, or allows less of.
fn meta(programme: &Programme) -> Value {
    let mut meta = Map::new();
    meta.insert("acronym".to_owned(), json!(programme.acronym));
    meta.insert("place".to_owned(), json!(programme.place));
    meta.insert("time_zone_name".to_owned(), json!(programme.time_zone));
    meta.insert("url".to_owned(), json!(programme.url));
    if !programme.lang.is_empty() {
        meta.insert("lang".to_owned(), json!(programme.lang));
    }
    if programme.chatham_house {
        meta.insert("chatham_house".to_owned(), json!("true"));
    }
    Value::Object(meta)
}

/// The acronym as the schema allows it: at least four of `a-z0-9_`.
fn acronym(acronym: &str, edition: &Edition) -> String {
    let name = if acronym.is_empty() { edition.slug.as_str() } else { acronym };
    let legal = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let name: String = name.chars().map(legal).collect();
    format!("{name:_<4}")
}

/// `Europe/Amsterdam`, but not `Etc/GMT-9`.
fn zone_fits(zone: &str) -> bool {
    let part = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.next().is_some_and(|c| c.is_ascii_lowercase())
    };
    let region = |region: &str| part(region) && region.chars().skip(1).all(|c| c.is_ascii_lowercase());
    zone == "UTC" || zone.split_once('/').is_some_and(|(first, second)| region(first) && part(second))
}

fn day(edition: &Edition, day: &Day, site: &str) -> Value {
    let programme = &edition.programme;
    let mut rooms = Map::new();
    for room in &programme.rooms {
        let here = programme.sessions.iter().filter(|session| session.day == day.index && session.room == room.name);
        let here: Vec<Value> = here.map(|session| self::session(edition, session, site)).collect();
        if !here.is_empty() {
            rooms.insert(room.name.clone(), Value::Array(here));
        }
    }
    json!({
        "index": day.index,
        "date": day.date,
        "day_start": moment(programme, day.start),
        "day_end": moment(programme, day.end),
        "rooms": rooms,
    })
}

fn session(edition: &Edition, session: &Session, site: &str) -> Value {
    let programme = &edition.programme;
    let ours = format!("{site}/congres/{}/{}", edition.slug, session.number);
    let places = session.capacity.map(|places| json!({"question": PLACES, "answer": places.to_string()}));
    let answers = session.extra.iter().map(|(question, answer)| json!({"question": question, "answer": answer}));
    let answers: Vec<Value> = answers.chain(places).collect();
    let mut event = json!({
        "id": session.number,
        "guid": session.guid,
        "date": moment(programme, session.start),
        "start": clock(programme, session.start),
        "duration": length(session.minutes),
        "room": session.room,
        "slug": slug(edition, session),
        "url": if is_web(&session.url) { &session.url } else { &ours },
        "title": session.title,
        "subtitle": session.subtitle,
        "track": session.track,
        "type": session.kind,
        "language": session.lang,
        "abstract": session.summary,
        "description": session.description,
        "recording_license": session.licence,
        "persons": session.speakers.iter().map(person).collect::<Vec<_>>(),
        "links": links(&session.links),
        "attachments": links(&session.attachments),
        "answers": answers,
    });
    // The schema wants a text or nothing here; most files have a truth value.
    if session.do_not_record
        && let Some(fields) = event.as_object_mut()
    {
        fields.insert("do_not_record".to_owned(), json!("true"));
    }
    event
}

fn person(speaker: &Speaker) -> Value {
    let mut person = Map::new();
    person.insert("name".to_owned(), json!(speaker.name));
    if let Some(id) = speaker.id {
        person.insert("id".to_owned(), json!(id));
    }
    // Under another name where the schema would refuse it.
    let legal = speaker.code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    for (name, text) in [
        ("guid", &speaker.guid),
        ("x_organisation", &speaker.organisation),
        (if legal { "code" } else { "x_code" }, &speaker.code),
        ("biography", &speaker.biography),
    ] {
        if !text.is_empty() {
            person.insert(name.to_owned(), json!(text));
        }
    }
    Value::Object(person)
}

fn links(links: &[Link]) -> Vec<Value> {
    links.iter().map(|link| json!({"url": link.url, "title": link.title})).collect()
}
