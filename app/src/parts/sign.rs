//! The sign of Knooppunt: a node where lines meet.

use leptos::prelude::*;

/// The sign. Decoration: the name stands beside it.
#[component]
pub fn Sign() -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
            <path class="sign-line" d="M2 16H30M16 2V30M6 6L26 26"/>
            <circle class="sign-node" cx="16" cy="16" r="5.5"/>
        </svg>
    }
}
