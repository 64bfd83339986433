//! From text with lines to a programme, with everything that is wrong on the way.

mod identity;
mod lists;

use std::collections::{BTreeMap, BTreeSet};

use app::model::conference::{Day, Programme, Room, Session, Speaker};
use app::model::problem::{Matter, Problem};
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::{Offset, TimeZone};
use serde::Deserialize;

use self::identity::Identities;
use self::lists::{links, rooms, speakers, tracks};
use super::raw::{self, Fields};
use super::times;
use super::xml::OWN;

/// The fields of a session that mean the same in every file.
pub const KNOWN: [&str; 15] = [
    "date",
    "start",
    "duration",
    "room",
    "slug",
    "url",
    "title",
    "subtitle",
    "track",
    "type",
    "language",
    "abstract",
    "description",
    "license",
    "optout",
];

/// The name of the places of a session, where a format has room for answers to questions alone.
pub const PLACES: &str = "x_capacity";

/// What our own files carry beside what the format has: see [`OWN`].
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Own {
    pub description: String,
    pub place: String,
    pub url: String,
    pub rooms: Vec<Room>,
    pub tracks: Vec<String>,
    pub speakers: Vec<Speaker>,
    pub extra: BTreeMap<String, String>,
    pub lang: String,
    pub chatham_house: bool,
    pub capacity: Option<u32>,
}

/// Makes a programme, or tells what is wrong: at most fifty faults.
pub fn make(raw: raw::Schedule) -> Result<Programme, Vec<Problem>> {
    let mut making = Making { problems: Vec::new(), zone: TimeZone::UTC, change: Time::midnight() };
    let programme = making.programme(raw);
    making.problems.truncate(50);
    match programme {
        Some(programme) if making.problems.is_empty() => Ok(programme),
        _ => Err(making.problems),
    }
}

struct Making {
    problems: Vec<Problem>,
    zone: TimeZone,
    /// When a day begins whose sessions have a clock and no date.
    change: Time,
}

impl Making {
    fn programme(&mut self, raw: raw::Schedule) -> Option<Programme> {
        let conference = &raw.conference;
        let own = self.own(conference);
        let title = self.require(conference, "title", "write the name of the conference", Matter::NoTitle);
        let zone_name = self.zone(&raw);
        self.change = conference
            .get("day_change")
            .and_then(|piece| times::clock(&piece.text))
            .unwrap_or(Time::constant(4, 0, 0, 0));
        let slot_minutes = match conference.get("timeslot_duration") {
            Some(piece) => times::minutes(&piece.text).filter(|minutes| *minutes > 0).unwrap_or(5),
            None => 5,
        };
        let mut days = self.days(&raw.days);
        let mut sessions = Vec::new();
        let mut identities = Identities::default();
        for (day, read) in days.iter().zip(&raw.days) {
            for room in &read.rooms {
                for session in &room.sessions {
                    sessions.extend(self.session(day, room, session, &mut identities));
                }
            }
        }
        days.sort_by_key(|day| day.index);
        sessions.sort_by(|a: &Session, b: &Session| {
            (a.day, a.start, &a.room, &a.guid).cmp(&(b.day, b.start, &b.room, &b.guid))
        });
        let mut rooms = rooms(&raw, own.rooms);
        for session in &sessions {
            if !rooms.iter().any(|room: &Room| room.name == session.room) {
                let guid = identity::derived("room", &session.room);
                rooms.push(Room { name: session.room.clone(), guid, description: String::new(), capacity: None });
            }
        }
        let (first, last) = self.span(conference, &days)?;
        let named = ["meta.place", "venue", "city", "place"].map(|name| conference.text(name));
        let place = match &named {
            [meta, ..] if !meta.is_empty() => meta.clone(),
            [_, venue, city, place] => {
                let parts = [venue, city, place].into_iter().filter(|part| !part.is_empty());
                parts.cloned().collect::<Vec<_>>().join(", ")
            }
        };
        let acronym = if conference.has("meta.acronym") { "meta.acronym" } else { "acronym" };
        let version = ["version", "release"].into_iter().find_map(|name| conference.get(name));
        let url = [own.url, conference.text("meta.url"), conference.text("url"), conference.text("base_url")];
        Some(Programme {
            version: version.map(|piece| piece.text).unwrap_or_default(),
            acronym: conference.text(acronym),
            title: title?,
            description: if own.description.is_empty() { conference.text("description") } else { own.description },
            place: if own.place.is_empty() { place } else { own.place },
            first,
            last,
            time_zone: zone_name,
            slot_minutes,
            url: url.into_iter().find(|url| !url.is_empty()).unwrap_or_default(),
            lang: [own.lang, conference.text("meta.lang")]
                .into_iter()
                .find(|lang| !lang.is_empty())
                .unwrap_or_default(),
            chatham_house: own.chatham_house || conference.text("meta.chatham_house") == "true",
            days,
            rooms,
            tracks: tracks(if own.tracks.is_empty() { raw.tracks.clone() } else { own.tracks }, &raw),
            sessions,
        })
    }

