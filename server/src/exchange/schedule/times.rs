//! Dates, clocks and lengths as schedules write them.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// A moment: with an offset as it stands, without one on the clocks of the conference.
pub fn moment(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let civil: DateTime = text.parse().ok()?;
    text.contains(['T', ' ', 't']).then(|| zone.to_timestamp(civil).ok())?
}

/// The offset that a text gives, if it gives one; `Z` says that the writer did not know it.
pub fn offset(text: &str) -> Option<Offset> {
    let (_, time) = text.split_once(['T', ' '])?;
    let at = time.rfind(['+', '-'])?;
    let sign = if time[at..].starts_with('-') { -1 } else { 1 };
    let digits: String = time[at + 1..].chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).unwrap_or("0").parse().ok()?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// The date at the start of a text: `2019-08-21`, or that of a moment.
pub fn date(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// `09:30`, `9:30`, `09:30:00`.
pub fn clock(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let hour: i8 = parts.next()?.trim().parse().ok()?;
    let minute: i8 = parts.next()?.trim().parse().ok()?;
    let second: i8 = parts.next().map_or(Ok(0), |second| second.trim().parse()).ok()?;
    Time::new(hour, minute, second, 0).ok()
}

/// Minutes of `00:30`, `1:30`, `01:30:00`, `2:00:00:00` (days first) or a bare number of minutes. Seconds count up to a minute.
pub fn minutes(text: &str) -> Option<u32> {
    let parts: Vec<u32> = text.split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let total = match parts[..] {
        [minutes] => Some(minutes),
        [hours, minutes] => hours.checked_mul(60)?.checked_add(minutes),
        [hours, minutes, seconds] => hours.checked_mul(60)?.checked_add(minutes)?.checked_add(seconds.div_ceil(60)),
        [days, hours, minutes, seconds] => days
            .checked_mul(1440)?
            .checked_add(hours.checked_mul(60)?)?
            .checked_add(minutes)?
            .checked_add(seconds.div_ceil(60)),
        _ => None,
    };
    // A year is longer than any session.
    total.filter(|minutes| *minutes <= 366 * 1440)
}

/// The zone that offsets speak of where a file names none: the Netherlands where they fit, else a zone of that one
/// offset, else UTC.
pub fn zone_of(moments: &[(Timestamp, Offset)]) -> String {
    let dutch = TimeZone::get(DUTCH);
    let fits = |zone: &TimeZone| moments.iter().all(|(moment, offset)| zone.to_offset(*moment) == *offset);
    if dutch.as_ref().is_ok_and(fits) {
        return DUTCH.to_owned();
    }
    let (first, others) = match moments {
        [(_, first), others @ ..] => (*first, others),
        [] => return DUTCH.to_owned(),
    };
    if others.iter().all(|(_, offset)| *offset == first) && first.seconds() % 3600 == 0 && first.seconds() != 0 {
        // The names of these zones have the sign the other way round.
        return format!("Etc/GMT{:+}", -(first.seconds() / 3600));
    }
    "UTC".to_owned()
}

pub const DUTCH: &str = "Europe/Amsterdam";

/// The moment of a clock on a day that goes on after midnight until `change`.
pub fn on_day(day: Date, clock: Time, change: Time, zone: &TimeZone) -> Option<Timestamp> {
    let date = if clock < change { day.tomorrow().ok()? } else { day };
    zone.to_timestamp(date.to_datetime(clock)).ok()
}

/// A day less a minute: until when a day runs whose file does not say.
pub const DAY: SignedDuration = SignedDuration::from_mins(24 * 60 - 1);
