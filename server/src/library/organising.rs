//! Programmes as their organisers work on them: drafts that nobody else sees, until one is published.

use app::desk::{Fault, Organising, Refusal};
use app::model::account::Account;
use app::model::audit::Deed;
use app::model::conference::{
    Bulk, Log, Mistake, OrganiseAct, Organised, Programme, ProgrammeDraft, Proposal, Slip, Start, WorkRow, Working,
    Workspace, clashes, fingerprint, merge, put_session, set_up,
};
use app::model::reader::{Person, Reader, Role};
use app::model::slug::Slug;
use async_trait::async_trait;
use uuid::Uuid;

use super::administration::actor;
use super::{Shelf, unavailable};
use crate::exchange::schedule;
use crate::store::NewTrace;

/// How often a change is laid over what somebody else saved at the same moment.
const TRIES: usize = 5;

/// Sessions of one conference, at most.
const MOST_SESSIONS: usize = 5_000;

#[async_trait]
impl Organising for Shelf {
    async fn workspaces(&self, reader: &Reader) -> Result<Vec<WorkRow>, Refusal> {
        organiser(reader)?;
        let numbers = self.store.edition_numbers().await.map_err(unavailable)?;
        let edition = |slug: &Slug| numbers.iter().find(|(code, ..)| code == slug).map_or(0, |(_, number, _)| *number);
        let mut rows: Vec<WorkRow> = Vec::new();
        for (slug, saved, outline) in self.store.programme_drafts().await.map_err(unavailable)? {
            rows.push(WorkRow { edition: edition(&slug), slug, outline, saved: Some(saved) });
        }
        for (slug, outline) in self.store.outlines().await.map_err(unavailable)? {
            if !rows.iter().any(|row| row.slug == slug) {
                rows.push(WorkRow { edition: edition(&slug), slug, outline, saved: None });
            }
        }
        rows.sort_by(|a, b| b.outline.first.cmp(&a.outline.first).then_with(|| a.slug.cmp(&b.slug)));
        Ok(rows)
    }

    async fn workspace(&self, reader: &Reader, conference: &Slug) -> Result<Workspace, Refusal> {
        organiser(reader)?;
        let draft = self.programme_draft(conference).await?;
        let edition = self.store.edition(conference).await.map_err(unavailable)?;
        let programme = &draft.work.programme;
        let (log, differs) = match &edition {
            Some(edition) => (Log::between(&edition.programme, programme), edition.programme != *programme),
            None => (Log::between(&programme.without_sessions(), programme), true),
        };
        Ok(Workspace {
            clashes: clashes(programme),
            edition: edition.as_ref().map_or(0, |edition| edition.number),
            published: edition.map(|edition| edition.published),
            log,
            differs,
            draft,
        })
    }

