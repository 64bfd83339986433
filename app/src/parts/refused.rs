//! What a reader sees instead of an answer.

use leptos::prelude::*;

use crate::desk::{Refusal, Reply};
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, interface};

/// The page of a refusal. Sets the status line. Never tells a hidden document from one that does not exist.
#[component]
pub fn Refused(refusal: Refusal) -> impl IntoView {
    if let Some(reply) = use_context::<Reply>() {
        reply.status(refusal.status());
    }
    interface().map(|Interface { lang, words }| {
        let words = &words.refused;
        let (title, text) = match refusal {
            Refusal::Absent => (&words.absent, &words.absent_text),
            Refusal::Unreadable => (&words.unreadable, &words.unreadable_text),
            Refusal::Unavailable => (&words.unavailable, &words.unavailable_text),
        };
        let may_search = refusal != Refusal::Unavailable;
        view! {
            <Head title=title.as_str() in_both_languages=false/>
            <div class="refused">
                <p class="refused-status">{refusal.status()}</p>
                <h1>{title.as_str()}</h1>
                <p>{text.as_str()}</p>
                {may_search
                    .then(|| {
                        view! {
                            <form class="search-field" role="search" action=routes::search_url(lang)>
                                <label for="refused-q">{words.search.as_str()}</label>
                                <input id="refused-q" type="search" name="q"/>
                                <button class="button">{words.search_button.as_str()}</button>
                            </form>
                        }
                    })}
                <p>
                    <a href=routes::home_url(lang)>{words.home.as_str()}</a>
                </p>
            </div>
        }
    })
}
