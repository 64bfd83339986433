//! Every question an island may ask the server. Reads only; endpoints are fixed, so that a page from before an update
//! keeps working.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::desk::Refusal;
use crate::model::lang::Lang;
use crate::model::query::Suggestion;

/// What typing may lead to, best first.
#[server(prefix = "/rpc", endpoint = "suggest", input = GetUrl)]
pub async fn suggest(typed: String, lang: Lang) -> Result<Vec<Suggestion>, Refusal> {
    crate::desk::desk()?.suggest(&typed, lang, 7).await
}
