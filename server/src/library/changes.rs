//! What happened since, as far as a reader may know.

use app::desk::{Changes, Refusal};
use app::model::reader::Reader;
use async_trait::async_trait;

use super::{Shelf, unavailable};

#[async_trait]
impl Changes for Shelf {
    async fn changed_since(&self, reader: &Reader, seq: i64) -> Result<bool, Refusal> {
        self.store.changed_since(&reader.keys(), seq).await.map_err(unavailable)
    }
}
