//! The steps of writing. Each asks the workflow, whatever a page showed.

use std::collections::BTreeMap;

use app::desk::{Fault, Refusal};
use app::model::draft::{Draft, Submission, WriteAct, Written};
use app::model::facts::Kind;
use app::model::reader::Person;
use app::model::sensitive::{open, places};
use app::model::sharing::Audience;
use app::model::sheet::{LONGEST_NOTE, Sheet};
use app::model::slug::Slug;
use app::model::workflow::{Act, Case, No, State, may, writes, writes_on_behalf};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::Look;
use super::roll::Roll;
use crate::library::administration::{actor, code_of};
use crate::library::people::new_id;
use crate::library::{Shelf, unavailable};
use crate::store::{AboutSession, Change, NewStep, Withdrawing};

/// Drafts of one person at the same time.
const MOST_DRAFTS: usize = 200;

/// How far ahead something may be scheduled.
const FARTHEST: SignedDuration = SignedDuration::from_hours(366 * 24);

impl Shelf {
    pub(super) async fn take_step(&self, person: &Person, act: WriteAct) -> Result<Written, Fault> {
        match act {
            WriteAct::Begin { kind, sheet, behalf } => self.begin(person, kind, sheet, behalf).await,
            WriteAct::Revise { document, proposal } => self.revise(person, &document, proposal.as_deref()).await,
            WriteAct::Save { draft, version, fields } => {
                let look = self.seen(person, &draft).await?;
                let state = allowed(person, Act::Save, &look)?;
                let fields = fields.iter().map(|(key, text)| (key.as_str(), text.as_str()));
                let sheet = Sheet::from_pairs(look.draft.kind, fields)
                    .with("note", look.draft.sheet.text("note"))
                    .with("minor", look.draft.sheet.text("minor"));
                let draft = at(look.draft, version)?;
                self.change(&draft, Change { sheet: Some(&sheet), ..same(&draft, state) }, None).await
            }
            WriteAct::Submit(submission) => self.submit(person, submission).await,
            WriteAct::PublishUrgently { submission, why } => self.publish_urgently(person, submission, &why).await,
            WriteAct::Retract { draft } => {
                let look = self.seen(person, &draft).await?;
                let state = allowed(person, Act::Retract, &look)?;
                let change = Change { due: None, publisher: None, ..same(&look.draft, state) };
                self.change(&look.draft, change, Some(step(person, Act::Retract, ""))).await
            }
            WriteAct::Discard { draft } => {
                let look = self.seen(person, &draft).await?;
                allowed(person, Act::Discard, &look)?;
                let gone = self.store.discard_draft(&look.draft).await.map_err(unavailable)?;
                if gone { Ok(Written::Discarded) } else { Err(Fault::Moved) }
            }
            WriteAct::SendBack { draft, version, remarks } => {
                let look = self.seen(person, &draft).await?;
                let state = allowed(person, Act::SendBack, &look)?;
                said(&remarks, "remarks")?;
                let draft = at(look.draft, version)?;
                let publisher = draft.publisher.as_ref().filter(|_| state == State::Owed);
                let change = Change { publisher, due: None, ..same(&draft, state) };
                self.change(&draft, change, Some(step(person, Act::SendBack, &remarks))).await
            }
            WriteAct::Publish { draft, version } => {
                let look = self.seen(person, &draft).await?;
                let state = allowed(person, Act::Publish, &look)?;
                at(look.draft.clone(), version)?;
                self.make_public(look, state, person, Act::Publish, "").await
            }
            WriteAct::Schedule { draft, version, due } => {
                let look = self.seen(person, &draft).await?;
                let state = allowed(person, Act::Schedule, &look)?;
                let now = Timestamp::now();
                if due <= now || due > now + FARTHEST {
                    return Err(Fault::NoMoment);
                }
                self.fit(&look).await?;
                let draft = at(look.draft, version)?;
                let change = Change { publisher: Some(&person.id), due: Some(due), ..same(&draft, state) };
                self.change(&draft, change, Some(step(person, Act::Schedule, ""))).await
            }
            WriteAct::Confirm { draft, version } => {
                let look = self.seen(person, &draft).await?;
                allowed(person, Act::Confirm, &look)?;
                let draft = at(look.draft, version)?;
                let seq =
                    self.store.confirm_draft(&draft, step(person, Act::Confirm, "")).await.map_err(unavailable)?;
                self.findable(seq.ok_or(Fault::Moved)?).await?;
                Ok(Written::Draft(draft.id))
            }
            WriteAct::Rebase { draft, version } => {
                let look = self.seen(person, &draft).await?;
                let state = allowed(person, Act::Save, &look)?;
                let base = look.published.as_ref().map_or(0, |document| document.revision);
                let draft = at(look.draft, version)?;
                self.change(&draft, Change { base, ..same(&draft, state) }, None).await
            }
            WriteAct::Withdraw { document, reason, successor } => {
                self.withdraw_document(person, &document, &reason, successor).await
            }
        }
    }