    fn own(&mut self, fields: &Fields) -> Own {
        let Some(piece) = fields.get(OWN) else { return Own::default() };
        serde_json::from_str(&piece.text).unwrap_or_else(|error| {
            let message = format!("this instruction cannot be read: {error}: remove it");
            self.problems.push(fields.fault(OWN, message, Matter::OwnUnreadable, ""));
            Own::default()
        })
    }

    fn require(&mut self, fields: &Fields, name: &str, remedy: &str, matter: Matter) -> Option<String> {
        let found = fields.get(name).map(|piece| piece.text);
        if found.is_none() {
            self.problems.push(fields.fault(name, format!("is missing: {remedy}"), matter, ""));
        }
        found
    }

    /// The zone that the file names, or the one that its times speak of.
    fn zone(&mut self, raw: &raw::Schedule) -> String {
        let conference = &raw.conference;
        let named =
            ["meta.time_zone_name", "time_zone_name"].into_iter().find_map(|name| Some((name, conference.get(name)?)));
        if let Some((name, piece)) = named {
            match TimeZone::get(&piece.text) {
                Ok(zone) => self.zone = zone,
                Err(_) => {
                    let found: String = piece.text.chars().take(60).collect();
                    let message =
                        format!("'{found}' is no time zone of the IANA list: write one such as Europe/Amsterdam");
                    self.problems.push(conference.fault(name, message, Matter::NotATimeZone, &found));
                }
            }
            return piece.text;
        }
        let sessions = raw.days.iter().flat_map(|day| &day.rooms).flat_map(|room| &room.sessions);
        let dates = sessions.filter_map(|session| session.fields.get("date"));
        let moments: Vec<(Timestamp, Offset)> =
            dates.filter_map(|piece| Some((piece.text.parse().ok()?, times::offset(&piece.text)?))).collect();
        let name = times::zone_of(&moments);
        self.zone = TimeZone::get(&name).unwrap_or(TimeZone::UTC);
        name
    }

    fn days(&mut self, read: &[raw::Day]) -> Vec<Day> {
        let mut taken = BTreeSet::new();
        let mut days = Vec::new();
        for (number, day) in read.iter().enumerate() {
            let fields = &day.fields;
            let given = fields.get("index").and_then(|piece| piece.text.parse().ok()).filter(|index| *index > 0);
            let mut index: u32 = given.unwrap_or(number as u32 + 1);
            while !taken.insert(index) {
                index += 1;
            }
            let Some(date) = fields.get("date").and_then(|piece| times::date(&piece.text)) else {
                let message = "the day has no date: write it as 2023-11-04";
                self.problems.push(fields.fault("date", message, Matter::DayWithoutDate, ""));
                // What follows is still read, to name all faults at once.
                days.push(Day {
                    index,
                    date: jiff::civil::date(1970, 1, 1),
                    start: Timestamp::UNIX_EPOCH,
                    end: Timestamp::UNIX_EPOCH,
                });
                continue;
            };
            let moment = |name: &str| fields.get(name).and_then(|piece| times::moment(&piece.text, &self.zone));
            let opening = self.zone.to_timestamp(date.to_datetime(self.change)).unwrap_or(Timestamp::UNIX_EPOCH);
            let start = moment("start").unwrap_or(opening);
            let end = moment("end").or_else(|| start.checked_add(times::DAY).ok()).unwrap_or(start);
            days.push(Day { index, date, start, end });
        }
        days
    }

