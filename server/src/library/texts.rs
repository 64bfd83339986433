//! The longer texts of fixed pages.

use app::desk::{Refusal, Texts};
use app::model::document::Prose;
use app::model::lang::Lang;
use async_trait::async_trait;

use super::Shelf;

#[async_trait]
impl Texts for Shelf {
    async fn prose(&self, page: &str, lang: Lang) -> Result<Prose, Refusal> {
        self.texts.get(&(page.to_owned(), lang.interface())).cloned().ok_or(Refusal::Absent)
    }
}
