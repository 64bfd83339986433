//! Instead of a page: what somebody sent after their session had ended, kept to be sent again.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use crate::desk::{Fault, returned};
use crate::parts::form::Came;
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, interface};

/// The page of a form that came back because nobody is signed in; `None` for every other. Says nothing of what it was sent to.
pub fn kept() -> Option<AnyView> {
    let interface = interface().filter(|_| returned().fault == Some(Fault::SignedOut))?;
    Some(view! { <KeptPage interface/> }.into_any())
}

#[component]
fn KeptPage(interface: Interface) -> impl IntoView {
    let words = &interface.words.contribute;
    let url = use_url().get_untracked();
    let action = match url.search().trim_start_matches('?') {
        "" => url.path().to_owned(),
        question => format!("{}?{question}", url.path()),
    };
    let sign_in = routes::sign_in_url(interface.lang, &routes::home_url(interface.lang));
    let came = returned();
    let fields = came.filled().map(|(name, value)| {
        view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }
    });
    let fields = fields.collect_view();
    let title = interface.words.refused.not_done.as_str();
    view! {
        <Head title in_both_languages=false/>
        <h1>{title}</h1>
        <Came interface done=false/>
        <p class="section-text">
            {words.kept.as_str()}
            " "
            <a href=sign_in target="_blank">
                {interface.words.frame.sign_in.as_str()}
            </a>
        </p>
        <form class="act" method="post" action=action>
            {fields}
            <button class="button" type="submit">
                {words.send_again.as_str()}
            </button>
        </form>
    }
}
