//! What may be listed: what the reader may see, as far as it meets the conditions of the question.

use app::model::lang::Lang;
use app::model::query::Query;
use jiff::civil::Date;
use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::{DocId, TantivyError, Term};

use super::adopted::Adopted;
use super::collect::{Candidates, kind_bits};
use super::question::{Field, Question};
use super::schema::line_bits;
use super::snapshot::{Bits, Segment, Sight, Snapshot};
use super::thesaurus::Register;
use super::{age, analysis};

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
            bits.and(&together(segment, phrase, snapshot.fields.all)?);
        }
        for words in &question.in_title {
            bits.and(&together(segment, words, snapshot.fields.title)?);
        }
        for words in &question.without {
            bits.without(&together(segment, words, snapshot.fields.all)?);
        }
        if query.since.is_some() || query.until.is_some() {
            bits.retain(|doc| is_published_in(segment, doc, query.since, query.until));
        }
        for condition in &question.conditions {
            let meets = meets(segment, register, &condition.field, adopted, number);
            bits.retain(|doc| meets(doc) != condition.without);
        }
        candidates.push(bits);
    }
    Ok(candidates)
}

/// Documents that have these words one after another, in the analysis of their own language.
fn together(segment: &Segment, words: &str, fields: [tantivy::schema::Field; 5]) -> Result<Bits, TantivyError> {
    let mut bits = Bits::none(segment.reader.max_doc());
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
                while scorer.doc() != tantivy::TERMINATED {
                    bits.add(scorer.doc());
                    scorer.advance();
                }
            }
        }
    }
    Ok(bits)
}

/// Whether a document of the segment has one of the values of a field.
fn meets<'a>(
    segment: &'a Segment,
    register: &Register,
    field: &'a Field,
    adopted: &'a Adopted,
    number: usize,
) -> Box<dyn Fn(DocId) -> bool + 'a> {
    let columns = &segment.columns;
    match field {
        Field::Kind(kinds) => {
            let wanted = kind_bits(kinds);
            Box::new(move |doc| wanted >> columns.kind[doc as usize] & 1 == 1)
        }
        Field::Line(lines) => {
            let wanted = line_bits(lines);
            Box::new(move |doc| wanted & columns.lines[doc as usize] != 0)
        }
        Field::Lang(langs) => Box::new(move |doc| langs.iter().any(|lang| *lang as u8 == columns.lang[doc as usize])),
        Field::Year(years) => Box::new(move |doc| years.contains(&columns.year[doc as usize])),
        Field::Published(since, until) => Box::new(move |doc| is_published_in(segment, doc, *since, *until)),
        Field::Adopted(hubs) => {
            let wanted = adopted.numbers(hubs.iter().map(|hub| register.hub_code(hub)));
            Box::new(move |doc| adopted.of(number, doc).iter().any(|hub| wanted.contains(hub)))
        }
        Field::Hub(hubs) => {
            let codes: Vec<String> = hubs.iter().map(|hub| register.hub_code(hub)).collect();
            let numbers: Vec<u16> = (0..columns.hub_names.len())
                .filter(|number| codes.contains(&columns.hub_names[*number]))
                .map(|number| number as u16)
                .collect();
            Box::new(move |doc| columns.hubs(doc).iter().any(|hub| numbers.contains(hub)))
        }
    }
}

/// Published on one of these days; what gives itself no day is not.
fn is_published_in(segment: &Segment, doc: DocId, since: Option<Date>, until: Option<Date>) -> bool {
    let first = since.map_or(i64::MIN, age::milliseconds);
    let last = until.map_or(i64::MAX, age::milliseconds);
    segment.columns.age(doc).published.is_some_and(|day| (first..=last).contains(&day))
}
