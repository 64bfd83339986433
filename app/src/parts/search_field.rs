//! The search field: in the header, on the home page, on the search page.

use leptos::prelude::*;

use crate::words::Interface;

/// A labelled search field with its button, to be put inside a form.
#[component]
pub fn SearchField(
    /// Unique on the page.
    id: &'static str,
    #[prop(into, optional)] text: String,
    interface: Interface,
) -> impl IntoView {
    let words = &interface.words.search;
    view! {
        <div class="search-field">
            <label class="visually-hidden" for=id>
                {words.label.as_str()}
            </label>
            <input
                class="search-field-input"
                id=id
                type="search"
                name="q"
                value=text
                placeholder=words.placeholder.as_str()
                maxlength="500"
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
            />
            <button class="button">{words.button.as_str()}</button>
        </div>
    }
}
