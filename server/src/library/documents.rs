//! Documents and lists of them, trimmed to the reader. What is opened above GREEN, taken along or refused is recorded.

use app::desk::{Documents, Refusal};
use app::model::audit::Deed;
use app::model::document::{Article, Document, Listing, Page, Summary};
use app::model::query::{MOST_FROM, MOST_HITS};
use app::model::reader::Reader;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::model::workflow::{Act, may};
use async_trait::async_trait;
use futures::try_join;

use super::recording::Held;
use super::writing::standing;
use super::{Shelf, unavailable};
use crate::exchange::markdown;

/// How many neighbours a page shows at most.
const MOST_LINKED: u32 = 100;

#[async_trait]
impl Documents for Shelf {
    async fn document(&self, reader: &Reader, slug: &Slug) -> Result<Article, Refusal> {
        let opened = self.open(reader, slug).await;
        match &opened {
            Ok(article) => self.note_read(reader, slug, &article.document).await?,
            // What was taken back is there for who could read it; see `Revisions::withdrawal`.
            Err(Refusal::Absent) if self.store.kept(&reader.keys(), slug).await.map_err(unavailable)?.is_some() => {}
            Err(Refusal::Absent) => self.record(reader, Deed::Refused, slug, None).await?,
            _ => {}
        }
        opened
    }

    async fn export(&self, reader: &Reader, slug: &Slug) -> Result<Article, Refusal> {
        let article = self.open(reader, slug).await?;
        self.record(reader, Deed::Exported, slug, Some(held(&article.document))).await?;
        if let Some(person) = reader.person()
            && article.document.write_up.sharing.tlp() >= Tlp::Amber
        {
            // A list is many at once: it counts, and whoever takes it waits when they open the next.
            self.pace(person, slug).await;
        }
        Ok(article)
    }

    async fn has_document(&self, reader: &Reader, slug: &Slug) -> Result<bool, Refusal> {
        Ok(self.store.document(&reader.keys(), slug).await.map_err(unavailable)?.is_some())
    }

    async fn documents(&self, reader: &Reader, listing: &Listing) -> Result<Page<Summary>, Refusal> {
        let bounded =
            Listing { from: listing.from.min(MOST_FROM), size: listing.size.min(MOST_HITS), ..listing.clone() };
        self.store.documents(&reader.keys(), &bounded).await.map_err(unavailable)
    }
}

impl Shelf {
    async fn open(&self, reader: &Reader, slug: &Slug) -> Result<Article, Refusal> {
        let keys = reader.keys();
        // What is hidden is not found by the query itself, so it takes the same path as what does not exist.
        let document = self.store.document(&keys, slug).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        // None of these waits for another: they are read at once, over connections of their own.
        let (translations, linked, owed, owner_name, author_name, attachments) = try_join!(
            async { self.store.translations(&keys, &document).await.map_err(unavailable) },
            async { self.store.linked(&keys, &document, MOST_LINKED).await.map_err(unavailable) },
            async { self.store.is_owed(&document.id, document.revision).await.map_err(unavailable) },
            self.owner_name(&document),
            self.author_name(reader, &document),
            async { self.store.attachments(&keys, &document.id).await.map_err(unavailable) },
        )?;
        let (html, contents) = markdown::render(&document.write_up.body);
        let allowed = |act: &Act| reader.person().is_some_and(|person| may(person, *act, &standing(&document)).is_ok());
        let acts = [Act::Revise, Act::Withdraw].into_iter().filter(allowed).collect();
        let revisions = Vec::new();
        Ok(Article {
            document,
            owner_name,
            author_name,
            html,
            contents,
            translations,
            linked,
            attachments,
            owed,
            revisions,
            acts,
        })
    }

    /// What the organisation that owns a document is called, in the language of the document.
    pub(super) async fn owner_name(&self, document: &Document) -> Result<String, Refusal> {
        let owner = self.store.organisation(&document.owner).await.map_err(unavailable)?;
        let lang = document.write_up.lang;
        Ok(owner.map_or_else(|| document.owner.to_string(), |owner| owner.name.get(lang).to_owned()))
    }

    /// Who wrote a document, where their organisation tells this reader.
    pub(super) async fn author_name(&self, reader: &Reader, document: &Document) -> Result<Option<String>, Refusal> {
        let (Some(person), Some(author)) = (reader.person(), &document.author) else { return Ok(None) };
        let shown = self.store.shown_name(author).await.map_err(unavailable)?;
        Ok(shown.filter(|(_, organisation, shown)| shown.tells(person, organisation)).map(|(name, ..)| name))
    }

    /// Writes down that a text above TLP:GREEN is handed out, and lets whoever takes in unusually many wait for it.
    pub(super) async fn note_read(&self, reader: &Reader, slug: &Slug, document: &Document) -> Result<(), Refusal> {
        let Some(person) = reader.person().filter(|_| document.write_up.sharing.tlp() >= Tlp::Amber) else {
            return Ok(());
        };
        self.record(reader, Deed::Read, slug, Some(held(document))).await?;
        tokio::time::sleep(self.pace(person, slug).await).await;
        Ok(())
    }
}

fn held(document: &Document) -> Held<'_> {
    Held { sharing: &document.write_up.sharing, author: document.author.as_ref() }
}
