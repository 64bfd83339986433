//! News by mail: once a day at most, to whoever asked for it, trimmed to what they may read when it is sent.

use std::time::Duration;

use app::model::account::Account;
use app::model::following::News;
use app::routes;
use jiff::{SignedDuration, Timestamp};

use super::people::secret;
use super::{Shelf, unavailable};
use crate::exchange::letter::letter;
use crate::exchange::words::Catalogue;
use crate::mail::{Letter, Mailer};
use crate::store::{self, Subscriber};

/// Between two mails to the same person.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How often it is looked whose turn it is.
const ROUND: Duration = Duration::from_secs(600);

/// Who brings the mail round.
pub struct Postman {
    shelf: Shelf,
    words: &'static Catalogue,
    /// The address of the site, without a slash at its end.
    site: String,
    mailer: Mailer,
}

impl Postman {
    pub fn new(shelf: Shelf, words: &'static Catalogue, site: String, mailer: Mailer) -> Postman {
        Postman { shelf, words, site, mailer }
    }

    /// Brings mail until the server stops.
    pub async fn run(self) {
        loop {
            tokio::time::sleep(ROUND).await;
            match self.round(Timestamp::now()).await {
                Ok(0) => {}
                Ok(sent) => tracing::info!(sent, "news went out by mail"),
                Err(error) => tracing::error!(%error, "nobody can be mailed"),
            }
        }
    }

    /// Mails everybody whose last mail is a day old and for whom there is news; gives the number of mails. A mail that does
    /// not go out is tried again in the next round.
    pub async fn round(&self, now: Timestamp) -> store::Result<usize> {
        let mut sent = 0;
        for subscriber in self.shelf.store.subscribers(now - DAY).await? {
            match self.mail(&subscriber, now).await {
                Ok(true) => sent += 1,
                Ok(false) => {}
                // One that fails does not keep the others from theirs.
                Err(reason) => tracing::warn!(reason, "a mail with news did not go out"),
            }
        }
        Ok(sent)
    }

    async fn mail(&self, subscriber: &Subscriber, now: Timestamp) -> Result<bool, String> {
        let Subscriber { account, sent, lang } = subscriber;
        let person = &account.person.id;
        let store = &self.shelf.store;
        let refused = |error: &dyn std::fmt::Display| error.to_string();
        let news = self.news(account, *sent, *lang).await?;
        let ends = secret::fresh().map_err(|error| refused(&error))?;
        let way_out = routes::with_pairs(routes::url(*lang, "/berichten-stoppen"), &[("code", ends.clone())]);
        let way_out = format!("{}{way_out}", self.site);
        let written = letter(&news, *lang, self.words.get(*lang), &self.site, &way_out);
        // The turn is taken first: of two processes only one sends.
        let taken = store.take_turn(person, *sent, now, &secret::digest(&ends)).await;
        if !taken.map_err(|error| refused(&error))? {
            return Ok(false);
        }
        let Some((subject, text)) = written else { return Ok(false) };
        let letter = Letter { to: account.email.to_string(), subject, text, ends: Some(way_out) };
        if let Err(unsent) = self.mailer.send(&letter).await {
            store.return_turn(person, *sent, now).await.map_err(|error| refused(&error))?;
            return Err(refused(&unsent));
        }
        Ok(true)
    }

    /// What is new since the last mail, without what the person has looked at since.
    async fn news(
        &self,
        account: &Account,
        sent: Timestamp,
        lang: app::model::lang::Lang,
    ) -> Result<Vec<News>, String> {
        let reader = account.reader();
        let watches = self.shelf.store.watches(&account.person.id).await.map_err(unavailable);
        let watches = watches.map_err(|refusal| refusal.to_string())?;
        let steps = self.shelf.steps(&reader, &watches).await.map_err(|refusal| refusal.to_string())?;
        let mut news = Vec::new();
        for watch in watches {
            let after = watch.looked.max(sent);
            let found = self.shelf.news_of(&reader, watch, &steps, after, lang).await;
            news.push(found.map_err(|refusal| refusal.to_string())?);
        }
        Ok(news)
    }
}
