//! How text becomes terms: the one place that decides what equals what. Both sides, documents and questions, come here.
//!
//! - **Tokens** are runs of letters and digits; combining marks and soft hyphens belong to the word. An apostrophe splits
//!   and single letters beside it are dropped: `dia's` is `dia`, `l'eau` is `eau`, `don't` is `don`.
//! - **Hyphens** split too, and the parts written together are one more term at the place of the first part, so that
//!   `pin-code` is found as `pin`, `code` and `pincode`.
//! - **Folding**: lower case, no diacritics (`cocaïne` = `cocaine`), `ß` = `ss`.
//! - **Stems**: Snowball 3 per language, through its own field per language, for a stemmer of another language would
//!   make false friends. German, French and Spanish are stemmed before folding (their rules look at accents). Dutch has
//!   a few exceptions of our own where the stemmer goes too far (`exceptions`).
//! - **Stop words** stay in the index, or a phrase could not hold them; a question of more than stop words leaves them out.
//! - **4-grams** of the folded words, in one field for all languages, find `smokkel` in `drugssmokkel`. Measured, they are
//!   the largest single gain (docs/search.md).

mod exceptions;
mod stop;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use app::model::lang::Lang;
use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use stop::is_stop_word;

/// Longer words are cut: nobody types them, and a hostile text could fill the index with them.
const LONGEST: usize = 64;

/// Letters of a gram.
pub const GRAM: usize = 4;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// As written, in lower case.
    pub lower: Cow<'a, str>,
    /// Lower case without diacritics.
    pub folded: Cow<'a, str>,
    /// Where it stands in the text, in bytes.
    pub from: usize,
    pub to: usize,
    /// Its number among the words of the text; the joined form of a hyphenated word has that of its first part.
    pub position: usize,
    /// Put together from the parts of a hyphenated word.
    pub joined: bool,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let runs = runs(text);
    let mut words: Vec<Word<'_>> = Vec::with_capacity(runs.len());
    let mut position = 0;
    let mut first = 0;
    while first < runs.len() {
        // A chain of runs with single hyphens between them is one hyphenated word.
        let mut last = first;
        while last + 1 < runs.len() && is_hyphen(&text[runs[last].1..runs[last + 1].0]) {
            last += 1;
        }
        let before = words.len();
        for (from, to) in &runs[first..=last] {
            let (from, to) = (*from, *to);
            if to - from <= 2 && beside_apostrophe(text, from, to) && text[from..to].chars().count() == 1 {
                continue;
            }
            words.push(word(text, from, to, position));
            position += 1;
        }
        if words.len() > before + 1 && words.len() <= before + 4 {
            let lower: String = words[before..].iter().map(|word| word.lower.as_ref()).collect();
            let folded: String = words[before..].iter().map(|word| word.folded.as_ref()).collect();
            let joined = Word {
                lower: Cow::Owned(cut(lower)),
                folded: Cow::Owned(cut(folded)),
                from: words[before].from,
                to: words[words.len() - 1].to,
                position: words[before].position,
                joined: true,
            };
            words.insert(before + 1, joined);
        }
        first = last + 1;
    }
    words
}

/// The stem of a word in a language, folded: the term of that language's fields.
pub fn stem(word: &Word<'_>, lang: Lang) -> String {
    let mut stem = String::new();
    push_stem(word, lang, &mut stem);
    stem
}

/// [`stem`], written behind what is there.
pub fn push_stem(word: &Word<'_>, lang: Lang, text: &mut String) {
    STEMS.with_borrow_mut(|stems| text.push_str(stems.stem(word, lang)));
}

/// The grams of a folded word; a word shorter than a gram is its own.
pub fn grams(folded: &str) -> impl Iterator<Item = &str> {
    let bounds: Vec<usize> = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
    let letters = bounds.len() - 1;
    let count = if letters == 0 { 0 } else { letters.saturating_sub(GRAM) + 1 };
    (0..count).map(move |at| &folded[bounds[at]..bounds[(at + GRAM).min(letters)]])
}

