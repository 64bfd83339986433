//! How far files are on their way, for who sends many or large ones.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::words::Interface;

/// Within a form that has `data-upload`, before its button. Shows nothing until files are sent.
#[component]
pub fn Upload(interface: Interface) -> impl IntoView {
    let words = &interface.words.attachments;
    view! {
        <div
            class="upload"
            data-sending=words.sending.as_str()
            data-reading=words.sent.as_str()
            data-failed=words.sending_failed.as_str()
            data-stopped=words.sending_stopped.as_str()
        >
            <progress max="1" value="0" aria-label=words.sending_label.as_str() hidden></progress>
            <p class="field-hint" role="status"></p>
            <button class="button button-quiet" type="button" hidden>
                {words.stop_sending.as_str()}
            </button>
        </div>
        <script type="module" nonce=use_nonce()>
            {include_str!("upload.js")}
        </script>
    }
}
