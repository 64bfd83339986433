//! Keeps what somebody writes while they write it: the places where that is told, and the script that does it.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::words::Interface;

/// Above the form: what was written here before and never saved.
#[component]
pub fn KeptOffer(interface: Interface) -> impl IntoView {
    let words = &interface.words.contribute;
    view! {
        <div class="came" id="draft-offer" role="status" data-text=words.kept_offer.as_str() hidden>
            <p></p>
            <div class="acts">
                <button class="button" type="button">
                    {words.kept_back.as_str()}
                </button>
                <button class="button button-quiet" type="button">
                    {words.kept_away.as_str()}
                </button>
            </div>
        </div>
    }
}

/// Below the form: whether what stands there is saved, and what readers would see of it. `saved` is a draft that the site
/// knows: only of that can there be a preview.
#[component]
pub fn DraftKeeper(interface: Interface, saved: bool) -> impl IntoView {
    let words = &interface.words.contribute;
    let preview = saved.then(|| {
        view! {
            <details class="draft-shown" id="draft-shown" hidden>
                <summary>{words.preview_here.as_str()}</summary>
                <div></div>
            </details>
        }
    });
    view! {
        <p
            class="subtle"
            id="draft-told"
            role="status"
            data-saved=words.kept_saved.as_str()
            data-device=words.kept_device.as_str()
            data-moved=words.kept_moved.as_str()
            data-nowhere=words.kept_nowhere.as_str()
        ></p>
        {preview}
        <script type="module" nonce=use_nonce()>
            {include_str!("draft.js")}
        </script>
    }
}