/// Writes the `number`th of [`grams`]; false when there are not so many.
pub fn push_gram(folded: &str, number: usize, text: &mut String) -> bool {
    if !folded.is_ascii() {
        return grams(folded).nth(number).map(|gram| text.push_str(gram)).is_some();
    }
    let fits = !folded.is_empty() && (number == 0 || number + GRAM <= folded.len());
    if fits {
        text.push_str(&folded[number..(number + GRAM).min(folded.len())]);
    }
    fits
}

/// Lower case without diacritics, for whole labels.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

fn word(text: &str, from: usize, to: usize, position: usize) -> Word<'_> {
    let written = &text[from..to];
    if written.len() <= LONGEST && written.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Word {
            lower: Cow::Borrowed(written),
            folded: Cow::Borrowed(written),
            from,
            to,
            position,
            joined: false,
        };
    }
    let lower: String = written.chars().filter(|c| *c != SOFT_HYPHEN).flat_map(char::to_lowercase).nfc().collect();
    let lower = cut(lower);
    let folded = Cow::Owned(cut(fold(&lower)));
    Word { lower: Cow::Owned(lower), folded, from, to, position, joined: false }
}

fn cut(mut word: String) -> String {
    if word.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| word.is_char_boundary(*at)).unwrap_or(0);
        word.truncate(end);
    }
    word
}

fn fold_into(text: &str, folded: &mut String) {
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'ı' => folded.push('i'),
            SOFT_HYPHEN => {}
            c if c.is_ascii() => folded.push(c),
            c => {
                let decomposed = c.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
                folded.extend(decomposed.filter(|c| !is_combining_mark(*c)));
            }
        }
    }
}

/// Runs of letters, digits and what belongs to them, as byte ranges.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || (start.is_some() && (is_combining_mark(c) || c == SOFT_HYPHEN)) {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            runs.push((from, at));
        }
    }
    if let Some(from) = start {
        runs.push((from, text.len()));
    }
    runs
}

const SOFT_HYPHEN: char = '\u{ad}';

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}

fn beside_apostrophe(text: &str, from: usize, to: usize) -> bool {
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' | '\u{b4}');
    text[..from].chars().next_back().is_some_and(is_apostrophe) || text[to..].chars().next().is_some_and(is_apostrophe)
}

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems::default());
}

/// Stems already worked out, per language: texts repeat their words, and a look-up is ten times cheaper than a stemmer.
#[derive(Default)]
struct Stems {
    /// Where the stem of a word is in `stems`.
    known: [HashMap<String, usize>; 5],
    stems: [Vec<String>; 5],
}

/// How many words are remembered per language and thread, about 2 MB.
const REMEMBERED: usize = 20_000;

impl Stems {
    fn stem(&mut self, word: &Word<'_>, lang: Lang) -> &str {
        let (known, stems) = (&mut self.known[lang as usize], &mut self.stems[lang as usize]);
        let at = match known.get(word.lower.as_ref()) {
            Some(at) => *at,
            None => {
                if known.len() >= REMEMBERED {
                    known.clear();
                    stems.clear();
                }
                known.insert(word.lower.to_string(), stems.len());
                stems.push(worked_out(word, lang));
                stems.len() - 1
            }
        };
        &stems[at]
    }
}

fn worked_out(word: &Word<'_>, lang: Lang) -> String {
    if word.folded.bytes().any(|b| b.is_ascii_digit()) {
        return word.folded.to_string();
    }
    let stemmer = Stemmer::new(match lang {
        Lang::Nl => Algorithm::Dutch,
        Lang::En => Algorithm::English,
        Lang::De => Algorithm::German,
        Lang::Fr => Algorithm::French,
        Lang::Es => Algorithm::Spanish,
    });
    if lang == Lang::Nl
        && let Some(stem) = exceptions::dutch(&word.folded)
    {
        return stem;
    }
    match lang {
        Lang::Nl | Lang::En => stemmer.stem(&word.folded).to_string(),
        Lang::De | Lang::Fr | Lang::Es => fold(&stemmer.stem(&word.lower)),
    }
}
