//! What the index holds of a thing that can be found.

mod contact_points;
mod passages;
mod profiles;

use app::model::conference::{Edition, Session};
use app::model::document::{Document, Summary};
use app::model::facts::{Facts, Kind};
use app::model::indicator::Indicator;
use app::model::lang::Lang;
use app::model::line::{Line, Stage};
use app::model::query::{FoundIn, HitKind};
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::age::milliseconds;
use super::plain::plain;

pub use contact_points::{contact_point, contact_point_key, contact_point_version};
pub use passages::{attachment, attachment_key, material};
pub use profiles::{profile, profile_key, profile_version};

/// All entries of one thing, replaced together; no entries means that the thing is gone.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The name of the thing in the index: its noun and id, see [`document_key`].
    pub key: String,
    pub entries: Vec<Entry>,
}

/// A typed hit: a document, an indicator in one of its languages, or a session of a conference.
#[derive(Clone, Debug)]
pub struct Entry {
    pub card: Card,
    /// Whether the title says more than the text; otherwise it is shown, but counts for nothing.
    pub titled: bool,
    pub sharing: Sharing,
    /// Who wrote it, and so may always read it.
    pub author: Option<Slug>,
    /// What it hangs on, where it does: a reader must be let in by both.
    pub outer: Option<Outer>,
    /// Plain text: the facts, then the body. What passages are cut from.
    pub body: String,
    pub tags: Vec<String>,
    /// Which state of the thing this is: the revision of a document, a digest of what has no revisions.
    pub version: u64,
}

/// Who may read what something hangs on.
#[derive(Clone, Debug)]
pub struct Outer {
    pub sharing: Sharing,
    pub author: Option<Slug>,
}

/// What lists show of a hit; kept in the index as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub slug: Slug,
    /// The slug of the original: a text and its translations share it.
    pub group: Slug,
    pub kind: HitKind,
    pub lang: Lang,
    pub title: String,
    pub summary: String,
    pub hubs: Vec<Slug>,
    pub lines: Vec<Line>,
    pub stages: Vec<Stage>,
    pub tlp: Tlp,
    pub published: Option<Date>,
    /// The last day on which it holds, where it names one.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// The day before which somebody looks again whether it still holds.
    #[serde(default)]
    pub review_by: Option<Date>,
    /// Absent for what has no revisions.
    pub updated: Option<Timestamp>,
    pub translation_of: Option<Slug>,
    /// Where in a file, for a page of one; the rest is then that of its document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<FoundIn>,
}

impl Card {
    /// Of something that belongs to no hub and no line, has no date and is no text.
    fn bare(kind: HitKind, slug: Slug, lang: Lang, tlp: Tlp) -> Card {
        Card {
            group: slug.clone(),
            slug,
            kind,
            lang,
            title: String::new(),
            summary: String::new(),
            hubs: Vec::new(),
            lines: Vec::new(),
            stages: Vec::new(),
            tlp,
            published: None,
            valid_until: None,
            review_by: None,
            updated: None,
            translation_of: None,
            passage: None,
        }
    }

    /// As a list shows a document; `None` for what is none.
    pub fn summary(self) -> Option<Summary> {
        let HitKind::Document(kind) = self.kind else { return None };
        Some(Summary {
            slug: self.slug,
            lang: self.lang,
            kind,
            title: self.title,
            summary: self.summary,
            hubs: self.hubs,
            lines: self.lines,
            stages: self.stages,
            tlp: self.tlp,
            published: self.published,
            updated: self.updated?,
            translation_of: self.translation_of,
            review_by: self.review_by,
        })
    }

    /// The year that the year facet counts it under.
    pub fn year(&self) -> Option<i16> {
        self.published.map(Date::year)
    }

    /// The last day on which it counts for what it is: by its own word, or until somebody should have looked again.
    pub fn holds_until(&self) -> Option<Date> {
        self.valid_until.into_iter().chain(self.review_by).min()
    }

    /// Newest first sorts by this: UTC milliseconds of the day it gives itself, or of its last revision.
    pub fn day(&self) -> i64 {
        match (self.published, self.updated) {
            (Some(day), _) => milliseconds(day),
            (None, Some(updated)) => updated.as_millisecond(),
            (None, None) => i64::MIN,
        }
    }
}

/// The name of a document in the index.
pub fn document_key(id: &str) -> String {
    format!("document/{id}")
}

/// The name of an indicator in the index.
pub fn indicator_key(code: &str) -> String {
    format!("indicator/{code}")
}

/// The name of a conference in the index.
pub fn conference_key(slug: &str) -> String {
    format!("conference/{slug}")
}

/// The entries of a conference: one per session, replaced together.
pub fn sessions(edition: &Edition) -> Edit {
    let lang = edition.programme.lang();
    let entries = edition.programme.sessions.iter().filter_map(|one| session(edition, one, lang));
    Edit { key: conference_key(edition.slug.as_str()), entries: entries.collect() }
}

/// A session in its own language, or in that of the conference.
fn session(edition: &Edition, session: &Session, lang: Lang) -> Option<Entry> {
    let slug: Slug = format!("{}/{}", edition.slug, session.number).parse().ok()?;
    let speakers: Vec<&str> = session.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    let (summary, description) = (session_text(&session.summary), session_text(&session.description));
    let body = [session.subtitle.as_str(), &speakers.join(", "), &session.track, &session.room, &description];
    Some(Entry {
        titled: true,
        card: Card {
            title: session.title.clone(),
            summary,
            published: Some(edition.programme.local(session.start).date()),
            updated: Some(edition.published),
            ..Card::bare(HitKind::Session, slug, session.spoken().unwrap_or(lang), Tlp::Clear)
        },
        sharing: Sharing::clear(),
        author: None,
        outer: None,
        body: body.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"),
        tags: Vec::new(),
        version: edition.number.into(),
    })
}

