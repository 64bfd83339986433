//! Documents: the write-up, its revisions, and what a page or a list shows of them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::attachment::Attachment;
use super::facts::{Facts, Kind};
use super::html::{Heading, SafeHtml};
use super::lang::Lang;
use super::line::{Line, Stage};
use super::sharing::Sharing;
use super::slug::Slug;
use super::source::Source;
use super::workflow::Act;

/// What somebody wrote: the content of one revision, complete with who may read it.
/// It is also what an import reads and an export writes, so the two round-trip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteUp {
    pub slug: Slug,
    pub lang: Lang,
    pub title: String,
    pub summary: String,
    /// Markdown (CommonMark with GFM tables and footnotes).
    pub body: String,
    pub facts: Facts,
    pub sharing: Sharing,
    pub hubs: Vec<Slug>,
    pub lines: Vec<Line>,
    pub stages: Vec<Stage>,
    pub tags: Vec<String>,
    /// The day the write-up itself gives; absent when it gives none.
    pub published: Option<Date>,
    /// The document this one translates.
    pub translation_of: Option<Slug>,
    /// Documents the writer points to.
    pub related: Vec<Slug>,
    pub sources: Vec<Source>,
    /// The day before which somebody looks again whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Date>,
    /// The organisation that does so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verifier: Option<Slug>,
}

impl WriteUp {
    pub fn kind(&self) -> Kind {
        self.facts.kind()
    }

    /// Without the names of other documents than these.
    pub fn naming_only(mut self, visible: &BTreeSet<&Slug>) -> WriteUp {
        self.related.retain(|slug| visible.contains(slug));
        self.translation_of = self.translation_of.filter(|slug| visible.contains(slug));
        if let Facts::ModusOperandi(modus) = &mut self.facts {
            for barrier in modus.steps.iter_mut().flat_map(|step| &mut step.barriers) {
                barrier.documents.retain(|slug| visible.contains(slug));
            }
        }
        self
    }

    /// With the names that the revision before had and whoever revised it could not see: they were left out of what was
    /// revised (see [`WriteUp::naming_only`]), and nobody chose to take them away.
    pub fn keeping_unseen(mut self, before: &WriteUp, seen: &BTreeSet<&Slug>) -> WriteUp {
        let unseen = |slug: &&Slug| !seen.contains(*slug);
        self.related.extend(before.related.iter().filter(unseen).cloned());
        self.translation_of = self.translation_of.or_else(|| before.translation_of.iter().find(unseen).cloned());
        if let (Facts::ModusOperandi(modus), Facts::ModusOperandi(old)) = (&mut self.facts, &before.facts) {
            for barrier in modus.steps.iter_mut().flat_map(|step| &mut step.barriers) {
                let same = old.steps.iter().flat_map(|step| &step.barriers).find(|old| old.text == barrier.text);
                barrier.documents.extend(same.into_iter().flat_map(|old| &old.documents).filter(unseen).cloned());
            }
        }
        self
    }

    /// The other documents that it names.
    pub fn named(&self) -> BTreeSet<&Slug> {
        let mut named: BTreeSet<&Slug> = self.related.iter().chain(&self.translation_of).collect();
        if let Facts::ModusOperandi(modus) = &self.facts {
            named.extend(modus.steps.iter().flat_map(|step| &step.barriers).flat_map(|barrier| &barrier.documents));
        }
        named
    }

    /// Whether its title is one of its own, and not the [`opening`] that it was given for want of one.
    pub fn has_own_title(&self) -> bool {
        self.title != opening(&self.body) && self.title != self.slug.as_str()
    }
}

/// What a text without a title is called: its first words. Empty for a text without words.
pub fn opening(body: &str) -> String {
    let mut title = String::new();
    for word in body.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)) {
        if title.len() + word.len() > LONGEST_OPENING {
            break;
        }
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word);
    }
    if title.is_empty() { title } else { title + "…" }
}

/// Bytes of an opening, at most.
const LONGEST_OPENING: usize = 80;

/// A document as the store keeps it: the published revision and its provenance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// UUIDv7; never shown.
    pub id: String,
    /// The organisation that owns it.
    pub owner: Slug,
    /// The person who wrote it; never shown to readers who need not know.
    pub author: Option<Slug>,
    /// Number of the published revision, from 1.
    pub revision: u32,
    pub created: Timestamp,
    /// When the published revision was made.
    pub updated: Timestamp,
    pub write_up: WriteUp,
}

/// A document ready to be read: body as HTML, neighbours trimmed to the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    pub document: Document,
    /// The owner's name as shown.
    pub owner_name: String,
    /// Who wrote it, where their organisation tells this reader.
    pub author_name: Option<String>,
    pub html: SafeHtml,
    pub contents: Vec<Heading>,
    /// The same text in other languages, as far as this reader may read them.
    pub translations: Vec<Summary>,
    /// Documents the writer points to (facts included) and documents that point here, as far as this reader may read them.
    pub linked: Vec<Summary>,
    /// Files that hang on it, as far as this reader may read them, in the order in which they came.
    pub attachments: Vec<Attachment>,
    /// Whether a second pair of eyes is owed on it.
    pub owed: bool,
    /// Its revisions that this reader may read, the newest first; on pages of revisions.
    pub revisions: Vec<RevisionRow>,
    /// What this reader may do with it besides reading.
    pub acts: Vec<Act>,
}

/// A revision in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRow {
    /// From 1.
    pub n: u32,
    pub at: Timestamp,
    /// What changed, for its readers; loads say nothing.
    pub note: String,
    pub minor: bool,
    /// Nobody has looked at it but who published it.
    pub owed: bool,
    pub tlp: super::tlp::Tlp,
}

/// A document that was taken back, for those who could read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Withdrawal {
    pub at: Timestamp,
    pub reason: String,
    /// What says it now, as far as this reader may read that.
    pub successor: Option<Summary>,
    /// Its last published state.
    pub article: Article,
}

/// A longer text of a fixed page, such as the accessibility statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    pub title: String,
    pub html: SafeHtml,
    pub contents: Vec<Heading>,
}

impl Article {
    /// The write-up as this reader may have it: documents that they may not read are not named in it.
    pub fn handed_out(&self) -> WriteUp {
        let visible = self.linked.iter().chain(&self.translations).map(|summary| &summary.slug).collect();
        self.document.write_up.clone().naming_only(&visible)
    }
}

/// What a list shows of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub slug: Slug,
    pub lang: Lang,
    pub kind: Kind,
    pub title: String,
    pub summary: String,
    pub hubs: Vec<Slug>,
    pub lines: Vec<Line>,
    pub stages: Vec<Stage>,
    pub tlp: super::tlp::Tlp,
    pub published: Option<Date>,
    pub updated: Timestamp,
    pub translation_of: Option<Slug>,
    /// The day before which somebody looks again whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Date>,
}

/// Which documents a list asks for. Empty lists mean: all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub kinds: Vec<Kind>,
    pub hub: Option<Slug>,
    pub line: Option<Line>,
    pub stage: Option<Stage>,
    /// Prefer this language: of a text and its translations only the one in this language is listed, or the original.
    /// `None` lists every document by itself.
    pub prefer: Option<Lang>,
    pub from: u32,
    pub size: u32,
}

/// A part of a list, with the length of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub total: u64,
    pub items: Vec<T>,
}
