//! The plan; everybody may read it.

use app::desk::{Plans, Refusal};
use app::model::plan::Plan;
use async_trait::async_trait;

use super::{Shelf, unavailable};

#[async_trait]
impl Plans for Shelf {
    async fn plan(&self) -> Result<Plan, Refusal> {
        self.store.plan().await.map_err(unavailable)
    }
}
