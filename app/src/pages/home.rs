//! `/`: search first, then what is new.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::document::Listing;
use crate::parts::ask::ask;
use crate::parts::head::Head;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn Home() -> impl IntoView {
    ask(home)
}

async fn home(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.home;
    let newest = desk.documents(&Listing { prefer: Some(lang), size: 8, ..Listing::default() }).await?;
    let newest = newest.items.into_iter().map(|document| {
        view! {
            <li>
                <a href=routes::document_url(lang, &document.slug)>{document.title}</a>
            </li>
        }
    });
    Ok(view! {
        <Head title="" description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <h2>{words.newest.as_str()}</h2>
        <ul>{newest.collect_view()}</ul>
    })
}
