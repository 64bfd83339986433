//! What comes of the sessions of a congress. Outcomes are for everybody or for everybody with an account; questions are for
//! those with an account; feedback is for organisers; documents are for who may read them.

use app::desk::{Aftermath, Amiss, Fault, Refusal};
use app::model::account::Account;
use app::model::conference::{Edition, Session};
use app::model::document::Summary;
use app::model::facts::Kind;
use app::model::lang::Text;
use app::model::outcome::{
    AfterAct, BECOMES, Became, CameFrom, ConferenceAfter, LONGEST_NOTE, NewOutcome, Outcome, OutcomeKind, SessionAfter,
    SessionNote,
};
use app::model::place::Hub;
use app::model::plan::Organisation;
use app::model::reader::Reader;
use app::model::sheet::{LONGEST_SUMMARY, LONGEST_TITLE, Sheet};
use app::model::slug::Slug;
use app::model::tlp::Tlp;
use async_trait::async_trait;

use super::administration::actor;
use super::organising::organiser;
use super::{Shelf, unavailable};
use crate::exchange::markdown::plain_either;
use crate::store::{self, AboutSession};

#[async_trait]
impl Aftermath for Shelf {
    async fn after_session(&self, reader: &Reader, conference: &Slug, number: u64) -> Result<SessionAfter, Refusal> {
        let (_, session) = self.session_held(conference, number).await?;
        let about = AboutSession { conference, guid: &session.guid };
        let known = reader.person().is_some();
        let organises = organiser(reader).is_ok();
        let mut outcomes =
            self.store.session_outcomes(conference, Some(&session.guid), known).await.map_err(unavailable)?;
        let mut notes = match known {
            true => self.store.session_notes(about, organises).await.map_err(unavailable)?,
            false => Vec::new(),
        };
        let organisations = match outcomes.is_empty() && notes.is_empty() && !organises {
            true => Vec::new(),
            false => self.store.organisations().await.map_err(unavailable)?,
        };
        name_owners(&mut outcomes, &organisations);
        for note in &mut notes {
            note.organisation_name = name_of(&organisations, &note.organisation);
        }
        let documents = self.began(reader, conference).await?;
        let documents = documents.into_iter().filter(|(guid, _)| *guid == session.guid).map(|(_, one)| one).collect();
        let choices = organisations.into_iter().filter(|_| organises).map(|one| (one.slug, one.name)).collect();
        Ok(SessionAfter { outcomes, documents, notes, organisations: choices })
    }

    async fn after_conference(&self, reader: &Reader, conference: &Slug) -> Result<ConferenceAfter, Refusal> {
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let known = reader.person().is_some();
        let mut outcomes = self.store.session_outcomes(conference, None, known).await.map_err(unavailable)?;
        if !outcomes.is_empty() {
            name_owners(&mut outcomes, &self.store.organisations().await.map_err(unavailable)?);
        }
        // What stands in the programme now; what went from it went with its session.
        let of = |guid: &str| {
            let session = edition.programme.sessions.iter().find(|session| session.guid == guid)?;
            Some((session.number, session.title.clone()))
        };
        let outcomes = outcomes.into_iter().filter_map(|one| Some((of(&one.session)?, one))).collect();
        let hubs = self.store.hubs().await.map_err(unavailable)?;
        let mut documents = Vec::new();
        for (guid, document) in self.began(reader, conference).await? {
            let Some(session) = of(&guid) else { continue };
            let stand = self.stand(reader, &document, &hubs).await?;
            documents.push(Became { session, document, hubs: stand });
        }
        Ok(ConferenceAfter { documents, outcomes })
    }

    async fn came_from(&self, reader: &Reader, document: &Slug) -> Result<Option<CameFrom>, Refusal> {
        let Some(document) = self.store.document(&reader.keys(), document).await.map_err(unavailable)? else {
            return Ok(None);
        };
        let begun = self.store.session_of_document(&document.id).await.map_err(unavailable)?;
        let Some((conference, guid)) = begun else { return Ok(None) };
        let edition = self.store.edition(&conference).await.map_err(unavailable)?;
        Ok(edition.and_then(|edition| {
            let session = edition.programme.sessions.into_iter().find(|session| session.guid == guid)?;
            let conference_title = edition.programme.title;
            Some(CameFrom { conference, conference_title, number: session.number, title: session.title })
        }))
    }

    async fn own_notes(&self, account: &Account) -> Result<Vec<SessionNote>, Refusal> {
        self.store.session_notes_of(&account.person.id).await.map_err(unavailable)
    }

