//! `/monitor/kaart`: the hubs where they lie, with the values of one indicator in one period, and what flows there according to
//! the sources. The same values stand in the table beside it.

mod flows;

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::{Desk, Refusal};
use crate::islands::chart_reader::ChartReader;
use crate::model::indicator::{Indicator, Series};
use crate::model::overview::Overview;
use crate::model::period::Period;
use crate::model::place::{Hub, Place, Scope};
use crate::model::slug::Slug;
use crate::model::status::Status;
use crate::model::trend::{Reading, readings};
use crate::pages::indicator::known_on;
use crate::pages::monitor::demonstration;
use crate::parts::ask::ask;
use crate::parts::chart::map::{HubMap, Point};
use crate::parts::chart::multiples::{hue, spoken};
use crate::parts::chart::plot::float;
use crate::parts::format::{count, number, period};
use crate::parts::head::Head;
use crate::parts::quantity::reading as written;
use crate::parts::value_table::value_table;
use crate::routes;
use crate::words::{Interface, fill};

/// How many indicators of each theme can be chosen from the list; the address takes any.
const CHOICE: usize = 60;

#[component]
pub fn MapPage() -> impl IntoView {
    let params = use_query_map().read_untracked();
    let text = |key: &str| params.get(key).filter(|value| !value.is_empty());
    let asked = Asked {
        indicator: text("indicator").and_then(|code| code.parse().ok()),
        period: text("periode").and_then(|period| period.parse().ok()),
        known_on: text(known_on::KEY).and_then(|day| day.parse().ok()),
    };
    ask(move |interface, desk| map(interface, desk, asked))
}

/// What the address asks for.
struct Asked {
    indicator: Option<Slug>,
    period: Option<Period>,
    known_on: Option<Date>,
}

async fn map(interface: Interface, desk: Desk, asked: Asked) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.map;
    let hubs = desk.hubs().await?;
    let places = desk.places().await?;
    let offered = offered(&desk).await?;
    // With nothing to choose from there is a map all the same.
    let code = asked.indicator.or_else(|| offered.first().map(|one| one.code.clone()));
    let series = match &code {
        Some(code) => Some(desk.series_known_on(code, asked.known_on).await?),
        None => None,
    };
    let periods = series.as_ref().map(periods).unwrap_or_default();
    let chosen = asked.period.filter(|period| periods.contains(period)).or_else(|| usual(&periods));
    let flows = flows::flows(interface, &desk, &hubs, &places, asked.known_on).await?;
    let address = routes::map_url(lang);
    let form = form(interface, &offered, code.as_ref(), &periods, chosen, asked.known_on);
    let empty = series.as_ref().is_none_or(|series| series.observations.is_empty());
    let note = known_on::note(interface, &address, asked.known_on, empty);
    let body = series.zip(chosen).map(|(series, chosen)| figure(interface, series, chosen, &hubs, &places, &flows));
    let nothing = body.is_none().then(|| view! { <p class="empty">{words.nothing.as_str()}</p> });
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <p class="label">
            <a href=routes::monitor_url(lang)>{interface.words.monitor.title.as_str()}</a>
        </p>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        {form}
        {note}
        {nothing}
        {body}
        {flows.section(interface)}
    })
}

/// The indicators that have a value for a place on the map, in the order of theme and position.
async fn offered(desk: &Desk) -> Result<Vec<Indicator>, Refusal> {
    let asked = Overview { real: true, ..Overview::latest(CHOICE) };
    let chapters = desk.overview(&asked).await?;
    let series = chapters.into_iter().flat_map(|chapter| chapter.series);
    let told = |series: &Series| series.places.iter().any(is_drawn) && series.indicator.towards.is_none();
    Ok(series.filter(told).map(|series| series.indicator).collect())
}

/// Whether a place is a mark on the map: a hub or a part of one.
fn is_drawn(place: &Place) -> bool {
    place.hub.is_some() && place.at.is_some()
}

