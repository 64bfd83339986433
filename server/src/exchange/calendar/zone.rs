//! `VTIMEZONE`: every change of the clock around the sessions, one by one, as the time zone database has them. That is
//! right for every zone and every year, where a rule that repeats would not be.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::{Component, Property, Value, text};

/// The zone from the last change before the first session until a year after the last one.
pub fn component(name: &str, zone: &TimeZone, first: Timestamp, last: Timestamp) -> Component {
    let mut observances = Vec::new();
    let before = zone.preceding(first).next().map(|change| change.timestamp());
    let from = before.unwrap_or(first);
    let until = last.checked_add(SignedDuration::from_hours(366 * 24)).unwrap_or(last);
    let just_before = from.checked_sub(SignedDuration::from_secs(1)).unwrap_or(from);
    for change in zone.following(just_before).take_while(|change| change.timestamp() <= until).take(MOST) {
        let earlier = change.timestamp().checked_sub(SignedDuration::from_secs(1)).unwrap_or(from);
        let was = zone.to_offset(earlier);
        observances.push(observance(
            change.dst().is_dst(),
            change.timestamp(),
            was,
            change.offset(),
            change.abbreviation(),
        ));
    }
    if before.is_none() {
        // Before any change, as in zones that never change: since the beginning of time as computers count it.
        let offset = zone.to_offset(first);
        let name = zone.to_offset_info(first).abbreviation().to_owned();
        observances.insert(0, observance(false, Timestamp::UNIX_EPOCH, offset, offset, &name));
    }
    Component { name: "VTIMEZONE", properties: vec![text("TZID", name)], components: observances }
}

/// More changes than any conference sees.
const MOST: usize = 40;

fn observance(summer: bool, at: Timestamp, from: Offset, to: Offset, name: &str) -> Component {
    let start = from.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string();
    let offset = |name: &'static str, offset: Offset| Property {
        name,
        parameters: Vec::new(),
        value: Value::Offset(written(offset)),
    };
    Component {
        name: if summer { "DAYLIGHT" } else { "STANDARD" },
        properties: vec![
            Property { name: "DTSTART", parameters: Vec::new(), value: Value::Moment(start) },
            offset("TZOFFSETFROM", from),
            offset("TZOFFSETTO", to),
            text("TZNAME", name),
        ],
        components: Vec::new(),
    }
}

/// `+0200`
fn written(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    format!("{sign}{:02}{:02}", seconds / 3600, seconds % 3600 / 60)
}
