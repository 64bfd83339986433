//! The figures of a hub: those of the whole hub, and apart from them those of its parts.

use leptos::prelude::*;

use crate::model::chart::Height;
use crate::model::indicator::Series;
use crate::model::overview::Chapter;
use crate::model::place::{Hub, Place};
use crate::model::slug::Slug;
use crate::model::trend::{is_dense, latest, readings};
use crate::parts::chart::multiples::multiples;
use crate::parts::format::{count, period};
use crate::parts::place_groups::{place_groups, with_gaps};
use crate::parts::quantity::reading;
use crate::parts::scroll::scroll;
use crate::parts::silence::silence;
use crate::parts::summary::conclusion;
use crate::parts::value_table::value_table;
use crate::routes;
use crate::words::{Interface, fill};

/// How many indicators of one theme the page has; the monitor has all.
pub const MOST_OF_THEME: usize = 20;

/// Below this many readings there is nothing to draw.
const LEAST_DRAWN: usize = 3;

/// The indicator with most readings at one place of the hub; of those with as many, the first.
pub fn most_told(chapters: &[Chapter]) -> Option<Slug> {
    let most =
        |series: &Series| series.places.iter().map(|place| readings(series, &place.code).len()).max().unwrap_or(0);
    let mut best: Option<(usize, &Series)> = None;
    for series in chapters.iter().flat_map(|chapter| &chapter.series) {
        let readings = most(series);
        if readings > best.map_or(LEAST_DRAWN - 1, |(most, _)| most) {
            best = Some((readings, series));
        }
    }
    best.map(|(_, series)| series.indicator.code.clone())
}

/// `drawn` is the whole series of [`most_told`].
pub fn figures(interface: Interface, chapters: &[Chapter], drawn: Option<&Series>, hub: &Hub, hubs: &[Hub]) -> AnyView {
    let Interface { lang, words } = interface;
    let told: Vec<(&Series, Vec<Place>)> = chapters
        .iter()
        .flat_map(|chapter| &chapter.series)
        .map(|series| (series, of_hub(with_gaps(series, hubs), hub)))
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
    let left_out: usize = chapters.iter().map(|chapter| chapter.total - chapter.series.len()).sum();
    let left_out = (left_out > 0).then(|| {
        let sentence = fill(&words.hub.figures_more, &[("count", &count(lang, left_out as u64))]);
        view! { <p class="small subtle">{sentence}</p> }
    });
    view! {
        {drawn.and_then(|series| chart(interface, series, &of_hub(told_places(series, hubs), hub)))}
        <div class="hub-figures">
            {whole}
            {parts}
            {parts_note}
            {left_out}
        </div>
        <p>
            <a href=routes::with_pairs(routes::monitor_url(lang), &pairs)>{words.hub.in_monitor.as_str()}</a>
        </p>
    }
    .into_any()
}

fn told_places(series: &Series, hubs: &[Hub]) -> Vec<Place> {
    place_groups(series, hubs).into_iter().flat_map(|(_, places)| places).collect()
}

fn of_hub(mut places: Vec<Place>, hub: &Hub) -> Vec<Place> {
    places.retain(|place| place.hub.as_ref() == Some(&hub.code));
    places
}

fn chart(interface: Interface, series: &Series, places: &[Place]) -> Option<impl IntoView + use<>> {
    let drawings = multiples(interface, series, places, Height::Same, "knooppunt")?;
    let name = series.indicator.name.get(interface.lang).to_owned();
    let caption = fill(&interface.words.monitor.caption, &[("name", &name)]);
    // Thousands of rows are for the page of the indicator.
    let table = (!is_dense(series)).then(|| {
        view! {
            <details>
                <summary>{interface.words.chart.table.as_str()}</summary>
                {value_table(interface, series, places, caption)}
            </details>
        }
    });
    Some(view! {
        <figure class="chart">
            <figcaption>
                <h3>
                    <a href=routes::indicator_url(interface.lang, &series.indicator.code)>{name}</a>
                </h3>
                <p>{conclusion(interface, series, places)}</p>
            </figcaption>
            {drawings}
            {table}
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
            let place_name = (!whole).then(|| view! { <td>{place.name.get(lang).to_owned()}</td> });
            let (value, when) = match (latest(series, &place.code), silence(interface, series, place)) {
                (Some(latest), _) => {
                    let differs = latest
                        .differs()
                        .then(|| view! { <span class="tag tag-disputed">{words.chart.differs.as_str()}</span> });
                    let value = reading(interface, &latest, &series.indicator);
                    (view! { <td class="number">{value} {differs}</td> }.into_any(), period(interface, latest.period))
                }
                (None, Some(why)) => (view! { <td class="number subtle">{why}</td> }.into_any(), String::new()),
                (None, None) => continue,
            };
            rows.push(view! {
                <tr>
                    <th scope="row">
                        <a href=routes::indicator_url(lang, &series.indicator.code)>
                            {series.indicator.name.get(lang).to_owned()}
                        </a>
                    </th>
                    {place_name}
                    {value}
                    <td>{when}</td>
                </tr>
            });
        }
    }
    if rows.is_empty() {
        return None;
    }
    let place_head = (!whole).then(|| view! { <th scope="col">{words.chart.place.as_str()}</th> });
    Some(view! {
        {scroll(caption, view! {
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
        })}
    })
}
