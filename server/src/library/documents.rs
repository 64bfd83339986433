//! Documents and lists of them, trimmed to the reader.

use app::desk::{Documents, Refusal};
use app::model::document::{Article, Listing, Page, Summary};
use app::model::query::{MOST_FROM, MOST_HITS};
use app::model::reader::Reader;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Shelf, unavailable};
use crate::exchange::markdown;

/// How many neighbours a page shows at most.
const MOST_LINKED: u32 = 100;

#[async_trait]
impl Documents for Shelf {
    async fn document(&self, reader: &Reader, slug: &Slug) -> Result<Article, Refusal> {
        let keys = reader.keys();
        // What is hidden is not found by the query itself, so it takes the same path as what does not exist.
        let document = self.store.document(&keys, slug).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let translations = self.store.translations(&keys, &document).await.map_err(unavailable)?;
        let linked = self.store.linked(&keys, &document, MOST_LINKED).await.map_err(unavailable)?;
        let organisations = self.store.organisations().await.map_err(unavailable)?;
        let owner = organisations.into_iter().find(|organisation| organisation.slug == document.owner);
        let lang = document.write_up.lang;
        let owner_name = owner.map_or_else(|| document.owner.to_string(), |owner| owner.name.get(lang).to_owned());
        let (html, contents) = markdown::render(&document.write_up.body);
        Ok(Article { document, owner_name, html, contents, translations, linked })
    }

    async fn documents(&self, reader: &Reader, listing: &Listing) -> Result<Page<Summary>, Refusal> {
        let bounded =
            Listing { from: listing.from.min(MOST_FROM), size: listing.size.min(MOST_HITS), ..listing.clone() };
        self.store.documents(&reader.keys(), &bounded).await.map_err(unavailable)
    }
}
