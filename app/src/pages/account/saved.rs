//! The searches that somebody saved.

use leptos::prelude::*;

use crate::model::following::{Watch, Watched};
use crate::routes;
use crate::words::Interface;

#[component]
pub fn SavedSearches(interface: Interface, watches: Vec<Watch>) -> impl IntoView {
    let words = &interface.words.following;
    let saved = watches.into_iter().filter_map(|watch| match watch.what {
        Watched::Search(pairs) => Some((watch.name, format!("{}?{pairs}", routes::search_url(interface.lang)))),
        _ => None,
    });
    let saved: Vec<(String, String)> = saved.collect();
    let none = saved.is_empty().then(|| view! { <p class="section-text">{words.saved_none.as_str()}</p> });
    let rows = saved.into_iter().map(|(name, href)| view! { <li class="token"><a href=href>{name}</a></li> });
    view! {
        <section class="section" aria-labelledby="saved">
            <div class="section-head">
                <h2 id="saved">{words.saved.as_str()}</h2>
            </div>
            {none}
            <ul>{rows.collect_view()}</ul>
            <p>
                <a href=routes::overview_url(interface.lang)>{words.to_overview.as_str()}</a>
            </p>
        </section>
    }
}
