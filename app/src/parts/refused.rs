//! What a reader sees instead of an answer.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal, Reply};
use crate::parts::head::Head;
use crate::parts::search_field::SearchField;
use crate::routes;
use crate::words::{Interface, interface};

/// The page of a refusal. Sets the status line. Never tells a hidden document from one that does not exist.
#[component]
pub fn Refused(refusal: Refusal) -> impl IntoView {
    if let Some(reply) = use_context::<Reply>() {
        reply.status(refusal.status());
    }
    interface().map(|interface| {
        let words = &interface.words.refused;
        let (title, text) = match refusal {
            Refusal::Absent => (&words.absent, &words.absent_text),
            Refusal::Unreadable => (&words.unreadable, &words.unreadable_text),
            Refusal::Unavailable => (&words.unavailable, &words.unavailable_text),
        };
        let may_search = refusal != Refusal::Unavailable;
        view! {
            <Notice interface status=refusal.status() title=title.as_str() text=text.as_str() may_search/>
        }
    })
}

/// A status in words, with a way on.
#[component]
pub fn Notice(
    interface: Interface,
    status: u16,
    title: &'static str,
    text: &'static str,
    may_search: bool,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let ask_words = &words.access;
    let words = &words.refused;
    // The same for everything that is not there for somebody who is signed in.
    let asks = status == 404 && use_context::<Desk>().is_some_and(|desk| desk.account().is_some());
    view! {
        <Head title=title in_both_languages=false/>
        <div class="refused">
            <p class="refused-status">{status}</p>
            <h1>{title}</h1>
            <p>{text}</p>
            {may_search
                .then(|| {
                    view! {
                        <form action=routes::search_url(lang)>
                                <SearchField id="refused-q" interface/>
                            </form>
                    }
                })}
            {asks
                .then(|| {
                    view! {
                        <p>
                            <a href=routes::ask_access_url(lang)>{ask_words.ask.as_str()}</a>
                        </p>
                    }
                })}
            <p>
                <a href=routes::home_url(lang)>{words.home.as_str()}</a>
            </p>
        </div>
    }
}
