//! The two inline scripts, each with the nonce of the response.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::Assets;

/// Sets the remembered theme before anything is painted; without a remembered one the system decides.
#[component]
pub fn RememberedTheme() -> impl IntoView {
    view! { <script nonce=use_nonce()>{include_str!("theme.js")}</script> }
}

/// Fetches the WASM once the page is idle, and wakes every island.
///
/// leptos' own `HydrationScripts` wants to know file names and folders; here the server knows them. Its preload
/// carries the nonce in `crossorigin`, which can abort the fetch in Firefox (leptos 4843).
#[component]
pub fn Loader(assets: Assets) -> impl IntoView {
    if let Some(context) = Owner::current_shared_context() {
        // What is outside islands is never taken over by the browser, so it needs no marks for that.
        context.set_is_hydrating(false);
    }
    (!assets.script.is_empty()).then(|| {
        let start = format!("{}({:?}, {:?});", include_str!("loader.js").trim_end(), assets.script, assets.wasm);
        view! {
            <link rel="modulepreload" href=assets.script.clone() crossorigin="anonymous"/>
            <link
                rel="preload"
                href=assets.wasm.clone()
                r#as="fetch"
                r#type="application/wasm"
                crossorigin="anonymous"
            />
            <script type="module" nonce=use_nonce()>
                {start}
            </script>
        }
    })
}
