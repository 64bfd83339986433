//! What a conference is before it has sessions: its details, days, rooms and tracks, as forms fill them in.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::merge::renumber;
use super::working::{Mistake, Slip};
use super::{Day, Programme, Room, is_conference_slug};
use crate::model::lang::Lang;
use crate::model::slug::Slug;

/// Characters of a name and of a longer text, at most.
const LONGEST_NAME: usize = 200;
pub(super) const LONGEST_TEXT: usize = 20_000;

/// Days of one conference, at most.
const MOST_DAYS: i64 = 31;

/// Rows of days, rooms and tracks, at most.
const MOST_ROWS: usize = 200;

/// People in a room or a session, at most.
pub(super) const MOST_PLACES: u32 = 100_000;

/// Fields as a form brings them.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub &'a [(String, String)]);

/// A conference that begins: what the form asks, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub slug: Slug,
    pub programme: Programme,
}

impl Start {
    /// Reads the form, or tells all that is wrong. Every day from the first to the last is open at the same hours.
    pub fn read(fields: &[(String, String)]) -> Result<Start, Vec<Mistake>> {
        let (fields, mut wrong) = (Fields(fields), Vec::new());
        let mut programme = Programme {
            version: String::new(),
            acronym: String::new(),
            title: String::new(),
            description: String::new(),
            place: String::new(),
            first: Date::ZERO,
            last: Date::ZERO,
            time_zone: String::new(),
            slot_minutes: 5,
            url: String::new(),
            lang: String::new(),
            chatham_house: false,
            days: Vec::new(),
            rooms: Vec::new(),
            tracks: Vec::new(),
            sessions: Vec::new(),
        };
        details(&mut programme, fields, &mut wrong);
        let (first, last) = (fields.date("first", &mut wrong), fields.date("last", &mut wrong));
        let (opens, closes) = (fields.time("opens", &mut wrong), fields.time("closes", &mut wrong));
        if let (Some(first), Some(last)) = (first, last) {
            let days = first.until(last).map_or(-1, |span| i64::from(span.get_days()));
            if !(0..MOST_DAYS).contains(&days) {
                wrong.push(Mistake::new("last", Slip::NoSpan));
            } else if let (Some(opens), Some(closes)) = (opens, closes) {
                (programme.first, programme.last) = (first, last);
                let zone = programme.zone();
                let dates = first.series(jiff::Span::new().days(1)).take_while(|date| *date <= last);
                let each = dates.filter_map(|date| day(&zone, date, opens, closes));
                programme.days.extend(each);
                renumber(&mut programme);
            }
        }
        let given = fields.text("slug");
        let slug = match (given.is_empty(), first) {
            (true, Some(first)) => first.year().to_string(),
            _ => given.to_owned(),
        };
        let slug = slug.parse::<Slug>().ok().filter(is_conference_slug);
        if slug.is_none() && (first.is_some() || !given.is_empty()) {
            wrong.push(Mistake::new("slug", Slip::NoSlug));
        }
        match slug {
            Some(slug) if wrong.is_empty() => Ok(Start { slug, programme }),
            _ => Err(wrong),
        }
    }
}

