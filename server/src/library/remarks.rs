//! What readers say about documents and propose: who may say it, who may know, and who decides.

mod changes;

use app::desk::{Amiss, Documents, Fault, Refusal, Remarks};
use app::model::account::Account;
use app::model::document::{Document, WriteUp};
use app::model::proposal::{Draft, MOST_DRAFT, NewProposal, Part, Proposal, ProposalAct, ProposalRow, ProposalState};
use app::model::reader::Reader;
use app::model::remark::{Concern, NewRemark, Remark};
use app::model::sharing::{Audience, Ground, Sharing};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::model::workflow::{looks_after, writes};
use async_trait::async_trait;

use self::changes::changes;
use super::adoptions::told;
use super::{Shelf, unavailable};
use crate::store::{KeptProposal, KeptRemark};

#[async_trait]
impl Remarks for Shelf {
    async fn remarks_of(&self, reader: &Reader, document: &Slug) -> Result<Vec<Remark>, Refusal> {
        let Some(person) = reader.person() else { return Ok(Vec::new()) };
        let keys = reader.keys();
        let Some(document) = self.store.document(&keys, document).await.map_err(unavailable)? else {
            return Ok(Vec::new());
        };
        let writes = looks_after_it(reader, &document);
        let kept = self.store.remarks(&keys, &document.id).await.map_err(unavailable)?;
        let strictest = kept.iter().map(|kept| kept.tlp).max();
        let ground = Ground::Member(Audience::Organisation(person.organisation.clone()));
        self.note_hung(reader, &document, strictest.map(|tlp| (tlp, ground))).await?;
        let remark = |kept: KeptRemark| Remark {
            resolvable: kept.resolved.is_none() && (writes || kept.author.as_ref() == Some(&person.id)),
            id: kept.id,
            kind: kept.kind,
            text: kept.text,
            organisation: kept.organisation,
            at: kept.at,
            private: kept.private,
            tlp: kept.tlp,
            resolved: kept.resolved,
        };
        Ok(kept.into_iter().map(remark).collect())
    }

    async fn add_remark(&self, account: &Account, document: &Slug, new: NewRemark) -> Result<(), Fault> {
        let reader = account.reader();
        let document = self.usable(&reader, document).await?;
        let text = told(&new.text)?;
        if text.is_empty() {
            return Err(Amiss::NoText.into());
        }
        let sharing = readers_of(&document, &account.person.organisation, new.private);
        let new = NewRemark { text, ..new };
        let added = self.store.add_remark(&account.person, &document.id, &new, &sharing).await.map_err(unavailable)?;
        if added { Ok(()) } else { Err(Amiss::TooManyOpen.into()) }
    }

    async fn resolve_remark(&self, account: &Account, document: &Slug, id: &str) -> Result<(), Fault> {
        let reader = account.reader();
        self.usable(&reader, document).await?;
        let remarks = self.remarks_of(&reader, document).await?;
        // Of another document, hidden, not theirs to resolve or not there: one answer.
        if !remarks.iter().any(|remark| remark.id == id && remark.resolvable) {
            return Err(Refusal::Absent.into());
        }
        Ok(self.store.resolve_remark(&account.person.id, id).await.map_err(unavailable)?)
    }

    async fn concerns(&self, account: &Account) -> Result<Vec<Concern>, Refusal> {
        let reader = account.reader();
        if !writes(&account.person) {
            return Ok(Vec::new());
        }
        self.store.concerns(&reader.keys(), &account.person).await.map_err(unavailable)
    }

    async fn proposals_of(&self, account: &Account, document: &Slug) -> Result<Vec<ProposalRow>, Refusal> {
        let reader = account.reader();
        let document = self.store.document(&reader.keys(), document).await.map_err(unavailable)?;
        let Some(document) = document else { return Ok(Vec::new()) };
        Ok(self.proposals_known_to(&reader, &document).await?.into_iter().map(|kept| kept.row).collect())
    }

    async fn proposal(&self, account: &Account, document: &Slug, id: &str) -> Result<Proposal, Refusal> {
        let reader = account.reader();
        let (known, kept) = self.known_proposal(&reader, document, id).await?;
        // What it changes shows the text: that is reading it, and recorded as such.
        let document = Documents::document(self, &reader, &known.write_up.slug).await?.document;
        let base =
            self.store.revision(&reader.keys(), &document.write_up.slug, kept.base).await.map_err(unavailable)?;
        let before = draft_of(&base.ok_or(Refusal::Absent)?.write_up);
        let after = kept.draft.clone();
        let changes = tokio::task::spawn_blocking(move || {
            [
                (Part::Title, before.title, after.title),
                (Part::Summary, before.summary, after.summary),
                (Part::Body, before.body, after.body),
            ]
            .into_iter()
            .filter(|(_, before, after)| before != after)
            .map(|(part, before, after)| changes(part, &before, &after))
            .collect()
        });
        let changes = changes.await.map_err(|error| {
            tracing::error!(%error, "a comparison stopped halfway");
            Refusal::Unavailable
        })?;
        Ok(Proposal {
            thread: self.store.messages(&kept.row.id).await.map_err(unavailable)?,
            mine: kept.author == account.person.id,
            decides: looks_after_it(&reader, &document) && kept.author != account.person.id,
            row: kept.row,
            why: kept.why,
            draft: kept.draft,
            base: kept.base,
            revision: document.revision,
            changes,
        })
    }

