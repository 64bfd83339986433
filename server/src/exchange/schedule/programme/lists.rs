//! The lists of a programme: speakers, links, rooms and tracks.

use app::model::conference::{Link, Room, Speaker};

use super::identity;
use crate::exchange::schedule::raw::{self, Fields};

pub fn speakers(read: &[Fields]) -> Vec<Speaker> {
    let each = read.iter().map(|fields| {
        let names = ["name", "public_name", "full_public_name"].map(|name| fields.text(name));
        Speaker {
            name: names.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
            id: fields.text("id").parse().ok(),
            organisation: fields.text("x_organisation"),
            guid: fields.text("guid"),
            code: ["code", "x_code"]
                .map(|name| fields.text(name))
                .into_iter()
                .find(|code| !code.is_empty())
                .unwrap_or_default(),
            biography: fields.text("biography"),
        }
    });
    each.filter(|speaker| !speaker.name.is_empty()).collect()
}

pub fn links(read: &[Fields]) -> Vec<Link> {
    let each = read.iter().map(|fields| {
        let url = [fields.text("href"), fields.text("url")].into_iter().find(|url| !url.is_empty());
        let title = fields.text("title");
        // An element without address whose text is one.
        Link { url: url.unwrap_or_else(|| title.clone()), title }
    });
    each.filter(|link| !link.url.is_empty()).collect()
}

/// The rooms as the file lists them, then those that only days name.
pub fn rooms(raw: &raw::Schedule, own: Vec<Room>) -> Vec<Room> {
    let of = |fields: &Fields| {
        let name = fields.text("name");
        Room {
            guid: fields.get("guid").map(|piece| piece.text).unwrap_or_else(|| identity::derived("room", &name)),
            name,
            description: fields.text("description"),
            capacity: fields
                .text("capacity")
                .parse::<f64>()
                .ok()
                .filter(|seats| *seats >= 1.0)
                .map(|seats| seats as u32),
        }
    };
    let mut rooms: Vec<Room> = own;
    let named = raw.days.iter().flat_map(|day| &day.rooms).map(|room| &room.fields);
    for fields in raw.rooms.iter().chain(named) {
        let room = of(fields);
        if !rooms.iter().any(|known| known.name == room.name) {
            rooms.push(room);
        }
    }
    rooms
}

pub fn tracks(listed: Vec<String>, raw: &raw::Schedule) -> Vec<String> {
    let mut tracks: Vec<String> = Vec::new();
    let sessions = raw.days.iter().flat_map(|day| &day.rooms).flat_map(|room| &room.sessions);
    for track in listed.into_iter().chain(sessions.map(|session| session.fields.text("track"))) {
        if !track.is_empty() && !tracks.contains(&track) {
            tracks.push(track);
        }
    }
    tracks
}