/// The periods of which something is known at a place on the map, newest first.
fn periods(series: &Series) -> Vec<Period> {
    let drawn = series.places.iter().filter(|place| is_drawn(place));
    let mut periods: Vec<Period> =
        drawn.flat_map(|place| series.of(&place.code)).map(|observation| observation.period).collect();
    periods.sort_by_key(|period| std::cmp::Reverse(period.reach()));
    periods.dedup();
    periods
}

/// The last whole year, or else the period that reaches furthest.
fn usual(periods: &[Period]) -> Option<Period> {
    periods.iter().find(|period| matches!(period, Period::Year(_))).or(periods.first()).copied()
}

/// All that can be chosen, as a form that works as plain HTML.
fn form(
    interface: Interface,
    offered: &[Indicator],
    chosen: Option<&Slug>,
    periods: &[Period],
    shown: Option<Period>,
    day: Option<Date>,
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let indicators: Vec<_> = offered
        .iter()
        .map(|one| {
            view! {
                <option value=one.code.to_string() selected=chosen == Some(&one.code)>
                    {one.name.get(lang).to_owned()}
                </option>
            }
        })
        .collect();
    let periods: Vec<_> = periods
        .iter()
        .map(|one| {
            view! {
                <option value=one.to_string() selected=shown == Some(*one)>
                    {period(interface, *one)}
                </option>
            }
        })
        .collect();
    view! {
        <form class="explorer" action=format!("{}#map", routes::map_url(lang))>
            <div class="explorer-field">
                <label for="indicator">{words.map.indicator.as_str()}</label>
                <select class="select" id="indicator" name="indicator">
                    {indicators}
                </select>
            </div>
            <div class="explorer-field">
                <label for="periode">{words.chart.period.as_str()}</label>
                <select class="select" id="periode" name="periode">
                    {periods}
                </select>
            </div>
            <div class="explorer-field">
                <label for="bekend">{words.monitor.known_on.as_str()}</label>
                <input
                    class="select"
                    type="date"
                    id="bekend"
                    name=known_on::KEY
                    value=day.map(|day| day.to_string())
                />
            </div>
            <button class="button">{words.explorer.show.as_str()}</button>
        </form>
    }
}

