//! The sign of Knooppunt: lines that meet in a node.

use leptos::prelude::*;

/// The sign. Decoration: the name stands beside it. `style/icon.svg` is the same for the browser's tab.
#[component]
pub fn Sign() -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <path class="sign-ground" d="M0 0H32V32H0Z"/>
            <path class="sign-line" d="M0 6H4L14 16M0 16H14M0 26H4L14 16M22 16H32"/>
            <circle class="sign-node" cx="18" cy="16" r="5.25"/>
        </svg>
    }
}
