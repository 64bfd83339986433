//! The search field: in the header, on the home page, on the search page.

use leptos::prelude::*;

use crate::islands::search_box::{SearchBox, SearchBoxWords};
use crate::model::facts::Kind;
use crate::words::Interface;

/// A search field with its button, to be put inside a form.
#[component]
pub fn SearchField(
    /// Unique on the page.
    id: &'static str,
    #[prop(into, optional)] text: String,
    interface: Interface,
    /// Whether typing opens the suggestions.
    #[prop(default = true)]
    eager: bool,
    /// Whether there is room for examples in the empty field.
    #[prop(default = true)]
    roomy: bool,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let search = &words.search;
    let mut kinds: Vec<(String, String)> =
        Kind::ALL.map(|kind| (kind.code().to_owned(), words.names.kind(kind).to_owned())).into();
    kinds.push(("hub".to_owned(), search.suggestion_hub.clone()));
    kinds.push(("indicator".to_owned(), search.indicator.clone()));
    kinds.push(("organisation".to_owned(), search.suggestion_organisation.clone()));
    kinds.push(("session".to_owned(), search.session.clone()));
    kinds.push(("term".to_owned(), search.suggestion_term.clone()));
    kinds.push(("saved".to_owned(), words.following.saved_search.clone()));
    kinds.push(("field".to_owned(), search.suggestion_field.clone()));
    let words = SearchBoxWords {
        label: search.label.clone(),
        placeholder: if roomy { search.placeholder.clone() } else { search.label.clone() },
        button: search.button.clone(),
        suggestions: search.suggestions.clone(),
        found: search.suggestions_found.clone(),
        kinds,
    };
    view! { <SearchBox id=id.to_owned() text lang words eager/> }
}
