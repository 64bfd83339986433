//! What stands between spaces: addresses of mail and machines, licence plates.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Matter, Place};

pub fn find(text: &str, found: &mut Vec<Place>) {
    let mut at = 0;
    for token in text
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | ',' | ';' | '|'))
    {
        // The token is a part of the text, so its place is the distance between their beginnings.
        let begin = at;
        at += token.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        let bare = token.trim_matches(|c: char| matches!(c, '.' | ':' | '!' | '?' | '\'' | '*' | '_' | '`'));
        if bare.is_empty() {
            continue;
        }
        let from = begin + token.find(bare).unwrap_or(0);
        let matter = if is_email(bare) {
            Some(Matter::Email)
        } else if is_plate(bare) {
            Some(Matter::LicencePlate)
        } else if is_ip(bare) {
            Some(Matter::IpAddress)
        } else {
            None
        };
        found.extend(matter.map(|matter| Place { from, to: from + bare.len(), matter }));
    }
}

fn is_email(token: &str) -> bool {
    let token = token.strip_prefix("mailto:").unwrap_or(token);
    let Some((name, host)) = token.split_once('@') else { return false };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let top = host.rsplit('.').next().unwrap_or_default();
    !name.is_empty()
        && name.chars().all(plain)
        && host.contains('.')
        && host.chars().all(plain)
        && top.chars().count() >= 2
        && top.chars().all(char::is_alphabetic)
}

/// Groups of letters and digits of Dutch licence plates (RDW sidecodes 1 to 14): `9` a digit, `X` a capital.
const PLATES: [&str; 16] = [
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
    "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9", "XXX-9-XX", "XX-9-XXX",
];

fn is_plate(token: &str) -> bool {
    let shape: String = token
        .chars()
        .map(|c| match c {
            '0'..='9' => '9',
            'A'..='Z' => 'X',
            other => other,
        })
        .collect();
    PLATES.contains(&shape.as_str())
}

/// Documentation and loopback addresses are nobody's.
fn is_ip(token: &str) -> bool {
    let bare = token.rsplit_once(':').filter(|(host, port)| host.contains('.') && port.parse::<u16>().is_ok());
    let address = bare.map_or(token, |(host, _)| host);
    let address =
        address.split_once('/').filter(|(_, bits)| bits.parse::<u8>().is_ok()).map_or(address, |(host, _)| host);
    if let Ok(address) = address.parse::<Ipv4Addr>() {
        return !(address.is_documentation() || address.is_loopback() || address.is_unspecified());
    }
    address.matches(':').count() >= 2
        && address.parse::<Ipv6Addr>().is_ok_and(|address| {
            !(address.is_loopback() || address.is_unspecified() || address.segments()[..2] == [0x2001, 0xdb8])
        })
}
