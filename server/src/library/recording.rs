//! The record of who opened, took along or was refused what.

use app::desk::Refusal;
use app::model::audit::Deed;
use app::model::reader::Reader;
use app::model::sharing::{Sharing, ground};
use app::model::slug::Slug;

use super::{Shelf, unavailable};
use crate::store::NewTrace;

/// Who may read a thing, and who wrote it.
#[derive(Clone, Copy)]
pub struct Held<'a> {
    pub sharing: &'a Sharing,
    pub author: Option<&'a Slug>,
}

impl Shelf {
    /// Writes down what a signed-in reader did with something, by the name it has in the record; `held` is absent where there
    /// is nothing for them. What cannot be recorded is not handed out.
    pub(super) async fn record(
        &self,
        reader: &Reader,
        deed: Deed,
        name: &Slug,
        held: Option<Held<'_>>,
    ) -> Result<(), Refusal> {
        let Some(person) = reader.person() else { return Ok(()) };
        let ground = held.and_then(|held| ground(reader, held.sharing, held.author));
        let trace = NewTrace {
            person: &person.id,
            deed,
            document: name,
            attachment: None,
            tlp: held.map(|held| held.sharing.tlp()),
            ground: ground.map(|ground| ground.to_string()).unwrap_or_default(),
        };
        self.store.trace(trace).await.map_err(unavailable)
    }

    /// What somebody is told who asked for something that is not there for them; that they did is recorded.
    pub(super) async fn refused(&self, reader: &Reader, name: &Slug) -> Refusal {
        self.record(reader, Deed::Refused, name, None).await.err().unwrap_or(Refusal::Absent)
    }
}