/// The text of a session, which may be Markdown or HTML, without its marks.
fn session_text(text: &str) -> String {
    let without_tags = text.split('<').enumerate().map(|(at, part)| match part.split_once('>') {
        Some((_, after)) if at > 0 => after,
        _ => part,
    });
    plain(&without_tags.collect::<Vec<_>>().join(" "))
}

/// The entry of a document: its published revision.
pub fn document(document: &Document) -> Edit {
    let write_up = &document.write_up;
    let card = Card {
        slug: write_up.slug.clone(),
        group: write_up.translation_of.clone().unwrap_or_else(|| write_up.slug.clone()),
        kind: HitKind::Document(write_up.kind()),
        lang: write_up.lang,
        title: write_up.title.clone(),
        summary: write_up.summary.clone(),
        hubs: write_up.hubs.clone(),
        lines: write_up.lines.clone(),
        stages: write_up.stages.clone(),
        tlp: write_up.sharing.tlp(),
        published: write_up.published,
        valid_until: write_up.facts.valid_until(),
        review_by: write_up.review_by,
        updated: Some(document.updated),
        translation_of: write_up.translation_of.clone(),
        passage: None,
    };
    let mut body = facts_text(&write_up.facts);
    if !body.is_empty() {
        body.push('\n');
    }
    body.push_str(&plain(&write_up.body));
    let entry = Entry {
        card,
        titled: write_up.has_own_title(),
        sharing: write_up.sharing.clone(),
        author: document.author.clone(),
        outer: None,
        body,
        tags: write_up.tags.clone(),
        version: document.revision.into(),
    };
    Edit { key: document_key(&document.id), entries: vec![entry] }
}

/// The entries of an indicator: one per interface language, in one group.
pub fn indicator(indicator: &Indicator) -> Edit {
    let entries = Lang::INTERFACE.into_iter().map(|lang| Entry {
        card: Card {
            title: indicator.name.get(lang).to_owned(),
            summary: indicator.definition.get(lang).to_owned(),
            ..Card::bare(HitKind::Indicator, indicator.code.clone(), lang, Tlp::Clear)
        },
        titled: true,
        sharing: Sharing::clear(),
        author: None,
        outer: None,
        body: indicator.caveat.as_ref().map(|caveat| caveat.get(lang).to_owned()).unwrap_or_default(),
        tags: Vec::new(),
        version: indicator_version(indicator),
    });
    Edit { key: indicator_key(indicator.code.as_str()), entries: entries.collect() }
}

/// The version of an indicator: it changes with everything that is shown of it.
pub fn indicator_version(indicator: &Indicator) -> u64 {
    number(&Sha256::digest(serde_json::to_vec(indicator).unwrap_or_default()))
}

/// The number by which members of a group know each other.
pub(super) fn group_number(card: &Card) -> u64 {
    let noun = match card.kind {
        HitKind::Document(_) => "document/",
        HitKind::Indicator => "indicator/",
        HitKind::Session => "session/",
        HitKind::Profile => "profile/",
        HitKind::ContactPoint => "contact-point/",
    };
    number(&Sha256::new().chain_update(noun).chain_update(card.group.as_str()).finalize())
}

/// The group of a document and its translations, by the slug of the original.
pub(super) fn work_number(work: &Slug) -> u64 {
    number(&Sha256::new().chain_update("document/").chain_update(work.as_str()).finalize())
}

fn number(hash: &[u8]) -> u64 {
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The sentences of the facts, without codes, links and names of other documents.
fn facts_text(facts: &Facts) -> String {
    let mut text = String::new();
    if let Ok(value) = serde_json::to_value(facts) {
        collect(&value, &mut text);
    }
    text
}

/// Fields of `app::model::facts` that hold codes, not sentences.
const CODES: [&str; 16] = [
    "kind",
    "documents",
    "source",
    "url",
    "country",
    "phase",
    "first_seen",
    "last_seen",
    "observed",
    "reliability",
    "credibility",
    "valid_until",
    "about",
    "between",
    "answer",
    "hubs",
];

fn collect(value: &serde_json::Value, text: &mut String) {
    match value {
        serde_json::Value::String(sentence) if !sentence.trim().is_empty() => {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(sentence);
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, text)),
        serde_json::Value::Object(fields) => {
            fields
                .iter()
                .filter(|(name, _)| !CODES.contains(&name.as_str()))
                .for_each(|(_, value)| collect(value, text));
        }
        _ => {}
    }
}

/// Every kind of hit has a number in the index.
pub(super) fn kind_number(kind: HitKind) -> u8 {
    match kind {
        HitKind::Document(kind) => Kind::ALL.iter().position(|k| *k == kind).unwrap_or_default() as u8,
        HitKind::Indicator => Kind::ALL.len() as u8,
        HitKind::Session => Kind::ALL.len() as u8 + 1,
        HitKind::Profile => Kind::ALL.len() as u8 + 2,
        HitKind::ContactPoint => Kind::ALL.len() as u8 + 3,
    }
}

pub(super) fn kind_of(number: u8) -> HitKind {
    let beyond = || match usize::from(number) - Kind::ALL.len() {
        0 => HitKind::Indicator,
        1 => HitKind::Session,
        2 => HitKind::Profile,
        _ => HitKind::ContactPoint,
    };
    Kind::ALL.get(usize::from(number)).map_or_else(beyond, |kind| HitKind::Document(*kind))
}
