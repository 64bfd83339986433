//! What typing may lead to: hubs, terms, indicators and titles, as far as the reader may see them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use app::model::lang::Lang;
use app::model::query::{HitKind, Suggestion, Target};
use app::model::reader::Reader;
use tantivy::{DocId, TantivyError, Term};

use super::analysis;
use super::collect::{Place, kind_at};
use super::completion::completions;
use super::index::{Index, Trouble};
use super::schema::{LONGEST_START, TITLE_START};
use super::snapshot::{Bits, Segment, Sight, Snapshot};
use super::thesaurus::{Name, Register};

impl Index {
    /// What this may become when typed on, best first, at most `size`: names of hubs, organisations and terms that begin so, then
    /// indicators and documents whose title has all the words and one that begins as the last.
    pub fn suggest(&self, reader: &Reader, typed: &str, lang: Lang, size: usize) -> Result<Vec<Suggestion>, Trouble> {
        let folded: String = analysis::fold(typed.trim()).chars().take(LONGEST_TYPED).collect();
        let words: Vec<String> = analysis::words(&folded)
            .into_iter()
            .filter(|word| !word.joined)
            .map(|word| word.folded.into_owned())
            .collect();
        if words.is_empty() || size == 0 {
            return Ok(Vec::new());
        }
        let size = size.min(MOST);
        let register = self.register();
        let begun: String = typed.trim_start().chars().take(LONGEST_TYPED).collect();
        let fields = completions(&register, &begun, lang, size);
        // A field that was named can only be followed by its values.
        if begun.contains(':') && !fields.is_empty() {
            return Ok(fields);
        }
        let mut suggestions = named(&register, &words.join(" "), lang, size.div_ceil(2));
        let size = size - fields.len().min(size / 4);
        let snapshot = self.snapshot();
        let sight = snapshot.sight(reader)?;
        for place in titled(&snapshot, &sight, &words, lang, size)? {
            if suggestions.len() == size {
                break;
            }
            let Some((card, _)) = snapshot.card(&place)? else { continue };
            let target = match card.kind {
                HitKind::Document(kind) => Target::Document(card.slug, kind),
                HitKind::Indicator => Target::Indicator(card.slug),
                HitKind::Session => Target::Session(card.slug),
                // Whom to ask is looked for, not completed.
                HitKind::Profile | HitKind::ContactPoint => continue,
            };
            suggestions.push(Suggestion { text: card.title, target });
        }
        suggestions.extend(fields);
        Ok(suggestions)
    }
}

const MOST: usize = 50;
const LONGEST_TYPED: usize = 100;
/// Words that a beginning is completed to; a longer beginning has fewer.
const MOST_COMPLETED: usize = 2_000;

/// Hubs, organisations and terms whose name, or a word of it, begins so.
fn named(register: &Register, typed: &str, lang: Lang, size: usize) -> Vec<Suggestion> {
    let rank = |name: &Name| -> Option<(bool, bool, bool, usize)> {
        let at_start = name.folded.starts_with(typed);
        let in_word = || name.folded.match_indices(typed).any(|(at, _)| name.folded[..at].ends_with([' ', '-', '/']));
        (at_start || in_word())
            .then(|| (!matches!(name.target, Target::Hub(_)), !at_start, name.lang != lang, name.folded.len()))
    };
    let mut names: Vec<_> = register.names.iter().filter_map(|name| Some((rank(name)?, name))).collect();
    names.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.folded.cmp(&b.1.folded)));
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for (_, name) in names {
        let known = |suggestion: &Suggestion| match name.target {
            Target::Term => suggestion.text.eq_ignore_ascii_case(&name.text),
            _ => suggestion.target == name.target,
        };
        if !suggestions.iter().any(known) {
            suggestions.push(Suggestion { text: name.text.clone(), target: name.target.clone() });
        }
        if suggestions.len() == size {
            break;
        }
    }
    suggestions
}

/// Smaller is better: begins the title, indicator before document, own language, newest.
type Rank = (bool, bool, bool, Reverse<i64>, u32, DocId);

