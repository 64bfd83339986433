use leptos::prelude::*;
use leptos::task::spawn_local;

/// How to refer to a document, with a button that copies it. The server does not know under which name the reader
/// came; the browser does, and completes the address.
#[island]
pub fn CopyCitation(text: String, address: String, copy: String, copied: String) -> impl IntoView {
    let origin = RwSignal::new(String::new());
    Effect::new(move |_| origin.set(window().location().origin().unwrap_or_default()));
    let done = RwSignal::new(false);
    let citation = format!("{text} ");
    let whole = {
        let (citation, address) = (citation.clone(), address.clone());
        move || format!("{citation}{}{address}", origin.get_untracked())
    };
    let on_click = move |_| {
        let copying = window().navigator().clipboard().write_text(&whole());
        spawn_local(async move {
            done.set(wasm_bindgen_futures::JsFuture::from(copying).await.is_ok());
        });
    };
    view! {
        <p class="citation">{citation} <span class="citation-address">{origin} {address}</span></p>
        <p class="citation-copy needs-script">
            <button type="button" class="button button-quiet" on:click=on_click>
                {copy}
            </button>
            <span role="status">{move || done.get().then(|| copied.clone())}</span>
        </p>
    }
}