/// The map with its summary, and the table of the same values.
fn figure(
    interface: Interface,
    mut series: Series,
    shown: Period,
    hubs: &[Hub],
    places: &[Place],
    flows: &flows::Flows,
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    series.observations.retain(|observation| observation.period == shown);
    let series = &series;
    let told = |place: &Place| readings(series, &place.code).into_iter().next();
    // The hubs of this country always, others and parts where something is known.
    let home = |place: &Place| {
        let hub = hubs.iter().find(|hub| place.whole && place.hub.as_ref() == Some(&hub.code));
        hub.is_some_and(|hub| hub.scope == Scope::Five)
    };
    let drawn: Vec<(&Place, Option<Reading<'_>>)> = places
        .iter()
        .filter(|place| is_drawn(place) && (home(place) || !series.of(&place.code).is_empty()))
        .map(|place| (place, told(place)))
        .collect();
    let highest =
        drawn.iter().filter_map(|(_, reading)| reading.as_ref()).map(|one| float(one.high())).fold(0.0, f64::max);
    let part = |value: f64| if highest > 0.0 { (value / highest).clamp(0.0, 1.0) } else { 0.0 };
    let mut said: Vec<String> = Vec::new();
    let points: Vec<Point> = drawn
        .iter()
        .filter_map(|(place, reading)| {
            let at = place.at.clone()?;
            let numbered = reading.as_ref().map(|one| {
                let all = readings(series, &place.code);
                let each = one.values().into_iter().map(|value| spoken(interface, series, place, &all, shown, value));
                said.push(each.collect::<Vec<_>>().join(" "));
                (said.len() - 1, said[said.len() - 1].clone())
            });
            Some(Point {
                name: short(place, hubs, interface),
                value: reading.as_ref().map(|one| {
                    let values: Vec<String> = one.values().into_iter().map(|value| number(lang, value)).collect();
                    match values.as_slice() {
                        [first, .., last] => format!("{first}\u{2013}{last}"),
                        values => values.concat(),
                    }
                }),
                low: reading.as_ref().map_or(0.0, |one| part(float(one.low()))),
                high: reading.as_ref().map_or(0.0, |one| part(float(one.high()))),
                at,
                class: hue(place),
                reading: numbered,
            })
        })
        .collect();
    let name = series.indicator.name.get(lang);
    let when = period(interface, shown);
    let title = fill(&words.map.caption, &[("name", &name), ("period", &when)]);
    let unit = series.indicator.unit.get(lang);
    let unit = (!unit.is_empty()).then(|| fill(&words.chart.unit, &[("unit", &unit)]));
    let sentences = sentences(interface, series, &drawn, shown);
    // First what is on the map, then what belongs to no single place there.
    let mut listed: Vec<Place> = drawn.iter().map(|(place, _)| (*place).clone()).collect();
    let others: Vec<Place> = series.places.iter().filter(|place| !listed.contains(place)).cloned().collect();
    listed.extend(others);
    let whole = routes::indicator_url(lang, &series.indicator.code);
    let table = value_table(interface, series, &listed, format!("{title}: {}", words.chart.table));
    let heading = title.clone();
    let arrows = flows.arrows();
    view! {
        <section class="section" aria-labelledby="map">
            <div class="section-head">
                <h2 id="map">{heading}</h2>
                <a href=whole>{words.map.all_periods.as_str()}</a>
            </div>
            {series.indicator.demonstration.then(|| demonstration(interface))}
            <ul class="sentences">{sentences}</ul>
            <div class="map-pair">
                <figure class="chart map-figure">
                    {unit.map(|unit| view! { <p class="chart-unit">{unit}</p> })}
                    <ChartReader readings=said hint=words.map.reader.clone()>
                        <HubMap
                            id="hub-map".to_owned()
                            title
                            description=words.map.drawing.clone()
                            points
                            arrows
                        />
                    </ChartReader>
                    <p class="subtle small">{words.map.key.as_str()}</p>
                    <p class="subtle small">{words.map.schematic.as_str()}</p>
                </figure>
                <div>{table}</div>
            </div>
        </section>
    }
}

/// The name of a place where there is little room.
fn short(place: &Place, hubs: &[Hub], interface: Interface) -> String {
    let hub = hubs.iter().find(|hub| place.whole && place.hub.as_ref() == Some(&hub.code));
    hub.map_or(&place.name, |hub| &hub.short).get(interface.lang).to_owned()
}

/// How many hubs something is known of, which has the highest value, and whether small numbers are kept back.
fn sentences(
    interface: Interface,
    series: &Series,
    drawn: &[(&Place, Option<Reading<'_>>)],
    shown: Period,
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.map;
    let known = drawn.iter().filter(|(_, reading)| reading.is_some()).count();
    let total = count(lang, drawn.len() as u64);
    let mut sentences = vec![fill(&words.known, &[("known", &count(lang, known as u64)), ("all", &total)])];
    let told = drawn.iter().filter_map(|(place, reading)| Some((place, reading.as_ref()?)));
    if let Some((place, reading)) = told.max_by_key(|(_, reading)| reading.high()).filter(|_| known > 1) {
        sentences.push(fill(
            &words.highest,
            &[
                ("place", &place.name.get(lang)),
                ("period", &period(interface, shown)),
                ("value", &written(interface, reading, &series.indicator)),
            ],
        ));
    }
    if drawn.iter().any(|(_, reading)| reading.as_ref().is_some_and(Reading::differs)) {
        sentences.push(words.disputed.clone());
    }
    if series.observations.iter().any(|one| one.status == Status::Suppressed) {
        sentences.push(words.kept_back.clone());
    }
    sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()
}
