//! Compounds of a question taken apart: `drugssmokkel` is also `smokkel` of `drugs`.
//!
//! After Koehn and Knight (2003, Empirical Methods for Compound Splitting): the best split is that into words that texts
//! use most, by geometric mean. The texts are those of the reader's tier, so no word list is needed, and a split tells of
//! nothing hidden. The other way round, words of a question inside compounds of a text, is what the 4-grams are for.

use app::model::lang::Lang;
use tantivy::{TantivyError, Term};

use super::analysis;
use super::snapshot::Snapshot;

/// Languages that write compounds as one word.
pub const LANGS: [Lang; 2] = [Lang::Nl, Lang::De];

/// A shorter word, and a shorter part, is seldom a compound and often a false friend.
const SHORTEST_WORD: usize = 8;
const SHORTEST_PART: usize = 4;

/// What may stand between the parts, as spelt without diacritics.
const LINKS: [&str; 6] = ["", "s", "e", "n", "en", "es"];

/// Both parts must be used in so many texts.
const FEWEST: u32 = 2;

/// The two parts of a folded word, if texts of the tier use both by themselves.
pub fn parts(snapshot: &Snapshot, tier: usize, folded: &str) -> Result<Option<(String, String)>, TantivyError> {
    if folded.len() < SHORTEST_WORD || !folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(None);
    }
    let used = |part: &str| -> Result<u32, TantivyError> {
        if LANGS.iter().any(|lang| analysis::is_stop_word(part, *lang)) {
            return Ok(0);
        }
        snapshot.frequency(tier, &Term::from_field_text(snapshot.fields.words, part))
    };
    let mut best: Option<(f32, String, String)> = None;
    for at in SHORTEST_PART..=folded.len() - SHORTEST_PART {
        let (head, tail) = folded.split_at(at);
        let tails = used(tail)?;
        if tails < FEWEST {
            continue;
        }
        for link in LINKS {
            let Some(bare) = head.strip_suffix(link).filter(|bare| bare.len() >= SHORTEST_PART) else { continue };
            let heads = used(bare)?;
            let value = (heads as f32 * tails as f32).sqrt();
            if heads >= FEWEST && best.as_ref().is_none_or(|(most, ..)| value > *most) {
                best = Some((value, bare.to_owned(), tail.to_owned()));
            }
        }
    }
    Ok(best.map(|(_, head, tail)| (head, tail)))
}
