//! What cannot be true of a timetable at the same time.

use super::{Programme, Session};

/// Something that organisers should look at. It hinders nobody from publishing: they may know better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Two sessions in one room at one time, by their numbers.
    Room { room: String, first: u64, second: u64 },
    /// A speaker in two sessions at one time.
    Speaker { name: String, first: u64, second: u64 },
    /// A session that begins before its day does, or ends after it.
    Outside { session: u64 },
    /// More places in a session than its room has.
    Crowded { session: u64, places: u32, seats: u32 },
}

/// Every clash of the sessions that take place, in the order of the programme.
pub fn clashes(programme: &Programme) -> Vec<Clash> {
    let held: Vec<&Session> = programme.sessions.iter().filter(|session| !session.cancelled()).collect();
    let mut found = Vec::new();
    for (at, first) in held.iter().enumerate() {
        found.extend(alone(programme, first));
        for second in held.iter().skip(at + 1).filter(|second| overlap(first, second)) {
            let (one, other) = (first.number, second.number);
            if !first.room.is_empty() && first.room == second.room {
                found.push(Clash::Room { room: first.room.clone(), first: one, second: other });
            }
            let names =
                |session: &Session| -> Vec<String> { session.speakers.iter().map(|it| known_as(&it.name)).collect() };
            let others = names(second);
            let both = first.speakers.iter().filter(|speaker| others.contains(&known_as(&speaker.name)));
            found.extend(both.map(|it| Clash::Speaker { name: it.name.clone(), first: one, second: other }));
        }
    }
    found
}

fn alone(programme: &Programme, session: &Session) -> Vec<Clash> {
    let mut found = Vec::new();
    let day = programme.days.iter().find(|day| day.index == session.day);
    if day.is_none_or(|day| session.start < day.start || session.end() > day.end) {
        found.push(Clash::Outside { session: session.number });
    }
    let room = programme.rooms.iter().find(|room| room.name == session.room);
    if let (Some(places), Some(seats)) = (session.capacity, room.and_then(|room| room.capacity))
        && places > seats
    {
        found.push(Clash::Crowded { session: session.number, places, seats });
    }
    found
}

/// Sessions that end when others begin do not overlap.
fn overlap(first: &Session, second: &Session) -> bool {
    first.start < second.end() && second.start < first.end()
}

/// A name, however its spaces and capitals are written.
fn known_as(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
