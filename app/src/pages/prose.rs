//! `/over`, `/toegankelijkheid`, `/privacy`: longer texts that are written as Markdown in `content/prose`.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use crate::desk::{Desk, Refusal};
use crate::parts::ask::ask;
use crate::parts::head::Head;
use crate::parts::safe_html::SafeHtml;
use crate::routes;
use crate::words::Interface;

/// The text that the address names.
#[component]
pub fn ProsePage() -> impl IntoView {
    let page = routes::dutch_path(use_url().get_untracked().path()).trim_start_matches('/').to_owned();
    ask(move |interface, desk| prose(interface, desk, page))
}

async fn prose(interface: Interface, desk: Desk, page: String) -> Result<impl IntoView, Refusal> {
    let text = desk.prose(&page, interface.lang).await?;
    let contents = text.contents.into_iter().filter(|heading| heading.level == 2).map(|heading| {
        view! {
            <li>
                <a href=format!("#{}", heading.anchor)>{heading.text}</a>
            </li>
        }
    });
    let contents = contents.collect_view();
    Ok(view! {
        <Head title=text.title.clone()/>
        <article class="prose-page">
            <h1>{text.title}</h1>
            <nav class="prose-contents" aria-labelledby="contents">
                <h2 class="label" id="contents">
                    {interface.words.document.contents.as_str()}
                </h2>
                <ol>{contents}</ol>
            </nav>
            <SafeHtml html=text.html/>
        </article>
    })
}
