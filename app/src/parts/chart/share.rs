//! One bar divided among several: who gets which part of a whole.

use leptos::prelude::*;

use super::scale::percent;

/// A part of the whole.
#[derive(Clone, Debug)]
pub struct Part {
    /// From 0 to 1.
    pub share: f64,
    /// What it is and how much, for the pointer.
    pub reading: String,
    /// A class that gives it colour and pattern, such as `hue-rotterdam`.
    pub class: String,
}

/// The drawing only: the same parts stand in a table beside it.
#[component]
pub fn ShareBar(parts: Vec<Part>) -> impl IntoView {
    let mut from = 0.0;
    let parts = parts.into_iter().map(|part| {
        let x = from;
        from += part.share;
        view! {
            <rect class=format!("share-part {}", part.class) x=percent(x) y="0" width=percent(part.share) height="36">
                <title>{part.reading}</title>
            </rect>
        }
    });
    view! {
        <svg class="share" aria-hidden="true" width="100%" height="36">
            {parts.collect_view()}
        </svg>
    }
}
