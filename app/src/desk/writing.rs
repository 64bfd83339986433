//! Writing and publishing: drafts, their review, revisions, and documents that were taken back.

use async_trait::async_trait;

use super::{Desk, Fault, Incoming, Refusal};
use crate::model::account::Account;
use crate::model::attachment::Label;
use crate::model::comparison::Compared;
use crate::model::document::{Article, RevisionRow, Withdrawal};
use crate::model::draft::{Choices, DraftPage, Preview, Workbench, WriteAct, Written};
use crate::model::members::Members;
use crate::model::reader::Reader;
use crate::model::sheet::Sheet;
use crate::model::slug::Slug;

/// Drafts are seen by their author, and by whom the author asks to look at them; for everybody else each is
/// [`Refusal::Absent`], as one that does not exist.
#[async_trait]
pub trait Writing: Send + Sync {
    /// What somebody writes, and what waits for their look.
    async fn workbench(&self, reader: &Reader) -> Result<Workbench, Refusal>;

    /// What can be chosen on a form, for who may write.
    async fn choices(&self, reader: &Reader) -> Result<Choices, Refusal>;

    /// Who can be named in an audience, for everybody with an account.
    async fn members(&self, reader: &Reader) -> Result<Members, Refusal>;

    /// A draft on its own page. Of a reviewer this is recorded above TLP:GREEN.
    async fn draft(&self, reader: &Reader, id: &Slug) -> Result<DraftPage, Refusal>;

    /// A draft as its readers would have it, beside what is published.
    async fn preview(&self, reader: &Reader, id: &Slug) -> Result<Preview, Refusal>;

    /// Two sheets beside each other.
    async fn compare(&self, old: Sheet, new: Sheet) -> Result<Vec<Compared>, Refusal>;

    /// Whether this reader may let files go along with a draft now: its author, while it is being written.
    async fn may_attach_to_draft(&self, reader: &Reader, draft: &Slug) -> Result<bool, Refusal>;

    /// Takes in files that go along with a draft: all of them, or none. Once it is published they hang on the document, under
    /// its label or a narrower one of their own.
    async fn attach_to_draft(
        &self,
        reader: &Reader,
        draft: &Slug,
        label: Label,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault>;

    /// Lets one file take the place of another: of one that goes along, or of one that hangs on the published document, from
    /// the day on that the draft is published.
    async fn replace_in_draft(
        &self,
        reader: &Reader,
        draft: &Slug,
        file: &Slug,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault>;

    /// Takes one away. A file of another draft is not there.
    async fn detach_from_draft(&self, reader: &Reader, draft: &Slug, id: &Slug) -> Result<(), Fault>;

    /// Takes a step. Checked here, whatever a page showed. When a publication is answered, it can be found.
    async fn write(&self, account: &Account, act: WriteAct) -> Result<Written, Fault>;
}

/// What was published before. Who reads it is let in by that revision and by the last one.
#[async_trait]
pub trait Revisions: Send + Sync {
    /// The newest first.
    async fn revisions(&self, reader: &Reader, slug: &Slug) -> Result<Vec<RevisionRow>, Refusal>;

    /// Opens it: recorded as any document is.
    async fn revision(&self, reader: &Reader, slug: &Slug, n: u32) -> Result<Article, Refusal>;

    /// One revision beside another.
    async fn compare_revisions(
        &self,
        reader: &Reader,
        slug: &Slug,
        old: u32,
        new: u32,
    ) -> Result<Vec<Compared>, Refusal>;

    /// A document that a person took back.
    async fn withdrawal(&self, reader: &Reader, slug: &Slug) -> Result<Withdrawal, Refusal>;
}

impl Desk {
    pub async fn workbench(&self) -> Result<Workbench, Refusal> {
        self.library.workbench(&self.reader).await
    }

    pub async fn choices(&self) -> Result<Choices, Refusal> {
        self.library.choices(&self.reader).await
    }

    pub async fn members(&self) -> Result<Members, Refusal> {
        self.library.members(&self.reader).await
    }

    pub async fn draft(&self, id: &Slug) -> Result<DraftPage, Refusal> {
        self.library.draft(&self.reader, id).await
    }

    pub async fn preview(&self, id: &Slug) -> Result<Preview, Refusal> {
        self.library.preview(&self.reader, id).await
    }

    pub async fn may_attach_to_draft(&self, draft: &Slug) -> Result<bool, Refusal> {
        self.library.may_attach_to_draft(&self.reader, draft).await
    }

    pub async fn attach_to_draft(&self, draft: &Slug, label: Label, incoming: &mut dyn Incoming) -> Result<(), Fault> {
        self.library.attach_to_draft(&self.reader, draft, label, incoming).await
    }

    pub async fn replace_in_draft(&self, draft: &Slug, file: &Slug, incoming: &mut dyn Incoming) -> Result<(), Fault> {
        self.library.replace_in_draft(&self.reader, draft, file, incoming).await
    }

    pub async fn detach_from_draft(&self, draft: &Slug, id: &Slug) -> Result<(), Fault> {
        self.library.detach_from_draft(&self.reader, draft, id).await
    }

    pub async fn compare(&self, old: Sheet, new: Sheet) -> Result<Vec<Compared>, Refusal> {
        self.library.compare(old, new).await
    }

    /// Only somebody who is signed in takes a step; a token reads.
    pub async fn write(&self, act: WriteAct) -> Result<Written, Fault> {
        self.library.write(self.acting_account()?, act).await
    }

    pub async fn revisions(&self, slug: &Slug) -> Result<Vec<RevisionRow>, Refusal> {
        self.library.revisions(&self.reader, slug).await
    }

    pub async fn revision(&self, slug: &Slug, n: u32) -> Result<Article, Refusal> {
        self.library.revision(&self.reader, slug, n).await
    }

    pub async fn compare_revisions(&self, slug: &Slug, old: u32, new: u32) -> Result<Vec<Compared>, Refusal> {
        self.library.compare_revisions(&self.reader, slug, old, new).await
    }

    pub async fn withdrawal(&self, slug: &Slug) -> Result<Withdrawal, Refusal> {
        self.library.withdrawal(&self.reader, slug).await
    }
}
