//! What happened after a measure began.

use async_trait::async_trait;

use super::{Desk, Refusal};
use crate::model::effect::{Asked, Question, ShareShift};
use crate::model::reader::Reader;
use crate::model::slug::Slug;

/// The effect of measures, from values that the reader may read.
#[async_trait]
pub trait Effects: Send + Sync {
    async fn effect(&self, reader: &Reader, question: &Question) -> Result<Asked, Refusal>;

    /// Whether the shares of hubs in an indicator moved in its last year; `None` where that cannot be judged.
    async fn share_shift(&self, reader: &Reader, code: &Slug) -> Result<Option<ShareShift>, Refusal>;
}

impl Desk {
    pub async fn effect(&self, question: &Question) -> Result<Asked, Refusal> {
        self.library.effect(&self.reader, question).await
    }

    pub async fn share_shift(&self, code: &Slug) -> Result<Option<ShareShift>, Refusal> {
        self.library.share_shift(&self.reader, code).await
    }
}
