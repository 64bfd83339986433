//! Movements of public figures per hub beside each other, with what cannot be concluded from them.

use leptos::prelude::*;

use crate::model::chart::Height;
use crate::model::indicator::Series;
use crate::model::place::{Hub, Place, Scope};
use crate::model::signal::SignalList;
use crate::model::slug::Slug;
use crate::model::trend::{Course, Movement, movement};
use crate::pages::signals;
use crate::parts::chart::multiples::multiples;
use crate::parts::format::period;
use crate::parts::marks::HubMark;
use crate::parts::place_groups::{Group, place_groups};
use crate::parts::scroll::scroll;
use crate::parts::summary::conclusion;
use crate::parts::value_table::value_table;
use crate::routes;
use crate::words::{Interface, fill};

/// How many indicators of one theme are set beside each other.
pub const MOST_OF_THEME: usize = 40;

/// The first indicator that moved at most hubs of the plan.
pub fn most_told(series: &[Series], hubs: &[Hub]) -> Option<Slug> {
    let mut best: Option<(usize, &Series)> = None;
    for series in series.iter().filter(|series| !series.indicator.demonstration) {
        let moved = moved(series, hubs).len();
        if moved > best.map_or(1, |(most, _)| most) {
            best = Some((moved, series));
        }
    }
    best.map(|(_, series)| series.indicator.code.clone())
}

/// `series` has whole years; `beside` is the whole series of [`most_told`].
pub fn displacement(
    interface: Interface,
    series: &[Series],
    beside: Option<&Series>,
    signals: &SignalList,
    hubs: &[Hub],
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.steering;
    let limits: Vec<_> = words.displacement_limits.iter().map(|limit| view! { <li>{limit.as_str()}</li> }).collect();
    view! {
        <section class="section" aria-labelledby="verplaatsing">
            <div class="section-head">
                <h2 id="verplaatsing">{words.displacement.as_str()}</h2>
                <a href=routes::monitor_url(lang)>{words.read_on.as_str()}</a>
            </div>
            <p class="conflicts-text">{words.displacement_lead.as_str()}</p>
            <ul class="limits limits-list">{limits}</ul>
            <h3>{words.found.as_str()}</h3>
            <p class="conflicts-text">{words.found_lead.as_str()}</p>
            {signals::rows(interface, &signals.items)}
            <p>
                <a href=routes::signals_url(lang)>{words.all_signals.as_str()}</a>
            </p>
            {movements(interface, series, hubs)}
            {beside.and_then(|series| side_by_side(interface, series, hubs))}
        </section>
    }
}

/// The places of the five hubs that have values.
fn places_of_plan(series: &Series, hubs: &[Hub]) -> Vec<Place> {
    place_groups(series, hubs)
        .into_iter()
        .filter(|(group, _)| *group == Group::Hubs(Scope::Five))
        .flat_map(|(_, places)| places)
        .collect()
}

/// Indicators in rows, hubs in columns; only indicators that move at one hub or more.
fn movements(interface: Interface, series: &[Series], hubs: &[Hub]) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.steering;
    let five: Vec<&Hub> = hubs.iter().filter(|hub| hub.scope == Scope::Five).collect();
    let heads: Vec<_> = five
        .iter()
        .map(|hub| {
            view! {
                <th scope="col">
                    <HubMark hub=hub.code.clone()/>
                    " "
                    {hub.short.get(lang).to_owned()}
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = series
        .iter()
        .filter_map(|series| {
            let places = places_of_plan(series, hubs);
            let cells: Vec<Vec<(&Place, Movement<'_>)>> = five
                .iter()
                .map(|hub| {
                    let of_hub = places.iter().filter(|place| place.hub.as_ref() == Some(&hub.code));
                    of_hub.filter_map(|place| Some((place, movement(series, &place.code)?))).collect()
                })
                .collect();
            cells.iter().any(|cell| !cell.is_empty()).then(|| {
                let cells: Vec<_> = cells.iter().map(|cell| cell_view(interface, cell)).collect();
                view! {
                    <tr>
                        <th scope="row">
                            <a href=routes::indicator_url(lang, &series.indicator.code)>
                                {series.indicator.name.get(lang).to_owned()}
                            </a>
                        </th>
                        {cells}
                    </tr>
                }
            })
        })
        .collect();
    scroll(
        words.movements.as_str(),
        view! {
            <table class="movements">
                <caption>{words.movements.as_str()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.indicator.as_str()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        },
    )
}

fn cell_view(interface: Interface, cell: &[(&Place, Movement<'_>)]) -> impl IntoView + use<> {
    let words = &interface.words.steering;
    if cell.is_empty() {
        return view! {
            <td class="subtle">
                <span aria-hidden="true">"–"</span>
                <span class="visually-hidden">{words.no_movement.as_str()}</span>
            </td>
        }
        .into_any();
    }
    let lines: Vec<_> = cell
        .iter()
        .map(|(place, movement)| {
            let (sign, word) = match movement.course {
                Course::Up => ("▲", &words.more),
                Course::Down => ("▼", &words.less),
                Course::Same => ("=", &words.same),
                Course::Unclear => ("?", &words.unclear),
            };
            let years =
                format!("{}–{}", period(interface, movement.from.period), period(interface, movement.to.period));
            // A part of a hub is named: it does not stand for the whole.
            let part = (!place.whole).then(|| format!("{}: ", place.name.get(interface.lang)));
            view! {
                <p>
                    {part} <span aria-hidden="true">{sign}</span> " " {word.as_str()} " "
                    <span class="subtle small">{years}</span>
                </p>
            }
        })
        .collect();
    view! { <td>{lines}</td> }.into_any()
}

/// The places of the plan that have two whole years to compare.
fn moved(series: &Series, hubs: &[Hub]) -> Vec<Place> {
    places_of_plan(series, hubs).into_iter().filter(|place| movement(series, &place.code).is_some()).collect()
}

/// The drawings of one indicator, of the places that moved.
fn side_by_side(interface: Interface, series: &Series, hubs: &[Hub]) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let places = moved(series, hubs);
    let name = series.indicator.name.get(lang).to_owned();
    let drawings = multiples(interface, series, &places, Height::Own, "naast-elkaar")?;
    let caption = fill(&words.monitor.caption, &[("name", &name)]);
    Some(view! {
        <figure class="chart">
            <figcaption>
                <h3>{words.steering.chart.as_str()} ": " {name}</h3>
                <p>{conclusion(interface, series, &places)}</p>
                <p class="small subtle">{words.chart.own_scale.as_str()}". "{words.monitor.scale_note.as_str()}</p>
            </figcaption>
            {drawings}
            <details>
                <summary>{words.chart.table.as_str()}</summary>
                {value_table(interface, series, &places, caption)}
            </details>
        </figure>
    })
}