    /// A draft that this person may see; for everybody else it is not there.
    async fn seen(&self, person: &Person, id: &Slug) -> Result<Look, Refusal> {
        Ok(self.open_draft(&person.reader(), id).await?.1)
    }

    async fn change(&self, draft: &Draft, change: Change<'_>, step: Option<NewStep<'_>>) -> Result<Written, Fault> {
        let done = self.store.change_draft(change, step).await.map_err(unavailable)?;
        if done { Ok(Written::Draft(draft.id.clone())) } else { Err(Fault::Moved) }
    }

    async fn begin(&self, person: &Person, kind: Kind, sheet: Sheet, behalf: Option<Slug>) -> Result<Written, Fault> {
        let draft = new_draft(person, kind, sheet)?;
        let organisation = behalf.unwrap_or_else(|| person.organisation.clone());
        let roll = self.roll().await?;
        if !roll.organisation(&organisation).is_some_and(|one| writes_on_behalf(person, &one.slug, &one.hubs)) {
            return Err(Fault::NoOrganisation(organisation.to_string()));
        }
        self.add(Draft { organisation, ..draft }, None).await
    }

    /// Begins a draft from a session of a congress; gives its id.
    pub(in crate::library) async fn begin_from(
        &self,
        person: &Person,
        kind: Kind,
        sheet: Sheet,
        session: AboutSession<'_>,
    ) -> Result<Slug, Fault> {
        let draft = new_draft(person, kind, sheet)?;
        let id = draft.id.clone();
        self.add(draft, Some(session)).await?;
        Ok(id)
    }

    async fn revise(&self, person: &Person, slug: &Slug, proposal: Option<&str>) -> Result<Written, Fault> {
        let reader = person.reader();
        let keys = reader.keys();
        let document = self.store.document(&keys, slug).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        may(person, Act::Revise, &standing(&document)).map_err(Fault::NotAllowed)?;
        let own = self.store.drafts_of(&person.id).await.map_err(unavailable)?;
        let begun = |draft: &&Draft| draft.document == document.id && draft.revision.is_none();
        if let Some(draft) = own.iter().find(begun) {
            // What is being written is not written over.
            return if proposal.is_none() { Ok(Written::Draft(draft.id.clone())) } else { Err(Fault::Begun) };
        }
        let proposed = match proposal {
            Some(id) => Some(self.accepted(&reader, &document, id).await?),
            None => None,
        };
        let seen = self.store.summaries(&keys, &document.write_up.named()).await.map_err(unavailable)?;
        let seen = seen.iter().map(|summary| &summary.slug).collect();
        let mut sheet = Sheet::of(&document.write_up.clone().naming_only(&seen));
        if let Some(text) = proposed {
            sheet = sheet.with("title", &text.title).with("summary", &text.summary).with("body", &text.body);
        }
        let fresh = fresh(person, document.write_up.kind(), slug.clone(), sheet)?;
        // What was accounted for once needs no second account; whoever looks at it sees the reason again.
        let reasons = self.store.reasons_of(&document.id).await.map_err(unavailable)?;
        let organisation = document.owner;
        let draft = Draft { document: document.id, organisation, base: document.revision, reasons, ..fresh };
        self.add(draft, None).await
    }

    async fn add(&self, draft: Draft, session: Option<AboutSession<'_>>) -> Result<Written, Fault> {
        let own = self.store.drafts_of(&draft.author).await.map_err(unavailable)?;
        if own.len() >= MOST_DRAFTS {
            return Err(Fault::Full);
        }
        self.store.add_draft(&draft, session).await.map_err(unavailable)?;
        Ok(Written::Draft(draft.id))
    }

