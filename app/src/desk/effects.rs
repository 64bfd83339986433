//! What happened after a measure began.

use async_trait::async_trait;

use super::{Desk, Refusal};
use crate::model::effect::{Asked, Question};
use crate::model::reader::Reader;

/// The effect of measures, from values that the reader may read.
#[async_trait]
pub trait Effects: Send + Sync {
    async fn effect(&self, reader: &Reader, question: &Question) -> Result<Asked, Refusal>;
}

impl Desk {
    pub async fn effect(&self, question: &Question) -> Result<Asked, Refusal> {
        self.library.effect(&self.reader, question).await
    }
}
