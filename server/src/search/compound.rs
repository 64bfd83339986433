//! Compounds of a question taken apart: `bloemenveilingklanten` is also `klanten` of a `bloemenveiling`.
//!
//! After Koehn and Knight (2003, Empirical Methods for Compound Splitting): the best split is that into words that texts
//! use most, by geometric mean. A part is looked up by its stem, for parts are inflected and linked (`bloemen`, `klanten`,
//! `bedrijfs`). The texts are those of the reader's tier, and the thesaurus is for everybody, so no word list is needed and
//! a split tells of nothing hidden. The other way round, words of a question inside compounds of a text, is what the 4-grams
//! are for.

use std::cmp::Ordering;
use std::collections::HashMap;

use app::model::lang::Lang;
use tantivy::{TantivyError, Term};

use super::analysis::{self, Word};
use super::snapshot::Snapshot;
use super::thesaurus::Register;

/// Languages that write compounds as one word.
pub const LANGS: [Lang; 2] = [Lang::Nl, Lang::De];

/// A shorter word, and a shorter part, is seldom a compound and often a false friend; a longer word is no word.
const SHORTEST_WORD: usize = 8;
const SHORTEST_PART: usize = 4;
const LONGEST_WORD: usize = 40;
const MOST_PARTS: usize = 4;

/// What may stand between the parts.
const LINKS: [&str; 6] = ["", "s", "e", "n", "en", "es"];

/// Every part must be used in so many texts; a label of the thesaurus counts as much.
const FEWEST: u32 = 2;

/// The best of them are looked for: one is of larger parts, another is found in more texts.
const MOST_SPLITS: usize = 2;

/// A part of a compound.
#[derive(Clone, Debug)]
pub struct Part {
    /// As it stands in the compound, without what links it to the next.
    pub text: String,
    pub stem: String,
    used: u32,
}

/// The best ways to take a word apart in a language, each in at least two parts; none where its texts do not use the parts by
/// themselves.
pub fn splits(
    snapshot: &Snapshot,
    register: &Register,
    tier: usize,
    lang: Lang,
    word: &Word<'_>,
) -> Result<Vec<Vec<Part>>, TantivyError> {
    let letters = word.lower.chars().count();
    if !(SHORTEST_WORD..=LONGEST_WORD).contains(&letters) || !word.lower.chars().all(char::is_alphabetic) {
        return Ok(Vec::new());
    }
    let ends = word.lower.char_indices().map(|(at, _)| at).chain([word.lower.len()]).collect();
    let mut splitter =
        Splitter { snapshot, register, tier, lang, word: &word.lower, ends, known: HashMap::new(), found: Vec::new() };
    splitter.take_apart(letters, &mut Vec::new())?;
    let mut found = splitter.found;
    found.sort_by(|a, b| value(b).total_cmp(&value(a)).then_with(|| by_text(a, b)));
    found.dedup_by(|a, b| a.iter().map(|part| &part.stem).eq(b.iter().map(|part| &part.stem)));
    found.truncate(MOST_SPLITS);
    Ok(found)
}

/// The logarithm of the geometric mean of how often the parts are used.
fn value(parts: &[Part]) -> f32 {
    let sum: f32 = parts.iter().map(|part| (part.used as f32).ln()).sum();
    sum / parts.len() as f32
}

/// The fewest parts first, then by text: the order may not depend on chance.
fn by_text(a: &[Part], b: &[Part]) -> Ordering {
    let texts = |parts: &[Part]| parts.iter().map(|part| part.text.clone()).collect::<Vec<_>>();
    a.len().cmp(&b.len()).then_with(|| texts(a).cmp(&texts(b)))
}

struct Splitter<'a> {
    snapshot: &'a Snapshot,
    register: &'a Register,
    tier: usize,
    lang: Lang,
    word: &'a str,
    /// Where its letters begin, in bytes, and where it ends.
    ends: Vec<usize>,
    /// What pieces turned out to be, by their first letter and the letter after them.
    known: HashMap<(usize, usize), Option<Part>>,
    found: Vec<Vec<Part>>,
}

impl Splitter<'_> {
    /// Takes the first `letters` of the word apart, from the end: what stands last says what the compound is, and nothing links
    /// it. `taken` are the parts behind them, the last one first.
    fn take_apart(&mut self, letters: usize, taken: &mut Vec<Part>) -> Result<(), TantivyError> {
        for from in 0..(letters + 1).saturating_sub(SHORTEST_PART) {
            let whole = from == 0;
            let fits = if whole { !taken.is_empty() } else { from >= SHORTEST_PART && taken.len() + 2 <= MOST_PARTS };
            if !fits {
                continue;
            }
            let Some(part) = self.part(from, letters, !taken.is_empty())? else { continue };
            taken.push(part);
            if whole {
                self.found.push(taken.iter().rev().cloned().collect());
            } else {
                self.take_apart(from, taken)?;
            }
            taken.pop();
        }
        Ok(())
    }

    /// The word between two letters, without what links it; the most used where that can be seen in two ways, and the shortest
    /// of those.
    fn part(&mut self, from: usize, to: usize, linked: bool) -> Result<Option<Part>, TantivyError> {
        let mut best: Option<Part> = None;
        for link in LINKS.iter().take(if linked { LINKS.len() } else { 1 }) {
            let until = to - link.len();
            let stands = until >= from + SHORTEST_PART && self.word[self.ends[from]..self.ends[to]].ends_with(link);
            if let Some(part) = if stands { self.known(from, until)? } else { None }
                && best.as_ref().is_none_or(|best| part.used >= best.used)
            {
                best = Some(part);
            }
        }
        Ok(best)
    }

    fn known(&mut self, from: usize, to: usize) -> Result<Option<Part>, TantivyError> {
        if let Some(known) = self.known.get(&(from, to)) {
            return Ok(known.clone());
        }
        let text = &self.word[self.ends[from]..self.ends[to]];
        let part = match analysis::words(text).first() {
            Some(word) if !analysis::is_stop_word(&word.folded, self.lang) => {
                let stem = analysis::stem(word, self.lang);
                let term = Term::from_field_text(self.snapshot.fields.all[self.lang as usize], &stem);
                let in_texts = self.snapshot.frequency(self.tier, &term)?;
                let as_label = if self.register.knows(self.lang, &stem) { FEWEST } else { 0 };
                let used = in_texts.max(as_label);
                (used >= FEWEST).then(|| Part { text: text.to_owned(), stem, used })
            }
            _ => None,
        };
        self.known.insert((from, to), part.clone());
        Ok(part)
    }
}
