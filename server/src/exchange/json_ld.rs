//! Conferences and sessions for programs that read pages: JSON-LD in the words of schema.org.

use app::model::conference::{Edition, Session};
use serde_json::{Value, json};

use super::markdown::plain_either;
use super::schedule::moment;

/// A conference with its sessions, fit to stand in a script element.
pub fn conference(edition: &Edition) -> String {
    let programme = &edition.programme;
    let sessions: Vec<Value> = programme.sessions.iter().map(|session| brief(edition, session)).collect();
    element(json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": format!("/congres/{}", edition.slug),
        "url": format!("/congres/{}", edition.slug),
        "name": programme.title,
        "description": plain_either(&programme.description),
        "startDate": programme.first,
        "endDate": programme.last,
        "location": place(&programme.place),
        "subEvent": sessions,
    }))
}

/// A session, fit to stand in a script element.
pub fn session(edition: &Edition, session: &Session) -> String {
    let mut event = brief(edition, session);
    let performers: Vec<Value> =
        session.speakers.iter().map(|speaker| json!({"@type": "Person", "name": speaker.name})).collect();
    if let Some(fields) = event.as_object_mut() {
        fields.insert("@context".to_owned(), json!("https://schema.org"));
        fields.insert("description".to_owned(), json!(plain_either(&session.summary)));
        fields.insert("performer".to_owned(), Value::Array(performers));
        fields.insert(
            "superEvent".to_owned(),
            json!({"@id": format!("/congres/{}", edition.slug), "@type": "Event", "name": edition.programme.title}),
        );
        if let Some(lang) = session.spoken() {
            fields.insert("inLanguage".to_owned(), json!(lang.code()));
        }
    }
    element(event)
}

fn brief(edition: &Edition, session: &Session) -> Value {
    let programme = &edition.programme;
    let address = format!("/congres/{}/{}", edition.slug, session.number);
    let state = if session.cancelled() { "EventCancelled" } else { "EventScheduled" };
    json!({
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": session.title,
        "startDate": moment(programme, session.start),
        "endDate": moment(programme, session.end()),
        "eventStatus": format!("https://schema.org/{state}"),
        "location": place(&session.room),
    })
}

fn place(name: &str) -> Value {
    if name.is_empty() { Value::Null } else { json!({"@type": "Place", "name": name}) }
}

/// Without `<`, so that nothing in it can end the element it stands in.
fn element(value: Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
