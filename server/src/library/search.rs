//! The one search. Trimming happens inside the index, on the reader's keys; nothing here sees a hidden document.

use app::desk::{Refusal, Search};
use app::model::document::Summary;
use app::model::following::{Watch, Watched};
use app::model::lang::Lang;
use app::model::query::{Answer, MOST_FROM, MOST_HITS, Notice, Query, Suggestion, Target};
use app::model::reader::Reader;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Shelf, unavailable};
use crate::search::{Index, Trouble};

#[async_trait]
impl Search for Shelf {
    async fn search(&self, reader: &Reader, query: &Query) -> Result<Answer, Refusal> {
        let bounded = Query { from: query.from.min(MOST_FROM), size: query.size.min(MOST_HITS), ..query.clone() };
        let reader = reader.clone();
        let mut answer = self.ask(move |index| index.search(&reader, &bounded)).await?;
        if self.index.is_filling() {
            answer.notices.push(Notice::Rebuilding);
        }
        Ok(answer)
    }

    async fn suggest(&self, reader: &Reader, typed: &str, lang: Lang, size: u32) -> Result<Vec<Suggestion>, Refusal> {
        let mut own = self.saved_searches(reader, typed).await?;
        let (reader, typed, room) = (reader.clone(), typed.to_owned(), (size as usize).saturating_sub(own.len()));
        own.extend(self.ask(move |index| index.suggest(&reader, &typed, lang, room)).await?);
        Ok(own)
    }

    async fn related(&self, reader: &Reader, slug: &Slug, size: u32) -> Result<Vec<Summary>, Refusal> {
        let (reader, slug, size) = (reader.clone(), slug.clone(), size.min(MOST_HITS));
        self.ask(move |index| index.related(&reader, &slug, size as usize)).await
    }
}

/// Saved searches that are suggested at once.
const MOST_SAVED: usize = 2;

impl Shelf {
    /// The reader's own saved searches with a word in their name that begins so.
    async fn saved_searches(&self, reader: &Reader, typed: &str) -> Result<Vec<Suggestion>, Refusal> {
        let begun = typed.trim().to_lowercase();
        let Some(person) = reader.person().filter(|_| !begun.is_empty()) else { return Ok(Vec::new()) };
        let saved = self.store.watches(&person.id).await.map_err(unavailable)?.into_iter();
        let suggestion = |watch: Watch| match watch.what {
            Watched::Search(pairs) => Some(Suggestion { text: watch.name, target: Target::Saved(pairs) }),
            _ => None,
        };
        let fits = |suggestion: &Suggestion| {
            let name = suggestion.text.to_lowercase();
            name.match_indices(&begun).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
        };
        Ok(saved.filter_map(suggestion).filter(fits).take(MOST_SAVED).collect())
    }

    /// Asks the index on a blocking thread: a question takes milliseconds of computing, and other requests wait for none.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Index) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Refusal> {
        let index = self.index.clone();
        match tokio::task::spawn_blocking(move || question(&index)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => {
                tracing::error!(%error, "the index cannot answer");
                Err(Refusal::Unavailable)
            }
            Err(error) => {
                tracing::error!(%error, "a question stopped halfway");
                Err(Refusal::Unavailable)
            }
        }
    }
}
