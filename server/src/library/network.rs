//! Who takes part; everybody may read the register.

use app::desk::{Network, Refusal};
use app::model::plan::Organisation;
use async_trait::async_trait;

use super::{Shelf, unavailable};

#[async_trait]
impl Network for Shelf {
    async fn partners(&self) -> Result<Vec<Organisation>, Refusal> {
        self.store.named_organisations().await.map_err(unavailable)
    }
}
