//! `/`: search first, then what is new, the monitor at a glance, and the hubs.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::islands::live_region::LiveRegion;
use crate::model::document::Listing;
use crate::model::line::Line;
use crate::model::place::{Hub, Scope};
use crate::model::query::{Facets, HitKind, Query};
use crate::parts::ask::ask;
use crate::parts::document_row::DocumentRows;
use crate::parts::facets::kinds_name;
use crate::parts::format::{self, capital};
use crate::parts::glance::{self, Glance};
use crate::parts::head::Head;
use crate::parts::marks::{HubMark, LineMark};
use crate::parts::search_field::SearchField;
use crate::routes;
use crate::words::{Interface, fill};

const MOST_NEW: u32 = 6;

#[component]
pub fn Home() -> impl IntoView {
    ask(home)
}

async fn home(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.home;
    let newest = desk.documents(&Listing { prefer: Some(lang), size: MOST_NEW, ..Listing::default() }).await?;
    let hubs = desk.hubs().await?;
    let series = glance::told(&desk).await?;
    // Everything there is, for its counts.
    let facets = desk.search(&Query { size: 0, ..Query::new("", lang) }).await?.facets;
    let five = hubs.iter().filter(|hub| hub.scope == Scope::Five).cloned();
    let five = five.map(|hub| view! { <HubColumn count=count_of(&facets, &hub) hub interface/> }).collect_view();
    Ok(view! {
        <Head title="" description=words.description.as_str()/>
        <section class="home-ask">
            <h1>{words.title.as_str()}</h1>
            <form role="search" action=routes::search_url(lang)>
                <SearchField id="q" interface/>
            </form>
            <Entries facets interface/>
        </section>
        <LiveRegion id="fresh".to_owned() renewed=interface.words.frame.renewed.clone()>
            <div class="home-columns">
                <section aria-labelledby="newest">
                    <div class="section-head">
                        <h2 id="newest">{words.newest.as_str()}</h2>
                        <a href=routes::search_url_with(
                            lang,
                            &[("sorteer", "nieuwste".to_owned())],
                        )>{words.all_newest.as_str()}</a>
                    </div>
                    <DocumentRows documents=newest.items hubs=hubs.clone() interface/>
                </section>
                <section aria-labelledby="monitor">
                    <div class="section-head">
                        <h2 id="monitor">{words.monitor.as_str()}</h2>
                        <a href=routes::monitor_url(lang)>{words.all_monitor.as_str()}</a>
                    </div>
                    <Glance series hubs interface/>
                </section>
            </div>
        </LiveRegion>
        <section class="section" aria-labelledby="hubs">
            <div class="section-head">
                <h2 id="hubs">{words.hubs.as_str()}</h2>
            </div>
            <ul class="home-hubs">{five}</ul>
        </section>
    })
}

fn count_of(facets: &Facets, hub: &Hub) -> u64 {
    facets.hubs.get(&hub.code).copied().unwrap_or(0)
}

/// The ways in beside searching: by kind and by line, with how much there is.
#[component]
fn Entries(facets: Facets, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let kinds = HitKind::all().filter_map(|kind| {
        let count = facets.kinds.get(&kind).copied().filter(|count| *count > 0)?;
        let url = match kind {
            HitKind::Document(_) | HitKind::Session | HitKind::Profile | HitKind::ContactPoint => {
                routes::search_url_with(lang, &[("soort", kind.code().to_owned())])
            }
            HitKind::Indicator => routes::monitor_url(lang),
        };
        Some(view! {
            <li>
                <a class="entry" href=url>
                    {kinds_name(kind, interface)}
                </a>
                <span class="entry-count number">{format::count(lang, count)}</span>
            </li>
        })
    });
    let kinds = kinds.collect_view();
    let lines = Line::ALL.map(|line| {
        let count = facets.lines.get(&line).copied().unwrap_or(0);
        view! {
            <li>
                <LineMark line/>
                <a class="entry" href=routes::search_url_with(lang, &[("lijn", line.code().to_owned())])>
                    {capital(words.names.line(line))}
                </a>
                <span class="entry-count number">{format::count(lang, count)}</span>
            </li>
        }
    });
    view! {
        <div class="home-entries">
            <nav aria-labelledby="by-kind">
                <h2 class="label" id="by-kind">
                    {words.home.by_kind.as_str()}
                </h2>
                <ul class="entries">{kinds}</ul>
            </nav>
            <nav aria-labelledby="by-line">
                <h2 class="label" id="by-line">
                    {words.home.by_line.as_str()}
                </h2>
                <ul class="entries">{lines}</ul>
            </nav>
        </div>
    }
}

#[component]
fn HubColumn(hub: Hub, count: u64, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let url = routes::hub_url(lang, &hub.code);
    let documents = routes::search_url_with(lang, &[("knooppunt", hub.code.to_string())]);
    let budget = hub.budget_cents.map(|cents| {
        let amount = fill(&words.home.a_year, &[("amount", &format::euros(interface, cents))]);
        view! { <p class="home-hub-budget number">{amount}</p> }
    });
    let focus = hub.focus.iter().take(3).map(|focus| {
        view! {
            <li>
                <LineMark line=focus.line/>
                {focus.text.get(lang).to_owned()}
            </li>
        }
    });
    let focus = focus.collect_view();
    let name = hub.name.get(lang).to_owned();
    let kind = capital(words.names.hub_kind(hub.kind));
    view! {
        <li class="home-hub">
            <p class="label">{kind}</p>
            <h3>
                <HubMark hub=hub.code/>
                <a href=url>{name}</a>
            </h3>
            {budget}
            <ul class="home-hub-focus">{focus}</ul>
            <p class="small">
                <a href=documents>
                    {fill(&words.home.documents, &[("count", &format::count(lang, count))])}
                </a>
            </p>
        </li>
    }
}
