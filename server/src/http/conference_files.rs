//! A programme as a file, below the page of its conference: `schedule.xml`, `schedule.json`, `schedule.xcal`, `congres.ics`.

use app::desk::{Desk, Refusal};
use app::model::slug::Slug;
use app::routes;

use super::downloads::File;
use crate::exchange::calendar::{Choice, calendar};
use crate::exchange::{ical, schedule, xcal};

/// The file at this Dutch path; `None` where no conference with a programme is. `site` is the address of the site.
pub async fn file(desk: &Desk, path: &str, query: &str, site: &str) -> Option<Result<File, Refusal>> {
    let (segment, name) = path.strip_prefix("/congres/")?.split_once('/')?;
    if !["schedule.xml", "schedule.json", "schedule.xcal", "congres.ics"].contains(&name) {
        return None;
    }
    let slug: Slug = segment.parse().ok()?;
    let edition = match desk.conference(&slug).await {
        Ok(conference) => conference.edition?,
        Err(Refusal::Absent) => return None,
        Err(refusal) => return Some(Err(refusal)),
    };
    let (kind, text) = match name {
        "schedule.xml" => ("application/xml; charset=utf-8", schedule::xml(&edition)),
        "schedule.json" => ("application/json", schedule::json(&edition, site)),
        "schedule.xcal" => {
            ("application/calendar+xml; charset=utf-8", xcal::write(&calendar(&edition, &choice(query), site)))
        }
        _ => ("text/calendar; charset=utf-8", ical::write(&calendar(&edition, &choice(query), site))),
    };
    Some(Ok(File { name: format!("{slug}-{name}"), kind, text }))
}

/// `?track=…` (several widen) and `?session=1,2,3`.
fn choice(query: &str) -> Choice {
    let mut choice = Choice::default();
    for (key, value) in routes::pairs(query) {
        match key.as_str() {
            "track" if !value.is_empty() => choice.tracks.push(value),
            "session" => {
                let numbers = value.split(',').filter_map(|number| number.trim().parse::<u64>().ok());
                choice.numbers.get_or_insert_default().extend(numbers);
            }
            _ => {}
        }
    }
    choice
}
