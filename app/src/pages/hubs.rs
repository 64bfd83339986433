//! `/knooppunten`: the hubs of the plan, and the others.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::place::{Hub, Scope};
use crate::parts::ask::ask;
use crate::parts::format::{capital, euros};
use crate::parts::head::Head;
use crate::parts::marks::HubMark;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn HubsPage() -> impl IntoView {
    ask(hubs)
}

async fn hubs(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.hub;
    let hubs = desk.hubs().await?;
    let groups: Vec<_> = [Scope::Five, Scope::Other, Scope::Foreign]
        .into_iter()
        .filter_map(|scope| {
            let rows: Vec<_> =
                hubs.iter().filter(|hub| hub.scope == scope).map(|hub| hub_row(interface, hub)).collect();
            (!rows.is_empty()).then(|| {
                let id = format!("groep-{}", rows.len());
                view! {
                    <section class="section" aria-labelledby=id.clone()>
                        <div class="section-head">
                            <h2 id=id.clone()>{capital(interface.words.names.scope(scope))}</h2>
                        </div>
                        <ul class="hub-list">{rows}</ul>
                    </section>
                }
            })
        })
        .collect();
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <p>
            <a href=routes::adoption_url(interface.lang)>{interface.words.adoption.title.as_str()}</a>
            {format!(": {}", interface.words.adoption.description)}
        </p>
        {groups}
    })
}

fn hub_row(interface: Interface, hub: &Hub) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let budget = hub.budget_cents.map(|cents| fill(&words.hub.budget_a_year, &[("amount", &euros(interface, cents))]));
    view! {
        <li class="hub-row">
            <h3>
                <HubMark hub=hub.code.clone()/>
                " "
                <a href=routes::hub_url(lang, &hub.code)>{hub.name.get(lang).to_owned()}</a>
            </h3>
            <p class="small subtle">
                {capital(words.names.hub_kind(hub.kind))} {budget.map(|budget| format!(" · {budget}"))}
            </p>
            <p>{hub.summary.get(lang).to_owned()}</p>
        </li>
    }
}
