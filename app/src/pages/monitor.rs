//! `/monitor`: every indicator at a glance, by theme, for anybody.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::{Desk, Refusal};
use crate::islands::live_region::LiveRegion;
use crate::model::indicator::{Series, Theme};
use crate::model::place::{Hub, Place};
use crate::model::trend::{latest, readings};
use crate::parts::ask::ask;
use crate::parts::chart::multiples::{hue, small_plot};
use crate::parts::chart::spark::Spark;
use crate::parts::format::{capital, count, period};
use crate::parts::head::Head;
use crate::parts::place_groups::place_groups;
use crate::parts::quantity::reading;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn Monitor() -> impl IntoView {
    let hub = use_query_map().read_untracked().get("knooppunt").unwrap_or_default();
    ask(move |interface, desk| monitor(interface, desk, hub))
}

async fn monitor(interface: Interface, desk: Desk, hub: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.monitor;
    let hubs = desk.hubs().await?;
    let series = desk.all_series().await?;
    // What is no hub filters nothing; the form then says "all".
    let hub = hubs.iter().find(|known| known.code.as_str() == hub).cloned();
    let rows: Vec<(Theme, Vec<Row>)> = Theme::ALL
        .into_iter()
        .map(|theme| (theme, rows_of(&series, theme, hub.as_ref(), &hubs)))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    let shown: usize = rows.iter().map(|(_, rows)| rows.len()).sum();
    let silent = series.len() - shown;
    let jump = rows.iter().map(|(theme, rows)| {
        view! {
            <li>
                <a href=format!("#{}", theme.code())>{capital(interface.words.names.theme(*theme))}</a>
                " "
                <span class="subtle number">{rows.len()}</span>
            </li>
        }
    });
    let jump = jump.collect_view();
    let nothing = (shown == 0).then(|| if hub.is_some() { &words.empty_hub } else { &words.empty });
    let without = hub.as_ref().filter(|_| silent > 0).map(|hub| {
        let sentence =
            fill(&words.without_values, &[("count", &count(lang, silent as u64)), ("hub", &hub.name.get(lang))]);
        view! { <p class="subtle monitor-without">{sentence}</p> }
    });
    let sections = rows.into_iter().map(|(theme, rows)| theme_view(interface, theme, rows)).collect_view();
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <aside class="limits" aria-labelledby="limits">
            <h2 id="limits" class="limits-title">
                {words.limits_title.as_str()}
            </h2>
            <ul>{words.limits.iter().map(|limit| view! { <li>{limit.as_str()}</li> }).collect_view()}</ul>
        </aside>
        <div class="monitor-tools">
            {hub_filter(interface, routes::monitor_url(lang), &hubs, hub.as_ref())}
            <nav class="monitor-themes" aria-label=words.themes.as_str()>
                <ul>{jump}</ul>
            </nav>
        </div>
        <LiveRegion id="figures".to_owned() renewed=interface.words.frame.renewed.clone()>
            {nothing.map(|text| view! { <p class="empty">{text.as_str()}</p> })}
            {sections}
            {without}
        </LiveRegion>
    })
}

/// A form that works as plain HTML: choose a hub, press the button.
pub fn hub_filter(interface: Interface, action: String, hubs: &[Hub], chosen: Option<&Hub>) -> impl IntoView + use<> {
    let words = &interface.words.monitor;
    let options: Vec<_> = hubs
        .iter()
        .map(|hub| {
            let selected = chosen.is_some_and(|chosen| chosen.code == hub.code);
            view! {
                <option value=hub.code.to_string() selected=selected>
                    {hub.name.get(interface.lang).to_owned()}
                </option>
            }
        })
        .collect();
    view! {
        <form class="hub-filter" action=action>
            <label for="knooppunt">{words.filter_hub.as_str()}</label>
            <select class="select" id="knooppunt" name="knooppunt">
                <option value="">{words.all_hubs.as_str()}</option>
                {options}
            </select>
            <button class="button">{words.show.as_str()}</button>
        </form>
    }
}

