//! The period a value is about.

use std::cmp::{Ordering, Reverse};
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use serde::{Deserialize, Serialize};

/// A period, written `2024`, `2024-H1`, `2024-Q1`, `2024-03`, `2024-W09` (ISO 8601 week), `2023-YTD` or
/// `2023-YTD-09-30` (year to date, with its last day where known), `2022-04..2022-06` (a span of whole months) or `undated`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    Year(i16),
    Half(i16, i8),
    Quarter(i16, i8),
    Month(i16, i8),
    Week(i16, i8),
    /// From 1 January up to and including the last day; the day is absent where the source does not tell it.
    YearToDate(i16, Option<Date>),
    /// From the first day of one month up to the last day of another: (year, month) twice.
    Span((i16, i8), (i16, i8)),
    /// A structural or undated value.
    Undated,
}

/// The text is no period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a period: write 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W09, 2024-YTD, 2024-YTD-09-30, 2022-04..2022-06 or undated"
)]
pub struct NotAPeriod(String);

impl Period {
    /// First day, or `None` when undated.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Period::Year(year) | Period::YearToDate(year, _) => Some(date(year, 1, 1)),
            Period::Half(year, half) => Some(date(year, half * 6 - 5, 1)),
            Period::Quarter(year, quarter) => Some(date(year, quarter * 3 - 2, 1)),
            Period::Month(year, month) | Period::Span((year, month), _) => Some(date(year, month, 1)),
            Period::Week(year, week) => monday(year, week),
            Period::Undated => None,
        }
    }

    /// Last day, or `None` when undated or not told.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Period::Year(year) => Some(date(year, 12, 31)),
            Period::Half(year, half) => Some(date(year, half * 6, 1).last_of_month()),
            Period::Quarter(year, quarter) => Some(date(year, quarter * 3, 1).last_of_month()),
            Period::Month(year, month) | Period::Span(_, (year, month)) => Some(date(year, month, 1).last_of_month()),
            Period::Week(year, week) => monday(year, week)?.checked_add(jiff::Span::new().days(6)).ok(),
            Period::YearToDate(_, last) => last,
            Period::Undated => None,
        }
    }

    /// The period of the same length that follows; `None` where that has no meaning.
    pub fn next(self) -> Option<Period> {
        Some(match self {
            Period::Year(year) => Period::Year(year + 1),
            Period::Half(year, 2) => Period::Half(year + 1, 1),
            Period::Half(year, half) => Period::Half(year, half + 1),
            Period::Quarter(year, 4) => Period::Quarter(year + 1, 1),
            Period::Quarter(year, quarter) => Period::Quarter(year, quarter + 1),
            Period::Month(year, 12) => Period::Month(year + 1, 1),
            Period::Month(year, month) => Period::Month(year, month + 1),
            Period::Week(year, week) if week < 53 && monday(year, week + 1).is_some() => Period::Week(year, week + 1),
            Period::Week(year, _) => Period::Week(year + 1, 1),
            Period::YearToDate(..) | Period::Span(..) | Period::Undated => return None,
        })
    }

    /// How far it reaches in time, to compare by: of two that end together, the longer one is further; undated ones are
    /// before all others. A year to date whose last day is not told ends at least on its first.
    pub fn reach(self) -> (Option<Date>, Reverse<Option<Date>>) {
        (self.last_day().or(self.first_day()), Reverse(self.first_day()))
    }

    /// The calendar year it lies in; `None` when undated or spread over several years.
    pub fn year(self) -> Option<i16> {
        match self {
            Period::Year(year)
            | Period::Half(year, _)
            | Period::Quarter(year, _)
            | Period::Month(year, _)
            | Period::Week(year, _)
            | Period::YearToDate(year, _) => Some(year),
            Period::Span((first, _), (last, _)) => (first == last).then_some(first),
            Period::Undated => None,
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Period, NotAPeriod> {
        parse(text).ok_or_else(|| NotAPeriod(text.chars().take(40).collect()))
    }
}

fn parse(text: &str) -> Option<Period> {
    if text == "undated" {
        return Some(Period::Undated);
    }
    if let Some((first, last)) = text.split_once("..") {
        let (Some(Period::Month(y1, m1)), Some(Period::Month(y2, m2))) = (parse(first), parse(last)) else {
            return None;
        };
        return ((y1, m1) <= (y2, m2)).then_some(Period::Span((y1, m1), (y2, m2)));
    }
    let (head, tail) = text.split_at_checked(4)?;
    if !head.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let year: i16 = head.parse().ok().filter(|year| (1900..=2200).contains(year))?;
    if tail.is_empty() {
        return Some(Period::Year(year));
    }
    let tail = tail.strip_prefix('-')?;
    if let Some(rest) = tail.strip_prefix("YTD") {
        let last = if rest.is_empty() { None } else { Some(format!("{year}{rest}").parse::<Date>().ok()?) };
        return Some(Period::YearToDate(year, last));
    }
    let number = |digits: &str, width: usize, most: i8| -> Option<i8> {
        let legal = digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|n| legal && (1..=most).contains(n))
    };
    if let Some(half) = tail.strip_prefix('H') {
        return Some(Period::Half(year, number(half, 1, 2)?));
    }
    if let Some(quarter) = tail.strip_prefix('Q') {
        return Some(Period::Quarter(year, number(quarter, 1, 4)?));
    }
    if let Some(week) = tail.strip_prefix('W') {
        let week = number(week, 2, 53)?;
        return monday(year, week).map(|_| Period::Week(year, week));
    }
    Some(Period::Month(year, number(tail, 2, 12)?))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Period::Year(year) => write!(f, "{year}"),
            Period::Half(year, half) => write!(f, "{year}-H{half}"),
            Period::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Period::Month(year, month) => write!(f, "{year}-{month:02}"),
            Period::Week(year, week) => write!(f, "{year}-W{week:02}"),
            Period::YearToDate(year, None) => write!(f, "{year}-YTD"),
            Period::YearToDate(year, Some(last)) => write!(f, "{year}-YTD-{:02}-{:02}", last.month(), last.day()),
            Period::Span((y1, m1), (y2, m2)) => write!(f, "{y1}-{m1:02}..{y2}-{m2:02}"),
            Period::Undated => f.write_str("undated"),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;

    fn try_from(text: String) -> Result<Period, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

/// By first day, then the shorter period first; undated last.
impl Ord for Period {
    fn cmp(&self, other: &Period) -> Ordering {
        let days = |period: &Period| {
            let first = period.first_day();
            (first.is_none(), first, period.last_day())
        };
        days(self).cmp(&days(other)).then_with(|| {
            // Texts are only made for the few that share their days.
            if self == other { Ordering::Equal } else { self.to_string().cmp(&other.to_string()) }
        })
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Period) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn monday(year: i16, week: i8) -> Option<Date> {
    ISOWeekDate::new(year, week, Weekday::Monday).ok().map(|week| week.date())
}
