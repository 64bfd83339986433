//! The plan and the words of the field; everybody may read them.

use app::desk::{Plans, Refusal};
use app::model::plan::Plan;
use app::model::term::Concept;
use async_trait::async_trait;

use super::{Shelf, unavailable};

#[async_trait]
impl Plans for Shelf {
    async fn plan(&self) -> Result<Plan, Refusal> {
        self.store.plan().await.map_err(unavailable)
    }

    async fn concepts(&self) -> Result<Vec<Concept>, Refusal> {
        self.store.concepts().await.map_err(unavailable)
    }
}
