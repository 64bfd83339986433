//! Revisions, permanent and never wider than what is published now; and documents that were taken back.

use std::collections::BTreeSet;

use app::desk::{Refusal, Revisions, Writing};
use app::model::audit::Deed;
use app::model::comparison::Compared;
use app::model::document::{Article, Document, RevisionRow, Withdrawal};
use app::model::reader::Reader;
use app::model::sheet::Sheet;
use app::model::slug::Slug;
use async_trait::async_trait;

use super::{Shelf, unavailable};
use crate::exchange::markdown;

#[async_trait]
impl Revisions for Shelf {
    async fn revisions(&self, reader: &Reader, slug: &Slug) -> Result<Vec<RevisionRow>, Refusal> {
        let rows = self.store.revisions(&reader.keys(), slug).await.map_err(unavailable)?;
        if rows.is_empty() {
            self.record(reader, Deed::Refused, slug, None).await?;
            return Err(Refusal::Absent);
        }
        Ok(rows)
    }

    async fn revision(&self, reader: &Reader, slug: &Slug, n: u32) -> Result<Article, Refusal> {
        let document = self.kept_revision(reader, slug, n).await?;
        let keys = reader.keys();
        let mut article = self.article_of(&keys, document).await?;
        article.revisions = self.store.revisions(&keys, slug).await.map_err(unavailable)?;
        // Files hang on the document as it is now.
        article.attachments.clear();
        Ok(article)
    }

    async fn compare_revisions(
        &self,
        reader: &Reader,
        slug: &Slug,
        old: u32,
        new: u32,
    ) -> Result<Vec<Compared>, Refusal> {
        let (old, new) = (self.kept_revision(reader, slug, old).await?, self.kept_revision(reader, slug, new).await?);
        let keys = reader.keys();
        let mut sheets = Vec::new();
        for document in [old, new] {
            let seen = self.store.summaries(&keys, &document.write_up.named()).await.map_err(unavailable)?;
            let seen = seen.iter().map(|summary| &summary.slug).collect();
            sheets.push(Sheet::of(&document.write_up.naming_only(&seen)));
        }
        let new = sheets.pop().unwrap_or_default();
        self.compare(sheets.pop().unwrap_or_default(), new).await
    }

    async fn withdrawal(&self, reader: &Reader, slug: &Slug) -> Result<Withdrawal, Refusal> {
        let keys = reader.keys();
        let kept = self.store.kept(&keys, slug).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        self.note_read(reader, slug, &kept.document).await?;
        let wanted: BTreeSet<&Slug> = kept.successor.iter().collect();
        let successor = self.store.summaries(&keys, &wanted).await.map_err(unavailable)?.into_iter().next();
        let mut article = self.article_of(&keys, kept.document).await?;
        article.revisions = self.store.revisions(&keys, slug).await.map_err(unavailable)?;
        Ok(Withdrawal { at: kept.at, reason: kept.reason, successor, article })
    }
}

impl Shelf {
    async fn kept_revision(&self, reader: &Reader, slug: &Slug, n: u32) -> Result<Document, Refusal> {
        let Some(document) = self.store.revision(&reader.keys(), slug, n).await.map_err(unavailable)? else {
            self.record(reader, Deed::Refused, slug, None).await?;
            return Err(Refusal::Absent);
        };
        self.note_read(reader, slug, &document).await?;
        Ok(document)
    }

    /// A state of a document that is not in the lists, ready to be read by who holds these keys.
    pub(super) async fn article_of(&self, keys: &BTreeSet<String>, document: Document) -> Result<Article, Refusal> {
        let linked = self.store.summaries(keys, &document.write_up.named()).await.map_err(unavailable)?;
        let owner_name = self.owner_name(&document).await?;
        let (html, contents) = markdown::render(&document.write_up.body);
        let owed = self.store.is_owed(&document.id, document.revision).await.map_err(unavailable)?;
        let (translations, revisions, acts) = (Vec::new(), Vec::new(), Vec::new());
        // Files hang on the document, not on one of its revisions.
        let attachments = Vec::new();
        Ok(Article {
            document,
            owner_name,
            author_name: None,
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
}
