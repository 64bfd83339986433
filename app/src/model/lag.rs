//! How long values take to come in, measured from the days on which they became known.

use jiff::civil::Date;

use super::period::Period;

/// A measured reporting delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lag {
    /// Days after the end of a period until nine of ten were as they stayed.
    pub days: u16,
    /// Of how many periods it was measured; those of several places and sources count each.
    pub periods: usize,
}

/// When the value of a period became known at one place by one source, and when it last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub period: Period,
    pub first: Date,
    pub last: Date,
}

impl Arrival {
    /// From the days of one period on which its values became known, in their order; `None` without any.
    pub fn of(days: &[(Period, Date)]) -> Option<Arrival> {
        let ((period, first), (_, last)) = (*days.first()?, *days.last()?);
        Some(Arrival { period, first, last })
    }
}

/// How many of the latest periods are looked at, and how many it takes at least: of fewer, nine of ten says nothing.
const LATEST: usize = 24;
const LEAST: usize = 6;

/// The delay of values by the arrivals of each place and source.
///
/// What is measured is regular delivery. The values that a source began with and those filled in afterwards came late for other
/// reasons: so a period counts only when it was newer than all that was known before it, and of several that came on one day the newest.
/// The last one is left out, because it may still change. What most of the latest took is not undone by one that took a year:
/// nine of ten, by nearest rank.
pub fn lag(strands: impl Iterator<Item = Vec<Arrival>>) -> Option<Lag> {
    let mut delays: Vec<(Date, u16)> = strands.flat_map(regular).collect();
    delays.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
    let mut ends: Vec<Date> = delays.iter().map(|(end, _)| *end).collect();
    ends.dedup();
    if let Some(oldest) = ends.get(LATEST - 1) {
        delays.retain(|(end, _)| end >= oldest);
    }
    let mut days: Vec<u16> = delays.into_iter().map(|(_, days)| days).collect();
    days.sort_unstable();
    let rank = (days.len() * 9).div_ceil(10);
    (days.len() >= LEAST).then(|| Lag { days: days[rank - 1], periods: days.len() })
}

/// The ends of the periods that came by regular delivery, with the days that each took.
fn regular(mut arrivals: Vec<Arrival>) -> Vec<(Date, u16)> {
    let end = |arrival: &Arrival| arrival.period.last_day();
    arrivals.retain(|arrival| end(arrival).is_some());
    arrivals.sort_by_key(|arrival| (arrival.first, end(arrival)));
    let mut newest: Option<Date> = None;
    let mut delays = Vec::new();
    for delivery in arrivals.chunk_by(|one, other| one.first == other.first) {
        let Some((arrival, end)) = delivery.last().and_then(|arrival| Some((arrival, end(arrival)?))) else { continue };
        if newest.is_some_and(|newest| end > newest) {
            // A value that is known before its period ends takes no days.
            delays.push((end, (arrival.last - end).get_days().clamp(0, i32::from(u16::MAX)) as u16));
        }
        newest = newest.max(Some(end));
    }
    delays.pop();
    delays
}