/// Titles with all the words, the last one begun.
fn titled(
    snapshot: &Snapshot,
    sight: &Sight,
    words: &[String],
    lang: Lang,
    size: usize,
) -> Result<Vec<Place>, TantivyError> {
    let mut all: Vec<(Rank, String, Place)> = Vec::new();
    for (number, (segment, seen)) in snapshot.segments.iter().zip(sight.iter()).enumerate() {
        let (bits, starting) = matching(snapshot, segment, seen, words)?;
        let mut best: BinaryHeap<Rank> = BinaryHeap::new();
        for doc in bits.iter() {
            let at = doc as usize;
            let columns = &segment.columns;
            // Of a text and its translations only one is suggested.
            let own = columns.lang[at] == lang as u8;
            if segment.grouped.has(doc) && !own && has_own(snapshot, sight, &Place { segment: number, doc }, lang) {
                continue;
            }
            let document = kind_at(segment, doc) != HitKind::Indicator;
            let rank = (!starting.has(doc), document, !own, Reverse(columns.day[at]), columns.slug[at], doc);
            if best.len() < size || best.peek().is_some_and(|worst| rank < *worst) {
                best.push(rank);
                if best.len() > size {
                    best.pop();
                }
            }
        }
        for rank in best {
            all.push((rank, segment.columns.slug_text(rank.5)?, Place { segment: number, doc: rank.5 }));
        }
    }
    // Numbers of slugs compare within a segment only.
    all.sort_by(|(a, a_slug, _), (b, b_slug, _)| (a.0, a.1, a.2, a.3, a_slug).cmp(&(b.0, b.1, b.2, b.3, b_slug)));
    Ok(all.into_iter().take(size).map(|(_, _, place)| place).collect())
}

fn has_own(snapshot: &Snapshot, sight: &Sight, place: &Place, lang: Lang) -> bool {
    let in_lang = |other: &Place| snapshot.segments[other.segment].columns.lang[other.doc as usize] == lang as u8;
    snapshot.group(place, sight).iter().any(in_lang)
}

/// Documents of a segment with the words in their title, and those whose title begins with them.
fn matching(
    snapshot: &Snapshot,
    segment: &Segment,
    seen: &Bits,
    words: &[String],
) -> Result<(Bits, Bits), TantivyError> {
    let field = snapshot.fields.starts;
    let mut bits = Bits::clone(seen);
    let mut starting = Bits::none(segment.reader.max_doc());
    let Some((last, before)) = words.split_last() else { return Ok((bits, starting)) };
    for (position, word) in before.iter().enumerate() {
        let mut having = Bits::none(segment.reader.max_doc());
        segment.each(&Term::from_field_text(field, &format!("={word}")), |doc| having.add(doc))?;
        bits.and(&having);
        if position == 0 {
            let term = Term::from_field_text(field, &format!("{TITLE_START}={word}"));
            segment.each(&term, |doc| starting.add(doc))?;
        }
    }
    let mut having = Bits::none(segment.reader.max_doc());
    begun(segment, field, "", last, &mut having)?;
    bits.and(&having);
    if before.is_empty() {
        begun(segment, field, &TITLE_START.to_string(), last, &mut starting)?;
    }
    Ok((bits, starting))
}

/// Documents with a word that begins so.
fn begun(
    segment: &Segment,
    field: tantivy::schema::Field,
    mark: &str,
    beginning: &str,
    having: &mut Bits,
) -> Result<(), TantivyError> {
    if beginning.chars().count() <= LONGEST_START {
        return segment.each(&Term::from_field_text(field, &format!("{mark}{beginning}")), |doc| having.add(doc));
    }
    let first = format!("{mark}={beginning}");
    let inverted = segment.reader.inverted_index(field)?;
    let mut stream = inverted.terms().range().ge(&first).into_stream()?;
    for _ in 0..MOST_COMPLETED {
        if !stream.advance() || !stream.key().starts_with(first.as_bytes()) {
            break;
        }
        let mut block =
            inverted.read_block_postings_from_terminfo(stream.value(), tantivy::schema::IndexRecordOption::Basic)?;
        while !block.docs().is_empty() {
            block.docs().iter().for_each(|doc| having.add(*doc));
            block.advance();
        }
    }
    Ok(())
}
