//! The one search. Trimming happens inside the index, on the reader's keys; nothing here sees a hidden document.

use app::desk::{Refusal, Search};
use app::model::document::Summary;
use app::model::lang::Lang;
use app::model::query::{Answer, MOST_FROM, MOST_HITS, Notice, Query, Suggestion};
use app::model::reader::Reader;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::Shelf;
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
        let (reader, typed) = (reader.clone(), typed.to_owned());
        self.ask(move |index| index.suggest(&reader, &typed, lang, size as usize)).await
    }

    async fn related(&self, reader: &Reader, slug: &Slug, size: u32) -> Result<Vec<Summary>, Refusal> {
        let (reader, slug, size) = (reader.clone(), slug.clone(), size.min(MOST_HITS));
        self.ask(move |index| index.related(&reader, &slug, size as usize)).await
    }
}

impl Shelf {
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
