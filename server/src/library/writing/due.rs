//! Scheduled publications, when their moment comes.

use std::time::Duration;

use app::desk::Fault;
use app::model::workflow::{Act, State, may};
use jiff::Timestamp;

use super::acts::step;
use crate::library::{Shelf, unavailable};
use crate::store::{Change, NewStep, Waiting};

/// How often one looks.
const LOOK: Duration = Duration::from_secs(10);

/// Publishes what is due, until the store closes. Mishaps are logged and tried again.
pub async fn publish_when_due(shelf: Shelf) {
    loop {
        tokio::time::sleep(LOOK).await;
        if let Err(error) = shelf.publish_due(Timestamp::now()).await {
            tracing::error!(%error, "what is due cannot be published");
        }
    }
}

impl Shelf {
    /// Publishes every draft whose moment has come; gives how many. Whoever approved it must still be allowed to, and the
    /// document must be as it was: otherwise it waits for a second person again.
    pub async fn publish_due(&self, now: Timestamp) -> Result<u32, Fault> {
        let mut published = 0;
        for draft in self.store.drafts_waiting(Waiting::Due(now)).await.map_err(unavailable)? {
            let look = self.look(draft).await?;
            let draft = look.draft.clone();
            let roll = self.roll().await?;
            let publisher = draft.publisher.as_ref().and_then(|id| roll.person(id)).cloned();
            let done = match &publisher {
                Some(person) => match may(person, Act::Publish, &look.case()) {
                    Ok(state) => self.make_public(look, state, person, Act::Publish, "").await.map(drop),
                    Err(no) => Err(Fault::NotAllowed(no)),
                },
                None => Err(Fault::Moved),
            };
            match done {
                Ok(()) => published += 1,
                // The store or the index: the next look finds it again. The others do not wait for it.
                Err(Fault::Refused(refusal)) => {
                    tracing::error!(draft = %draft.id, %refusal, "a scheduled publication has to wait");
                }
                Err(fault) => {
                    tracing::warn!(draft = %draft.id, %fault, "a scheduled publication goes back to its reviewers");
                    let change = Change {
                        draft: &draft,
                        state: State::Submitted,
                        sheet: None,
                        reasons: None,
                        asked: draft.asked.as_ref(),
                        publisher: None,
                        due: None,
                        base: draft.base,
                    };
                    let waits = match &publisher {
                        Some(person) => step(person, Act::Schedule, ""),
                        None => {
                            NewStep { person: &draft.author, organisation: &draft.writer, act: Act::Schedule, text: "" }
                        }
                    };
                    self.store.change_draft(change, Some(waits)).await.map_err(unavailable)?;
                }
            }
        }
        Ok(published)
    }
}
