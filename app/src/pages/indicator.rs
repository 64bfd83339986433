//! `/monitor/{indicator}`: one indicator with its chart, definition, conflicts, every value, and what goes with it.

mod conflicts;
mod contract;
pub mod embed;
mod events;
mod explorer;
mod files;
pub mod known_on;
mod measure;
mod related;
mod shift;

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::explorer::{Choice, Measure, explorer};
use crate::desk::{Desk, Refusal};
use crate::islands::copy_citation::CopyCitation;
use crate::islands::live_region::LiveRegion;
use crate::model::following::Watched;
use crate::model::indicator::Series;
use crate::model::place::{Place, Scope};
use crate::model::plan::Plan;
use crate::model::slug::Slug;
use crate::model::trend::{Reading, is_dense, readings};
use crate::pages::monitor::demonstration;
use crate::parts::ask::ask;
use crate::parts::chart::multiples::{PlanEvent, Scaling, multiples};
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::place_groups::{Group, place_groups};
use crate::parts::summary::{conclusion, summary};
use crate::parts::title_block::{Field, TitleBlock};
use crate::parts::value_table::value_table;
use crate::parts::watch::WatchButton;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn IndicatorPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("indicator").unwrap_or_default();
    let scaling = match use_query_map().read_untracked().get("schaal").as_deref() {
        Some("eigen") => Scaling::Own,
        _ => Scaling::Same,
    };
    let choice = Choice::of(&use_query_map().read_untracked());
    ask(move |interface, desk| indicator(interface, desk, code, scaling, choice))
}

async fn indicator(
    interface: Interface,
    desk: Desk,
    code: String,
    scaling: Scaling,
    choice: Choice,
) -> Result<impl IntoView, Refusal> {
    let known_on = choice.known_on;
    let Interface { lang, words } = interface;
    let words = &words.monitor;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let series = desk.series_known_on(&code, known_on).await?;
    let hubs = desk.hubs().await?;
    let plan = desk.plan().await?;
    let related = related::related(interface, &desk, &series).await;
    let groups = place_groups(&series, &hubs);
    let places: Vec<Place> = groups.iter().flat_map(|(_, places)| places.clone()).collect();
    let dense = is_dense(&series);
    let measures = measure::offered(interface, &desk, &series, &hubs).await?;
    // What is drawn; the table and the files have the values themselves.
    let measured = measure::measured(&desk, &series, &hubs, &choice).await?;
    let drawn_series = measured.as_ref().unwrap_or(&series);
    let name = series.indicator.name.get(lang).to_owned();
    let address = routes::indicator_url(lang, &code);
    let (as_csv, in_api) = (routes::indicator_csv_url(&code), routes::indicator_api_url(&code));
    let drawn = if dense {
        let view = explorer(interface, drawn_series, &places, &plan, &measures, &choice, &address).into_any();
        Some((None, view))
    } else {
        charts(interface, drawn_series, &groups, &plan, scaling)
            .map(|charts| (Some(scale_switch(interface, &address, scaling, known_on)), charts))
    };
    let switch = (!dense).then(|| measure::switch(interface, &measures, &choice, &address));
    let explained = measure::explained(interface, &choice, measured.is_some());
    // Of what was known on an earlier day, only the drawing is made anew.
    let shifted = match choice.measure == Measure::Shares && known_on.is_none() && measured.is_some() {
        true => Some(shift::shift(interface, desk.share_shift(&code).await?, &places)),
        false => None,
    };
    let sentences = if dense {
        explorer::sentences(interface, drawn_series, &places, &choice)
    } else {
        summary(interface, &series, &hubs)
    };
    let sentences: Vec<_> = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
    let any_sentence = !sentences.is_empty();
    let caption = fill(&words.caption, &[("name", &name)]);
    // Thousands of rows are for the file; the page shows those of the place one looks at.
    let (table, of_place) = if dense {
        let place = places.iter().find(|place| choice.place.as_ref() == Some(&place.code)).or(places.first()).cloned();
        let said =
            place.iter().map(|place| fill(&interface.words.explorer.table_of, &[("place", &place.name.get(lang))]));
        let said: String = said.collect();
        let shown: Vec<Place> = place.into_iter().collect();
        (
            value_table(interface, &choice.narrow(&series), &shown, caption),
            Some(view! { <p class="subtle small">{said}</p> }),
        )
    } else {
        (value_table(interface, &series, &places, caption), None)
    };
    let conflicts = conflicts::conflicts(interface, &series, &places);
    let package = files::files(interface, &code, &choice);
    let watch = match desk.account().filter(|account| account.session.is_some()) {
        Some(_) => {
            let (what, watches) = (Watched::Indicator(code.clone()), desk.watches().await?);
            Some(view! { <WatchButton interface what about=name.clone() watches back=address.clone()/> })
        }
        None => None,
    };
    let embedding = embed::offer(interface, &series, &choice);
    let citation = fill(&words.citation, &[("name", &name)]);
    let description = series.indicator.definition.get(lang).to_owned();
    Ok(view! {
        <Head title=name.clone() description=description/>
        <p class="label">
            <a href=routes::monitor_url(lang)>{words.title.as_str()}</a>
        </p>
        <h1>{name}</h1>
        {watch}
        {series.indicator.demonstration.then(|| demonstration(interface))}
        {definition(interface, &series)}
        {contract::contract(interface, &series)}
        {(!dense).then(|| known_on::form(interface, &address, known_on))}
        {known_on::note(interface, &address, known_on, series.observations.is_empty())}
        <LiveRegion id="figures".to_owned() renewed=interface.words.frame.renewed.clone()>
            {any_sentence
                .then(|| {
                    view! {
                        <section class="section" aria-labelledby="in-short">
                            <div class="section-head">
                                <h2 id="in-short">{words.in_short.as_str()}</h2>
                            </div>
                            <ul class="sentences">{sentences}</ul>
                        </section>
                    }
                })}
            {drawn
                .map(|(scale, drawings)| {
                    view! {
                        <section class="section" aria-labelledby="chart">
                            <div class="section-head">
                                <h2 id="chart">{words.chart.as_str()}</h2>
                                {scale}
                            </div>
                            {switch}
                            {explained}
                            {shifted}
                            {drawings}
                        </section>
                    }
                })}
            {conflicts}
            <section class="section" aria-labelledby="values">
                <div class="section-head">
                    <h2 id="values">{words.all_values.as_str()}</h2>
                    <span>
                        <a href=as_csv download="">
                            {words.download_csv.as_str()}
                        </a>
                        " · "
                        <a href=in_api>{words.download_api.as_str()}</a>
                    </span>
                </div>
                {package}
                {of_place}
                {table}
            </section>
        </LiveRegion>
        {related}
        {embedding}
        <section class="section" aria-labelledby="cite">
            <div class="section-head">
                <h2 id="cite">{words.cite.as_str()}</h2>
            </div>
            <CopyCitation
                text=citation
                address=address.clone()
                copy=interface.words.document.copy.clone()
                copied=interface.words.document.copied.clone()
            />
        </section>
    })
}

