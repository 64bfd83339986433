//! Dates of birth: a date after a word that says so, or beside the name of a person.

use super::{Matter, Place};

/// Words after which a date is one of birth.
const WORDS: [&str; 8] = ["geboren", "geboortedatum", "geb.", "geb:", "born", "date of birth", "birth date", "dob"];

/// Months in Dutch and English, by their first three letters.
const MONTHS: [&str; 15] =
    ["jan", "feb", "maa", "mrt", "mar", "apr", "mei", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov"];

/// How far before a date the word may stand, in bytes.
const NEAR: usize = 40;

/// Years in which people were born who can be meant; later dates are those of events.
const BORN: std::ops::RangeInclusive<i32> = 1915..=2012;

pub fn find(text: &str, found: &mut Vec<Place>) {
    for (from, to) in dates(text) {
        let before = tail(&text[..from], NEAR);
        let small = before.to_lowercase();
        let told = WORDS.iter().any(|word| small.contains(word));
        if told {
            found.push(Place { from, to, matter: Matter::Birth });
        } else if let Some(name) = name_before(&text[..from]) {
            found.push(Place { from: name, to, matter: Matter::Birth });
        }
    }
}

/// The places of complete dates with a year in which somebody can be born.
fn dates(text: &str) -> Vec<(usize, usize)> {
    let words: Vec<(usize, &str)> = words(text);
    let mut found = Vec::new();
    for (index, (at, word)) in words.iter().enumerate() {
        if is_date(word) {
            found.push((*at, at + word.len()));
            continue;
        }
        // 4 november 1980
        let day = word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        let Some([(_, month), (year_at, year)]) = words.get(index + 1..index + 3) else { continue };
        let is_month = month.to_lowercase().get(..3).is_some_and(|start| MONTHS.contains(&start) || start == "dec");
        if day && is_month && year.parse().is_ok_and(|year: i32| BORN.contains(&year)) {
            found.push((*at, year_at + year.len()));
        }
    }
    found
}

/// Words without the marks around them, each with its place.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '[' | ']')) {
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
        if !bare.is_empty() {
            found.push((at + part.find(bare).unwrap_or(0), bare));
        }
        at += part.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// 04-11-1980, 4/11/1980, 4.11.1980 or 1980-11-04.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return false };
    let number = |text: &str| text.parse::<i32>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let (Some(x), Some(y), Some(z)) = (number(a), number(b), number(c)) else { return false };
    let (day, month, year) = if a.len() == 4 { (z, y, x) } else { (x, y, z) };
    (1..=31).contains(&day) && (1..=12).contains(&month) && BORN.contains(&year)
}

/// Where a name of two or three words begins that stands right before a date: `Jan de Vries (04-11-1980`.
fn name_before(text: &str) -> Option<usize> {
    let before = text.trim_end_matches([' ', '(', ',', '*']);
    // One mark at most: a name in an earlier sentence is not beside the date.
    if text.len() - before.len() > 3 || text.len() == before.len() {
        return None;
    }
    let line = before.rsplit(['\n', '.', ';', ':']).next().unwrap_or_default();
    let words: Vec<(usize, &str)> = words(line);
    let offset = before.len() - line.len();
    let capital =
        |word: &str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let particle = |word: &str| matches!(word, "de" | "den" | "der" | "van" | "het" | "el" | "al" | "di" | "da");
    let (_, last) = words.last()?;
    if !capital(last) {
        return None;
    }
    let mut names = 1;
    let mut begin = words.last()?.0;
    for (at, word) in words.iter().rev().skip(1) {
        if capital(word) {
            (names, begin) = (names + 1, *at);
        } else if !particle(word) {
            break;
        }
    }
    (names >= 2).then_some(offset + begin)
}

/// The last part of a text, at most so many bytes.
fn tail(text: &str, most: usize) -> &str {
    let mut from = text.len().saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}