    async fn act_after(
        &self,
        account: &Account,
        conference: &Slug,
        number: u64,
        act: AfterAct,
    ) -> Result<Option<Slug>, Fault> {
        let (edition, session) = self.session_held(conference, number).await?;
        let (person, about) = (&account.person, AboutSession { conference, guid: &session.guid });
        let reader = person.reader();
        let who = actor(&person.id);
        let there = match act {
            AfterAct::AddOutcome(new) => {
                organiser(&reader)?;
                let new = self.fit_outcome(new).await?;
                self.store.add_outcome(&who, about, &new).await.map_err(unavailable)?;
                true
            }
            AfterAct::Decide(id, state) => {
                organiser(&reader)?;
                self.store.decide_outcome(&who, about, &id, state, store::today()).await.map_err(unavailable)?
            }
            AfterAct::RemoveOutcome(id) => {
                organiser(&reader)?;
                self.store.remove_outcome(&who, about, &id).await.map_err(unavailable)?
            }
            AfterAct::Note(kind, text) => {
                let text = said(&text)?;
                if !self.store.add_session_note(person, about, kind, &text).await.map_err(unavailable)? {
                    return Err(Amiss::TooManyOpen.into());
                }
                true
            }
            AfterAct::Answer(id, text) => {
                organiser(&reader)?;
                let text = said(&text)?;
                self.store.answer_session_note(&who, about, &id, &text).await.map_err(unavailable)?
            }
            AfterAct::RemoveNote(id) => {
                organiser(&reader)?;
                self.store.remove_session_note(&who, about, &id).await.map_err(unavailable)?
            }
            AfterAct::Draft(kind) => {
                if !BECOMES.contains(&kind) {
                    return Err(Refusal::Unreadable.into());
                }
                let sheet = sheet_of(&edition, &session, kind);
                return self.begin_from(person, kind, sheet, about).await.map(Some);
            }
        };
        if there { Ok(None) } else { Err(Refusal::Absent.into()) }
    }
}

impl Shelf {
    /// A session of a published programme.
    async fn session_held(&self, conference: &Slug, number: u64) -> Result<(Edition, Session), Refusal> {
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let session = edition.programme.session(number).cloned().ok_or(Refusal::Absent)?;
        Ok((edition, session))
    }

    /// The documents that began in this conference and that the reader may read, with the guids of their sessions.
    async fn began(&self, reader: &Reader, conference: &Slug) -> Result<Vec<(String, Summary)>, Refusal> {
        let begun = self.store.session_documents(conference).await.map_err(unavailable)?;
        if begun.is_empty() {
            return Ok(Vec::new());
        }
        let slugs = begun.iter().map(|(_, slug)| slug).collect();
        let seen = self.store.summaries(&reader.keys(), &slugs).await.map_err(unavailable)?;
        let found = |slug: &Slug| seen.iter().find(|summary| summary.slug == *slug).cloned();
        Ok(begun.iter().filter_map(|(guid, slug)| Some((guid.clone(), found(slug)?))).collect())
    }

    /// How a document stands with hubs, as far as the reader may know.
    async fn stand(
        &self,
        reader: &Reader,
        document: &Summary,
        hubs: &[Hub],
    ) -> Result<Vec<(Hub, app::model::adoption::AdoptionState)>, Refusal> {
        let work = document.translation_of.as_ref().unwrap_or(&document.slug);
        let steps = self.store.adoptions(&reader.keys(), Some(work)).await.map_err(unavailable)?;
        let stands = |hub: &Hub| app::model::adoption::standing(&steps, &hub.code).map(|standing| standing.state);
        Ok(hubs.iter().filter_map(|hub| Some((hub.clone(), stands(hub)?))).collect())
    }

    /// An outcome that can be recorded: a promise has an owner and a day.
    async fn fit_outcome(&self, new: NewOutcome) -> Result<NewOutcome, Fault> {
        let text = said(&new.text)?;
        if new.tlp > Tlp::Green {
            return Err(Amiss::TooWide.into());
        }
        if new.kind == OutcomeKind::Result {
            return Ok(NewOutcome { text, owner: None, due: None, ..new });
        }
        let owner = new.owner.clone().ok_or(Fault::Missing("owner"))?;
        if !self.store.has_organisation(&owner).await.map_err(unavailable)? {
            return Err(Fault::NoOrganisation(owner.to_string()));
        }
        if new.due.is_none() {
            return Err(Fault::Missing("due"));
        }
        Ok(NewOutcome { text, ..new })
    }
}

fn said(text: &str) -> Result<String, Amiss> {
    let text = text.trim().replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err(Amiss::NoText),
        count if count > LONGEST_NOTE => Err(Amiss::TooLong),
        _ => Ok(text),
    }
}

fn name_owners(outcomes: &mut [Outcome], organisations: &[Organisation]) {
    for outcome in outcomes {
        outcome.owner_name = outcome.owner.as_ref().and_then(|owner| name_of(organisations, owner));
    }
}

fn name_of(organisations: &[Organisation], code: &Slug) -> Option<Text> {
    organisations.iter().find(|one| one.slug == *code).map(|one| one.name.clone())
}

/// The sheet that a session begins with. Who spoke is left out: under the Chatham House Rule it must be, and what a document
/// says stands by itself.
fn sheet_of(edition: &Edition, session: &Session, kind: Kind) -> Sheet {
    let programme = &edition.programme;
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let lang = session.spoken().unwrap_or(programme.lang());
    let (summary, text) = (plain_either(&session.summary), plain_either(&session.description));
    let first = summary.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let body =
        [summary.trim(), text.trim()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let source = format!("{}: {}", programme.title, session.title);
    let day = programme.local(session.start).date().to_string();
    let mut pairs = vec![
        ("lang", lang.code().to_owned()),
        ("title", cut(&session.title, LONGEST_TITLE)),
        ("summary", cut(first.trim(), LONGEST_SUMMARY)),
        ("body", body),
        ("source.0.title", cut(&source, LONGEST_TITLE)),
        ("source.0.publisher", cut(&programme.title, LONGEST_TITLE)),
        ("source.0.date", day),
    ];
    pairs.extend(session.href().map(|url| ("source.0.url", url.to_owned())));
    Sheet::from_pairs(kind, pairs.iter().map(|(key, text)| (*key, text.as_str())))
}
