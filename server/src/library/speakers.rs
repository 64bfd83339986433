//! The speakers of sessions, for organisers: personal links, reminders, and what came in with them.

use app::desk::{Fault, Incoming, Refusal, Speakers, Unattached};
use app::model::account::Account;
use app::model::audit::Deed;
use app::model::conference::{Edition, Mistake, Session, Slip};
use app::model::reader::{Person, Reader};
use app::model::registration::USUALLY_KEPT;
use app::model::sharing::Sharing;
use app::model::slug::Slug;
use app::model::speakers::{
    Asking, CheckRow, Checklist, HandIn, HandedAct, HandedFile, MOST_LINKS, Missing, NewLink, SessionSpeakers,
    SpeakerAct, SpeakerLink, SpeakerPage, missing,
};
use app::model::tlp::Tlp;
use async_trait::async_trait;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::administration::actor;
use super::material::hanger;
use super::people::secret;
use super::{Shelf, unavailable};
use crate::store::{self, Hanging, Unhung, session_id};

/// Days from today that a link holds after a conference, where nobody says otherwise.
const USUALLY: i64 = 30;

/// Days that a link can hold, at most.
const LONGEST: i64 = 366;

#[async_trait]
impl Speakers for Shelf {
    async fn checklist(&self, reader: &Reader, conference: &Slug) -> Result<Checklist, Refusal> {
        hanger(reader)?;
        let Some(edition) = self.store.edition(conference).await.map_err(unavailable)? else {
            // A draft alone: nothing can be asked yet.
            self.programme_draft(conference).await?;
            return Ok(Checklist { rows: Vec::new(), published: false, mails: self.mails });
        };
        let standing = self.standing(reader, &edition).await?;
        let rows = standing.into_iter().map(|one| one.row(&edition)).collect();
        Ok(Checklist { rows, published: true, mails: self.mails })
    }

    async fn session_speakers(
        &self,
        reader: &Reader,
        conference: &Slug,
        session: u64,
    ) -> Result<SessionSpeakers, Refusal> {
        let (_, edition, session) = self.organised(reader, conference, session).await?;
        let last = edition.programme.last;
        let one = self.standing_of(reader, &edition, &session).await?;
        Ok(SessionSpeakers {
            conference_title: edition.programme.title.clone(),
            missing: one.missing,
            asked: one.asked,
            links: one.links,
            waiting: one.waiting,
            session,
            now: Timestamp::now(),
            expires: last.max(store::today().saturating_add(USUALLY.days())),
            erased: self.store.kept_until(conference, last, USUALLY_KEPT).await.map_err(unavailable)?,
            mails: self.mails,
        })
    }

    async fn act_on_speakers(
        &self,
        account: &Account,
        conference: &Slug,
        session: u64,
        act: SpeakerAct,
    ) -> Result<Option<Asking>, Fault> {
        let reader = account.reader();
        let (person, edition, session) = self.organised(&reader, conference, session).await?;
        match act {
            SpeakerAct::Make(new) => self.make_link(person, &reader, &edition, &session, new).await.map(Some),
            SpeakerAct::End(link) => {
                let ended = self.store.end_speaker_link(conference, &session.guid, &link, Timestamp::now()).await;
                if !ended.map_err(unavailable)? {
                    return Err(Refusal::Absent.into());
                }
                self.record_of_conference(person, Deed::Ended, conference, "sprekers").await?;
                Ok(None)
            }
            SpeakerAct::Remind(id) => {
                let one = self.standing_of(&reader, &edition, &session).await?;
                let link = one.links.iter().find(|link| link.id == id).ok_or(Refusal::Absent)?;
                self.remind(person, &edition, &session, link, &one.of_speakers()).await
            }
            SpeakerAct::Publish { file, sharing, embargo } => {
                let at = session_id(conference, &session.guid);
                let file = self.waiting_at(conference, &session, &file).await?;
                agreed(&file, &session, &sharing)?;
                let hanging = Hanging {
                    file: &file,
                    sharing: &sharing,
                    embargo,
                    author: &person.id,
                    most: self.allowance.on_one,
                };
                let hung = self.store.publish_handed(&actor(&person.id), &reader.keys(), &at, hanging).await;
                match hung.map_err(unavailable)? {
                    Ok(()) => Ok(None),
                    // Its speaker changed something or took it back.
                    Err(Unhung::Gone) => Err(Fault::Moved),
                    Err(Unhung::Full) => Err(Unattached::Full(self.allowance.on_one).into()),
                    Err(Unhung::Already(name)) => Err(Unattached::Already(name).into()),
                }
            }
            SpeakerAct::Drop(file) => {
                let at = session_id(conference, &session.guid);
                let dropped = self.store.drop_handed(&at, None, &file).await.map_err(unavailable)?;
                if dropped { Ok(None) } else { Err(Refusal::Absent.into()) }
            }
            SpeakerAct::Ask(asked) => {
                self.store.ask_of_session(conference, &session.guid, asked).await.map_err(unavailable)?;
                Ok(None)
            }
        }
    }

