//! Writing: what its author and its reviewers see of a draft. What they do with it is in [`acts`].

mod acts;
mod check;
pub mod due;
mod files;
mod publish;
mod roll;

use app::desk::{Fault, Incoming, Refusal, Writing};
use app::model::account::Account;
use app::model::attachment::Label;
use app::model::audit::Deed;
use app::model::comparison::Compared;
use app::model::document::Document;
use app::model::draft::{Choices, Draft, DraftPage, DraftRow, Preview, Step, Workbench, WriteAct, Written};
use app::model::lang::Text;
use app::model::members::Members;
use app::model::reader::{Person, Reader, Role};
use app::model::retention::Retention;
use app::model::sharing::{Audience, Sharing, may_read};
use app::model::sheet::Sheet;
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use app::model::workflow::{self, Act, State, may, sees};
use async_trait::async_trait;
use tokio::sync::Semaphore;

use self::roll::Roll;
use super::adoptions::represents;
use super::{Shelf, compare, unavailable};
use crate::store::{self, NewTrace, Waiting};

pub use acts::standing;

/// How many documents a form offers to point to, and how many of one's own a page lists.
const MOST_OFFERED: u32 = 1_000;
const MOST_OWN: u32 = 200;

/// Comparisons at the same time.
static COMPARING: Semaphore = Semaphore::const_new(2);

/// How long before its day somebody is reminded to look at a document again.
const AHEAD: jiff::SignedDuration = jiff::SignedDuration::from_hours(30 * 24);

#[async_trait]
impl Writing for Shelf {
    async fn workbench(&self, reader: &Reader) -> Result<Workbench, Refusal> {
        let Some(person) = reader.person() else { return Ok(Workbench::default()) };
        let roll = self.roll().await?;
        let mut bench = Workbench { writes: workflow::writes(person), ..Workbench::default() };
        for draft in self.store.drafts_of(&person.id).await.map_err(unavailable)? {
            bench.own.push(DraftRow { goes: self.goes(&draft), ..row(&draft, &roll) });
        }
        if person.roles.contains(&Role::Editor) {
            for draft in self.store.drafts_waiting(Waiting::Eyes).await.map_err(unavailable)? {
                let look = self.look(draft).await?;
                if look.draft.author != person.id && look.seen_by(person) {
                    bench.waiting.push(row(&look.draft, &roll));
                }
            }
        }
        if bench.writes {
            let until = store::today().saturating_add(AHEAD);
            let aging = self.store.to_look_at(&reader.keys(), &person.id, &person.organisation, until).await;
            bench.aging = aging.map_err(unavailable)?;
        }
        bench.published = self.store.documents_by(&person.id, MOST_OWN).await.map_err(unavailable)?;
        Ok(bench)
    }

    async fn choices(&self, reader: &Reader) -> Result<Choices, Refusal> {
        let person = reader.person().filter(|person| workflow::writes(person)).ok_or(Refusal::Absent)?;
        let roll = self.roll().await?;
        self.choices_of(person, &roll).await
    }

    async fn members(&self, reader: &Reader) -> Result<Members, Refusal> {
        let person = reader.person().ok_or(Refusal::Absent)?;
        Ok(self.roll().await?.members_for(person))
    }

    async fn draft(&self, reader: &Reader, id: &Slug) -> Result<DraftPage, Refusal> {
        let (person, look) = self.open_draft(reader, id).await?;
        self.page_of(&person, look).await
    }

    async fn preview(&self, reader: &Reader, id: &Slug) -> Result<Preview, Refusal> {
        let (person, look) = self.open_draft(reader, id).await?;
        let keys = reader.keys();
        let draft = look.draft.clone();
        let (article, trimmed) = match draft.sheet.write_up(draft.kind, &draft.slug) {
            Err(_) => (None, None),
            Ok(write_up) => {
                let document = Document {
                    id: draft.document.clone(),
                    owner: draft.organisation.clone(),
                    author: Some(draft.author.clone()),
                    revision: draft.revision.unwrap_or(draft.base + 1),
                    created: draft.created,
                    updated: draft.saved,
                    write_up,
                };
                let mut article = self.article_of(&keys, document).await?;
                article.attachments.extend(self.files_of(&look).await?);
                let trimmed = Sheet::of(&article.handed_out());
                (Some(article), Some(trimmed))
            }
        };
        let page = self.page_of(&person, look).await?;
        let new = trimmed.unwrap_or_else(|| draft.sheet.clone());
        let compared = self.compare(page.published.clone().unwrap_or_default(), new).await?;
        Ok(Preview { page, article, compared })
    }