    async fn submit(&self, person: &Person, submission: Submission) -> Result<Written, Fault> {
        let (look, sheet) = self.submitted(person, &submission, Act::Submit).await?;
        let Submission { asked, reasons, .. } = &submission;
        let change = Change {
            sheet: Some(&sheet),
            reasons: Some(reasons),
            asked: asked.as_ref(),
            publisher: None,
            ..same(&look.draft, State::Submitted)
        };
        self.change(&look.draft, change, Some(step(person, Act::Submit, sheet.text("note")))).await
    }

    async fn publish_urgently(&self, person: &Person, submission: Submission, why: &str) -> Result<Written, Fault> {
        let (look, sheet) = self.submitted(person, &submission, Act::PublishUrgently).await?;
        said(why, "why")?;
        // What is said stays with the draft, as in a submission; then it goes out.
        let Submission { asked, reasons, .. } = &submission;
        let change = Change {
            sheet: Some(&sheet),
            reasons: Some(reasons),
            asked: asked.as_ref(),
            publisher: None,
            ..same(&look.draft, look.draft.state)
        };
        self.change(&look.draft, change, None).await?;
        let look = self.seen(person, &submission.draft).await?;
        let state = allowed(person, Act::PublishUrgently, &look)?;
        self.make_public(look, state, person, Act::PublishUrgently, why).await
    }

    /// What leaves its author's hands: of this version, on the published revision, without flaws, checked, and to somebody
    /// who can say yes.
    async fn submitted(&self, person: &Person, submission: &Submission, act: Act) -> Result<(Look, Sheet), Fault> {
        let Submission { draft, version, asked, note, minor, reasons, sure } = submission;
        let mut look = self.seen(person, draft).await?;
        // Whose it is comes first; the label may still be missing.
        allowed(person, if look.draft.state == State::Submitted { Act::Retract } else { Act::Save }, &look)?;
        look.draft = at(look.draft, *version)?;
        if look.overtaken().is_some() {
            return Err(Fault::Overtaken);
        }
        if note.chars().count() > LONGEST_NOTE || (note.trim().is_empty() && look.draft.base > 0) {
            return Err(Fault::Missing("note"));
        }
        let sheet = look.draft.sheet.clone().with("note", note).with("minor", if *minor { "1" } else { "" });
        look.draft.sheet = sheet.clone();
        let roll = self.fit(&look).await?;
        if !self.await_texts(draft).await? {
            return Err(Fault::FilesUnread);
        }
        let found = self.findings_of(&look.draft).await?;
        if !open(&found, reasons).is_empty() {
            return Err(Fault::Findings);
        }
        let kept: BTreeMap<&String, &String> = reasons.iter().collect();
        if kept.values().any(|reason| reason.chars().count() > LONGEST_NOTE) {
            return Err(Fault::Missing("reason"));
        }
        let before = self.store.shared_before(&person.id).await.map_err(unavailable)?;
        let reach = look.sharing.as_ref().map(|sharing| roll.reach(sharing, &person.id, &before));
        if reach.is_some_and(|reach| !reach.unused.is_empty()) && !sure {
            return Err(Fault::NotSure);
        }
        let case = Case { asked: asked.as_ref(), ..look.case() };
        may(person, act, &case).map_err(Fault::NotAllowed)?;
        if !roll.has_eyes_for(&Case { state: State::Submitted, ..case }) {
            return Err(Fault::NoReviewer);
        }
        Ok((look, sheet))
    }

    /// Refuses a draft with something wrong in what it says; gives those who may come in, whom that was asked of.
    pub(super) async fn fit(&self, look: &Look) -> Result<Roll, Fault> {
        let roll = self.roll().await?;
        if self.flaws(&look.draft, &roll).await?.is_empty() { Ok(roll) } else { Err(Fault::Flaws) }
    }

