//! Documents like one that is being read.

use std::collections::HashMap;

use app::model::document::Summary;
use app::model::query::{HitKind, Query};
use app::model::reader::Reader;
use app::model::slug::Slug;
use tantivy::{TantivyError, Term};

use super::adopted::Adopted;
use super::collect::{Place, collect};
use super::index::{Index, Trouble};
use super::plan::{Plan, Planner, Span, Wanted};
use super::score::{Found, score};
use super::snapshot::{Bits, Sight, Snapshot};
use super::{age, analysis};

impl Index {
    /// Documents that share the most telling words with this one, best first, at most `size`. Empty when the reader may
    /// not see the document, as when there is none.
    pub fn related(&self, reader: &Reader, slug: &Slug, size: usize) -> Result<Vec<Summary>, Trouble> {
        let (snapshot, register) = (self.snapshot(), self.register());
        let sight = snapshot.sight(reader)?;
        let Some(place) = place_of(&snapshot, &sight, slug)? else { return Ok(Vec::new()) };
        let Some((card, body)) = snapshot.card(&place)? else { return Ok(Vec::new()) };
        let planner = Planner {
            snapshot: &snapshot,
            register: &register,
            tier: Snapshot::tier(reader),
            lang: card.lang,
            literal: true,
        };
        let text = format!("{}\n{}\n{}\n{}", card.title, card.title, card.summary, &body[..floor(&body, READ)]);
        let plan = Plan { spans: telling(&planner, &text)?, grams: Vec::new() };
        let candidates = sight.iter().map(|seen| Bits::clone(seen)).collect();
        let mut found = score(&snapshot, planner.tier, &plan, age::today(), &candidates)?;
        closest(&snapshot, &mut found, &place, size);
        let query = Query { size: size as u32, lang: card.lang, ..Query::default() };
        let collected = collect(&snapshot, &candidates, Some(&found), &query, size, &Adopted::default())?;
        let mut summaries = Vec::with_capacity(size);
        for hit in &collected.hits {
            summaries.extend(snapshot.card(&hit.place)?.and_then(|(card, _)| card.summary()));
        }
        Ok(summaries)
    }
}

/// Letters of a long text that are read, and words that are looked for.
const READ: usize = 6_000;
const MOST_WORDS: usize = 25;

/// Entries of posting lists that are read, at most: in a large collection fewer words must do, or opening a document
/// would take longer the more documents there are.
const MOST_POSTINGS: u32 = 40_000;

/// The most telling words of a text, in its own language: often here, seldom elsewhere, but somewhere.
fn telling(planner: &Planner<'_>, text: &str) -> Result<Vec<Span>, TantivyError> {
    let words = analysis::words(text);
    let mut counts: HashMap<String, (f32, usize)> = HashMap::new();
    for (number, word) in words.iter().enumerate().filter(|(_, word)| !word.joined && word.folded.len() > 2) {
        if !analysis::is_stop_word(&word.folded, planner.lang) {
            counts.entry(analysis::stem(word, planner.lang)).or_insert((0.0, number)).0 += 1.0;
        }
    }
    let mut weighed: Vec<(f32, u32, Wanted)> = Vec::with_capacity(counts.len());
    for (times, number) in counts.into_values() {
        let (wanted, frequency) = planner.wanted_in(&words[number], planner.lang)?;
        // A word that only this document has leads nowhere. (Where the tier does not hold the document, to one other.)
        if frequency > 1 {
            weighed.push((wanted.mass * times.ln_1p(), frequency, wanted));
        }
    }
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.folded.cmp(&b.2.folded)));
    let mut postings = 0;
    weighed.retain(|(_, frequency, _)| {
        let fits = postings + frequency <= MOST_POSTINGS;
        postings += if fits { *frequency } else { 0 };
        fits
    });
    weighed.truncate(MOST_WORDS);
    Ok(weighed.into_iter().map(|(.., wanted)| Span { words: vec![wanted], others: Vec::new() }).collect())
}

/// How many documents are looked at for each one that is listed: some are translations of each other.
const LOOKED_AT: usize = 10;

/// Leaves the best of what was found, without the document itself, its translations and what is no document. All that score as
/// the last one stay too, or the order of writing would decide.
fn closest(snapshot: &Snapshot, found: &mut [Found], place: &Place, size: usize) {
    let group = snapshot.segments[place.segment].columns.group[place.doc as usize];
    let mut scores = Vec::new();
    for (segment, found) in snapshot.segments.iter().zip(&mut *found) {
        found.matched.without(&segment.hanging);
        found.matched.retain(|doc| {
            let document = matches!(super::collect::kind_at(segment, doc), HitKind::Document(_));
            document && segment.columns.group[doc as usize] != group
        });
        scores.extend(found.matched.iter().map(|doc| found.score(doc)));
    }
    let last = (size * LOOKED_AT).max(1);
    if scores.len() > last {
        let (_, least, _) = scores.select_nth_unstable_by(last - 1, |a, b| b.total_cmp(a));
        for found in found {
            found.keep(*least);
        }
    }
}

/// Where a document is that the reader may see.
fn place_of(snapshot: &Snapshot, sight: &Sight, slug: &Slug) -> Result<Option<Place>, TantivyError> {
    for (number, (segment, seen)) in snapshot.segments.iter().zip(sight.iter()).enumerate() {
        let mut place = None;
        segment.each(&Term::from_field_text(snapshot.fields.slug, slug.as_str()), |doc| {
            let document = matches!(super::collect::kind_at(segment, doc), HitKind::Document(_));
            if seen.has(doc) && document {
                place = Some(Place { segment: number, doc });
            }
        })?;
        if place.is_some() {
            return Ok(place);
        }
    }
    Ok(None)
}

fn floor(text: &str, at: usize) -> usize {
    if at >= text.len() { text.len() } else { (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0) }
}