/// An indicator with the places that are shown of it.
struct Row {
    series: Series,
    places: Vec<Place>,
}

fn rows_of(series: &[Series], theme: Theme, hub: Option<&Hub>, hubs: &[Hub]) -> Vec<Row> {
    series
        .iter()
        .filter(|series| series.indicator.theme == theme)
        .filter_map(|series| {
            let places: Vec<Place> = place_groups(series, hubs)
                .into_iter()
                .flat_map(|(_, places)| places)
                .filter(|place| hub.is_none_or(|hub| place.hub.as_ref() == Some(&hub.code)))
                .collect();
            (!places.is_empty()).then(|| Row { series: series.clone(), places })
        })
        .collect()
}

fn theme_view(interface: Interface, theme: Theme, rows: Vec<Row>) -> impl IntoView {
    let words = &interface.words.monitor;
    let total = match rows.len() {
        1 => words.one_indicator.clone(),
        several => fill(&words.indicators, &[("count", &count(interface.lang, several as u64))]),
    };
    let rows = rows.into_iter().map(|row| row_view(interface, row)).collect_view();
    view! {
        <section class="section" aria-labelledby=theme.code()>
            <div class="section-head">
                <h2 id=theme.code()>{capital(interface.words.names.theme(theme))}</h2>
                <span class="subtle small">{total}</span>
            </div>
            <ul class="indicator-list">{rows}</ul>
        </section>
    }
}

/// How many places a row names before it refers to the indicator's own page.
const NAMED_PLACES: usize = 4;

fn row_view(interface: Interface, Row { series, places }: Row) -> impl IntoView {
    let Interface { lang, words } = interface;
    let indicator = &series.indicator;
    let more = places.len().saturating_sub(NAMED_PLACES);
    let values: Vec<_> = places
        .iter()
        .take(NAMED_PLACES)
        .filter_map(|place| {
            let latest = latest(&series, &place.code)?;
            let disputed = latest
                .differs()
                .then(|| view! { <span class="tag tag-disputed">{words.chart.differs.as_str()}</span> });
            Some(view! {
                <div class="indicator-value">
                    <dt>{place.name.get(lang).to_owned()}</dt>
                    <dd class="number">{reading(interface, &latest, indicator)}</dd>
                    <dd class="subtle">{period(interface, latest.period)} {disputed}</dd>
                </div>
            })
        })
        .collect();
    let drawn = places.iter().max_by_key(|place| {
        // Of places with as many values, the first.
        (readings(&series, &place.code).len(), std::cmp::Reverse(places.iter().position(|other| other == *place)))
    });
    let drawn = drawn.filter(|place| readings(&series, &place.code).len() > 1).and_then(|place| {
        let plot = small_plot(&series, place)?;
        let caption = fill(
            &words.monitor.drawn,
            &[("place", &place.name.get(lang)), ("first", &plot.years.first), ("last", &plot.years.last)],
        );
        Some(view! {
            <div class=format!("indicator-spark {}", hue(place))>
                <Spark plot/>
                <p class="small subtle">{caption}</p>
            </div>
        })
    });
    view! {
        <li class="indicator-row">
            <div class="indicator-name">
                <h3>
                    <a href=routes::indicator_url(lang, &indicator.code)>{indicator.name.get(lang).to_owned()}</a>
                </h3>
                {indicator.demonstration.then(|| demonstration(interface))}
            </div>
            {drawn}
            <div class="indicator-values">
                <dl>{values}</dl>
                {(more > 0)
                    .then(|| view! { <p class="subtle small">{fill(&words.monitor.more_places, &[("count", &more)])}</p> })}
            </div>
        </li>
    }
}

/// Says that figures are no figures about the Netherlands.
pub fn demonstration(interface: Interface) -> impl IntoView {
    view! { <p class="tag tag-demonstration">{interface.words.chart.demonstration.as_str()}</p> }
}
