//! What speakers do with a personal link, without an account: look at what is asked, hand in files, and say what may become of
//! them. A link that does not hold is as one that does not exist.

use app::desk::{Fault, Incoming, Refusal, Unattached};
use app::model::conference::{Edition, Session};
use app::model::slug::Slug;
use app::model::speakers::{
    HandIn, HandedAct, HandedFile, LONGEST_REMARK, MOST_HANDED, Missing, SpeakerLink, SpeakerPage, missing,
};
use jiff::Timestamp;

use super::attachments::Alike;
use super::people::secret;
use super::speakers::within_link;
use super::{Shelf, unavailable};
use crate::store::{Unhung, proposed, session_id};

impl Shelf {
    pub(super) async fn page_behind(&self, conference: &Slug, secret: &str) -> Result<SpeakerPage, Refusal> {
        let (link, edition, session) = self.link_held(conference, secret).await?;
        self.store.note_link_used(&link, Timestamp::now()).await.map_err(unavailable)?;
        let mut files = self.store.handed_files(conference).await.map_err(unavailable)?;
        files.retain(|file| file.link == link.id);
        // What others handed in or hung is not theirs to know.
        let (hung, waiting): (Vec<&HandedFile>, Vec<&HandedFile>) = files.iter().partition(|file| file.published);
        let hung: Vec<_> = hung.into_iter().map(|file| &file.attachment).collect();
        let missing = missing(&session, &hung, &waiting, 0, session.start);
        let missing = missing.into_iter().filter(|one| Missing::OF_SPEAKERS.contains(one)).collect();
        let programme = &edition.programme;
        Ok(SpeakerPage {
            conference_title: programme.title.clone(),
            start: programme.local(session.start),
            end: programme.local(session.end()),
            missing,
            files,
            link,
            session,
        })
    }

    pub(super) async fn take_handed(
        &self,
        conference: &Slug,
        secret: &str,
        terms: HandIn,
        incoming: &mut dyn Incoming,
    ) -> Result<(), Fault> {
        let (link, _, session) = self.link_held(conference, secret).await?;
        within_link(&link, terms.tlp)?;
        let remark = terms.remark.trim().replace("\r\n", "\n");
        if remark.chars().count() > LONGEST_REMARK {
            return Err(app::desk::Amiss::TooLong.into());
        }
        let terms = HandIn { remark, ..terms };
        let sharing = proposed(terms.tlp);
        let alike = Alike { sharing: &sharing, author: None, embargo: None, recordings: !session.do_not_record };
        let new = self.arrive_all(incoming, alike).await?;
        // While the files came in, the link or its session may have ended.
        self.link_held(conference, secret).await?;
        match self.store.hand_in(&link, &terms, new, MOST_HANDED).await.map_err(unavailable)? {
            Ok(()) => Ok(()),
            Err(Unhung::Gone) => Err(Refusal::Absent.into()),
            Err(Unhung::Full) => Err(Unattached::TooManyWaiting(MOST_HANDED).into()),
            Err(Unhung::Already(name)) => Err(Unattached::Already(name).into()),
        }
    }

    pub(super) async fn change_handed(
        &self,
        conference: &Slug,
        secret: &str,
        file: &Slug,
        act: HandedAct,
    ) -> Result<(), Fault> {
        let (link, _, session) = self.link_held(conference, secret).await?;
        let done = match act {
            HandedAct::Change { tlp, consent } => {
                within_link(&link, tlp)?;
                self.store.change_handed(&link.id, file, tlp, consent).await
            }
            HandedAct::TakeBack => {
                self.store.drop_handed(&session_id(conference, &session.guid), Some(&link.id), file).await
            }
        };
        if done.map_err(unavailable)? { Ok(()) } else { Err(Refusal::Absent.into()) }
    }

    /// The link that has this secret, while it holds and its session is in the published programme.
    async fn link_held(&self, conference: &Slug, secret: &str) -> Result<(SpeakerLink, Edition, Session), Refusal> {
        let link = self.store.speaker_link_by(conference, &secret::digest(secret)).await.map_err(unavailable)?;
        let link = link.filter(|link| link.holds(Timestamp::now())).ok_or(Refusal::Absent)?;
        let edition = self.store.edition(conference).await.map_err(unavailable)?.ok_or(Refusal::Absent)?;
        let standing = |session: &&Session| session.guid == link.session && !session.cancelled();
        let session = edition.programme.sessions.iter().find(standing).cloned().ok_or(Refusal::Absent)?;
        Ok((link, edition, session))
    }
}
