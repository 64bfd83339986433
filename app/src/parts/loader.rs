//! What a page fetches besides itself, and the two inline scripts, each with the nonce of the response.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::assets::{Assets, Front};

/// Sets the remembered theme before anything is painted; without a remembered one the system decides.
#[component]
pub fn RememberedTheme() -> impl IntoView {
    view! { <script nonce=use_nonce()>{include_str!("theme.js")}</script> }
}

/// Style, icon, fonts and front end.
#[component]
pub fn Files(assets: Assets) -> impl IntoView {
    if let Some(context) = Owner::current_shared_context() {
        // What is outside islands is never taken over by the browser, so it needs no marks for that.
        context.set_is_hydrating(false);
    }
    let fonts = assets.fonts.iter().map(|font| {
        view! { <link rel="preload" href=font.to_string() r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
    });
    view! {
        {fonts.collect_view()}
        <link rel="stylesheet" href=assets.style.to_string()/>
        <link rel="icon" r#type="image/svg+xml" href=assets.icon.to_string()/>
        {assets.front.map(|front| view! { <Loader front/> })}
    }
}

/// Fetches the WASM once the page is idle, and wakes every island.
///
/// leptos' own `HydrationScripts` wants to know file names and folders; here the server knows them. Its preload
/// carries the nonce in `crossorigin`, which can abort the fetch in Firefox (leptos 4843).
#[component]
fn Loader(front: Front) -> impl IntoView {
    let Front { script, wasm } = front;
    let start = format!("{}({script:?}, {wasm:?});", include_str!("loader.js").trim_end());
    view! {
        <link rel="modulepreload" href=script.to_string() crossorigin="anonymous"/>
        <link rel="preload" href=wasm.to_string() r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=use_nonce()>
            {start}
        </script>
    }
}
