//! What does not belong in a write-up: personal data, and details that lead to one consignment or one machine.
//!
//! A check, not a proof: it finds what has a form of its own. Whatever it finds is removed, or its author says why it stays.

mod dates;
mod numbers;
mod tokens;

use std::collections::BTreeMap;

use super::sheet::Sheet;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// Citizen service number: nine digits that pass the eleven test.
    Bsn,
    Email,
    Telephone,
    LicencePlate,
    /// Passes modulo 97 (ISO 13616).
    Iban,
    /// Its check digit is right (ISO 6346).
    Container,
    IpAddress,
    /// A date of birth, or a name beside one.
    Birth,
}

impl Matter {
    pub const ALL: [Matter; 8] = [
        Matter::Bsn,
        Matter::Email,
        Matter::Telephone,
        Matter::LicencePlate,
        Matter::Iban,
        Matter::Container,
        Matter::IpAddress,
        Matter::Birth,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Matter::Bsn => "bsn",
            Matter::Email => "email",
            Matter::Telephone => "telephone",
            Matter::LicencePlate => "licence-plate",
            Matter::Iban => "iban",
            Matter::Container => "container",
            Matter::IpAddress => "ip-address",
            Matter::Birth => "birth",
        }
    }
}

/// A place in a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub from: usize,
    pub to: usize,
    pub matter: Matter,
}

/// Something found in a field of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Names it in a form: the same text found again has the same name.
    pub id: String,
    pub field: String,
    /// From 1, within the field; of a file the number of the page, slide or sheet.
    pub line: u32,
    pub matter: Matter,
    pub text: String,
    /// Some words before and after it.
    pub before: String,
    pub after: String,
}

/// Everything that a sheet has, in the order of its fields; the same text in the same field once.
pub fn findings(sheet: &Sheet) -> Vec<Finding> {
    let mut found = Vec::new();
    for (field, text) in sheet.pairs() {
        let line = |from: usize| u32::try_from(text[..from].matches('\n').count() + 1).unwrap_or(u32::MAX);
        find(field, text, line, &mut found);
    }
    found
}

/// What one passage of a file has: a page, a slide or a sheet of it, by its number.
pub fn findings_in_file(file: &str, number: u32, text: &str, found: &mut Vec<Finding>) {
    find(&format!("{FILE}{file}"), text, |_| number, found);
}

/// Begins the field of a finding in a file; the name of the file follows.
pub const FILE: &str = "file:";

fn find(field: &str, text: &str, line: impl Fn(usize) -> u32, found: &mut Vec<Finding>) {
    for Place { from, to, matter } in places(text) {
        let own = &text[from..to];
        let id = name(field, matter, own);
        if found.iter().any(|known| known.id == id) {
            continue;
        }
        found.push(Finding {
            id,
            field: field.to_owned(),
            line: line(from),
            matter,
            text: own.to_owned(),
            before: last_words(&text[..from]),
            after: first_words(&text[to..]),
        });
    }
}

/// Those for which no reason is given why they stay.
pub fn open<'a>(found: &'a [Finding], reasons: &BTreeMap<String, String>) -> Vec<&'a Finding> {
    found.iter().filter(|one| reasons.get(&one.id).is_none_or(|reason| reason.trim().is_empty())).collect()
}

/// What is found in a text, in order; of overlapping places the one that begins first, or is longer.
pub fn places(text: &str) -> Vec<Place> {
    let mut all = Vec::new();
    tokens::find(text, &mut all);
    numbers::find(text, &mut all);
    dates::find(text, &mut all);
    all.sort_by_key(|place| (place.from, std::cmp::Reverse(place.to)));
    let mut kept: Vec<Place> = Vec::new();
    for place in all {
        if kept.last().is_none_or(|last| last.to <= place.from) {
            kept.push(place);
        }
    }
    kept
}

/// FNV-1a, 64 bits: short, and no secret.
fn name(field: &str, matter: Matter, text: &str) -> String {
    let bytes = field.bytes().chain([0]).chain(matter.code().bytes()).chain([0]).chain(text.bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

const AROUND: usize = 40;

fn last_words(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let skipped = line.chars().count().saturating_sub(AROUND);
    line.chars().skip(skipped).collect()
}

fn first_words(text: &str) -> String {
    text.split('\n').next().unwrap_or_default().chars().take(AROUND).collect()
}