    fn span(&mut self, conference: &Fields, days: &[Day]) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        let mut given = |name: &str| {
            let piece = conference.get(name)?;
            let date = times::date(&piece.text);
            if date.is_none() {
                let message = format!("'{}' is no date: write it as 2023-11-04", piece.text);
                self.problems.push(conference.fault(name, message, Matter::NotADate, &piece.text));
            }
            date
        };
        let (start, end) = (given("start"), given("end"));
        let first = start.or_else(|| days.iter().map(|day| day.date).min()).or(end);
        let last = end.or_else(|| days.iter().map(|day| day.date).max()).or(start);
        match (first, last) {
            (Some(first), Some(last)) if first <= last => Some((first, last)),
            (Some(_), Some(_)) => {
                let message = "is before the start: correct one of the two";
                self.problems.push(conference.fault("end", message, Matter::EndBeforeStart, ""));
                None
            }
            _ => {
                let message = "is missing, and there are no days: write when the conference is, as 2023-11-04";
                self.problems.push(conference.fault("start", message, Matter::NoDates, ""));
                None
            }
        }
    }

    fn session(
        &mut self,
        day: &Day,
        room: &raw::Room,
        read: &raw::Session,
        identities: &mut Identities,
    ) -> Option<Session> {
        let fields = &read.fields;
        let own = self.own(fields);
        let title = self.require(fields, "title", "write the title of the session", Matter::NoSessionTitle);
        let start = self.start(day, fields);
        let minutes = match fields.get("duration") {
            Some(piece) => times::minutes(&piece.text).or_else(|| {
                let message = format!("'{}' is no length: write hours and minutes as 00:30", piece.text);
                self.problems.push(fields.fault("duration", message, Matter::NotALength, &piece.text));
                None
            }),
            None => self.require(fields, "duration", "write hours and minutes as 00:30", Matter::NoLength).and(None),
        };
        let (title, start, minutes) = (title?, start?, minutes?);
        let (guid, number) = identities.of(fields, &title, start);
        let room = match room.fields.get("name") {
            Some(name) => name.text,
            None => fields.text("room"),
        };
        let mut extra = read.extra.clone();
        let listed = extra.remove(PLACES).and_then(|places| places.parse().ok());
        if let Some(id) = fields.get("id").filter(|id| id.text.parse::<u64>().is_err()) {
            extra.insert("id".to_owned(), id.text);
        }
        if !own.extra.is_empty() {
            extra = own.extra;
        }
        Some(Session {
            guid,
            number,
            day: day.index,
            room,
            start,
            minutes,
            title,
            subtitle: fields.text("subtitle"),
            track: fields.text("track"),
            kind: fields.text("type"),
            lang: fields.text("language"),
            summary: fields.text("abstract"),
            description: fields.text("description"),
            speakers: if own.speakers.is_empty() { speakers(&read.speakers) } else { own.speakers },
            links: links(&read.links),
            attachments: links(&read.attachments),
            licence: fields.text("license"),
            do_not_record: matches!(fields.text("optout").to_lowercase().as_str(), "true" | "1" | "yes"),
            capacity: own.capacity.or(listed),
            url: fields.text("url"),
            extra,
        })
    }

    /// When a session begins: at its date; where that is missing or has no time, at its clock on the day it belongs to.
    fn start(&mut self, day: &Day, fields: &Fields) -> Option<Timestamp> {
        let date = fields.get("date");
        if let Some(moment) = date.as_ref().and_then(|piece| times::moment(&piece.text, &self.zone)) {
            return Some(moment);
        }
        let given = date.as_ref().and_then(|piece| times::date(&piece.text));
        if let (Some(piece), None) = (&date, given) {
            let message = format!("'{}' is no moment: write it as 2023-11-04T09:30:00+01:00", piece.text);
            self.problems.push(fields.fault("date", message, Matter::NotAMoment, &piece.text));
            return None;
        }
        let Some(start) = fields.get("start") else {
            let message = "is missing: write when the session begins, as 2023-11-04T09:30:00+01:00";
            self.problems.push(fields.fault("date", message, Matter::NoBeginning, ""));
            return None;
        };
        let change = if given.is_some() { Time::midnight() } else { self.change };
        let moment = times::clock(&start.text)
            .and_then(|clock| times::on_day(given.unwrap_or(day.date), clock, change, &self.zone));
        if moment.is_none() {
            let message = format!("'{}' is no time: write it as 09:30", start.text);
            self.problems.push(fields.fault("start", message, Matter::NotATime, &start.text));
        }
        moment
    }
}
