//! Files that hang on documents: taking them in, handing them out, and the text in them.

use async_trait::async_trait;
use futures::stream::BoxStream;
use jiff::Timestamp;

use super::{Desk, Fault, Refusal};
use crate::model::attachment::{Allowance, Attachment, Label, PassagePage, Picture};
use crate::model::reader::{Reader, Role};
use crate::model::slug::Slug;

/// The bytes of a file, piece by piece. An error is logged where it happens; whoever reads breaks off.
pub type Bytes = BoxStream<'static, Result<Vec<u8>, Refusal>>;

/// Files on their way in, one after the other.
#[async_trait]
pub trait Incoming: Send {
    /// The name of the next file; `None` after the last one.
    async fn next(&mut self) -> Result<Option<String>, Fault>;

    /// The next piece of that file; `None` at its end.
    async fn piece(&mut self) -> Result<Option<Vec<u8>>, Fault>;
}

/// Attachments. One that is hidden is [`Refusal::Absent`], as one that does not exist.
#[async_trait]
pub trait Attachments: Send + Sync {
    /// Hands out a file: of a signed-in reader this is recorded, and so is a refusal.
    async fn attachment(&self, reader: &Reader, id: &Slug) -> Result<(Attachment, Bytes), Refusal>;

    /// One page, slide, sheet or part of its text: above TLP:GREEN this is recorded.
    async fn passage(&self, reader: &Reader, id: &Slug, number: u32) -> Result<PassagePage, Refusal>;

    /// A picture of one page. To look at it is to read: above TLP:GREEN this is recorded, once in a sitting.
    async fn page_picture(
        &self,
        reader: &Reader,
        id: &Slug,
        number: u32,
    ) -> Result<(Attachment, Picture, Bytes), Refusal>;

    /// Whether this reader may attach to a document and take away: contributors and editors of the organisation that owns
    /// it, and its author. False for what the reader may not read.
    async fn may_attach(&self, reader: &Reader, document: &Slug) -> Result<bool, Refusal>;

    /// How much may be attached.
    fn allowance(&self) -> Allowance;

    /// Takes in files and hangs them on a document: all of them, or none.
    async fn attach(
        &self,
        reader: &Reader,
        document: &Slug,
        label: Label,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault>;

    /// Takes one away. An attachment of another document is not there.
    async fn detach(&self, reader: &Reader, document: &Slug, id: &Slug) -> Result<(), Fault>;
}

/// What goes with files for a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    pub label: Label,
    /// Until then only organisers read them.
    pub embargo: Option<Timestamp>,
    /// Whether those who spoke agree that this is made public.
    pub consent: bool,
}

/// The files of sessions: slides, papers, minutes, recordings with what was said in them. Organisers hang them.
#[async_trait]
pub trait Material: Send + Sync {
    /// Of a whole conference, as far as this reader may read it; organisers see what is under embargo too. By session, in
    /// the order in which it came.
    async fn material(&self, reader: &Reader, conference: &Slug) -> Result<Vec<Attachment>, Refusal>;

    /// Takes in files and hangs them on a session: all of them, or none.
    async fn attach_material(
        &self,
        reader: &Reader,
        conference: &Slug,
        session: u64,
        terms: Terms,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault>;

    /// Takes one away. A file of another session is not there.
    async fn detach_material(&self, reader: &Reader, conference: &Slug, session: u64, id: &Slug) -> Result<(), Fault>;
}

/// Why a file was not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unattached {
    #[error("choose at least one file")]
    NoFile,
    #[error("{0} files at a time at most: send the rest afterwards")]
    TooMany(u32),
    #[error("{name}: larger than {most} bytes; make it smaller or cut it up")]
    TooLarge { name: String, most: u64 },
    #[error("{0}: the file is empty")]
    Empty(String),
    #[error(
        "{0}: files of this kind are not taken; take one of pdf, docx, pptx, xlsx, odt, odp, ods, txt, csv, vtt, srt, png, jpg, mp3, mp4, webm"
    )]
    Kind(String),
    #[error("{name}: its content is {found}, not what its name says")]
    Misnamed { name: String, found: &'static str },
    #[error("choose a label")]
    NoLabel,
    #[error("field audience: '{0}' is no audience; write organisation:ID, hub:ID, group:ID or person:ID")]
    NoAudience(String),
    #[error("TLP:CLEAR cannot be limited to public bodies")]
    ClearForPublicBodies,
    #[error("a file cannot be shared more widely than its document: choose a narrower label or audience")]
    Wider,
    #[error("with a draft a file has TLP:AMBER at most: hang it on the document once that is published")]
    TooStrict,
    #[error("{0}: this very file hangs there already")]
    Already(String),
    #[error("{0} files hang on this document, which is the most: take some away first")]
    Full(u32),
    #[error("tick that those who spoke agree")]
    NoConsent,
    #[error("{0}: this session may not be recorded, so no recording of it is published")]
    NotRecorded(String),
    #[error("choose a label that is not wider than the one that was agreed")]
    WiderThanAgreed,
    #[error("{0} files wait for the organisers, which is the most: take one back first")]
    TooManyWaiting(u32),
    #[error("{0} older versions of this file are kept, which is the most: take it away and hang a new one")]
    TooManyVersions(u32),
    #[error("{0}: its speaker has not agreed that it is published")]
    NotAgreed(String),
    #[error("field embargo: give a day, as 2027-12-31")]
    NoDay,
    #[error("the files did not arrive whole: send them again")]
    Broken,
    #[error("others are sending files: try again in a moment")]
    Busy,
}

impl Desk {
    pub async fn attachment(&self, id: &Slug) -> Result<(Attachment, Bytes), Refusal> {
        self.library.attachment(&self.reader, id).await
    }

    pub async fn passage(&self, id: &Slug, number: u32) -> Result<PassagePage, Refusal> {
        self.library.passage(&self.reader, id, number).await
    }

    pub async fn page_picture(&self, id: &Slug, number: u32) -> Result<(Attachment, Picture, Bytes), Refusal> {
        self.library.page_picture(&self.reader, id, number).await
    }

    pub async fn may_attach(&self, document: &Slug) -> Result<bool, Refusal> {
        self.library.may_attach(&self.reader, document).await
    }

    pub fn allowance(&self) -> Allowance {
        self.library.allowance()
    }

    pub async fn attach(&self, document: &Slug, label: Label, incoming: &mut dyn Incoming) -> Result<(), Fault> {
        self.library.attach(&self.reader, document, label, incoming).await
    }

    pub async fn detach(&self, document: &Slug, id: &Slug) -> Result<(), Fault> {
        self.library.detach(&self.reader, document, id).await
    }
}

impl Desk {
    pub async fn material(&self, conference: &Slug) -> Result<Vec<Attachment>, Refusal> {
        self.library.material(&self.reader, conference).await
    }

    /// Whether this reader may hang files on sessions.
    pub fn organises(&self) -> bool {
        self.reader.is(Role::Organiser)
    }

    pub async fn attach_material(
        &self,
        conference: &Slug,
        session: u64,
        terms: Terms,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        self.library.attach_material(&self.reader, conference, session, terms, incoming).await
    }

    pub async fn detach_material(&self, conference: &Slug, session: u64, id: &Slug) -> Result<(), Fault> {
        self.library.detach_material(&self.reader, conference, session, id).await
    }
}