    async fn organise(&self, account: &Account, act: OrganiseAct) -> Result<Organised, Fault> {
        let reader = account.reader();
        let who = actor(&organiser(&reader)?.id);
        match act {
            OrganiseAct::Start(fields) => self.start_conference(&who, &fields).await,
            OrganiseAct::SetUp { conference, was, fields } => {
                let change = |work: &mut Working| {
                    same(&was, &work.programme.without_sessions())?;
                    set_up(&mut work.programme, &fields, &mut new_guid).map_err(Fault::Mistakes)
                };
                self.change_programme(&who, &conference, change).await?;
                Ok(Organised::Conference(conference))
            }
            OrganiseAct::Save { conference, session, was, fields } => {
                let number =
                    self.change_programme(&who, &conference, |work| save(work, session, &was, &fields)).await?;
                Ok(Organised::Session(conference, number))
            }
            OrganiseAct::Duplicate { conference, session } => {
                let double = |work: &mut Working| {
                    room_for_more(&work.programme)?;
                    work.duplicate(session, new_guid()).ok_or(Fault::Refused(Refusal::Absent))
                };
                let number = self.change_programme(&who, &conference, double).await?;
                Ok(Organised::Session(conference, number))
            }
            OrganiseAct::Several { conference, sessions, how } => {
                if sessions.is_empty() {
                    return Err(Fault::NoSession);
                }
                let change = |work: &mut Working| {
                    known(&work.programme, &how)?;
                    work.several(&sessions, &how);
                    Ok(())
                };
                self.change_programme(&who, &conference, change).await?;
                Ok(Organised::Conference(conference))
            }
            OrganiseAct::Restore { conference, session } => {
                let back = |work: &mut Working| match work.restore(session) {
                    true => Ok(()),
                    false => Err(Refusal::Absent.into()),
                };
                self.change_programme(&who, &conference, back).await?;
                Ok(Organised::Session(conference, session))
            }
            OrganiseAct::Propose { conference, file, bytes } => {
                self.propose_programme(&who, conference, file, bytes).await
            }
            OrganiseAct::TakeOver { conference, version, keep } => {
                let draft = self.at_version(&conference, version).await?;
                let mut work = draft.work.clone();
                let proposal = work.proposal.take().ok_or(Refusal::Absent)?;
                work.programme = merge(&work.programme, &proposal.programme, keep);
                room_for_more(&work.programme)?;
                let there: Vec<&str> = work.programme.sessions.iter().map(|one| one.guid.as_str()).collect();
                work.removed.retain(|session| !there.contains(&session.guid.as_str()));
                let gone = draft.work.programme.sessions.iter().filter(|one| !there.contains(&one.guid.as_str()));
                work.removed.extend(gone.cloned());
                self.save_work(&who, &draft, &work).await?;
                Ok(Organised::Conference(conference))
            }
            OrganiseAct::Drop { conference } => {
                let forget = |work: &mut Working| {
                    work.proposal = None;
                    Ok(())
                };
                self.change_programme(&who, &conference, forget).await?;
                Ok(Organised::Conference(conference))
            }
            OrganiseAct::Publish { conference, version, edition, name } => {
                self.publish_programme(&who, conference, version, edition, name).await
            }
            OrganiseAct::StartOver { conference, version } => {
                self.at_version(&conference, version).await?;
                if !self.store.discard_programme_draft(&conference, version).await.map_err(unavailable)? {
                    return Err(Fault::Moved);
                }
                let published = self.store.edition(&conference).await.map_err(unavailable)?;
                Ok(if published.is_some() { Organised::Conference(conference) } else { Organised::Gone })
            }
        }
    }
}

impl Shelf {
    /// What was saved, or else what is published, as nobody has changed it yet.
    pub(super) async fn programme_draft(&self, conference: &Slug) -> Result<ProgrammeDraft, Refusal> {
        if let Some(draft) = self.store.programme_draft(conference).await.map_err(unavailable)? {
            return Ok(draft);
        }
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let work = Working::of(edition.programme, &edition.gone);
        Ok(ProgrammeDraft { slug: conference.clone(), version: 0, base: edition.number, saved: None, work })
    }

    /// The draft, if it is still the one that was looked at.
    async fn at_version(&self, conference: &Slug, version: u32) -> Result<ProgrammeDraft, Fault> {
        let draft = self.programme_draft(conference).await?;
        if draft.version == version { Ok(draft) } else { Err(Fault::Moved) }
    }

    async fn save_work(&self, who: &str, draft: &ProgrammeDraft, work: &Working) -> Result<(), Fault> {
        let saved = self.store.save_programme_draft(who, draft, work).await.map_err(unavailable)?;
        if saved { Ok(()) } else { Err(Fault::Moved) }
    }

    /// Changes a draft. Where somebody else saved in the same moment, the change is made to what they saved: whether it may
    /// be, the change itself judges.
    async fn change_programme<T>(
        &self,
        who: &str,
        conference: &Slug,
        mut change: impl FnMut(&mut Working) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        for _ in 0..TRIES {
            let draft = self.programme_draft(conference).await?;
            let mut work = draft.work.clone();
            let done = change(&mut work)?;
            match self.save_work(who, &draft, &work).await {
                Err(Fault::Moved) => {}
                other => return other.map(|()| done),
            }
        }
        Err(Fault::Moved)
    }

    async fn start_conference(&self, who: &str, fields: &[(String, String)]) -> Result<Organised, Fault> {
        let Start { slug, programme } = Start::read(fields).map_err(Fault::Mistakes)?;
        let taken = || Fault::Mistakes(vec![Mistake::new("slug", Slip::Taken)]);
        if self.programme_draft(&slug).await.is_ok() {
            return Err(taken());
        }
        let work = Working::of(programme, &[]);
        let draft = ProgrammeDraft { slug: slug.clone(), version: 0, base: 0, saved: None, work: work.clone() };
        match self.save_work(who, &draft, &work).await {
            Ok(()) => Ok(Organised::Conference(slug)),
            Err(Fault::Moved) => Err(taken()),
            Err(fault) => Err(fault),
        }
    }

