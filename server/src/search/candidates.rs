//! What may be listed: what the reader may see, as far as it meets the conditions of the question.

use app::model::lang::Lang;
use app::model::query::Query;
use jiff::civil::Date;
use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::{DocId, TantivyError, Term};

use super::adopted::Adopted;
use super::collect::Candidates;
use super::question::{Condition, Field, Question};
use super::snapshot::{Bits, Segment, Sight, Snapshot};
use super::thesaurus::Register;
use super::{age, analysis, meeting};

/// Per segment the documents that meet every condition: phrases, exclusions, words in the title, field:value and days.
pub fn candidates(
    snapshot: &Snapshot,
    sight: &Sight,
    register: &Register,
    question: &Question,
    query: &Query,
    adopted: &Adopted,
) -> Result<Candidates, TantivyError> {
    let mut candidates = Vec::with_capacity(snapshot.segments.len());
    for (number, (segment, sight)) in snapshot.segments.iter().zip(sight.iter()).enumerate() {
        let mut bits = Bits::clone(sight);
        for phrase in &question.phrases {
            bits.and(&together(segment, phrase, snapshot.fields.all, &bits)?);
        }
        for words in &question.in_title {
            bits.and(&together(segment, words, snapshot.fields.title, &bits)?);
        }
        for words in &question.without {
            bits.without(&together(segment, words, snapshot.fields.all, &bits)?);
        }
        if query.since.is_some() || query.until.is_some() {
            keep_published(&mut bits, segment, query.since, query.until, true);
        }
        for Condition { field, without } in &question.conditions {
            let codes = |hubs: &[String]| hubs.iter().map(|hub| register.hub_code(hub)).collect::<Vec<_>>();
            let meeting = match field {
                Field::Kind(kinds) => meeting::kinds(segment, kinds),
                Field::Line(lines) => meeting::lines(segment, lines),
                Field::Lang(langs) => meeting::langs(segment, langs),
                Field::Year(years) => meeting::years(segment, years),
                Field::Hub(hubs) => meeting::hubs(segment, &codes(hubs)),
                Field::Adopted(hubs) => meeting::used_by(segment, number, adopted, &codes(hubs)),
                Field::Published(since, until) => {
                    keep_published(&mut bits, segment, *since, *until, !without);
                    continue;
                }
            };
            if *without {
                bits.without(&meeting);
            } else {
                bits.and(&meeting);
            }
        }
        candidates.push(bits);
    }
    Ok(candidates)
}

/// The documents of a set that have these words one after another, in the analysis of their own language.
fn together(
    segment: &Segment,
    words: &str,
    fields: [tantivy::schema::Field; 5],
    set: &Bits,
) -> Result<Bits, TantivyError> {
    let mut bits = Bits::none(segment.reader.max_doc());
    if set.is_empty() {
        return Ok(bits);
    }
    let words = analysis::words(words);
    for lang in Lang::ALL {
        let field = fields[lang as usize];
        let terms: Vec<(usize, Term)> = words
            .iter()
            .filter(|word| !word.joined)
            .map(|word| (word.position, Term::from_field_text(field, &analysis::stem(word, lang))))
            .collect();
        match &terms[..] {
            [] => {}
            [(_, term)] => segment.each(term, |doc| bits.add(doc))?,
            _ => {
                let schema = segment.reader.schema();
                let weight = PhraseQuery::new_with_offset(terms).weight(EnableScoring::disabled_from_schema(schema))?;
                let mut scorer = weight.scorer(&segment.reader, 1.0)?;
                // Positions are costly to read: of many phrases the first leaves little for the others to look at.
                for doc in set.iter() {
                    if scorer.doc() < doc {
                        scorer.seek(doc);
                    }
                    if scorer.doc() == doc {
                        bits.add(doc);
                    }
                }
            }
        }
    }
    Ok(bits)
}

/// Keeps what was published on these days, or what was not. What gives itself no day was published on none.
fn keep_published(bits: &mut Bits, segment: &Segment, since: Option<Date>, until: Option<Date>, published: bool) {
    let first = since.map_or(i64::MIN, age::milliseconds);
    let last = until.map_or(i64::MAX, age::milliseconds);
    let on_one = |doc: DocId| segment.columns.age(doc).published.is_some_and(|day| (first..=last).contains(&day));
    bits.retain(|doc| on_one(doc) == published);
}
