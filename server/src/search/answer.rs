//! A question answered: read, trimmed to the reader, corrected, scored, collected and marked.

use std::sync::Arc;

use app::model::lang::Lang;
use app::model::query::{Answer, Hit, Marked, Notice, Query};
use app::model::reader::Reader;
use app::model::slug::Slug;
use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument, TantivyError, Term};

use super::analysis;
use super::collect::{Candidates, Place, collect, kind_bits};
use super::entry::Card;
use super::fragment::Marker;
use super::index::{Index, Trouble};
use super::plan::Planner;
use super::question::{Condition, Field, Question};
use super::schema::line_bits;
use super::score::score;
use super::snapshot::{Bits, Segment, Sight, Snapshot};
use super::spelling;
use super::thesaurus::Register;

impl Index {
    /// Answers a question as far as this reader may know. Whatever is asked, there is an answer.
    pub fn search(&self, reader: &Reader, query: &Query) -> Result<Answer, Trouble> {
        let (snapshot, register) = (self.snapshot(), self.register());
        let search = Search { tier: Snapshot::tier(reader), sight: snapshot.sight(reader)?, snapshot, register, query };
        Ok(search.answer()?)
    }
}

struct Search<'a> {
    snapshot: Arc<Snapshot>,
    register: Arc<Register>,
    sight: Sight,
    tier: usize,
    query: &'a Query,
}

impl Search<'_> {
    fn answer(&self) -> Result<Answer, TantivyError> {
        let mut question = Question::read(&self.query.text);
        let planner =
            Planner { snapshot: &self.snapshot, register: &self.register, tier: self.tier, lang: self.query.lang };
        let mut plan = planner.plan(&question)?;
        let correction = spelling::correct(&planner, &mut plan, &self.sight, &self.query.text)?;
        let candidates = self.candidates(&question)?;
        let found = if plan.spans.is_empty() { None } else { Some(score(&self.snapshot, self.tier, &plan)?) };
        let collected = collect(&self.snapshot, &candidates, found.as_deref(), self.query)?;
        let mut marker = Marker::new(&plan);
        let mut hits = Vec::with_capacity(collected.places.len());
        for place in &collected.places {
            hits.extend(self.hit(place, &mut marker)?);
        }
        if hits.is_empty() && self.query.from > 0 && collected.total > 0 {
            question.notices.push(Notice::PastTheEnd);
        }
        Ok(Answer {
            total: collected.total,
            hits,
            facets: collected.facets,
            suggestion: correction,
            notices: question.notices,
        })
    }

    /// What the reader may see, as far as it meets the conditions that were typed.
    fn candidates(&self, question: &Question) -> Result<Candidates, TantivyError> {
        let mut candidates = Vec::with_capacity(self.snapshot.segments.len());
        for (segment, sight) in self.snapshot.segments.iter().zip(self.sight.iter()) {
            let mut bits = Bits::clone(sight);
            for phrase in &question.phrases {
                bits.and(&self.together(segment, phrase, self.snapshot.fields.all)?);
            }
            for words in &question.in_title {
                bits.and(&self.together(segment, words, self.snapshot.fields.title)?);
            }
            for words in &question.without {
                bits.without(&self.together(segment, words, self.snapshot.fields.all)?);
            }
            for condition in &question.conditions {
                self.narrow(segment, condition, &mut bits);
            }
            candidates.push(bits);
        }
        Ok(candidates)
    }

    /// Documents that have these words one after another, in the analysis of their own language.
    fn together(
        &self,
        segment: &Segment,
        words: &str,
        fields: [tantivy::schema::Field; 5],
    ) -> Result<Bits, TantivyError> {
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
                    let weight =
                        PhraseQuery::new_with_offset(terms).weight(EnableScoring::disabled_from_schema(schema))?;
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

    fn narrow(&self, segment: &Segment, condition: &Condition, bits: &mut Bits) {
        let columns = &segment.columns;
        let mut meets = Bits::none(segment.reader.max_doc());
        let mut add = |test: &dyn Fn(usize) -> bool| {
            bits.iter().filter(|doc| test(*doc as usize)).for_each(|doc| meets.add(doc));
        };
        match &condition.field {
            Field::Kind(kinds) => {
                let wanted = kind_bits(kinds);
                add(&|doc| wanted >> columns.kind[doc] & 1 == 1);
            }
            Field::Line(lines) => {
                let wanted = line_bits(lines);
                add(&|doc| wanted & columns.lines[doc] != 0);
            }
            Field::Lang(langs) => add(&|doc| langs.iter().any(|lang| *lang as u8 == columns.lang[doc])),
            Field::Year(years) => add(&|doc| years.contains(&columns.year[doc])),
            Field::Hub(hubs) => {
                let codes: Vec<String> = hubs.iter().map(|hub| self.register.hub_code(hub)).collect();
                let numbers: Vec<u16> = (0..columns.hub_names.len())
                    .filter(|number| codes.contains(&columns.hub_names[*number]))
                    .map(|number| number as u16)
                    .collect();
                add(&|doc| columns.hubs(doc as u32).iter().any(|hub| numbers.contains(hub)));
            }
        }
        if condition.without {
            bits.without(&meets);
        } else {
            bits.and(&meets);
        }
    }

    fn hit(&self, place: &Place, marker: &mut Marker) -> Result<Option<Hit>, TantivyError> {
        let Some((card, body)) = self.snapshot.card(place)? else { return Ok(None) };
        let title = marker.mark(&card.title, card.lang);
        let fragment: Vec<Marked> = marker.passage(&card.summary, &body, card.lang);
        Ok(Some(Hit {
            translations: self.translations(place)?,
            slug: card.slug,
            kind: card.kind,
            lang: card.lang,
            title,
            fragment,
            hubs: card.hubs,
            lines: card.lines,
            tlp: card.tlp,
            published: card.published,
        }))
    }

    /// The other members of a hit's group that the reader may see.
    fn translations(&self, place: &Place) -> Result<Vec<(Lang, Slug)>, TantivyError> {
        let mut translations = Vec::new();
        if !self.snapshot.segments[place.segment].grouped.has(place.doc) {
            return Ok(translations);
        }
        for other in self.snapshot.group(place, &self.sight) {
            if let Some((card, _)) = self.snapshot.card(&other)? {
                translations.push((card.lang, card.slug));
            }
        }
        translations.sort();
        Ok(translations)
    }
}

impl Snapshot {
    /// What a list shows of a document, and its text.
    pub fn card(&self, place: &Place) -> Result<Option<(Card, String)>, TantivyError> {
        let address = DocAddress::new(place.segment as u32, place.doc);
        let document: TantivyDocument = self.searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str());
        let card = text(self.fields.card).and_then(|card| serde_json::from_str(card).ok());
        Ok(card.map(|card| (card, text(self.fields.body).unwrap_or_default().to_owned())))
    }

    /// The other members of a document's group, among what is seen.
    pub fn group(&self, place: &Place, sight: &Sight) -> Vec<Place> {
        let group = self.segments[place.segment].columns.group[place.doc as usize];
        let mut members = Vec::new();
        for (number, (segment, seen)) in self.segments.iter().zip(sight.iter()).enumerate() {
            let same = segment.grouped.iter().filter(|doc| segment.columns.group[*doc as usize] == group);
            let same = same.filter(|doc| seen.has(*doc)).map(|doc| Place { segment: number, doc });
            members.extend(same.filter(|other| other != place));
        }
        members
    }
}
