//! The sign of Knooppunt: lines that meet in a node, as a K.

use leptos::prelude::*;

/// The sign. Decoration: the name stands beside it. `style/icon.svg` is the same for the browser's tab.
#[component]
pub fn Sign() -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <path class="sign-ground" d="M0 0H32V32H0Z"/>
            <path class="sign-line" d="M10.5 0V32M10.5 16L26.5 0M10.5 16L26.5 32"/>
            <circle class="sign-node" cx="10.5" cy="16" r="5"/>
        </svg>
    }
}
