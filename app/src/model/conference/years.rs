//! Whether a schedule is of the year of the conference that it goes to.

use jiff::civil::Date;

use super::Programme;
use crate::model::slug::Slug;

/// A programme has days in another year than its conference. Seldom meant, and hard to see in a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherYear {
    /// The first such day.
    pub day: Date,
    pub conference: i16,
}

/// How long a conference goes on into the next year, at most, in days.
const OVER_NEW_YEAR: i32 = 31;

/// What is odd about the days of a programme that is to go to a conference. The conference is of the year that its address
/// names, and of the year of its first day as far as that is known; it may go on over New Year.
pub fn other_year(conference: &Slug, known: Option<&Programme>, coming: &Programme) -> Option<OtherYear> {
    let named = year_of(conference);
    let years: Vec<i16> = named.into_iter().chain(known.map(|programme| programme.first.year())).collect();
    let days = || coming.days.iter().map(|day| day.date).chain([coming.first]);
    let begins = days().filter(|day| years.contains(&day.year())).min();
    let goes_on = |day: Date| begins.is_some_and(|first| (day - first).get_days() <= OVER_NEW_YEAR && day > first);
    let strange = days().filter(|day| !years.contains(&day.year()) && !goes_on(*day)).min();
    Some(OtherYear { day: strange?, conference: *years.first()? })
}

/// The year that an address is; none where it is a name.
fn year_of(conference: &Slug) -> Option<i16> {
    let text = conference.as_str();
    text.parse().ok().filter(|year| text.len() == 4 && (1900..2200).contains(year))
}
