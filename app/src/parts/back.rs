//! The way back to what a page is one of, above its title.

use leptos::prelude::*;

#[component]
pub fn Back(href: String, #[prop(into)] name: String) -> impl IntoView {
    view! {
        <p class="document-kind">
            <a href=href>{name}</a>
        </p>
    }
}