/// What the form of a conference is filled with: [`set_up`] reads it back.
pub fn setup_fields(programme: &Programme) -> Vec<(String, String)> {
    let clock = |moment| programme.local(moment).strftime("%H:%M").to_string();
    let mut fields: Vec<(String, String)> = [
        ("title", programme.title.clone()),
        ("place", programme.place.clone()),
        ("time_zone", programme.time_zone.clone()),
        ("lang", programme.lang.clone()),
        ("url", programme.url.clone()),
        ("description", programme.description.clone()),
        ("rule", if programme.chatham_house { "chatham-house" } else { "open" }.to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    for (row, day) in programme.days.iter().enumerate() {
        fields.push((format!("day.{row}.was"), day.index.to_string()));
        fields.push((format!("day.{row}.date"), day.date.to_string()));
        fields.push((format!("day.{row}.start"), clock(day.start)));
        fields.push((format!("day.{row}.end"), clock(day.end)));
    }
    for (row, room) in programme.rooms.iter().filter(|room| !room.name.is_empty()).enumerate() {
        fields.push((format!("room.{row}.was"), room.name.clone()));
        fields.push((format!("room.{row}.name"), room.name.clone()));
        fields.push((format!("room.{row}.capacity"), room.capacity.map(|seats| seats.to_string()).unwrap_or_default()));
    }
    for (row, track) in programme.tracks.iter().enumerate() {
        fields.push((format!("track.{row}.was"), track.clone()));
        fields.push((format!("track.{row}.name"), track.clone()));
    }
    fields
}

/// Takes over what the form says. Sessions go along with a day that moves and a room or track that is renamed; what has
/// sessions does not go. `fresh` gives the guid of what is new.
pub fn set_up(
    programme: &mut Programme,
    fields: &[(String, String)],
    fresh: &mut dyn FnMut() -> String,
) -> Result<(), Vec<Mistake>> {
    let (fields, mut wrong) = (Fields(fields), Vec::new());
    let mut changed = programme.clone();
    details(&mut changed, fields, &mut wrong);
    days(&mut changed, fields, &mut wrong);
    rooms(&mut changed, fields, &mut wrong, fresh);
    tracks(&mut changed, fields, &mut wrong);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    changed.put_in_order();
    *programme = changed;
    Ok(())
}

fn details(programme: &mut Programme, fields: Fields, wrong: &mut Vec<Mistake>) {
    programme.title = fields.line("title", LONGEST_NAME, true, wrong);
    programme.place = fields.line("place", LONGEST_NAME, false, wrong);
    programme.description = fields.area("description", wrong);
    programme.chatham_house = fields.text("rule") == "chatham-house";
    let zone = fields.text("time_zone");
    if TimeZone::get(zone).is_err() {
        wrong.push(Mistake::new("time_zone", if zone.is_empty() { Slip::Missing } else { Slip::NoZone }));
    }
    programme.time_zone = zone.to_owned();
    let lang = fields.text("lang");
    if !lang.is_empty() && Lang::parse(lang).is_none() {
        wrong.push(Mistake::new("lang", Slip::Unknown));
    }
    programme.lang = lang.to_owned();
    programme.url = fields.address("url", wrong);
}

fn days(programme: &mut Programme, fields: Fields, wrong: &mut Vec<Mistake>) {
    let (zone, before) = (programme.zone(), programme.days.clone());
    let mut days: Vec<Day> = Vec::new();
    for row in fields.rows("day") {
        let was: Option<u32> = fields.text(&format!("{row}.was")).parse().ok();
        let was = was.and_then(|index| before.iter().find(|day| day.index == index));
        if fields.text(&format!("{row}.date")).is_empty() {
            if was.is_some_and(|was| programme.sessions.iter().any(|session| session.day == was.index)) {
                wrong.push(Mistake::new(format!("{row}.date"), Slip::InUse));
            }
            continue;
        }
        let date = fields.date(&format!("{row}.date"), wrong);
        let opens = fields.time(&format!("{row}.start"), wrong);
        let closes = fields.time(&format!("{row}.end"), wrong);
        let (Some(date), Some(opens), Some(closes)) = (date, opens, closes) else { continue };
        if days.iter().any(|day| day.date == date) {
            wrong.push(Mistake::new(format!("{row}.date"), Slip::Taken));
            continue;
        }
        let Some(mut day) = day(&zone, date, opens, closes) else { continue };
        day.index = was.map_or(0, |was| was.index);
        if let Some(was) = was.filter(|was| was.date != date) {
            let by = was.date.until(date).unwrap_or_default();
            for session in programme.sessions.iter_mut().filter(|session| session.day == was.index) {
                let local = zone.to_datetime(session.start);
                let there = local.checked_add(by).ok().and_then(|there| zone.to_timestamp(there).ok());
                session.start = there.unwrap_or(session.start);
            }
        }
        days.push(day);
    }
    if days.is_empty() {
        wrong.push(Mistake::new("day.0.date", Slip::Missing));
        return;
    }
    let dates = |days: &[Day]| days.iter().map(|day| day.date).collect::<Vec<_>>();
    let same = dates(&days) == dates(&before);
    programme.days = days;
    renumber(programme);
    if !same && let [first, ..] = programme.days.as_slice() {
        programme.last = programme.days.last().map_or(first.date, |day| day.date);
        programme.first = first.date;
    }
}

fn rooms(programme: &mut Programme, fields: Fields, wrong: &mut Vec<Mistake>, fresh: &mut dyn FnMut() -> String) {
    let before = std::mem::take(&mut programme.rooms);
    let mut renamed = Vec::new();
    for row in fields.rows("room") {
        let (name_field, was) = (format!("{row}.name"), fields.text(&format!("{row}.was")));
        let name = fields.line(&name_field, LONGEST_NAME, false, wrong);
        let known = before.iter().find(|room| room.name == was && !was.is_empty());
        let capacity = fields.number(&format!("{row}.capacity"), 1, MOST_PLACES, wrong);
        if name.is_empty() {
            if known.is_some() && programme.sessions.iter().any(|session| session.room == was) {
                wrong.push(Mistake::new(name_field, Slip::InUse));
            }
            continue;
        }
        if programme.rooms.iter().any(|room| room.name == name) {
            wrong.push(Mistake::new(name_field, Slip::Taken));
            continue;
        }
        renamed.push((was.to_owned(), name.clone()));
        let guid = known.map_or_else(&mut *fresh, |room| room.guid.clone());
        let description = known.map(|room| room.description.clone()).unwrap_or_default();
        programme.rooms.push(Room { name, guid, description, capacity });
    }
    // Where sessions have no room, a room without a name is the place of theirs; no form shows it.
    programme.rooms.extend(before.into_iter().filter(|room| room.name.is_empty()));
    for session in &mut programme.sessions {
        rename(&mut session.room, &renamed);
    }
}

fn tracks(programme: &mut Programme, fields: Fields, wrong: &mut Vec<Mistake>) {
    let mut renamed = Vec::new();
    programme.tracks.clear();
    for row in fields.rows("track") {
        let (name_field, was) = (format!("{row}.name"), fields.text(&format!("{row}.was")));
        let name = fields.line(&name_field, LONGEST_NAME, false, wrong);
        if name.is_empty() {
            if !was.is_empty() && programme.sessions.iter().any(|session| session.track == was) {
                wrong.push(Mistake::new(name_field, Slip::InUse));
            }
            continue;
        }
        if programme.tracks.contains(&name) {
            wrong.push(Mistake::new(name_field, Slip::Taken));
            continue;
        }
        renamed.push((was.to_owned(), name.clone()));
        programme.tracks.push(name);
    }
    for session in &mut programme.sessions {
        rename(&mut session.track, &renamed);
    }
}

fn rename(name: &mut String, renamed: &[(String, String)]) {
    if let Some((_, to)) = renamed.iter().find(|(was, _)| was == name && !was.is_empty()) {
        name.clone_from(to);
    }
}

/// A day from one clock to another; past midnight where the second is not after the first.
fn day(zone: &TimeZone, date: Date, opens: Time, closes: Time) -> Option<Day> {
    let ends = if closes > opens { date } else { date.tomorrow().ok()? };
    let start = zone.to_timestamp(date.to_datetime(opens)).ok()?;
    let end = zone.to_timestamp(ends.to_datetime(closes)).ok()?;
    Some(Day { index: 0, date, start, end })
}

impl<'a> Fields<'a> {
    /// Trimmed; empty where it is not there.
    pub fn text(&self, name: &str) -> &'a str {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    pub fn line(&self, name: &str, most: usize, required: bool, wrong: &mut Vec<Mistake>) -> String {
        let text: String = self.text(name).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if text.is_empty() && required {
            wrong.push(Mistake::new(name, Slip::Missing));
        } else if text.chars().count() > most {
            wrong.push(Mistake::new(name, Slip::TooLong(most)));
        }
        text
    }

    pub fn area(&self, name: &str, wrong: &mut Vec<Mistake>) -> String {
        let text = self.text(name).replace("\r\n", "\n").replace('\r', "\n");
        if text.chars().count() > LONGEST_TEXT {
            wrong.push(Mistake::new(name, Slip::TooLong(LONGEST_TEXT)));
        }
        text
    }

    pub fn date(&self, name: &str, wrong: &mut Vec<Mistake>) -> Option<Date> {
        let date = self.text(name).parse::<Date>().ok();
        if date.is_none() {
            wrong.push(Mistake::new(name, if self.text(name).is_empty() { Slip::Missing } else { Slip::NoDate }));
        }
        date
    }

    /// `09:30`, also `9.30`.
    pub fn time(&self, name: &str, wrong: &mut Vec<Mistake>) -> Option<Time> {
        let text = self.text(name);
        let parts = text.split_once([':', '.']).unwrap_or((text, "00"));
        let time = match (parts.0.parse(), parts.1.get(..2).and_then(|minutes| minutes.parse().ok())) {
            (Ok(hour), Some(minute)) => Time::new(hour, minute, 0, 0).ok(),
            _ => None,
        };
        if time.is_none() {
            wrong.push(Mistake::new(name, if text.is_empty() { Slip::Missing } else { Slip::NoTime }));
        }
        time
    }

    /// A whole number, or nothing where nothing is filled in.
    pub fn number(&self, name: &str, least: u32, most: u32, wrong: &mut Vec<Mistake>) -> Option<u32> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let number = text.parse::<u32>().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            wrong.push(Mistake::new(name, Slip::NoNumber(least, most)));
        }
        number
    }

    /// A web address, or nothing.
    pub fn address(&self, name: &str, wrong: &mut Vec<Mistake>) -> String {
        let text = self.line(name, 2000, false, wrong);
        let link = super::Link { title: String::new(), url: text.clone() };
        if !text.is_empty() && link.href().is_none() {
            wrong.push(Mistake::new(name, Slip::NoAddress));
        }
        text
    }

    /// `day.0`, `day.1` and so on, in the order of their numbers.
    fn rows(&self, of: &str) -> Vec<String> {
        let number = |key: &str| key.strip_prefix(of)?.strip_prefix('.')?.split('.').next()?.parse::<usize>().ok();
        let mut rows: Vec<usize> = self.0.iter().filter_map(|(key, _)| number(key)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().filter(|row| *row < MOST_ROWS).map(|row| format!("{of}.{row}")).collect()
    }
}
