//! What the hub does with practices.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::adoption::AdoptionFilter;
use crate::model::place::Hub;
use crate::parts::adoption::{StateMark, shared};
use crate::parts::document_row::foreign;
use crate::parts::format;
use crate::routes;
use crate::words::{Interface, fill};

pub async fn adoption(interface: Interface, desk: &Desk, hub: &Hub) -> Result<AnyView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.adoption;
    let filter = AdoptionFilter { hub: Some(hub.code.clone()), ..AdoptionFilter::default() };
    let rows = desk.adoptions(&filter, lang).await?;
    if rows.is_empty() {
        return Ok(view! { <p class="empty">{words.none_of_hub.as_str()}</p> }.into_any());
    }
    let rows = rows.into_iter().filter_map(|row| {
        let stands = row.standing(&hub.code)?;
        let href = format!("{}#toepassing", routes::document_url(lang, &row.document.slug));
        let since = fill(&words.since, &[("date", &format::date(interface, stands.since))]);
        Some(view! {
            <li class="hub-adoption">
                <span>
                    <StateMark state=stands.state interface/>
                    " "
                    {shared(interface, &stands)}
                </span>
                <a href=href lang=foreign(row.document.lang.code(), lang.code())>{row.document.title.clone()}</a>
                <span class="subtle small">{since}</span>
            </li>
        })
    });
    let all = routes::with_pairs(routes::adoption_url(lang), &[("knooppunt", hub.code.to_string())]);
    Ok(view! {
        <ul class="hub-adoptions">{rows.collect_view()}</ul>
        <p>
            <a href=all>{words.matrix.as_str()}</a>
        </p>
    }
    .into_any())
}
