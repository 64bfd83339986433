//! Telling people by mail how their registration for a congress stands, and erasing who came when its time is over.

use std::time::Duration;

use app::model::registration::USUALLY_KEPT;
use app::routes;
use jiff::Timestamp;

use super::Shelf;
use super::people::secret;
use super::speakers::end_of;
use crate::exchange::confirmation::confirmation;
use crate::exchange::words::Catalogue;
use crate::mail::{Letter, Mailer};
use crate::store::{self, Store, Untold};

/// How often it is looked who is to be told.
const ROUND: Duration = Duration::from_secs(5);

/// How often it is looked whose time is over.
const SWEEP: Duration = Duration::from_secs(3600);

/// Tells people how they stand.
pub struct Usher {
    pub(super) shelf: Shelf,
    pub(super) words: &'static Catalogue,
    /// The address of the site, without a slash at its end.
    pub(super) site: String,
    pub(super) mailer: Mailer,
}

impl Usher {
    pub fn new(shelf: Shelf, words: &'static Catalogue, site: String, mailer: Mailer) -> Usher {
        Usher { shelf, words, site, mailer }
    }

    /// Tells until the server stops.
    pub async fn run(self) {
        loop {
            // First: who moves up by it is told in this round.
            match self.shelf.release_unconfirmed(Timestamp::now()).await {
                Ok(0) => {}
                Ok(gone) => tracing::info!(gone, "registrations were not confirmed in time"),
                Err(error) => tracing::error!(%error, "registrations that were not confirmed cannot be released"),
            }
            match self.round().await {
                Ok(0) => {}
                Ok(sent) => tracing::info!(sent, "registrations were confirmed by mail"),
                Err(error) => tracing::error!(%error, "nobody can be told of their registration"),
            }
            match self.remind().await {
                Ok(0) => {}
                Ok(sent) => tracing::info!(sent, "speakers were reminded by mail"),
                Err(error) => tracing::error!(%error, "no speaker can be reminded"),
            }
            match self.knock(Timestamp::now()).await {
                Ok(0) => {}
                Ok(sent) => tracing::info!(sent, "people were told of messages or of their profile by mail"),
                Err(error) => tracing::error!(%error, "nobody can be told of messages"),
            }
            tokio::time::sleep(ROUND).await;
        }
    }

    /// Mails everybody who was not told yet how they stand; gives the number of mails. A mail that does not go out is tried
    /// again in the next round.
    pub async fn round(&self) -> store::Result<usize> {
        let mut sent = 0;
        for untold in self.shelf.store.untold().await? {
            match self.tell(&untold).await {
                Ok(true) => sent += 1,
                Ok(false) => {}
                // One that fails does not keep the others from theirs.
                Err(reason) => tracing::warn!(reason, "a registration was not confirmed by mail"),
            }
        }
        Ok(sent)
    }

    async fn tell(&self, Untold { attendee, conference }: &Untold) -> Result<bool, String> {
        let store = &self.shelf.store;
        let refused = |error: &dyn std::fmt::Display| error.to_string();
        let Some(edition) = store.edition(conference).await.map_err(|error| refused(&error))? else { return Ok(false) };
        // Only the hash of a link is kept, so each mail brings one of its own.
        let fresh = secret::fresh().map_err(|error| refused(&error))?;
        let digest = secret::digest(&fresh);
        let link = attendee.guest.then_some(digest.as_str());
        // Noted first: of two processes only one sends.
        if !store.tell(attendee, link).await.map_err(|error| refused(&error))? {
            return Ok(false);
        }
        let lang = attendee.lang;
        let own = match attendee.guest {
            true => routes::personal_register_url(lang, conference, &fresh),
            false => routes::register_url(lang, conference),
        };
        let (subject, text) = confirmation(&edition, attendee, lang, self.words.get(lang), &self.site, &own);
        let letter = Letter { to: attendee.email.clone(), subject, text, ends: None };
        if let Err(unsent) = self.mailer.send(&letter).await {
            store.untell(attendee).await.map_err(|error| refused(&error))?;
            return Err(refused(&unsent));
        }
        Ok(true)
    }
}

/// Erases who came to congresses, and who spoke there, when their time is over, as long as the server runs.
pub async fn erase_when_due(store: Store) {
    loop {
        match erase(&store, store::today()).await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "registrations and links of speakers were erased"),
            Err(error) => tracing::warn!(%error, "registrations cannot be erased"),
        }
        tokio::time::sleep(SWEEP).await;
    }
}

/// The same, once, as it is on a day; gives how many registrations and links.
pub async fn erase(store: &Store, today: jiff::civil::Date) -> store::Result<u64> {
    let ended: Vec<_> = store.outlines().await?.into_iter().map(|(slug, outline)| (slug, outline.last)).collect();
    let begins = today.yesterday().ok().and_then(end_of).unwrap_or(Timestamp::UNIX_EPOCH);
    let speakers = store.erase_speakers(&ended, (today, begins), USUALLY_KEPT).await?;
    Ok(speakers + store.erase_attendees(&ended, today).await?)
}
