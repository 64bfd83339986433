//! A schedule file laid over a draft.

use std::collections::BTreeSet;

use super::{Day, Programme, Session};

/// The draft with what a file brings. A session is known by its guid: it keeps the number it has here, which is its address.
/// With `keep`, sessions that the file does not have stay, and so do the details of the conference; else the file is all
/// there is.
pub fn merge(draft: &Programme, file: &Programme, keep: bool) -> Programme {
    let mut merged = if keep { draft.clone() } else { Programme { sessions: Vec::new(), ..file.clone() } };
    for day in &file.days {
        match merged.days.iter_mut().find(|known| known.date == day.date) {
            // The longer of the two, so that nothing falls outside.
            Some(known) => {
                known.start = known.start.min(day.start);
                known.end = known.end.max(day.end);
            }
            None => merged.days.push(Day { index: 0, ..day.clone() }),
        }
    }
    renumber(&mut merged);
    for room in &file.rooms {
        if !merged.rooms.iter().any(|known| known.name == room.name) {
            merged.rooms.push(room.clone());
        }
    }
    for track in &file.tracks {
        if !merged.tracks.contains(track) {
            merged.tracks.push(track.clone());
        }
    }
    let coming: BTreeSet<&str> = file.sessions.iter().map(|session| session.guid.as_str()).collect();
    merged.sessions.retain(|session| !coming.contains(session.guid.as_str()));
    let mut taken: BTreeSet<u64> = merged.sessions.iter().map(|session| session.number).collect();
    let known = |session: &Session| draft.sessions.iter().find(|one| one.guid == session.guid).map(|one| one.number);
    // Those that have an address first: what is new may not take it from them.
    taken.extend(file.sessions.iter().filter_map(known));
    for session in &file.sessions {
        let number = known(session).unwrap_or_else(|| free(session.number, &taken));
        taken.insert(number);
        let date = file.days.iter().find(|day| day.index == session.day).map(|day| day.date);
        let day = merged.days.iter().find(|day| Some(day.date) == date).map_or(session.day, |day| day.index);
        merged.sessions.push(Session { number, day, ..session.clone() });
    }
    merged.first = merged.days.iter().map(|day| day.date).chain([merged.first]).min().unwrap_or(merged.first);
    merged.last = merged.days.iter().map(|day| day.date).chain([merged.last]).max().unwrap_or(merged.last);
    merged.put_in_order();
    merged
}

/// The number itself, or the next one that nobody has.
fn free(number: u64, taken: &BTreeSet<u64>) -> u64 {
    let mut number = number;
    while taken.contains(&number) {
        number += 1;
    }
    number
}

/// Days by date, numbered from 1; sessions follow their day.
pub(super) fn renumber(programme: &mut Programme) {
    programme.days.sort_by_key(|day| day.date);
    let mut moved = Vec::new();
    for (position, day) in programme.days.iter_mut().enumerate() {
        let index = u32::try_from(position + 1).unwrap_or(u32::MAX);
        moved.push((std::mem::replace(&mut day.index, index), index));
    }
    for session in &mut programme.sessions {
        if let Some((_, index)) = moved.iter().find(|(was, _)| *was != 0 && *was == session.day) {
            session.day = *index;
        }
    }
}
