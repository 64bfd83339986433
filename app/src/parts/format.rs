//! Numbers, dates and periods as the language of the interface writes them.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;

use crate::model::lang::Lang;
use crate::model::period::Period;
use crate::words::{Interface, fill};

/// `4 november 2022`, `4 November 2022`.
pub fn date(interface: Interface, date: Date) -> String {
    format!("{} {} {}", date.day(), month(interface, date.month()), date.year())
}

/// The day of a moment in the Netherlands, as [`date`].
pub fn day(interface: Interface, moment: Timestamp) -> String {
    date(interface, day_of(moment))
}

/// Day and time of a moment in the Netherlands: `25 november 2026, 09:05`.
pub fn moment(interface: Interface, moment: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let local = zone.to_datetime(moment);
    format!("{}, {:02}:{:02}", date(interface, local.date()), local.hour(), local.minute())
}

/// The day of a moment in the Netherlands.
pub fn day_of(moment: Timestamp) -> Date {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    zone.to_datetime(moment).date()
}

/// A period in words: `2024`, `eerste helft 2025`, `t/m september 2021`, `2022 en 2023 samen`.
pub fn period(interface: Interface, period: Period) -> String {
    let words = &interface.words.format;
    match period {
        Period::Year(year) => year.to_string(),
        Period::Half(year, half) => fill(nth(&words.halves, half), &[("year", &year)]),
        Period::Quarter(year, quarter) => fill(nth(&words.quarters, quarter), &[("year", &year)]),
        Period::Month(year, number) => format!("{} {year}", month(interface, number)),
        Period::Week(year, week) => fill(&words.week, &[("week", &week), ("year", &year)]),
        Period::YearToDate(year, None) => fill(&words.part_of_year, &[("year", &year)]),
        Period::YearToDate(_, Some(last)) if last == last.last_of_month() => {
            fill(&words.year_to_date, &[("last", &format!("{} {}", month(interface, last.month()), last.year()))])
        }
        Period::YearToDate(_, Some(last)) => fill(&words.year_to_date, &[("last", &date(interface, last))]),
        Period::Span((first, 1), (last, 12)) if last == first + 1 => {
            fill(&words.two_years, &[("first", &first), ("last", &last)])
        }
        Period::Span((first, 1), (last, 12)) => fill(&words.span, &[("first", &first), ("last", &last)]),
        Period::Span((y1, m1), (y2, m2)) => {
            let first =
                if y1 == y2 { month(interface, m1).to_owned() } else { format!("{} {y1}", month(interface, m1)) };
            fill(&words.span, &[("first", &first), ("last", &format!("{} {y2}", month(interface, m2)))])
        }
        Period::Undated => words.undated.clone(),
    }
}

/// A quantity with its decimals as given: `1.234,5` in Dutch, `1,234.5` in English.
pub fn number(lang: Lang, value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("\u{2212}", rest));
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let (group, point) = if lang == Lang::Nl { ('.', ',') } else { (',', '.') };
    let mut written = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            written.push(group);
        }
        written.push(digit);
    }
    if !decimals.is_empty() {
        written.push(point);
        written.push_str(decimals);
    }
    written
}

/// A count.
pub fn count(lang: Lang, value: u64) -> String {
    number(lang, Decimal::from(value))
}

/// A size in kB or MB, as people know it: `1,4 MB`.
pub fn bytes(lang: Lang, bytes: u64) -> String {
    let point = if lang.interface() == Lang::Nl { ',' } else { '.' };
    match (bytes / 1_000_000, bytes / 100_000 % 10) {
        (0, _) if bytes < 1000 => format!("{bytes} B"),
        (0, _) => format!("{} kB", bytes / 1000),
        (whole, 0) => format!("{whole} MB"),
        (whole, tenths) => format!("{whole}{point}{tenths} MB"),
    }
}

/// Whole cents as euros: `€ 16,5 miljoen`, `€ 950.000`.
pub fn euros(interface: Interface, cents: i64) -> String {
    let Interface { lang, words } = interface;
    let amount = Decimal::new(cents, 2);
    let million = Decimal::from(1_000_000);
    // A narrow space that does not break: the sign and its number stay on one line.
    if amount.abs() >= million {
        let millions = (amount / million).round_dp(3);
        format!("€\u{a0}{}\u{a0}{}", number(lang, millions), words.format.million)
    } else {
        format!("€\u{a0}{}", number(lang, amount))
    }
}

/// The text with its first letter as a capital, where a name of a list opens a line.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn month(interface: Interface, month: i8) -> &'static str {
    nth(&interface.words.format.months, month)
}

/// The n-th word, from 1.
fn nth(words: &'static [String], number: i8) -> &'static str {
    usize::try_from(number - 1).ok().and_then(|index| words.get(index)).map_or("", String::as_str)
}