    async fn remind_all(&self, account: &Account, conference: &Slug) -> Result<u32, Fault> {
        let reader = account.reader();
        let person = hanger(&reader)?;
        if !self.mails {
            return Err(Refusal::Absent.into());
        }
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let (now, mut reminded) = (Timestamp::now(), 0);
        for one in self.standing(&reader, &edition).await? {
            let missing = one.of_speakers();
            let due = one.links.iter().filter(|link| link.email.is_some() && link.holds(now) && link.may_remind(now));
            for link in due.filter(|_| one.asked && !missing.is_empty()) {
                let added = self.store.add_reminder(&actor(&person.id), link, &missing, None, now).await;
                reminded += u32::from(added.map_err(unavailable)?);
            }
        }
        if reminded == 0 { Err(Fault::NothingMissing) } else { Ok(reminded) }
    }

    async fn speaker_page(&self, conference: &Slug, secret: &str) -> Result<SpeakerPage, Refusal> {
        self.page_behind(conference, secret).await
    }

    async fn hand_in_files(
        &self,
        conference: &Slug,
        secret: &str,
        terms: HandIn,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        self.take_handed(conference, secret, terms, incoming).await
    }

    async fn act_on_handed(&self, conference: &Slug, secret: &str, file: &Slug, act: HandedAct) -> Result<(), Fault> {
        self.change_handed(conference, secret, file, act).await
    }
}

/// How a session stands.
pub(super) struct SessionStanding {
    session: Session,
    links: Vec<SpeakerLink>,
    waiting: Vec<HandedFile>,
    missing: Vec<Missing>,
    asked: bool,
}

impl SessionStanding {
    fn of_speakers(&self) -> Vec<Missing> {
        self.missing.iter().copied().filter(|one| Missing::OF_SPEAKERS.contains(one)).collect()
    }

    fn row(self, edition: &Edition) -> CheckRow {
        CheckRow {
            number: self.session.number,
            start: edition.programme.local(self.session.start),
            title: self.session.title,
            asked: self.asked,
            missing: self.missing,
            waiting: self.waiting.len(),
            links: self.links,
        }
    }
}

impl Shelf {
    /// How every session stands that takes place, in the order of the programme, with what this reader may read.
    async fn standing(&self, reader: &Reader, edition: &Edition) -> Result<Vec<SessionStanding>, Refusal> {
        let conference = &edition.slug;
        let hung = self.store.material(&reader.keys(), conference, true).await.map_err(unavailable)?;
        let mut handed = self.store.handed_files(conference).await.map_err(unavailable)?;
        handed.retain(|file| !file.published);
        let links = self.store.speaker_links(conference).await.map_err(unavailable)?;
        let unasked = self.store.unasked_sessions(conference).await.map_err(unavailable)?;
        let outcomes = self.store.session_outcomes(conference, None, true).await.map_err(unavailable)?;
        let now = Timestamp::now();
        let stand = |session: &Session| {
            let at = |file: &app::model::attachment::Attachment| file.carrier.is_session(&session.guid);
            let hung: Vec<_> = hung.iter().filter(|file| at(file)).collect();
            let waiting: Vec<&HandedFile> = handed.iter().filter(|file| at(&file.attachment)).collect();
            let outcomes = outcomes.iter().filter(|one| one.session == session.guid).count();
            SessionStanding {
                missing: missing(session, &hung, &waiting, outcomes, now),
                asked: !unasked.contains(&session.guid),
                links: links.iter().filter(|link| link.session == session.guid).cloned().collect(),
                waiting: waiting.into_iter().cloned().collect(),
                session: session.clone(),
            }
        };
        let mut sessions: Vec<&Session> = edition.programme.sessions.iter().filter(|one| !one.cancelled()).collect();
        sessions.sort_by_key(|session| (session.start, session.number));
        Ok(sessions.into_iter().map(stand).collect())
    }

