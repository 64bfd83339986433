//! The hubs; everybody may read them.

use app::desk::{Hubs, Refusal};
use app::model::place::{Hub, Place};
use async_trait::async_trait;

use super::{Shelf, unavailable};

#[async_trait]
impl Hubs for Shelf {
    async fn hubs(&self) -> Result<Vec<Hub>, Refusal> {
        self.store.hubs().await.map_err(unavailable)
    }

    async fn places(&self) -> Result<Vec<Place>, Refusal> {
        self.store.places().await.map_err(unavailable)
    }
}
