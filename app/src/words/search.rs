use serde::Deserialize;

use super::fill;
use crate::model::query::{Matter, Notice};

/// The search page and the search fields elsewhere. Names in braces stand for what is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    pub title: String,
    pub description: String,
    pub label: String,
    pub placeholder: String,
    pub button: String,
    pub filters: String,
    pub filter_button: String,
    pub kind: String,
    pub hub: String,
    pub line: String,
    pub language: String,
    pub year: String,
    pub indicator: String,
    pub indicators: String,
    pub session: String,
    pub sessions: String,
    pub profile: String,
    pub profiles: String,
    pub contact_point: String,
    pub contact_points: String,
    pub sort: String,
    pub relevance: String,
    pub newest: String,
    pub by_title: String,
    /// With `{count}`.
    pub results: String,
    pub one_result: String,
    pub no_results: String,
    /// With `{text}`.
    pub for_text: String,
    /// With `{from}`, `{to}` and `{total}`.
    pub range: String,
    pub active: String,
    /// With `{filter}`, for those who hear the page.
    pub remove: String,
    pub remove_all: String,
    pub also_in: String,
    pub previous: String,
    pub next: String,
    pub pages: String,
    /// With `{text}`, the question as it was answered, and `{typed}`.
    pub corrected: String,
    /// With `{typed}`.
    pub not_corrected: String,
    /// With `{asked}` and `{others}`.
    pub widened: String,
    pub not_widened: String,
    pub literal: String,
    pub not_literal: String,
    pub explain: String,
    pub not_explain: String,
    pub as_csv: String,
    pub as_ris: String,
    /// Before the reasons of a hit.
    pub why: String,
    /// With `{asked}` and `{found}`.
    pub why_other: String,
    pub why_stop_words: String,
    pub why_parts: String,
    pub why_title: String,
    pub why_neighbours: String,
    pub why_fresh: String,
    pub why_expired: String,
    pub why_adopted: String,
    pub adopted: String,
    /// With `{date}`.
    pub expired: String,
    pub published: String,
    pub since: String,
    pub until: String,
    pub without_filters: String,
    pub help_fewer: String,
    pub help_spelling: String,
    pub help_browse: String,
    /// With `{names}`.
    pub ignored: String,
    /// With `{count}`.
    pub too_many_words: String,
    pub plain_words_only: String,
    /// With `{name}`.
    pub unknown_field: String,
    pub only_alike: String,
    pub past_the_end: String,
    pub rebuilding: String,
    pub language_help: String,
    /// Examples with what they do, in pairs.
    pub language_examples: Vec<[String; 2]>,
    pub suggestions: String,
    /// With `{count}`, for those who hear the page.
    pub suggestions_found: String,
    pub suggestion_term: String,
    pub suggestion_hub: String,
    pub suggestion_organisation: String,
    pub suggestion_field: String,
    pub failed: String,
}

impl Search {
    /// What counts for the place of a hit.
    pub fn matter(&self, matter: &Matter) -> String {
        match matter {
            Matter::Word(word) => format!("‘{word}’"),
            Matter::Other { asked, found } => fill(&self.why_other, &[("asked", asked), ("found", found)]),
            Matter::StopWords => self.why_stop_words.clone(),
            Matter::Parts => self.why_parts.clone(),
            Matter::Title => self.why_title.clone(),
            Matter::Neighbours => self.why_neighbours.clone(),
            Matter::Fresh => self.why_fresh.clone(),
            Matter::Expired => self.why_expired.clone(),
            Matter::Adopted => self.why_adopted.clone(),
        }
    }

    /// What was left out of a question, as a sentence.
    pub fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::Ignored(names) => fill(&self.ignored, &[("names", &names.join(", "))]),
            Notice::TooManyWords(count) => fill(&self.too_many_words, &[("count", count)]),
            Notice::PlainWordsOnly => self.plain_words_only.clone(),
            Notice::UnknownField(name) => fill(&self.unknown_field, &[("name", name)]),
            Notice::OnlyAlike => self.only_alike.clone(),
            Notice::PastTheEnd => self.past_the_end.clone(),
            Notice::Rebuilding => self.rebuilding.clone(),
        }
    }
}
