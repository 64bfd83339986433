//! A question answered: read, trimmed to the reader, corrected, scored, collected and marked.

use std::sync::Arc;

use app::model::lang::Lang;
use app::model::query::{Answer, Hit, Marked, Notice, Query, Reason, Sort};
use app::model::reader::Reader;
use app::model::slug::Slug;
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument, TantivyError};

use super::candidates::candidates;
use super::collect::{Place, Scored, collect};
use super::entry::Card;
use super::fragment::Marker;
use super::index::{Index, Trouble};
use super::language::language;
use super::plan::Planner;
use super::question::Question;
use super::reasons::reasons;
use super::score::{pairs, score};
use super::snapshot::{Sight, Snapshot};
use super::spelling;
use super::thesaurus::Register;
use super::{age, analysis};

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
        let planner = Planner {
            snapshot: &self.snapshot,
            register: &self.register,
            tier: self.tier,
            lang: language(&analysis::words(&question.words.join(" ")), &self.register, self.query.lang),
            literal: self.query.literal,
        };
        let mut plan = planner.plan(&question)?;
        let correction = spelling::correct(&planner, &mut plan, &self.sight, &self.query.text)?;
        let candidates = candidates(&self.snapshot, &self.sight, &self.register, &question, self.query)?;
        let today = age::today();
        let found = match plan.spans.is_empty() {
            true => None,
            false => Some(score(&self.snapshot, self.tier, &plan, today, &candidates)?),
        };
        let (from, size) = (self.query.from as usize, self.query.size as usize);
        let by_score = found.is_some() && self.query.sort == Sort::Relevance;
        let most = if by_score { (from + size).max(pairs::LOOKED_AT) } else { from + size };
        let mut collected = collect(&self.snapshot, &candidates, found.as_deref(), self.query, most)?;
        if by_score {
            pairs::reward(&self.snapshot, self.tier, &plan, &mut collected.hits)?;
        }
        let shown: Vec<Scored> = collected.hits.into_iter().skip(from).take(size).collect();
        let mut reasons = match self.query.explain && by_score {
            true => reasons(&self.snapshot, self.tier, &plan, today, &shown)?,
            false => vec![Vec::new(); shown.len()],
        };
        let mut marker = Marker::new(&plan);
        let mut hits = Vec::with_capacity(shown.len());
        for (hit, why) in shown.iter().zip(&mut reasons) {
            hits.extend(self.hit(&hit.place, std::mem::take(why), today, &mut marker)?);
        }
        if hits.is_empty() && self.query.from > 0 && collected.total > 0 {
            question.notices.push(Notice::PastTheEnd);
        }
        Ok(Answer {
            total: collected.total,
            hits,
            facets: collected.facets,
            suggestion: correction,
            widened: plan.widened(),
            notices: question.notices,
        })
    }

    fn hit(
        &self,
        place: &Place,
        why: Vec<Reason>,
        today: i64,
        marker: &mut Marker,
    ) -> Result<Option<Hit>, TantivyError> {
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
            expired: card.valid_until.filter(|day| age::milliseconds(*day) < today),
            why,
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