    async fn propose_programme(
        &self,
        who: &str,
        conference: Slug,
        file: String,
        bytes: Vec<u8>,
    ) -> Result<Organised, Fault> {
        // Before anything is read: of what conference is it?
        self.programme_draft(&conference).await?;
        let reading = tokio::task::spawn_blocking(move || schedule::read_bytes(&bytes)).await;
        let programme = reading.map_err(|error| {
            tracing::error!(%error, "reading a schedule stopped halfway");
            Refusal::Unavailable
        })?;
        let programme = programme.map_err(Fault::Schedule)?;
        room_for_more(&programme)?;
        let proposal = Proposal { file, programme };
        let keep = |work: &mut Working| {
            work.proposal = Some(proposal.clone());
            Ok(())
        };
        self.change_programme(who, &conference, keep).await?;
        Ok(Organised::Conference(conference))
    }

    async fn publish_programme(
        &self,
        who: &str,
        conference: Slug,
        version: u32,
        edition: u32,
        name: String,
    ) -> Result<Organised, Fault> {
        let draft = self.at_version(&conference, version).await?;
        let name = name.trim();
        if name.chars().count() > 60 || name.contains(char::is_control) {
            return Err(Fault::Mistakes(vec![Mistake::new("version_name", Slip::TooLong(60))]));
        }
        let mut work = draft.work.clone();
        work.programme.version = name.to_owned();
        let published = self.store.publish_programme_draft(who, &draft, &work, edition).await.map_err(unavailable)?;
        let (published, seq) = published.ok_or(Fault::Moved)?;
        self.seat_waiting(&conference).await?;
        self.findable(seq).await?;
        Ok(Organised::Published(conference, published.number))
    }
}

impl Shelf {
    /// Notes what somebody did about a part of a conference that is not for everybody.
    pub(super) async fn record_of_conference(
        &self,
        person: &Person,
        deed: Deed,
        conference: &Slug,
        part: &str,
    ) -> Result<(), Refusal> {
        let about: Slug = format!("congres/{conference}/{part}").parse().map_err(|_| Refusal::Unavailable)?;
        let trace =
            NewTrace { person: &person.id, deed, document: &about, attachment: None, tlp: None, ground: String::new() };
        self.store.trace(trace).await.map_err(unavailable)
    }
}

/// For everybody but organisers and admins there is nothing here.
pub fn organiser(reader: &Reader) -> Result<&Person, Refusal> {
    let may = reader.is(Role::Organiser) || reader.is(Role::Admin);
    reader.person().filter(|_| may).ok_or(Refusal::Absent)
}

/// Saves a session as its form has it; gives its number.
fn save(work: &mut Working, session: Option<u64>, was: &str, fields: &[(String, String)]) -> Result<u64, Fault> {
    let number = match session {
        Some(number) => {
            // Somebody took it out meanwhile: what was typed comes back, to be saved as a new one.
            same(was, work.programme.session(number).ok_or(Fault::Moved)?)?;
            number
        }
        None => {
            room_for_more(&work.programme)?;
            work.next_number()
        }
    };
    put_session(&mut work.programme, number, new_guid(), fields).map_err(Fault::Mistakes)?;
    Ok(number)
}

/// What the form was filled with is what is there.
fn same(was: &str, now: &impl serde::Serialize) -> Result<(), Fault> {
    if fingerprint(now) == was { Ok(()) } else { Err(Fault::Moved) }
}

fn room_for_more(programme: &Programme) -> Result<(), Fault> {
    if programme.sessions.len() < MOST_SESSIONS { Ok(()) } else { Err(Fault::Full) }
}

/// Sessions go only where there is something.
fn known(programme: &Programme, how: &Bulk) -> Result<(), Fault> {
    let there = match how {
        Bulk::Room(name) => name.is_empty() || programme.rooms.iter().any(|room| room.name == *name),
        Bulk::Track(name) => name.is_empty() || programme.tracks.contains(name),
        _ => true,
    };
    if there { Ok(()) } else { Err(Fault::Mistakes(vec![Mistake::new("to", Slip::Unknown)])) }
}

fn new_guid() -> String {
    Uuid::now_v7().to_string()
}
