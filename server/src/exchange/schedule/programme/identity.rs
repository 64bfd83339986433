//! By what versions of a programme know each other's sessions.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::super::raw::Fields;

/// The guids and numbers that are taken. Both are unique in a programme: the public schemas and our addresses want it.
#[derive(Default)]
pub struct Identities {
    guids: BTreeSet<String>,
    numbers: BTreeSet<u64>,
}

/// The largest number that JavaScript, and so every reader of JSON, can hold.
const LARGEST: u64 = (1 << 53) - 1;

impl Identities {
    /// Guid and number of a session. What the file does not give is derived from what stays the same between versions:
    /// the number, else the title. A talk that is given twice under one guid is known by its time as well.
    pub fn of(&mut self, fields: &Fields, title: &str, start: Timestamp) -> (String, u64) {
        let given = fields.get("id").and_then(|piece| piece.text.parse::<u64>().ok());
        let given = given.filter(|number| (1..=LARGEST).contains(number));
        let id = fields.text("id");
        let name = if id.is_empty() { title } else { &id };
        let guid = fields.get("guid").and_then(|piece| Uuid::parse_str(&piece.text).ok());
        let mut guid = guid.map_or_else(|| derived("session", name), |guid| guid.hyphenated().to_string());
        if self.guids.contains(&guid) {
            guid = derived("again", &format!("{guid} {start}"));
        }
        while !self.guids.insert(guid.clone()) {
            guid = derived("again", &guid);
        }
        let mut number = given.filter(|number| !self.numbers.contains(number)).unwrap_or_else(|| number_of(&guid));
        while !self.numbers.insert(number) {
            number += 1;
        }
        (guid, number)
    }
}

/// A UUID of our own (RFC 9562, version 8) from the digest of a name.
pub fn derived(noun: &str, name: &str) -> String {
    let digest = Sha256::digest(format!("knooppunt {noun} {name}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().hyphenated().to_string()
}

/// Eight digits: longer than the numbers that organisers' programs give.
fn number_of(guid: &str) -> u64 {
    let digest = Sha256::digest(guid);
    10_000_000 + digest.iter().take(7).fold(0_u64, |number, byte| number << 8 | u64::from(*byte)) % 90_000_000
}
