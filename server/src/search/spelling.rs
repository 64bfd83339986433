//! Typing mistakes: a word that no document has is corrected to the likeliest that some document has.
//!
//! "Has" means: among the documents this reader may read. Neither a suggestion nor its absence tells of others.

use app::model::lang::Lang;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{TantivyError, Term};

use super::analysis;
use super::plan::{Plan, Planner, Wanted};
use super::snapshot::{Bits, Sight, Snapshot};

mod distance;

use distance::distance;

/// Corrects the plan, and returns the question with the corrections in it; `None` when there was nothing to correct.
pub fn correct(
    planner: &Planner<'_>,
    plan: &mut Plan,
    sight: &Sight,
    typed: &str,
) -> Result<Option<String>, TantivyError> {
    let mut corrections: Vec<(String, String)> = Vec::new();
    if planner.literal {
        return Ok(None);
    }
    let mut tries = 0;
    for span in &mut plan.spans {
        // What the thesaurus or a hyphen knows is no mistake.
        if span.others.iter().any(|other| !other.apart) {
            continue;
        }
        // A compound of words that texts use may still be a slip of one that they have.
        let most = if span.others.is_empty() { 2 } else { 1 };
        for word in &mut span.words {
            if tries == MOST || !correctable(&word.folded) {
                continue;
            }
            let seen = Seen { snapshot: planner.snapshot, sight, field: planner.snapshot.fields.words };
            if seen.stems(word)? || seen.frequency(&word.folded)? > 0 || is_in_label(planner, word) {
                continue;
            }
            // Whether it leads to anything or not: a look through the vocabulary is what costs.
            tries += 1;
            let Some((better, documents)) = seen.best(&word.folded, planner.lang, most)? else { continue };
            // It may be no mistake but a part of longer words.
            if seen.inside(&word.folded)? * 2 > documents {
                continue;
            }
            let words = analysis::words(&better);
            let Some(first) = words.first() else { continue };
            let mut corrected = planner.wanted(first)?;
            corrected.position = word.position;
            corrected.instead_of = Some(std::mem::take(&mut word.folded));
            corrections.push((corrected.instead_of.clone().unwrap_or_default(), better.clone()));
            *word = corrected;
        }
    }
    if corrections.is_empty() {
        return Ok(None);
    }
    plan.grams = planner.grams(plan)?;
    Ok(Some(rewritten(typed, &corrections)))
}

/// More mistakes in one question are no mistakes.
const MOST: usize = 5;

/// The thesaurus has the word, in a label of more words.
fn is_in_label(planner: &Planner<'_>, word: &Wanted) -> bool {
    word.each_term().any(|(lang, weighed)| planner.register.has_word(lang, &weighed.stem))
}

fn correctable(folded: &str) -> bool {
    folded.len() >= 4 && folded.is_ascii() && !folded.bytes().any(|b| b.is_ascii_digit())
}

/// The question with the words replaced, everything else as typed.
fn rewritten(typed: &str, corrections: &[(String, String)]) -> String {
    let mut text = String::new();
    let mut at = 0;
    for word in analysis::words(typed).iter().filter(|word| !word.joined) {
        if let Some((_, better)) = corrections.iter().find(|(wrong, _)| *wrong == word.folded) {
            text.push_str(&typed[at..word.from]);
            text.push_str(better);
            at = word.to;
        }
    }
    text.push_str(&typed[at..]);
    text
}

/// The vocabulary of the documents that a reader may see.
struct Seen<'a> {
    snapshot: &'a Snapshot,
    sight: &'a Sight,
    field: Field,
}

impl Seen<'_> {
    fn frequency(&self, word: &str) -> Result<u32, TantivyError> {
        self.count(&Term::from_field_text(self.field, word))
    }

    /// Texts in a language have it, in some form.
    fn has(&self, word: &str, lang: Lang) -> Result<bool, TantivyError> {
        let words = analysis::words(word);
        let Some(word) = words.first() else { return Ok(false) };
        let field = self.snapshot.fields.all[lang as usize];
        Ok(self.count(&Term::from_field_text(field, &analysis::stem(word, lang)))? > 0)
    }

    /// Some document has it in another form.
    fn stems(&self, word: &Wanted) -> Result<bool, TantivyError> {
        for (lang, weighed) in word.terms.iter().enumerate() {
            let Some(weighed) = weighed else { continue };
            let term = Term::from_field_text(self.snapshot.fields.all[lang], &weighed.stem);
            if self.count(&term)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many documents have all its grams, and so perhaps the word inside a longer one.
    fn inside(&self, word: &str) -> Result<u32, TantivyError> {
        let mut count = 0;
        for (segment, seen) in self.snapshot.segments.iter().zip(self.sight.iter()) {
            let mut all = Bits::clone(seen);
            for gram in analysis::grams(word) {
                let mut having = Bits::none(segment.reader.max_doc());
                segment.each(&Term::from_field_text(self.snapshot.fields.grams, gram), |doc| having.add(doc))?;
                all.and(&having);
            }
            count += all.iter().count() as u32;
        }
        Ok(count)
    }

    /// The likeliest word: the fewest and likeliest slips, then the most documents. Two slips are believed only where they lead
    /// to a word that texts in the language of the question have, or nearly every word of a language without texts here would
    /// become one of another; and two letters put for two others are no slips but another word, unless keys or sounds are near.
    fn best(&self, word: &str, lang: Lang, most: u8) -> Result<Option<(String, u32)>, TantivyError> {
        let most = if word.len() >= 8 { most } else { 1 };
        for edits in 1..=most {
            let mut best: Option<(f32, String, u32)> = None;
            for candidate in self.near(word, edits)? {
                let documents = self.frequency(&candidate)?;
                let slips = distance(word, &candidate);
                let another = edits == 2 && candidate.len() == word.len() && slips >= 2.0;
                if documents == 0 || another || (edits == 2 && !self.has(&candidate, lang)?) {
                    continue;
                }
                let value = (documents as f32).ln_1p() - 3.0 * slips;
                let better =
                    best.as_ref().is_none_or(|(most, text, _)| value > *most || (value == *most && candidate < *text));
                if better {
                    best = Some((value, candidate, documents));
                }
            }
            if let Some((_, text, documents)) = best {
                return Ok(Some((text, documents)));
            }
        }
        Ok(None)
    }

    fn near(&self, word: &str, edits: u8) -> Result<Vec<String>, TantivyError> {
        let mut near = std::collections::BTreeSet::new();
        let automaton = FuzzyTermQuery::new(Term::from_field_text(self.field, word), edits, true).automaton()?;
        for segment in &self.snapshot.segments {
            let inverted = segment.reader.inverted_index(self.field)?;
            let mut stream = inverted.terms().search(&automaton).into_stream()?;
            while stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key()) {
                    near.insert(term.to_owned());
                }
            }
        }
        Ok(near.into_iter().collect())
    }

    fn count(&self, term: &Term) -> Result<u32, TantivyError> {
        let mut count = 0;
        for (segment, seen) in self.snapshot.segments.iter().zip(self.sight.iter()) {
            let inverted = segment.reader.inverted_index(term.field())?;
            if let Some(info) = inverted.get_term_info(term)? {
                count += segment.count(&inverted, &info, seen)?;
            }
        }
        Ok(count)
    }
}
