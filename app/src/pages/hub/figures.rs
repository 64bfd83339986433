//! The figures of a hub: those of the whole hub, and apart from them those of its parts.

use leptos::prelude::*;

use crate::model::indicator::Series;
use crate::model::place::{Hub, Place};
use crate::model::trend::latest;
use crate::parts::chart::multiples::{Scaling, multiples};
use crate::parts::format::period;
use crate::parts::place_groups::place_groups;
use crate::parts::quantity::reading;
use crate::parts::summary::conclusion;
use crate::parts::value_table::value_table;
use crate::routes;
use crate::words::{Interface, fill};

pub fn figures(interface: Interface, series: &[Series], hub: &Hub, hubs: &[Hub]) -> AnyView {
    let Interface { lang, words } = interface;
    let told: Vec<(&Series, Vec<Place>)> = series
        .iter()
        .map(|series| (series, places_of(series, hub, hubs)))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    if told.is_empty() {
        return view! { <p class="empty">{words.hub.no_figures.as_str()}</p> }.into_any();
    }
    let pairs = [("knooppunt", hub.code.to_string())];
    let whole = table(interface, &told, true, &words.hub.figures_whole);
    let parts = table(interface, &told, false, &words.hub.figures_parts);
    let parts_note =
        parts.is_some().then(|| view! { <p class="small subtle">{words.hub.figures_parts_lead.as_str()}</p> });
    view! {
        {chart(interface, &told)}
        <div class="hub-figures">
            {whole}
            {parts}
            {parts_note}
        </div>
        <p>
            <a href=routes::with_pairs(routes::monitor_url(lang), &pairs)>{words.hub.in_monitor.as_str()}</a>
        </p>
    }
    .into_any()
}

fn places_of(series: &Series, hub: &Hub, hubs: &[Hub]) -> Vec<Place> {
    let places = place_groups(series, hubs).into_iter().flat_map(|(_, places)| places);
    places.filter(|place| place.hub.as_ref() == Some(&hub.code)).collect()
}

/// The indicator with most values at this hub.
fn chart(interface: Interface, told: &[(&Series, Vec<Place>)]) -> Option<impl IntoView + use<>> {
    let count = |series: &Series, places: &[Place]| {
        series.observations.iter().filter(|o| places.iter().any(|place| place.code == o.place)).count()
    };
    let mut best: Option<(usize, &Series, &[Place])> = None;
    for (series, places) in told {
        let values = count(series, places);
        if values > best.map_or(2, |(most, _, _)| most) {
            best = Some((values, series, places));
        }
    }
    let (_, series, places) = best?;
    let drawings = multiples(interface, series, places, Scaling::Same, &[], "knooppunt")?;
    let name = series.indicator.name.get(interface.lang).to_owned();
    let caption = fill(&interface.words.monitor.caption, &[("name", &name)]);
    Some(view! {
        <figure class="chart">
            <figcaption>
                <h3>
                    <a href=routes::indicator_url(interface.lang, &series.indicator.code)>{name}</a>
                </h3>
                <p>{conclusion(interface, series, places)}</p>
            </figcaption>
            {drawings}
            <details>
                <summary>{interface.words.chart.table.as_str()}</summary>
                {value_table(interface, series, places, caption)}
            </details>
        </figure>
    })
}

/// The latest values of the whole hub or of its parts; `None` when there are none.
fn table(
    interface: Interface,
    told: &[(&Series, Vec<Place>)],
    whole: bool,
    caption: &'static str,
) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let mut rows = Vec::new();
    for (series, places) in told {
        for place in places.iter().filter(|place| place.whole == whole) {
            let Some(latest) = latest(series, &place.code) else { continue };
            let place_name = (!whole).then(|| view! { <td>{place.name.get(lang).to_owned()}</td> });
            let differs = latest
                .differs()
                .then(|| view! { <span class="tag tag-disputed">{words.chart.differs.as_str()}</span> });
            rows.push(view! {
                <tr>
                    <th scope="row">
                        <a href=routes::indicator_url(lang, &series.indicator.code)>
                            {series.indicator.name.get(lang).to_owned()}
                        </a>
                    </th>
                    {place_name}
                    <td class="number">{reading(interface, &latest, &series.indicator)} {differs}</td>
                    <td>{period(interface, latest.period)}</td>
                </tr>
            });
        }
    }
    if rows.is_empty() {
        return None;
    }
    let place_head = (!whole).then(|| view! { <th scope="col">{words.chart.place.as_str()}</th> });
    Some(view! {
        <div class="scroll" role="region" aria-label=caption tabindex="0">
            <table class="figures">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.hub.indicator.as_str()}</th>
                        {place_head}
                        <th scope="col" class="number">
                            {words.chart.value.as_str()}
                        </th>
                        <th scope="col">{words.chart.period.as_str()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    })
}
