//! The documents about a hub, by kind.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::document::Listing;
use crate::model::facts::Kind;
use crate::model::place::Hub;
use crate::parts::document_row::DocumentRows;
use crate::parts::format::capital;
use crate::routes;
use crate::words::{Interface, fill};

/// How many documents of a kind are shown before search takes over.
const SHOWN: u32 = 5;

pub async fn shelf(interface: Interface, desk: &Desk, hub: &Hub) -> Result<impl IntoView + use<>, Refusal> {
    let Interface { lang, words } = interface;
    let mut groups = Vec::new();
    for kind in Kind::ALL {
        let listing = Listing {
            kinds: vec![kind],
            hub: Some(hub.code.clone()),
            prefer: Some(lang),
            size: SHOWN,
            ..Listing::default()
        };
        let page = desk.documents(&listing).await?;
        if page.items.is_empty() {
            continue;
        }
        let all = (page.total > page.items.len() as u64).then(|| {
            let pairs = [("soort", kind.code().to_owned()), ("knooppunt", hub.code.to_string())];
            let text = fill(&words.hub.all_of_kind, &[("count", &page.total), ("kinds", &words.names.kinds(kind))]);
            view! { <a href=routes::search_url_with(lang, &pairs)>{text}</a> }
        });
        groups.push(view! {
            <div class="hub-shelf">
                <h3>{capital(words.names.kinds(kind))}</h3>
                <DocumentRows documents=page.items hubs=Vec::new() interface short=true/>
                {all}
            </div>
        });
    }
    let none = groups.is_empty().then(|| view! { <p class="empty">{words.hub.no_documents.as_str()}</p> });
    Ok(view! { <div class="hub-shelves">{groups}</div> {none} })
}