    async fn withdraw_document(
        &self,
        person: &Person,
        slug: &Slug,
        reason: &str,
        successor: Option<Slug>,
    ) -> Result<Written, Fault> {
        let keys = person.reader().keys();
        let document = self.store.document(&keys, slug).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let act = if successor.is_some() { Act::Supersede } else { Act::Withdraw };
        may(person, act, &standing(&document)).map_err(Fault::NotAllowed)?;
        said(reason, "reason")?;
        // Everybody who could read the document reads the reason.
        if !places(reason).is_empty() {
            return Err(Fault::Findings);
        }
        if let Some(successor) = &successor {
            let there = self.store.document(&keys, successor).await.map_err(unavailable)?;
            if successor == slug || there.is_none() {
                return Err(Fault::Missing("successor"));
            }
        }
        let actor = actor(&person.id);
        let withdrawing = Withdrawing {
            document: &document.id,
            revision: document.revision,
            actor: &actor,
            reason,
            successor: successor.as_ref(),
        };
        let seq = self.store.withdraw(withdrawing).await.map_err(unavailable)?.ok_or(Fault::Moved)?;
        self.findable(seq).await?;
        Ok(Written::Document(slug.clone()))
    }
}

/// A published document, as the workflow sees it.
pub fn standing(document: &app::model::document::Document) -> Case<'_> {
    let sharing = Some(&document.write_up.sharing);
    Case {
        state: State::Published,
        author: document.author.as_ref(),
        organisation: &document.owner,
        writer: &document.owner,
        sharing,
        published: sharing,
        asked: None,
        hurried: None,
    }
}

pub(super) fn allowed(person: &Person, act: Act, look: &Look) -> Result<State, Fault> {
    if act != Act::Discard && look.closed_to(person) {
        return Err(Fault::NotAllowed(No::Audience));
    }
    may(person, act, &look.case()).map_err(Fault::NotAllowed)
}

/// The draft, if it is still the one that was looked at.
fn at(draft: Draft, version: u32) -> Result<Draft, Fault> {
    if draft.version == version { Ok(draft) } else { Err(Fault::Moved) }
}

fn same(draft: &Draft, state: State) -> Change<'_> {
    let asked: Option<&Audience> = draft.asked.as_ref();
    let (publisher, due) = (draft.publisher.as_ref(), draft.due);
    Change { draft, state, sheet: None, reasons: None, asked, publisher, due, base: draft.base }
}

pub fn step<'a>(person: &'a Person, act: Act, text: &'a str) -> NewStep<'a> {
    NewStep { person: &person.id, organisation: &person.organisation, act, text }
}

fn said(text: &str, field: &'static str) -> Result<(), Fault> {
    let legal = !text.trim().is_empty() && text.chars().count() <= LONGEST_NOTE;
    if legal { Ok(()) } else { Err(Fault::Missing(field)) }
}

fn new_draft(person: &Person, kind: Kind, sheet: Sheet) -> Result<Draft, Fault> {
    if !writes(person) {
        return Err(Fault::NotAllowed(No::Role));
    }
    if sheet.text("title").trim().is_empty() {
        return Err(Fault::Missing("title"));
    }
    let slug = slug_of(sheet.text("title"), kind)?;
    Ok(fresh(person, kind, slug, sheet)?)
}

fn fresh(person: &Person, kind: Kind, slug: Slug, sheet: Sheet) -> Result<Draft, Refusal> {
    let now = Timestamp::now();
    Ok(Draft {
        id: new_id()?,
        document: Uuid::now_v7().to_string(),
        slug,
        kind,
        author: person.id.clone(),
        organisation: person.organisation.clone(),
        writer: person.organisation.clone(),
        state: State::Draft,
        base: 0,
        version: 1,
        created: now,
        saved: now,
        sheet,
        reasons: BTreeMap::new(),
        asked: None,
        publisher: None,
        due: None,
        revision: None,
    })
}

/// The words of the title and five letters that nobody chooses: a slug never tells whether another document has these words
/// in its name, which this author may not know of.
fn slug_of(title: &str, kind: Kind) -> Result<Slug, Refusal> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bits = Uuid::now_v7().as_u128();
    let mut end = String::new();
    for _ in 0..5 {
        end.push(char::from(LETTERS[(bits % 32) as usize]));
        bits /= 32;
    }
    let words = code_of(title).map_or_else(|_| kind.code().to_owned(), |code| code.to_string());
    format!("{words}-{end}").parse().map_err(|_| Refusal::Unavailable)
}