    async fn standing_of(
        &self,
        reader: &Reader,
        edition: &Edition,
        session: &Session,
    ) -> Result<SessionStanding, Refusal> {
        let all = self.standing(reader, edition).await?;
        all.into_iter().find(|one| one.session.guid == session.guid).ok_or(Refusal::Absent)
    }

    async fn make_link(
        &self,
        person: &Person,
        reader: &Reader,
        edition: &Edition,
        session: &Session,
        new: NewLink,
    ) -> Result<Asking, Fault> {
        let one = self.standing_of(reader, edition, session).await?;
        if one.links.len() >= MOST_LINKS {
            return Err(Fault::Full);
        }
        let last = store::today().saturating_add(LONGEST.days());
        let expires = end_of(new.expires).filter(|end| *end > Timestamp::now() && new.expires <= last);
        let expires = expires.ok_or_else(|| Fault::Mistakes(vec![Mistake::new("expires", Slip::NoDate)]))?;
        // Recorded first: what cannot be recorded does not happen.
        self.record_of_conference(person, Deed::Invited, &edition.slug, "sprekers").await?;
        let code = secret::fresh()?;
        let who = actor(&person.id);
        let made = self
            .store
            .add_speaker_link(&who, &edition.slug, &session.guid, &new, expires, &secret::digest(&code))
            .await
            .map_err(unavailable)?;
        Ok(asking(edition, session, &made, one.of_speakers(), code, false))
    }

    /// Reminds a speaker by mail, or gives what is to be sent by hand.
    async fn remind(
        &self,
        person: &Person,
        edition: &Edition,
        session: &Session,
        link: &SpeakerLink,
        missing: &[Missing],
    ) -> Result<Option<Asking>, Fault> {
        let now = Timestamp::now();
        if !link.holds(now) {
            return Err(Refusal::Absent.into());
        }
        if missing.is_empty() {
            return Err(Fault::NothingMissing);
        }
        let code = match self.mails && link.email.is_some() {
            true => None,
            false => Some(secret::fresh()?),
        };
        let digest = code.as_deref().map(secret::digest);
        let added = self.store.add_reminder(&actor(&person.id), link, missing, digest.as_deref(), now).await;
        if !added.map_err(unavailable)? {
            return Err(Fault::Reminded);
        }
        Ok(code.map(|code| asking(edition, session, link, missing.to_vec(), code, true)))
    }

    /// A file that waits at a session.
    async fn waiting_at(&self, conference: &Slug, session: &Session, id: &Slug) -> Result<HandedFile, Refusal> {
        let files = self.store.handed_files(conference).await.map_err(unavailable)?;
        let waits = |file: &HandedFile| {
            !file.published && file.attachment.id == *id && file.attachment.carrier.is_session(&session.guid)
        };
        files.into_iter().find(waits).ok_or(Refusal::Absent)
    }
}

/// Whether a file may be published so: as its speaker agreed, and never wider.
fn agreed(file: &HandedFile, session: &Session, sharing: &Sharing) -> Result<(), Unattached> {
    let (name, kind) = (&file.attachment.name, file.attachment.kind);
    if session.do_not_record && kind.is_recording() {
        return Err(Unattached::NotRecorded(name.clone()));
    }
    if !file.consent.covers(kind) {
        return Err(Unattached::NotAgreed(name.clone()));
    }
    if sharing.tlp() < file.attachment.sharing.tlp() {
        return Err(Unattached::WiderThanAgreed);
    }
    Ok(())
}

/// What a letter to a speaker says.
pub(super) fn asking(
    edition: &Edition,
    session: &Session,
    link: &SpeakerLink,
    missing: Vec<Missing>,
    secret: String,
    reminds: bool,
) -> Asking {
    let until = netherlands().to_datetime(link.expires).date();
    Asking {
        speaker: link.speaker.clone(),
        lang: link.lang,
        conference: edition.slug.clone(),
        conference_title: edition.programme.title.clone(),
        session_title: session.title.clone(),
        start: edition.programme.local(session.start),
        // It ends with that day.
        until: until.yesterday().unwrap_or(until),
        missing,
        secret,
        reminds,
    }
}

/// The end of a day in the Netherlands.
pub(super) fn end_of(day: jiff::civil::Date) -> Option<Timestamp> {
    netherlands().to_timestamp(day.tomorrow().ok()?.at(0, 0, 0, 0)).ok()
}

fn netherlands() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)
}

/// A label that a speaker may propose for this link.
pub(super) fn within_link(link: &SpeakerLink, tlp: Tlp) -> Result<(), Unattached> {
    if tlp < link.widest { Err(Unattached::WiderThanAgreed) } else { Ok(()) }
}
