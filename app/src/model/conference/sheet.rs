//! A session as its form fills it in.

use jiff::civil::Time;

use super::setup::{Fields, MOST_PLACES};
use super::working::{Mistake, Slip};
use super::{Programme, Session, Speaker};

/// Characters of a title, and of the names of a kind and a language.
const LONGEST_TITLE: usize = 300;
const LONGEST_NAME: usize = 60;

const MOST_MINUTES: u32 = 24 * 60;

/// A day of a conference goes on until this hour of the night.
const NIGHT: Time = Time::constant(4, 0, 0, 0);

/// What the form of a session is filled with: [`put_session`] reads it back.
pub fn session_fields(programme: &Programme, session: &Session) -> Vec<(String, String)> {
    let speakers: Vec<String> = session.speakers.iter().map(line_of).collect();
    let mut fields: Vec<(String, String)> = [
        ("title", session.title.clone()),
        ("subtitle", session.subtitle.clone()),
        ("day", session.day.to_string()),
        ("start", programme.local(session.start).strftime("%H:%M").to_string()),
        ("minutes", session.minutes.to_string()),
        ("room", session.room.clone()),
        ("track", session.track.clone()),
        ("kind", session.kind.clone()),
        ("lang", session.lang.clone()),
        ("speakers", speakers.join("\n")),
        ("summary", session.summary.clone()),
        ("description", session.description.clone()),
        ("capacity", session.capacity.map(|places| places.to_string()).unwrap_or_default()),
        ("url", session.url.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    if session.do_not_record {
        fields.push(("do_not_record".to_owned(), "1".to_owned()));
    }
    fields
}

/// Puts a session of this form into the programme, in the place of the one with its number where there is one. What the form
/// does not show stays as it was.
pub fn put_session(
    programme: &mut Programme,
    number: u64,
    guid: String,
    fields: &[(String, String)],
) -> Result<(), Vec<Mistake>> {
    let (fields, mut wrong) = (Fields(fields), Vec::new());
    let before = programme.session(number).cloned();
    let title = fields.line("title", LONGEST_TITLE, true, &mut wrong);
    let day = fields.text("day").parse::<u32>().ok();
    let day = day.and_then(|index| programme.days.iter().find(|day| day.index == index)).cloned();
    if day.is_none() {
        wrong.push(Mistake::new("day", if fields.text("day").is_empty() { Slip::Missing } else { Slip::Unknown }));
    }
    let time = fields.time("start", &mut wrong);
    let minutes = fields.number("minutes", 1, MOST_MINUTES, &mut wrong);
    if minutes.is_none() && fields.text("minutes").is_empty() {
        wrong.push(Mistake::new("minutes", Slip::Missing));
    }
    let room = fields.text("room").to_owned();
    if !room.is_empty() && !programme.rooms.iter().any(|known| known.name == room) {
        wrong.push(Mistake::new("room", Slip::Unknown));
    }
    let track = fields.text("track").to_owned();
    if !track.is_empty() && !programme.tracks.contains(&track) {
        wrong.push(Mistake::new("track", Slip::Unknown));
    }
    let speakers = speakers(fields, before.as_ref(), &mut wrong);
    let capacity = fields.number("capacity", 1, MOST_PLACES, &mut wrong);
    let url = match &before {
        // What a file brought may be no web address; it is kept as long as nobody changes it.
        Some(before) if before.url == fields.text("url") => before.url.clone(),
        _ => fields.address("url", &mut wrong),
    };
    let (subtitle, kind, lang) = (
        fields.line("subtitle", LONGEST_TITLE, false, &mut wrong),
        fields.line("kind", LONGEST_NAME, false, &mut wrong),
        fields.line("lang", LONGEST_NAME, false, &mut wrong),
    );
    let (summary, description) = (fields.area("summary", &mut wrong), fields.area("description", &mut wrong));
    let (Some(day), Some(time), Some(minutes), true) = (day, time, minutes, wrong.is_empty()) else {
        return Err(wrong);
    };
    let zone = programme.zone();
    let night = time < NIGHT && time < zone.to_datetime(day.start).time();
    let date = if night { day.date.tomorrow().unwrap_or(day.date) } else { day.date };
    let there = zone.to_timestamp(date.to_datetime(time)).ok();
    // A clock that nobody touched says no more than it did: of the hour that is there twice, the one it was.
    let clock = |session: &Session| zone.to_datetime(session.start).strftime("%H:%M").to_string();
    let same = before.as_ref().filter(|it| it.day == day.index && clock(it) == time.strftime("%H:%M").to_string());
    let Some(start) = same.map(|session| session.start).or(there) else {
        return Err(vec![Mistake::new("start", Slip::NoTime)]);
    };
    let session = Session {
        guid: before.as_ref().map_or(guid, |before| before.guid.clone()),
        number,
        day: day.index,
        room,
        start,
        minutes,
        title,
        subtitle,
        track,
        kind,
        lang,
        summary,
        description,
        speakers,
        links: before.as_ref().map(|before| before.links.clone()).unwrap_or_default(),
        attachments: before.as_ref().map(|before| before.attachments.clone()).unwrap_or_default(),
        licence: before.as_ref().map(|before| before.licence.clone()).unwrap_or_default(),
        do_not_record: fields.text("do_not_record") == "1",
        capacity,
        url,
        extra: before.map(|before| before.extra).unwrap_or_default(),
    };
    programme.sessions.retain(|one| one.number != number);
    programme.sessions.push(session);
    programme.put_in_order();
    Ok(())
}

/// `Naam; organisatie`.
fn line_of(speaker: &Speaker) -> String {
    match speaker.organisation.as_str() {
        "" => speaker.name.clone(),
        organisation => format!("{}; {organisation}", speaker.name),
    }
}

/// One speaker a line. Who was there before keeps what the form does not show.
fn speakers(fields: Fields, before: Option<&Session>, wrong: &mut Vec<Mistake>) -> Vec<Speaker> {
    let text = fields.area("speakers", wrong);
    let before = before.map(|before| before.speakers.as_slice()).unwrap_or_default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (name, organisation) = line.split_once(';').unwrap_or((line, ""));
            let (name, organisation) = (name.trim().to_owned(), organisation.trim().to_owned());
            let known = before.iter().find(|speaker| speaker.name == name).cloned().unwrap_or_default();
            Speaker { name, organisation, ..known }
        })
        .filter(|speaker| !speaker.name.is_empty())
        .collect()
}
