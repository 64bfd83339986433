//! Publishing, and that what is published can be found before anybody is told that it is.

use std::time::Duration;

use app::desk::{Fault, Refusal};
use app::model::draft::Written;
use app::model::reader::Person;
use app::model::workflow::{Act, No, State, may};

use super::Look;
use super::acts::{standing, step};
use crate::library::{Shelf, unavailable};
use crate::store::Publication;

/// How long a publication waits for the index. Longer, and whoever asked learns that something is wrong.
const PATIENCE: Duration = Duration::from_secs(15);

impl Shelf {
    /// Makes the next revision of a draft. The workflow has said yes.
    pub(super) async fn make_public(
        &self,
        look: Look,
        state: State,
        publisher: &Person,
        act: Act,
        text: &str,
    ) -> Result<Written, Fault> {
        if look.overtaken().is_some() {
            return Err(Fault::Overtaken);
        }
        let roll = self.fit(&look).await?;
        let draft = &look.draft;
        let mut write_up = draft.sheet.write_up(draft.kind, &draft.slug).map_err(|_| Fault::Flaws)?;
        if let Some(published) = &look.published {
            // Whoever wrote it may have left since, or may not read any more what it replaces.
            let author = roll.person(&draft.author).ok_or(Fault::NotAllowed(No::Author))?;
            may(author, Act::Revise, &standing(published)).map_err(Fault::NotAllowed)?;
            let keys = author.reader().keys();
            let seen = self.store.summaries(&keys, &published.write_up.named()).await.map_err(unavailable)?;
            write_up = write_up.keeping_unseen(&published.write_up, &seen.iter().map(|one| &one.slug).collect());
        }
        let publication = Publication {
            draft,
            write_up: &write_up,
            state,
            publisher: &publisher.id,
            step: step(publisher, act, text),
            note: draft.sheet.text("note").trim(),
            minor: !draft.sheet.text("minor").is_empty(),
        };
        let seq = self.store.publish_draft(publication).await.map_err(unavailable)?.ok_or(Fault::Moved)?;
        self.findable(seq).await?;
        Ok(Written::Document(draft.slug.clone()))
    }

    /// Returns when the index has taken in a change. What was narrowed is closed in search from the moment this answers.
    pub(in crate::library) async fn findable(&self, seq: i64) -> Result<(), Refusal> {
        let mut applied = self.index.watch();
        match tokio::time::timeout(PATIENCE, applied.wait_for(|applied| *applied >= seq)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) | Err(_) => {
                tracing::error!(seq, "a publication is in the store, but the index does not follow");
                Err(Refusal::Unavailable)
            }
        }
    }
}
