//! Knowledge wanted: what readers looked for and did not find. Nobody is remembered, and nothing that could be about somebody.

use jiff::civil::Date;

/// Something that was looked for in vain by several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// In small letters.
    pub text: String,
    /// By how many persons or on how many days.
    pub asked: u32,
    /// The last day.
    pub last: Date,
}

/// What fewer asked for is shown to nobody.
pub const LEAST_ASKED: u32 = 3;

const MOST_WORDS: usize = 6;
const MOST_CHARACTERS: usize = 80;

/// Small words within names of persons.
const PARTICLES: [&str; 14] =
    ["de", "den", "der", "van", "ten", "ter", "te", "het", "el", "al", "bin", "von", "da", "di"];

/// A question as it may be kept, or `None`. Numbers (of telephones, plates, containers, citizens), addresses and what is
/// written like the name of a person are not kept, nor sentences.
pub fn keepable(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
    let short = (1..=MOST_WORDS).contains(&words.len()) && text.chars().count() <= MOST_CHARACTERS;
    if !short || !words.iter().all(|word| word.chars().all(plain) && word.chars().any(char::is_alphabetic)) {
        return None;
    }
    // Two words that begin with a capital, with at most particles between them.
    let telling = words.iter().filter(|word| !PARTICLES.contains(word));
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(char::is_lowercase)
    };
    let capitals: Vec<bool> = telling.map(|word| capital(word)).collect();
    if capitals.windows(2).any(|pair| pair[0] && pair[1]) {
        return None;
    }
    Some(words.join(" ").to_lowercase())
}
