//! Reminding speakers by mail of what is missing of their session.

use super::confirming::Usher;
use super::people::secret;
use super::speakers::asking;
use crate::exchange::speaker_letter::speaker_letter;
use crate::mail::Letter;
use crate::store::{self, DueReminder};

impl Usher {
    /// Mails every reminder that an organiser asked for; gives the number of mails. One that does not go out is tried again in
    /// the next round.
    pub async fn remind(&self) -> store::Result<usize> {
        let mut sent = 0;
        for due in self.shelf.store.due_reminders().await? {
            match self.remind_one(&due).await {
                Ok(true) => sent += 1,
                Ok(false) => {}
                // One that fails does not keep the others from theirs.
                Err(reason) => tracing::warn!(reason, "a speaker was not reminded by mail"),
            }
        }
        Ok(sent)
    }

    async fn remind_one(&self, due: &DueReminder) -> Result<bool, String> {
        let store = &self.shelf.store;
        let refused = |error: &dyn std::fmt::Display| error.to_string();
        let link = &due.link;
        let edition = store.edition(&link.conference).await.map_err(|error| refused(&error))?;
        let session = edition.as_ref().and_then(|edition| {
            edition.programme.sessions.iter().find(|one| one.guid == link.session && !one.cancelled())
        });
        let (Some(edition), Some(session), Some(email)) = (&edition, session, &link.email) else {
            store.drop_reminder(due).await.map_err(|error| refused(&error))?;
            return Ok(false);
        };
        // Only the hash of a link is kept, so each mail brings one of its own.
        let fresh = secret::fresh().map_err(|error| refused(&error))?;
        // Noted first: of two processes only one sends.
        if !store.take_reminder(due, &secret::digest(&fresh)).await.map_err(|error| refused(&error))? {
            return Ok(false);
        }
        let asking = asking(edition, session, link, due.missing.clone(), fresh, true);
        let (subject, text) = speaker_letter(&asking, self.words.get(link.lang), &self.site);
        let letter = Letter { to: email.to_string(), subject, text, ends: None };
        if let Err(unsent) = self.mailer.send(&letter).await {
            store.return_reminder(due).await.map_err(|error| refused(&error))?;
            return Err(refused(&unsent));
        }
        Ok(true)
    }
}