    async fn compare(&self, old: Sheet, new: Sheet) -> Result<Vec<Compared>, Refusal> {
        // Two large texts take a second: that is computing, and may not hold up other requests, nor take all processors.
        let _place = COMPARING.acquire().await.map_err(|_| Refusal::Unavailable)?;
        tokio::task::spawn_blocking(move || compare::compare(&old, &new)).await.map_err(|error| {
            tracing::error!(%error, "a comparison stopped halfway");
            Refusal::Unavailable
        })
    }

    async fn may_attach_to_draft(&self, reader: &Reader, draft: &Slug) -> Result<bool, Refusal> {
        self.may_let_along(reader, draft).await
    }

    async fn attach_to_draft(
        &self,
        reader: &Reader,
        draft: &Slug,
        label: Label,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        self.let_along(reader, draft, label, incoming).await
    }

    async fn replace_in_draft(
        &self,
        reader: &Reader,
        draft: &Slug,
        file: &Slug,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        self.replace_along(reader, draft, file, incoming).await
    }

    async fn detach_from_draft(&self, reader: &Reader, draft: &Slug, id: &Slug) -> Result<(), Fault> {
        self.leave_behind(reader, draft, id).await
    }

    async fn write(&self, account: &Account, act: WriteAct) -> Result<Written, Fault> {
        // A token reads; what it was stolen for must not be to publish.
        if account.session.is_none() {
            return Err(Refusal::Absent.into());
        }
        self.take_step(&account.person, act).await
    }
}

/// A draft with what is published of its document.
struct Look {
    draft: Draft,
    published: Option<Document>,
    sharing: Option<Sharing>,
}

impl Look {
    fn case(&self) -> workflow::Case<'_> {
        let published = self.published.as_ref().map(|document| &document.write_up.sharing);
        // What an owed draft became is what is published; before that, what is published was there first.
        self.draft.case(self.sharing.as_ref(), published)
    }

    fn seen_by(&self, person: &Person) -> bool {
        sees(person, &self.case())
    }

    /// Whether the published document was closed to somebody since they began to revise it: their own words are still theirs,
    /// what stands there now is not.
    fn closed_to(&self, person: &Person) -> bool {
        let reader = person.reader();
        let closed = |document: &Document| !may_read(&reader, &document.write_up.sharing, document.author.as_ref());
        self.draft.author == person.id && self.published.as_ref().is_some_and(closed)
    }

    /// The revision that is published now, where the draft was not begun from it and did not become it.
    fn overtaken(&self) -> Option<u32> {
        let now = self.published.as_ref().map_or(0, |document| document.revision);
        (self.draft.revision.is_none() && now != self.draft.base).then_some(now)
    }
}

impl Shelf {
    async fn look(&self, draft: Draft) -> Result<Look, Refusal> {
        let documents = self.store.documents_by_id(std::slice::from_ref(&draft.document)).await.map_err(unavailable)?;
        let sharing = draft.sheet.sharing();
        Ok(Look { published: documents.into_iter().next(), sharing, draft })
    }

    /// A draft that this reader may see. Whoever is refused asked for something that is not there for them.
    async fn open_draft(&self, reader: &Reader, id: &Slug) -> Result<(Person, Look), Refusal> {
        let person = reader.person().ok_or(Refusal::Absent)?;
        let found = self.store.draft(id).await.map_err(unavailable)?;
        let look = match found {
            Some(draft) => Some(self.look(draft).await?).filter(|look| look.seen_by(person)),
            None => None,
        };
        let trace = |deed, document, tlp, ground: &str| NewTrace {
            person: &person.id,
            deed,
            document,
            attachment: None,
            tlp,
            ground: ground.to_owned(),
        };
        let Some(look) = look else {
            self.store.trace(trace(Deed::Refused, id, None, "")).await.map_err(unavailable)?;
            return Err(Refusal::Absent);
        };
        let tlp = look.sharing.as_ref().map(Sharing::tlp).filter(|tlp| *tlp >= Tlp::Amber);
        if look.draft.author != person.id && tlp.is_some() {
            self.store.trace(trace(Deed::Read, &look.draft.slug, tlp, "review")).await.map_err(unavailable)?;
        }
        Ok((person.clone(), look))
    }