    async fn propose(&self, account: &Account, document: &Slug, new: NewProposal) -> Result<String, Fault> {
        let reader = account.reader();
        let document = self.usable(&reader, document).await?;
        let why = told(&new.why)?;
        let Draft { title, summary, body } = new.draft;
        let draft = Draft {
            title: title.trim().to_owned(),
            summary: summary.trim().replace("\r\n", "\n"),
            body: body.replace("\r\n", "\n"),
        };
        if why.is_empty() || draft.title.is_empty() || draft.body.trim().is_empty() {
            return Err(Amiss::NoText.into());
        }
        if draft.title.len() + draft.summary.len() + draft.body.len() > MOST_DRAFT {
            return Err(Amiss::TooLong.into());
        }
        // Only a revision that this person could read: the one that is published.
        if new.base != document.revision {
            return Err(Amiss::Stale.into());
        }
        let now = draft_of(&document.write_up);
        if draft.title == now.title && draft.summary == now.summary.trim() && draft.body.trim() == now.body.trim() {
            return Err(Amiss::NoChange.into());
        }
        let new = NewProposal { draft, why, base: new.base };
        let added = self.store.add_proposal(&account.person, &document.id, &new).await.map_err(unavailable)?;
        added.ok_or_else(|| Amiss::TooManyOpen.into())
    }

    async fn answer_proposal(
        &self,
        account: &Account,
        document: &Slug,
        id: &str,
        act: ProposalAct,
    ) -> Result<(), Fault> {
        let reader = account.reader();
        let (document, kept) = self.known_proposal(&reader, document, id).await?;
        let mine = kept.author == account.person.id;
        // Nobody decides about their own.
        let decides = looks_after_it(&reader, &document) && !mine;
        let state = match act {
            ProposalAct::Say(text) => {
                let text = told(&text)?;
                if text.is_empty() {
                    return Err(Amiss::NoText.into());
                }
                return Ok(self.store.add_message(&account.person, id, &text).await.map_err(unavailable)?);
            }
            ProposalAct::Accept if decides => ProposalState::Accepted,
            ProposalAct::Decline if decides => ProposalState::Declined,
            ProposalAct::Withdraw if mine => ProposalState::Withdrawn,
            _ => return Err(Refusal::Absent.into()),
        };
        let closed = self.store.close_proposal(id, state).await.map_err(unavailable)?;
        if closed { Ok(()) } else { Err(Amiss::Closed.into()) }
    }
}

impl Shelf {
    /// A proposal of a document that this reader may read and know of; all else is absent.
    async fn known_proposal(
        &self,
        reader: &Reader,
        document: &Slug,
        id: &str,
    ) -> Result<(Document, KeptProposal), Refusal> {
        let document = self.usable(reader, document).await?;
        let known = self.proposals_known_to(reader, &document).await?;
        let kept = known.into_iter().find(|kept| kept.row.id == id).ok_or(Refusal::Absent)?;
        Ok((document, kept))
    }

    /// The text of an accepted proposal for what is published now. On an older revision it would undo what came since.
    pub(super) async fn accepted(&self, reader: &Reader, document: &Document, id: &str) -> Result<Draft, Fault> {
        let known = self.proposals_known_to(reader, document).await?;
        let kept = known.into_iter().find(|kept| kept.row.id == id && kept.row.state == ProposalState::Accepted);
        let kept = kept.filter(|_| looks_after_it(reader, document)).ok_or(Refusal::Absent)?;
        if kept.base == document.revision { Ok(kept.draft) } else { Err(Amiss::Stale.into()) }
    }

    /// The proposals of a document that this reader knows of. A proposal holds the text that it changes: whoever may not
    /// read that revision does not know of it, whatever the document became.
    async fn proposals_known_to(&self, reader: &Reader, document: &Document) -> Result<Vec<KeptProposal>, Refusal> {
        let mut kept = self.store.proposals(&document.id).await.map_err(unavailable)?;
        kept.retain(|kept| knows(reader, document, kept));
        if kept.iter().any(|kept| kept.base != document.revision) {
            let revisions = self.store.revisions(&reader.keys(), &document.write_up.slug).await.map_err(unavailable)?;
            kept.retain(|kept| revisions.iter().any(|revision| revision.n == kept.base));
        }
        Ok(kept)
    }
}

/// Whether this document is somebody's work.
pub(super) fn looks_after_it(reader: &Reader, document: &Document) -> bool {
    reader.person().is_some_and(|person| looks_after(person, &document.owner, document.author.as_ref()))
}

/// A proposal is known to who made it and to those whose work the document is.
fn knows(reader: &Reader, document: &Document, kept: &KeptProposal) -> bool {
    looks_after_it(reader, document) || reader.person().is_some_and(|person| person.id == kept.author)
}

/// The readers of a remark: those of the document that have an account, or the owner and the organisation of who wrote it.
fn readers_of(document: &Document, own: &Slug, private: bool) -> Sharing {
    let whole = &document.write_up.sharing;
    let public = whole.public_bodies_only();
    let wide = Sharing::new(whole.tlp().max(Tlp::Green), whole.audience().clone(), public);
    // A label for persons alone lets no organisation in.
    let narrow = [document.owner.clone(), own.clone()].map(Audience::Organisation).into();
    let narrow = Sharing::new(Tlp::AmberStrict, narrow, public);
    let chosen = if private && whole.tlp() < Tlp::Red { narrow } else { wide };
    // Only TLP:CLEAR contradicts public bodies, and neither is.
    chosen.unwrap_or_else(|_| whole.clone())
}

fn draft_of(write_up: &WriteUp) -> Draft {
    Draft { title: write_up.title.clone(), summary: write_up.summary.clone(), body: write_up.body.clone() }
}
