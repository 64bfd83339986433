//! Telling people by mail that a message waits for them, and asking whether a profile is still right. A mail says no more than
//! that: what is written stays in the house.

use jiff::Timestamp;

use super::confirming::Usher;
use crate::exchange::knock::{Knock, knock};
use crate::mail::Letter;
use crate::store;

impl Usher {
    /// Mails everybody for whom a message waits or whose profile is about to end, once; gives the number of mails. One that
    /// does not go out is tried again in the next round.
    pub async fn knock(&self, now: Timestamp) -> store::Result<usize> {
        let store = &self.shelf.store;
        let mut sent = 0;
        for message in store.untold_direct_messages().await? {
            if !store.note_told(&message, true).await? {
                continue;
            }
            match self.send_knock(&message.email, Knock::Message).await {
                true => sent += 1,
                false => drop(store.note_told(&message, false).await?),
            }
        }
        for ending in store.ending_profiles(now).await? {
            if !store.note_asked(&ending.profile.id, Some(now)).await? {
                continue;
            }
            match self.send_knock(&ending.email, Knock::Ending(ending.profile.ends())).await {
                true => sent += 1,
                false => drop(store.note_asked(&ending.profile.id, None).await?),
            }
        }
        Ok(sent + self.knock_of_contacts(now).await?)
    }

    /// The same for contact points: their address is told of messages, and their keepers that one is about to end.
    async fn knock_of_contacts(&self, now: Timestamp) -> store::Result<usize> {
        let store = &self.shelf.store;
        let mut sent = 0;
        for contact in store.untold_contacts().await? {
            if !store.note_contact_told(&contact.point, true).await? {
                continue;
            }
            match self.send_knock(&contact.address, Knock::ContactMessage).await {
                true => sent += 1,
                false => drop(store.note_contact_told(&contact.point, false).await?),
            }
        }
        for (point, keepers) in store.ending_contact_points(now).await? {
            if !store.note_contact_asked(&point.id, Some(now)).await? {
                continue;
            }
            let mut told = keepers.is_empty();
            for email in keepers {
                let knock = Knock::ContactEnding(&point.organisation, point.ends());
                if self.send_knock(&email, knock).await {
                    (told, sent) = (true, sent + 1);
                }
            }
            if !told {
                store.note_contact_asked(&point.id, None).await?;
            }
        }
        Ok(sent)
    }

    async fn send_knock(&self, to: &str, what: Knock<'_>) -> bool {
        let (subject, text) = knock(what, &self.words.nl, &self.words.en, &self.site);
        let letter = Letter { to: to.to_owned(), subject, text, ends: None };
        let sent = self.mailer.send(&letter).await;
        if let Err(unsent) = &sent {
            tracing::warn!(%unsent, "somebody was not told by mail of a message or of their profile");
        }
        sent.is_ok()
    }
}
