//! What is wider than a telephone scrolls in a place of its own, which the keyboard reaches and which has a name.

use leptos::prelude::*;

pub fn scroll(label: impl Into<String>, inside: impl IntoView) -> impl IntoView {
    view! {
        <div class="scroll" role="region" aria-label=label.into() tabindex="0">
            {inside}
        </div>
    }
}
