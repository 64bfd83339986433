//! A question answered: read, trimmed to the reader, corrected, scored, collected and marked.

use std::sync::Arc;

use app::model::lang::Lang;
use app::model::query::{Answer, Hit, HitKind, Marked, Matter, Notice, Query, Reason, Sort};
use app::model::reader::Reader;
use app::model::slug::Slug;
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument, TantivyError};

use super::adopted::Adopted;
use super::candidates::candidates;
use super::collect::{Candidates, Place, Scored, collect, kind_at};
use super::entry::Card;
use super::fragment::Marker;
use super::index::{Index, Trouble};
use super::language::language;
use super::plan::{Plan, Planner};
use super::question::{Field, Question};
use super::reasons::reasons;
use super::score::{Found, pairs, score, score_loosely};
use super::snapshot::{Sight, Snapshot};
use super::spelling;
use super::thesaurus::Register;
use super::{age, analysis};

impl Index {
    /// Answers a question as far as this reader may know. Whatever is asked, there is an answer.
    pub fn search(&self, reader: &Reader, query: &Query) -> Result<Answer, Trouble> {
        let (snapshot, register) = (self.snapshot(), self.register());
        let tier = Snapshot::tier(reader);
        let ledger = self.ledger();
        let (adopted, known) = (ledger.seen_by(&snapshot, &reader.keys()), ledger.of_tier(&snapshot, tier)?);
        let sight = snapshot.sight(reader)?;
        let search = Search { tier, sight, snapshot, register, query, adopted, known };
        Ok(search.answer()?)
    }
}

struct Search<'a> {
    snapshot: Arc<Snapshot>,
    register: Arc<Register>,
    sight: Sight,
    tier: usize,
    query: &'a Query,
    /// Which hubs use what, as this reader may know.
    adopted: Arc<Adopted>,
    /// The same, as every reader of the tier may know.
    known: Arc<Adopted>,
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
        let candidates = candidates(&self.snapshot, &self.sight, &self.register, &question, self.query, &self.adopted)?;
        let today = age::today();
        let (found, alike) = self.found(&planner, &question, &mut plan, today, &candidates)?;
        if alike {
            question.notices.push(Notice::OnlyAlike);
        }
        let (from, size) = (self.query.from as usize, self.query.size as usize);
        let by_score = found.is_some() && self.query.sort == Sort::Relevance;
        let most = if by_score { (from + size).max(pairs::LOOKED_AT) } else { from + size };
        let mut collected = collect(&self.snapshot, &candidates, found.as_deref(), self.query, most, &self.adopted)?;
        if by_score {
            pairs::reward(&self.snapshot, self.tier, &plan, &mut collected.hits)?;
            self.known.reward(&mut collected.hits);
        }
        let shown: Vec<Scored> = collected.hits.into_iter().skip(from).take(size).collect();
        let mut reasons = match self.query.explain && by_score {
            true if alike => vec![vec![Reason { what: Matter::Parts, percent: 100 }]; shown.len()],
            true => reasons(&self.snapshot, self.tier, &plan, today, &shown)?,
            false => vec![Vec::new(); shown.len()],
        };
        let mut marker = if alike { Marker::new(&plan).with_runs() } else { Marker::new(&plan) };
        let mut hits = Vec::with_capacity(shown.len());
        for (hit, why) in shown.iter().zip(&mut reasons) {
            let place = self.in_own_language(&hit.place, &question);
            hits.extend(self.hit(&place, std::mem::take(why), today, &mut marker)?);
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

    /// The scores of what answers the plan, `None` where it looks for nothing. Where nothing has a word of the question, and it need
    /// not be taken literally, of what has parts of it: then the plan is that of the parts, and the second is true.
    fn found(
        &self,
        planner: &Planner<'_>,
        question: &Question,
        plan: &mut Plan,
        today: i64,
        candidates: &Candidates,
    ) -> Result<(Option<Vec<Found>>, bool), TantivyError> {
        if plan.spans.is_empty() {
            return Ok((None, false));
        }
        let is_answer = |found: &[Found]| found.iter().any(|found| !found.is_empty());
        let found = score(&self.snapshot, self.tier, plan, today, candidates)?;
        if is_answer(&found) || self.query.literal {
            return Ok((Some(found), false));
        }
        if let Some(parts) = planner.in_parts(question)? {
            let found = score(&self.snapshot, self.tier, &parts, today, candidates)?;
            if is_answer(&found) {
                *plan = parts;
                return Ok((Some(found), true));
            }
        }
        let found = score_loosely(&self.snapshot, self.tier, plan, today, candidates)?;
        let alike = is_answer(&found);
        Ok((Some(found), alike))
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
            translations: self.translations(place, &card.slug)?,
            slug: card.slug,
            kind: card.kind,
            lang: card.lang,
            title,
            fragment,
            hubs: card.hubs,
            lines: card.lines,
            tlp: card.tlp,
            published: card.published,
            updated: card.updated,
            adopted: self.adopted.hubs_of(place),
            expired: card.valid_until.filter(|day| age::milliseconds(*day) < today),
            stale: card.review_by.filter(|day| age::milliseconds(*day) < today),
            passage: card.passage,
            why,
        }))
    }

    /// An indicator is one thing that says itself in every language of the site: whichever matched, it is shown in that of the
    /// reader, unless the question asks for a language.
    fn in_own_language(&self, place: &Place, question: &Question) -> Place {
        let of = |place: &Place| {
            let segment = &self.snapshot.segments[place.segment];
            (kind_at(segment, place.doc), segment.columns.lang[place.doc as usize])
        };
        let asked = !self.query.langs.is_empty()
            || question.conditions.iter().any(|condition| matches!(condition.field, Field::Lang(_)));
        let own = (HitKind::Indicator, self.query.lang as u8);
        if asked || of(place).0 != own.0 || of(place) == own {
            return *place;
        }
        self.snapshot.group(place, &self.sight).into_iter().find(|other| of(other) == own).unwrap_or(*place)
    }

    /// The other members of a hit's group that the reader may see. A document and its files are no translations of each
    /// other.
    fn translations(&self, place: &Place, own: &Slug) -> Result<Vec<(Lang, Slug)>, TantivyError> {
        let mut translations = Vec::new();
        if !self.snapshot.segments[place.segment].grouped.has(place.doc) {
            return Ok(translations);
        }
        for other in self.snapshot.group(place, &self.sight) {
            if let Some((card, _)) = self.snapshot.card(&other)?.filter(|(card, _)| card.slug != *own) {
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

    /// The other documents of a group, among what is seen; not the pages of their files.
    pub fn group(&self, place: &Place, sight: &Sight) -> Vec<Place> {
        let group = self.segments[place.segment].columns.group[place.doc as usize];
        let mut members = Vec::new();
        for (number, (segment, seen)) in self.segments.iter().zip(sight.iter()).enumerate() {
            let same = segment.group(group).filter(|doc| !segment.hanging.has(*doc));
            let same = same.filter(|doc| seen.has(*doc)).map(|doc| Place { segment: number, doc });
            members.extend(same.filter(|other| other != place));
        }
        members
    }
}