/// What is counted, in which unit, and how to read it.
fn definition(interface: Interface, series: &Series) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let indicator = &series.indicator;
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let fields = [
        text(indicator.definition.get(lang)).map(|text| Field::wide(&words.monitor.definition, text)),
        indicator.caveat.as_ref().map(|caveat| Field::wide(&words.monitor.caveat, caveat.get(lang).to_owned())),
        Some(Field::new(&words.monitor.direction, capital(words.names.direction(indicator.direction)))),
        text(indicator.unit.get(lang)).map(|text| Field::new(&words.monitor.unit, text)),
        Some(Field::new(&words.monitor.theme, capital(words.names.theme(indicator.theme)))),
    ];
    let promised = contract::fields(interface, series).into_iter().map(|(label, text)| Field::new(label, text));
    view! {
        <div class="definition">
            <TitleBlock fields=fields.into_iter().flatten().chain(promised).collect()/>
        </div>
    }
}

/// The drawings of all groups, with what happened meanwhile; `None` when there is nothing to draw.
fn charts(
    interface: Interface,
    series: &Series,
    groups: &[(Group, Vec<Place>)],
    plan: &Plan,
    scaling: Scaling,
) -> Option<AnyView> {
    let happened = events::happened(plan, series);
    let numbers: Vec<PlanEvent> = happened.iter().map(|(number, period, _)| (*number, *period)).collect();
    let charts: Vec<_> = groups
        .iter()
        .enumerate()
        .filter_map(|(index, (group, places))| chart(interface, series, *group, places, scaling, &numbers, index))
        .collect();
    if charts.is_empty() {
        return None;
    }
    let events = (!happened.is_empty()).then(|| events::list(interface, happened));
    Some(
        view! {
            {charts}
            {events}
        }
        .into_any(),
    )
}

/// The drawings of one group of places. Only places with two values or more have something to show over time, or on
/// which sources differ; all others are in the table.
fn chart(
    interface: Interface,
    series: &Series,
    group: Group,
    places: &[Place],
    scaling: Scaling,
    events: &[PlanEvent],
    index: usize,
) -> Option<impl IntoView + use<>> {
    let words = &interface.words.monitor;
    let places: Vec<Place> = places.iter().filter(|place| tells(&readings(series, &place.code))).cloned().collect();
    let drawings = multiples(interface, series, &places, scaling, events, &format!("chart-{index}"))?;
    let name = match group {
        Group::Hubs(Scope::Five) => &words.group_five,
        Group::Hubs(Scope::Other) => &words.group_other,
        Group::Hubs(Scope::Foreign) => &words.group_foreign,
        Group::Wider => &words.group_wider,
    };
    let note = (group == Group::Wider).then(|| view! { <p class="subtle small">{words.wider_note.as_str()}</p> });
    Some(view! {
        <figure class="chart">
            <figcaption>
                <h3>{name.as_str()}</h3>
                <p>{conclusion(interface, series, &places)}</p>
                {note}
            </figcaption>
            {drawings}
        </figure>
    })
}

fn tells(readings: &[Reading<'_>]) -> bool {
    readings.len() > 1 || readings.iter().any(Reading::differs)
}

fn scale_switch(
    interface: Interface,
    address: &str,
    scaling: Scaling,
    known_on: Option<Date>,
) -> impl IntoView + use<> {
    let words = &interface.words.chart;
    let mut pairs: Vec<(&str, String)> = known_on.map(|day| (known_on::KEY, day.to_string())).into_iter().collect();
    let same = format!("{}#chart", routes::with_pairs(address.to_owned(), &pairs));
    pairs.push(("schaal", "eigen".to_owned()));
    let own = format!("{}#chart", routes::with_pairs(address.to_owned(), &pairs));
    let choice = |href: String, text: &'static str, chosen: bool| {
        view! {
            <li>
                <a href=href aria-current=chosen.then_some("true")>
                    {text}
                </a>
            </li>
        }
    };
    view! {
        <ul class="switch">
            {choice(same, &words.same_scale, scaling == Scaling::Same)}
            {choice(own, &words.own_scale, scaling == Scaling::Own)}
        </ul>
    }
}
