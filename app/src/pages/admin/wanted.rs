//! `/beheer/gezocht`: what readers looked for in vain, for who can have it written.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::done;
use crate::desk::{Desk, Refusal};
use crate::parts::ask::ask;
use crate::parts::form::{Act, Came};
use crate::parts::format;
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn WantedPage() -> impl IntoView {
    let (done, action) = (done(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| page(interface, desk, done, action))
}

async fn page(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.wanted;
    let wanted = desk.wanted().await?;
    let none = wanted.is_empty().then(|| view! { <p class="section-text">{words.none.as_str()}</p> });
    let rows = wanted.into_iter().map(|one| {
        let href = routes::search_url_with(interface.lang, &[("q", one.text.clone())]);
        let about = fill(&words.asked, &[("count", &one.asked), ("date", &format::date(interface, one.last))]);
        view! {
            <li class="token">
                <span>
                    <a href=href>{one.text.clone()}</a>
                    " "
                    <span class="subtle small">{about}</span>
                </span>
                <Act
                    action=action.clone()
                    act="strike"
                    with=vec![("text", one.text.clone())]
                    label=words.strike.as_str()
                    about=one.text
                />
            </li>
        }
    });
    let rows = rows.collect_view();
    Ok(view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <Came interface done/>
        {none}
        <ul>{rows}</ul>
    })
}
