//! Questions without an answer: kept without who asked, shown to who can do something about them.

use std::sync::{Arc, OnceLock};

use app::desk::{Fault, Refusal, Wanting};
use app::model::account::Account;
use app::model::reader::{Reader, Role};
use app::model::wanted::{Wanted, keepable};
use async_trait::async_trait;
use tokio::sync::Semaphore;

use super::people::secret;
use super::{Shelf, unavailable};
use crate::store;

#[async_trait]
impl Wanting for Shelf {
    async fn missed(&self, reader: &Reader, text: &str) {
        let Some(text) = keepable(text) else { return };
        // While one is written others are let go: a flood of questions may not hold up other writes.
        let Ok(place) = self.missing.pen.clone().try_acquire_owned() else { return };
        let day = store::today();
        // Whoever has no account counts once a day, all together.
        let who = reader.person().map_or_else(String::new, |person| person.id.to_string());
        let Some(salt) = self.missing.salt() else { return };
        let asker = secret::digest(&format!("{salt} {who} {day}")).chars().take(16).collect::<String>();
        if let Err(error) = self.store.add_missed(&text, &asker, day).await {
            tracing::warn!(%error, "a question without an answer could not be noted");
        }
        drop(place);
    }

    async fn wanted(&self, reader: &Reader) -> Result<Vec<Wanted>, Refusal> {
        if !(reader.is(Role::Editor) || reader.is(Role::Admin)) {
            return Err(Refusal::Absent);
        }
        let all = self.store.wanted().await.map_err(unavailable)?;
        // Questions are asked while they are typed: what only begins another is none of its own.
        let begins = |one: &Wanted| all.iter().any(|other| other.text != one.text && other.text.starts_with(&one.text));
        Ok(all.iter().filter(|one| !begins(one)).cloned().collect())
    }

    async fn strike_wanted(&self, account: &Account, text: &str) -> Result<(), Fault> {
        self.wanted(&account.reader()).await?;
        Ok(self.store.strike_missed(text).await.map_err(unavailable)?)
    }
}

/// What tells askers apart, and who writes their questions down.
#[derive(Clone)]
pub struct Missing {
    salt: Arc<OnceLock<String>>,
    pen: Arc<Semaphore>,
}

impl Missing {
    /// Made at the first question, and gone when the program ends.
    fn salt(&self) -> Option<&str> {
        if self.salt.get().is_none() {
            let _ = self.salt.set(secret::fresh().ok()?);
        }
        self.salt.get().map(String::as_str)
    }
}

impl Default for Missing {
    fn default() -> Missing {
        Missing { salt: Arc::default(), pen: Arc::new(Semaphore::new(1)) }
    }
}
