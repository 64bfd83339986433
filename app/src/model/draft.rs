//! Drafts: working texts on their way to a revision, and what their author and their reviewers see of them.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::attachment::Attachment;
use super::comparison::Compared;
use super::document::Article;
use super::facts::Kind;
use super::lang::Text;
use super::members::Members;
use super::sensitive::Finding;
use super::sharing::{Audience, Sharing};
use super::sheet::{Flaw, Sheet};
use super::slug::Slug;
use super::workflow::{Act, Case, State};

/// A working text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// UUIDv7: its address, known to its author and to whom they ask.
    pub id: Slug,
    /// Id of the document that it changes or becomes.
    pub document: String,
    /// The name of that document.
    pub slug: Slug,
    pub kind: Kind,
    pub author: Slug,
    /// The organisation on whose behalf it is written.
    pub organisation: Slug,
    /// The organisation of its author: the same, or the secretariat of a hub of it.
    pub writer: Slug,
    pub state: State,
    /// The revision that it was begun from; 0 for a new document.
    pub base: u32,
    /// Grows with each save: who saves an older one is told.
    pub version: u32,
    pub created: Timestamp,
    pub saved: Timestamp,
    pub sheet: Sheet,
    /// Why something that the check found stays, by the name of the finding.
    pub reasons: BTreeMap<String, String>,
    /// Whom the author asked; nobody in particular without.
    pub asked: Option<Audience>,
    /// Who published it in a hurry, or approved it for later.
    pub publisher: Option<Slug>,
    /// When it is to be published.
    pub due: Option<Timestamp>,
    /// The revision that it became.
    pub revision: Option<u32>,
}

impl Draft {
    pub fn title(&self) -> &str {
        self.sheet.text("title").trim()
    }

    /// What the workflow asks about it. `sharing` is that of its sheet, `published` that of the document now.
    pub fn case<'a>(&'a self, sharing: Option<&'a Sharing>, published: Option<&'a Sharing>) -> Case<'a> {
        let hurried = self.publisher.as_ref().filter(|_| self.state == State::Owed);
        Case {
            state: self.state,
            author: Some(&self.author),
            organisation: &self.organisation,
            writer: &self.writer,
            sharing,
            published,
            asked: self.asked.as_ref(),
            hurried,
        }
    }
}

/// A step that was taken, with what was said. Persons are not named, their organisations are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub at: Timestamp,
    pub act: Act,
    pub organisation: Text,
    pub text: String,
}

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    pub id: Slug,
    pub kind: Kind,
    pub title: String,
    pub state: State,
    pub saved: Timestamp,
    pub organisation: Text,
    pub due: Option<Timestamp>,
    /// When it goes by itself if nothing happens to it, where that is near.
    pub goes: Option<Timestamp>,
}

/// What somebody finds at `/bijdragen`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbench {
    /// Whether they may begin something.
    pub writes: bool,
    pub own: Vec<DraftRow>,
    /// Waits for their look, the oldest first.
    pub waiting: Vec<DraftRow>,
    /// Documents of theirs or of their organisation that somebody is to look at again soon, or should have.
    pub aging: Vec<super::document::Summary>,
    /// Documents that they wrote.
    pub published: Vec<super::document::Summary>,
}

/// A draft on its own page.
#[derive(Clone, Debug)]
pub struct DraftPage {
    pub draft: Draft,
    pub organisation: Text,
    /// The organisation of who wrote it, where that is another.
    pub writer: Option<Text>,
    /// What this person may do with it now.
    pub acts: Vec<Act>,
    pub steps: Vec<Step>,
    pub flaws: Vec<Flaw>,
    pub findings: Vec<Finding>,
    /// Who could read it if it were published now; absent while no label is chosen.
    pub reach: Option<Reach>,
    /// The revision that is published now, where that is not the one it was begun from.
    pub overtaken: Option<u32>,
    /// The published sheet, where there is one that this person may see.
    pub published: Option<Sheet>,
    pub choices: Choices,
    /// What goes along with it, under the label that it would have now.
    pub files: Vec<Attachment>,
    /// Which of them take the place of files of the published document, with the names of these as far as this person knows them.
    pub replaced: Vec<(Slug, String)>,
    /// For its author: what hangs on the published document, and can be replaced with the draft.
    pub replaceable: Vec<Attachment>,
}

/// A draft as its readers would have it.
#[derive(Clone, Debug)]
pub struct Preview {
    pub page: DraftPage,
    /// Absent while something is wrong with it.
    pub article: Option<Article>,
    /// Beside what is published; everything came where nothing is.
    pub compared: Vec<Compared>,
}

/// Who will be able to read something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    pub sharing: Sharing,
    /// Persons with an account, the author included.
    pub persons: u32,
    /// Organisations whose persons may read it, with their number. Those that a group opens it to without telling who its
    /// members are, are not named.
    pub organisations: Vec<(Text, u32)>,
    /// Persons of organisations that are not named.
    pub unnamed: u32,
    /// Members of the audience that this author never shared with before.
    pub unused: Vec<Text>,
    /// Members of the audience that the label does not let in.
    pub idle: Vec<Text>,
}

/// What can be chosen on the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub members: Members,
    /// Organisations on whose behalf they may write, besides their own.
    pub behalf: Vec<(Slug, Text)>,
    /// Organisations that have somebody who can look at it, but for this person.
    pub reviewers: Vec<(Slug, Text)>,
    /// Documents that can be pointed to.
    pub documents: Vec<(Slug, String)>,
}

/// What a writer or a reviewer does. Everything else that a form brings is left aside.
#[derive(Clone, Debug)]
pub enum WriteAct {
    /// A new document of a kind.
    Begin {
        kind: Kind,
        sheet: Sheet,
        /// The organisation on whose behalf, where that is not one's own.
        behalf: Option<Slug>,
    },
    /// A new draft of a published document.
    Revise {
        document: Slug,
        /// The id of a proposal that was accepted, whose text it begins with.
        proposal: Option<String>,
    },
    /// The fields as they were posted; those that its kind has not are left out.
    Save {
        draft: Slug,
        version: u32,
        fields: Vec<(String, String)>,
    },
    /// Asks for a second pair of eyes.
    Submit(Submission),
    /// Publishes at once, and asks for the second pair of eyes afterwards.
    PublishUrgently {
        submission: Submission,
        why: String,
    },
    Retract {
        draft: Slug,
    },
    Discard {
        draft: Slug,
    },
    SendBack {
        draft: Slug,
        version: u32,
        remarks: String,
    },
    Publish {
        draft: Slug,
        version: u32,
    },
    Schedule {
        draft: Slug,
        version: u32,
        due: Timestamp,
    },
    Confirm {
        draft: Slug,
        version: u32,
    },
    /// Goes on from the revision that was published meanwhile.
    Rebase {
        draft: Slug,
        version: u32,
    },
    Withdraw {
        document: Slug,
        reason: String,
        successor: Option<Slug>,
    },
}

/// What an author says when a draft leaves their hands.
#[derive(Clone, Debug)]
pub struct Submission {
    pub draft: Slug,
    pub version: u32,
    /// Nobody in particular without.
    pub asked: Option<Audience>,
    /// What changed, told to its readers.
    pub note: String,
    pub minor: bool,
    /// Why findings of the check stay, by their names.
    pub reasons: BTreeMap<String, String>,
    /// Whether an audience that the author never used before is meant.
    pub sure: bool,
}

/// Where a write leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    Draft(Slug),
    Discarded,
    Document(Slug),
}
