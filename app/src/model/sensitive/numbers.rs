//! Numbers that prove themselves by a check, and telephone numbers.

use super::{Matter, Place};

pub fn find(text: &str, found: &mut Vec<Place>) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while at < chars.len() {
        let begins = at == 0 || !chars[at - 1].1.is_alphanumeric();
        let place = if begins { begin(text, &chars, at) } else { None };
        match place {
            Some((end, matter)) => {
                let to = chars.get(end).map_or(text.len(), |(byte, _)| *byte);
                found.push(Place { from: chars[at].0, to, matter });
                at = end;
            }
            None => at += 1,
        }
    }
}

/// What begins at a character: the character after it, and what it is.
fn begin(text: &str, chars: &[(usize, char)], at: usize) -> Option<(usize, Matter)> {
    let first = chars[at].1;
    // Within an address on the web, digits are names of pages.
    let word_start = text[..chars[at].0].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let in_link = text[word_start..chars[at].0].contains("://");
    if first.is_ascii_uppercase() {
        return container(chars, at).or_else(|| iban(chars, at));
    }
    if in_link {
        return None;
    }
    if first.is_ascii_digit() || first == '+' || first == '(' {
        return bsn(chars, at).or_else(|| telephone(chars, at));
    }
    None
}

/// Letters and digits from `at` on, over single separators; each with the place after it.
fn run(chars: &[(usize, char)], at: usize, most: usize, separators: &[char]) -> Vec<(char, usize)> {
    let mut taken = Vec::new();
    let mut next = at;
    while let Some((_, c)) = chars.get(next) {
        if c.is_ascii_alphanumeric() {
            taken.push((*c, next + 1));
            if taken.len() > most {
                break;
            }
        } else if !(separators.contains(c) && chars.get(next + 1).is_some_and(|(_, c)| c.is_ascii_alphanumeric())) {
            break;
        }
        next += 1;
    }
    taken
}

/// Whether nothing of a word follows.
fn ends(chars: &[(usize, char)], end: usize) -> bool {
    chars.get(end).is_none_or(|(_, c)| !c.is_alphanumeric())
}

/// Owner (three letters), category (U, J or Z), six digits and the check digit.
fn container(chars: &[(usize, char)], at: usize) -> Option<(usize, Matter)> {
    let taken = run(chars, at, 11, &[' ', '-']);
    let own: Vec<char> = taken.iter().take(11).map(|(c, _)| *c).collect();
    let (letters, digits) = own.split_at_checked(4)?;
    let form = letters.iter().all(char::is_ascii_uppercase)
        && matches!(letters[3], 'U' | 'J' | 'Z')
        && digits.len() == 7
        && digits.iter().all(char::is_ascii_digit);
    let end = taken.get(10)?.1;
    (form && ends(chars, end) && check_digit(&own[..10]) == digits[6].to_digit(10)).then_some((end, Matter::Container))
}

/// ISO 6346: letters count from 10 on, leaving out multiples of 11; each place counts twice the one before it.
fn check_digit(own: &[char]) -> Option<u32> {
    let mut sum = 0;
    for (place, c) in own.iter().enumerate() {
        let value = match c.to_digit(10) {
            Some(digit) => digit,
            None => {
                let letter = u32::from(*c).checked_sub(u32::from('A'))?;
                // A is 10, B 12 (11 is left out), L 23 (22 is), V 34 (33 is).
                10 + letter + u32::from(letter >= 1) + u32::from(letter >= 11) + u32::from(letter >= 21)
            }
        };
        sum += value << place;
    }
    Some(sum % 11 % 10)
}

/// Country, check digits and account: 15 to 34 characters whose number leaves 1 when divided by 97.
fn iban(chars: &[(usize, char)], at: usize) -> Option<(usize, Matter)> {
    let taken = run(chars, at, 34, &[' ']);
    let form = taken.len() >= 15
        && taken[..2].iter().all(|(c, _)| c.is_ascii_uppercase())
        && taken[2..4].iter().all(|(c, _)| c.is_ascii_digit());
    if !form {
        return None;
    }
    // Words may follow after a space: the longest part that passes is the number.
    (15..=taken.len().min(34)).rev().find_map(|length| {
        let end = taken[length - 1].1;
        let own: Vec<char> = taken[..length].iter().map(|(c, _)| c.to_ascii_uppercase()).collect();
        let small = taken[..length].iter().any(|(c, _)| c.is_ascii_lowercase());
        (!small && ends(chars, end) && remainder(&own) == 1).then_some((end, Matter::Iban))
    })
}

fn remainder(own: &[char]) -> u32 {
    own[4..]
        .iter()
        .chain(&own[..4])
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, value| if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 })
}

/// Nine digits, together or in groups, that pass the eleven test.
fn bsn(chars: &[(usize, char)], at: usize) -> Option<(usize, Matter)> {
    let taken = run(chars, at, 9, &['.', ' ']);
    let digits: Vec<u32> = taken.iter().take(9).filter_map(|(c, _)| c.to_digit(10)).collect();
    if digits.len() != 9 || digits.iter().all(|digit| *digit == 0) {
        return None;
    }
    let end = taken[8].1;
    // In groups only as people write it: 4.2.3, or three by three.
    let span = end - at;
    let grouped = span == 9 || span == 11;
    let weights = [9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = weights.iter().zip(&digits).map(|(weight, digit)| weight * digit).sum();
    let before = at.checked_sub(1).map(|before| chars[before].1);
    let part_of_more = before.is_some_and(|c| matches!(c, '.' | ',' | '-' | '/' | '+'))
        || chars.get(end).is_some_and(|(_, c)| matches!(c, '-' | '/'))
        || (chars.get(end).is_some_and(|(_, c)| matches!(c, '.' | ','))
            && chars.get(end + 1).is_some_and(|(_, c)| c.is_ascii_digit()));
    (grouped && !part_of_more && ends(chars, end) && sum % 11 == digits[8] % 11).then_some((end, Matter::Bsn))
}

/// Ten digits after a nought, or nine to fifteen after a plus, with the separators that people use.
fn telephone(chars: &[(usize, char)], at: usize) -> Option<(usize, Matter)> {
    let (mut digits, mut end, mut next) = (String::new(), at, at);
    let plus = chars[at].1 == '+';
    while let Some((_, c)) = chars.get(next) {
        match c {
            '0'..='9' => {
                digits.push(*c);
                end = next + 1;
            }
            '+' if next == at => {}
            ' ' | '-' | '(' | ')' if !chars.get(next + 1).is_none_or(|(_, c)| c.is_alphabetic()) => {}
            _ => break,
        }
        next += 1;
        if digits.len() > 15 {
            return None;
        }
    }
    let part_of_more = at.checked_sub(1).is_some_and(|before| matches!(chars[before].1, '.' | ',' | '-' | '/' | '€'));
    let national = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
    let abroad = (plus && (9..=15).contains(&digits.len()) && !digits.starts_with('0'))
        || (digits.starts_with("00") && (11..=15).contains(&digits.len()) && !digits.starts_with("000"));
    ((national || abroad) && !part_of_more && ends(chars, end)).then_some((end, Matter::Telephone))
}