    async fn page_of(&self, person: &Person, look: Look) -> Result<DraftPage, Refusal> {
        let roll = self.roll().await?;
        let own = look.draft.author == person.id;
        let closed = look.closed_to(person);
        let flaws = self.flaws(&look.draft, &roll).await?;
        let before = self.store.shared_before(&look.draft.author).await.map_err(unavailable)?;
        let mut reach = look.sharing.as_ref().map(|sharing| roll.reach(sharing, &look.draft.author, &before));
        // With whom somebody shared before is theirs to know.
        if let Some(reach) = reach.as_mut().filter(|_| !own) {
            reach.unused.clear();
        }
        let steps = self.store.steps(&look.draft.id).await.map_err(unavailable)?;
        let name = |code: &Slug| {
            roll.organisation(code).map_or_else(|| Text::new(code.as_str(), code.as_str()), |one| one.name.clone())
        };
        let choices = if own { self.choices_of(person, &roll).await? } else { Choices::default() };
        // Whether a step that asks somebody is open does not depend on whom.
        let somebody = choices.reviewers.iter().find(|(code, _)| *code != person.organisation);
        let somebody = somebody.map(|(code, _)| Audience::Organisation(code.clone()));
        let allowed = |act: &Act| {
            let case = look.case();
            let asking = matches!(act, Act::Submit | Act::PublishUrgently);
            let asked = if asking { somebody.as_ref().or(case.asked) } else { case.asked };
            (!closed || *act == Act::Discard) && may(person, *act, &workflow::Case { asked, ..case }).is_ok()
        };
        let acts = Act::ALL.into_iter().filter(|act| !matches!(act, Act::Revise | Act::Withdraw | Act::Supersede));
        let acts = acts.filter(allowed).collect();
        let visible = match look.published.as_ref().filter(|_| !closed) {
            None => None,
            Some(document) => {
                let keys = person.reader().keys();
                let named = document.write_up.named();
                let seen = self.store.summaries(&keys, &named).await.map_err(unavailable)?;
                let seen = seen.iter().map(|summary| &summary.slug).collect();
                Some(Sheet::of(&document.write_up.clone().naming_only(&seen)))
            }
        };
        Ok(DraftPage {
            files: self.files_of(&look).await?,
            replaced: match closed {
                true => Vec::new(),
                false => self.replaced_of(&person.reader(), &look).await?,
            },
            replaceable: match own && !closed {
                true => self.replaceable(&person.reader(), &look.draft).await?,
                false => Vec::new(),
            },
            organisation: name(&look.draft.organisation),
            writer: (look.draft.writer != look.draft.organisation).then(|| name(&look.draft.writer)),
            acts,
            steps: steps
                .into_iter()
                .map(|(at, act, organisation, text)| Step { at, act, organisation: name(&organisation), text })
                .collect(),
            flaws,
            findings: self.findings_of(&look.draft).await?,
            reach,
            overtaken: look.overtaken().filter(|_| !closed),
            published: visible.filter(|_| look.draft.state != State::Owed && look.draft.state != State::Published),
            choices,
            draft: look.draft,
        })
    }

    /// When a draft is thrown away because nobody wrote on it, if that is within a month.
    fn goes(&self, draft: &Draft) -> Option<jiff::Timestamp> {
        let lies = matches!(draft.state, State::Draft | State::SentBack);
        let goes = draft.saved + Retention::span(self.retention.drafts);
        (lies && goes < jiff::Timestamp::now() + AHEAD).then_some(goes)
    }

    async fn choices_of(&self, person: &Person, roll: &Roll) -> Result<Choices, Refusal> {
        let listing = app::model::document::Listing { size: MOST_OFFERED, ..Default::default() };
        let keys = person.reader().keys();
        let documents = self.store.documents(&keys, &listing).await.map_err(unavailable)?;
        let editors = |code: &Slug| {
            let eyes =
                |one: &Person| one.organisation == *code && one.id != person.id && one.roles.contains(&Role::Editor);
            roll.persons.iter().any(|(one, _)| eyes(one))
        };
        let organisations = &roll.organisations;
        Ok(Choices {
            members: roll.members_for(person),
            behalf: organisations
                .iter()
                .filter(|one| represents(person, one))
                .map(|one| (one.slug.clone(), one.name.clone()))
                .collect(),
            reviewers: organisations
                .iter()
                .filter(|one| editors(&one.slug))
                .map(|one| (one.slug.clone(), one.name.clone()))
                .collect(),
            documents: documents.items.into_iter().map(|summary| (summary.slug, summary.title)).collect(),
        })
    }
}

fn row(draft: &Draft, roll: &Roll) -> DraftRow {
    let organisation = roll.organisation(&draft.organisation).map(|one| one.name.clone());
    DraftRow {
        id: draft.id.clone(),
        kind: draft.kind,
        title: draft.title().to_owned(),
        state: draft.state,
        saved: draft.saved,
        organisation: organisation
            .unwrap_or_else(|| Text::new(draft.organisation.as_str(), draft.organisation.as_str())),
        due: draft.due,
        goes: None,
    }
}
