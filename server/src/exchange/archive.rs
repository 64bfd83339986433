//! A programme as a folder that opens in a browser without a server: pages that link to each other by relative addresses, a
//! style of its own, no script, and the programme as files beside them. Whole or not at all.

mod page;
mod store;

use std::path::Path;

use app::model::conference::{Day, Edition, Session};
use app::parts::session::{clock, clocks, weekday};
use app::words::{Interface, fill};

use super::calendar::{Choice, calendar};
use super::markdown::render_either;
use super::schedule::escape;
use super::{ical, schedule};
use page::{Page, link, list, text};
pub use store::Unarchived;

/// A file that belongs to a session and is for everybody.
pub struct Material {
    pub session: u64,
    /// As readers see it.
    pub name: String,
    /// Unique in the archive, and safe as the name of a file.
    pub file: String,
    pub bytes: Vec<u8>,
}

/// Writes the archive into a folder that does not exist yet, or is empty. `site` is the address under which readers know
/// this site. Gives the number of pages.
pub fn write(
    folder: &Path,
    edition: &Edition,
    material: &[Material],
    interface: Interface,
    site: &str,
) -> Result<usize, Unarchived> {
    let archive = store::Archive::begin(folder)?;
    let sessions = &edition.programme.sessions;
    archive.write("index.html", programme(edition, interface).as_bytes())?;
    for session in sessions {
        let page = self::session(edition, session, material, interface);
        archive.write(&session_file(session.number), page.as_bytes())?;
    }
    for one in material {
        archive.write(&format!("bestanden/{}", one.file), &one.bytes)?;
    }
    archive.write("style.css", STYLE.as_bytes())?;
    archive.write("schedule.xml", schedule::xml(edition).as_bytes())?;
    archive.write("schedule.json", schedule::json(edition, site).as_bytes())?;
    archive.write("congres.ics", ical::write(&calendar(edition, &Choice::default(), site)).as_bytes())?;
    archive.finish()?;
    Ok(sessions.len() + 1)
}

const STYLE: &str = include_str!("archive/style.css");

fn session_file(number: u64) -> String {
    format!("sessies/{number}.html")
}

fn programme(edition: &Edition, interface: Interface) -> String {
    let words = &interface.words.congress;
    let programme = &edition.programme;
    let mut page = Page::new(interface.lang.code(), &programme.title, "");
    page.push(&format!("<h1>{}</h1>\n", escape(&programme.title)));
    let (first, last) = (weekday(interface, programme.first), weekday(interface, programme.last));
    let when = if programme.first == programme.last {
        first
    } else {
        fill(&words.span, &[("first", &first), ("last", &last)])
    };
    let zone = fill(&words.times_in, &[("zone", &programme.time_zone)]);
    page.facts(&[(&words.when, &when), (&words.place, &programme.place), (&words.time, &zone)]);
    page.push(render_either(&programme.description).as_str());
    for day in &programme.days {
        page.push(&format!("<h2>{}</h2>\n", escape(&weekday(interface, day.date))));
        page.push(&format!(
            "<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>\n",
            escape(&words.time),
            escape(&words.room),
            escape(&words.about_what),
        ));
        for session in programme.sessions.iter().filter(|session| session.day == day.index) {
            page.push(&row(edition, session, day, interface));
        }
        page.push("</tbody></table>\n");
    }
    page.push(&format!("<h2>{}</h2>\n<ul>", escape(&words.files)));
    for file in ["schedule.xml", "schedule.json", "congres.ics"] {
        page.push(&format!("<li>{}</li>", link(file, file)));
    }
    page.push("</ul>\n");
    page.finish(&version(edition, interface))
}

fn row(edition: &Edition, session: &Session, day: &Day, interface: Interface) -> String {
    // What begins after midnight belongs to the day before.
    let late = edition.programme.local(session.start).date() > day.date;
    let late = if late { format!(" ({})", interface.words.congress.next_day) } else { String::new() };
    let speakers: Vec<&str> = session.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    format!(
        "<tr><td class=\"time\">{}{}</td><td>{}</td><td>{}{}<span class=\"by\">{}</span></td></tr>\n",
        escape(&clock(&edition.programme, session.start)),
        escape(&late),
        escape(&session.room),
        tags(session, interface),
        link(&session_file(session.number), &session.title),
        escape(&speakers.join(", ")),
    )
}

/// Cancelled, not recorded.
fn tags(session: &Session, interface: Interface) -> String {
    let words = &interface.words.congress;
    let mut tags = String::new();
    for (holds, word) in [(session.cancelled(), &words.cancelled), (session.do_not_record, &words.not_recorded)] {
        if holds {
            tags.push_str(&format!("<span class=\"tag\">{}</span> ", escape(word)));
        }
    }
    tags
}

fn session(edition: &Edition, session: &Session, material: &[Material], interface: Interface) -> String {
    let words = &interface.words.congress;
    let programme = &edition.programme;
    let mut page = Page::new(interface.lang.code(), &session.title, "../");
    page.push(&format!("<p>{}</p>\n", link("../index.html", &programme.title)));
    page.push(&format!("<h1>{}</h1>\n", escape(&session.title)));
    page.push(&text("p class=\"lead\"", &session.subtitle));
    page.push(&tags(session, interface));
    let day = weekday(interface, programme.local(session.start).date());
    page.facts(&[
        (&words.day, &day),
        (&words.time, &clocks(programme, session)),
        (&words.room, &session.room),
        (&words.track, &session.track),
        (&words.kind, &session.kind),
        (&words.language, &session.lang),
        (&words.licence, &session.licence),
    ]);
    page.push(render_either(&session.summary).as_str());
    page.push(render_either(&session.description).as_str());
    if !session.speakers.is_empty() {
        page.push(&format!("<h2>{}</h2>\n", escape(&words.speakers)));
        for speaker in &session.speakers {
            page.push(&text("h3", &speaker.name));
            page.push(render_either(&speaker.biography).as_str());
        }
    }
    for (title, links) in [(&words.links, &session.links), (&words.attachments, &session.attachments)] {
        let links = links.iter().map(|one| {
            let name = if one.title.is_empty() { &one.url } else { &one.title };
            one.href().map_or_else(|| escape(name), |href| link(href, name))
        });
        page.push(&list(title, links.collect()));
    }
    let files = material.iter().filter(|one| one.session == session.number);
    let files = files.map(|one| link(&format!("../bestanden/{}", one.file), &one.name));
    page.push(&list(&interface.words.attachments.title, files.collect()));
    page.finish(&version(edition, interface))
}

/// Which version of the programme this is.
fn version(edition: &Edition, interface: Interface) -> String {
    let words = &interface.words.congress;
    let date = app::parts::format::day(interface, edition.published);
    let version = &edition.programme.version;
    let sentence = if version.is_empty() { &words.version_unnamed } else { &words.version_text };
    let version = fill(sentence, &[("name", version), ("number", &edition.number), ("date", &date)]);
    fill(&words.archived, &[("version", &version)])
}
