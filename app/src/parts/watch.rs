//! The button with which somebody watches what a page is about.

use leptos::prelude::*;

use crate::model::following::{Watch, Watched};
use crate::parts::form::Act;
use crate::routes;
use crate::words::Interface;

/// A button to watch it, or a word that it is watched and a button to stop.
#[component]
pub fn WatchButton(
    interface: Interface,
    what: Watched,
    /// The name of it, for who cannot see what stands beside the button.
    #[prop(into)]
    about: String,
    /// All that the reader watches.
    watches: Vec<Watch>,
    /// What the button says, where it is not about the page itself.
    #[prop(optional)]
    label: Option<&'static str>,
    /// The address of the page, to come back to.
    back: String,
) -> impl IntoView {
    let words = &interface.words.following;
    let action = routes::overview_url(interface.lang);
    match watches.into_iter().find(|watch| watch.what == what) {
        Some(watch) => {
            let with = vec![("id", watch.id), ("terug", back)];
            view! {
                <p class="watch">{format!("{} ({about})", words.watching)}</p>
                <Act action act="stop" with label=words.stop.as_str() about/>
            }
            .into_any()
        }
        None => {
            let with = vec![("what", what.to_string()), ("terug", back)];
            view! { <Act action act="watch" with label=label.unwrap_or(words.watch.as_str()) about/> }.into_any()
        }
    }
}
