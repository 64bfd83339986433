//! Documents like one that is being read.

use std::collections::HashMap;

use app::model::document::Summary;
use app::model::query::{HitKind, Query};
use app::model::reader::Reader;
use app::model::slug::Slug;
use tantivy::{TantivyError, Term};

use super::collect::{Candidates, Place, collect};
use super::index::{Index, Trouble};
use super::plan::{Plan, Planner, Span, Wanted};
use super::score::score;
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
        let found = score(&snapshot, planner.tier, &plan, age::today())?;
        let candidates = others(&snapshot, &sight, &place);
        let query = Query { size: size as u32, lang: card.lang, ..Query::default() };
        let collected = collect(&snapshot, &candidates, Some(&found), &query, size)?;
        let mut summaries = Vec::with_capacity(size);
        for hit in &collected.hits {
            summaries.extend(snapshot.card(&hit.place)?.and_then(|(card, _)| card.summary()));
        }
        Ok(summaries)
    }
}

/// Letters of a long text that are read, and words that are looked for.
const READ: usize = 20_000;
const MOST_WORDS: usize = 25;

/// The most telling words of a text: often here, seldom elsewhere.
fn telling(planner: &Planner<'_>, text: &str) -> Result<Vec<Span>, TantivyError> {
    let words = analysis::words(text);
    let mut counts: HashMap<String, (f32, usize)> = HashMap::new();
    for (number, word) in words.iter().enumerate().filter(|(_, word)| !word.joined && word.folded.len() > 2) {
        if !analysis::is_stop_word(&word.folded, planner.lang) {
            counts.entry(analysis::stem(word, planner.lang)).or_insert((0.0, number)).0 += 1.0;
        }
    }
    let mut weighed: Vec<(f32, Wanted)> = Vec::with_capacity(counts.len());
    for (times, number) in counts.into_values() {
        let wanted = planner.wanted(&words[number])?;
        weighed.push((wanted.mass * times.ln_1p(), wanted));
    }
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.folded.cmp(&b.1.folded)));
    weighed.truncate(MOST_WORDS);
    Ok(weighed.into_iter().map(|(_, wanted)| Span { words: vec![wanted], others: Vec::new() }).collect())
}

/// Everything the reader sees but the document itself, its translations and what is no document.
fn others(snapshot: &Snapshot, sight: &Sight, place: &Place) -> Candidates {
    let group = snapshot.segments[place.segment].columns.group[place.doc as usize];
    let mut candidates = Vec::with_capacity(snapshot.segments.len());
    for (segment, seen) in snapshot.segments.iter().zip(sight.iter()) {
        let mut bits = Bits::none(segment.reader.max_doc());
        let columns = &segment.columns;
        let document = |doc: &u32| matches!(super::collect::kind_at(segment, *doc), HitKind::Document(_));
        let own = seen.iter().filter(|doc| !segment.hanging.has(*doc));
        own.filter(|doc| columns.group[*doc as usize] != group).filter(document).for_each(|doc| bits.add(doc));
        candidates.push(bits);
    }
    candidates
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
