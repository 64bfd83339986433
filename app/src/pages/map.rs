//! `/monitor/kaart`: the hubs where they lie, with the values of one indicator in one period, and what flows there according to
//! the sources. The same values stand in the table beside it.

mod flows;
mod picture;
pub mod sheet;
mod shown;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::picture::{Picture, picture};
use self::shown::{Asked, Shown, shown};
use crate::desk::{Desk, Refusal};
use crate::islands::chart_reader::ChartReader;
use crate::model::chart::KNOWN_ON;
use crate::model::indicator::Series;
use crate::model::period::Period;
use crate::pages::indicator::known_on;
use crate::pages::monitor::demonstration;
use crate::parts::ask::ask;
use crate::parts::chart::map::HubMap;
use crate::parts::format::period;
use crate::parts::head::Head;
use crate::parts::unread::unread;
use crate::parts::value_table::value_table;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn MapPage() -> impl IntoView {
    let asked = Asked::read(|key| use_query_map().read_untracked().get(key));
    ask(move |interface, desk| map(interface, desk, asked))
}

async fn map(interface: Interface, desk: Desk, asked: Asked) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.map;
    let shown = shown(interface, &desk, asked).await?;
    let Shown { asked, series, chosen, flows, .. } = &shown;
    let address = routes::map_url(lang);
    let form = form(interface, &shown);
    let empty = series.as_ref().is_none_or(|series| series.observations.is_empty());
    let note = known_on::note(interface, &address, asked.known_on, empty);
    let body = series.as_ref().zip(*chosen).map(|(series, chosen)| figure(interface, series, chosen, &shown));
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
        {unread(interface, &asked.unread)}
        {nothing}
        {body}
        {flows.section(interface)}
    })
}

/// All that can be chosen, as a form that works as plain HTML.
fn form(interface: Interface, shown: &Shown) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let Shown { offered, code, periods, chosen, asked, .. } = shown;
    let indicators: Vec<_> = offered
        .iter()
        .map(|one| {
            view! {
                <option value=one.code.to_string() selected=code.as_ref() == Some(&one.code)>
                    {one.name.get(lang).to_owned()}
                </option>
            }
        })
        .collect();
    let periods: Vec<_> = periods
        .iter()
        .map(|one| {
            view! {
                <option value=one.to_string() selected=*chosen == Some(*one)>
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
                    name=KNOWN_ON
                    value=asked.known_on.map(|day| day.to_string())
                />
            </div>
            <button class="button">{words.explorer.show.as_str()}</button>
        </form>
    }
}

/// The map with its summary, and the table of the same values.
fn figure(interface: Interface, series: &Series, chosen: Period, shown: &Shown) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let picture = picture(interface, series, chosen, shown);
    let Picture { series, title, unit, points, said, sentences, listed } = picture;
    let sentences: Vec<_> = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
    let whole = routes::indicator_url(lang, &series.indicator.code);
    let table = value_table(interface, &series, &listed, format!("{title}: {}", words.chart.table));
    let heading = title.clone();
    let arrows = shown.flows.arrows();
    let pairs = shown.asked.pairs();
    let files =
        [(routes::MAP_DRAWING, &words.monitor.files_drawing), (routes::MAP_PICTURE, &words.monitor.files_picture)];
    let files: Vec<_> = files
        .into_iter()
        .map(|(file, text)| {
            view! {
                <li>
                    <a href=routes::map_file_url(lang, file, &pairs) download="">
                        {text.as_str()}
                    </a>
                </li>
            }
        })
        .collect();
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
                    <ul class="package-files small">{files}</ul>
                </figure>
                <div>{table}</div>
            </div>
        </section>
    }
}
