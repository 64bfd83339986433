//! What programs read of a page (JSON-LD). Data, no script: nothing runs it.

use leptos::prelude::*;

/// `json` has no `<`: its writer escapes it, because what stands in a script element is not escaped here.
#[component]
pub fn JsonLd(json: String) -> impl IntoView {
    let safe = !json.is_empty() && !json.contains('<');
    safe.then(|| view! { <script type="application/ld+json">{json}</script> })
}
