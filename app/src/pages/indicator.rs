//! `/monitor/{indicator}`: one indicator with its chart, definition, conflicts, every value, and what goes with it.

mod conflicts;
pub mod contract;
pub mod drawn;
pub mod embed;
mod events;
pub mod explorer;
mod files;
pub mod known_on;
mod measure;
mod related;
pub mod sheet;
mod shift;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::drawn::Ground;
use crate::desk::{Desk, Refusal};
use crate::islands::copy_citation::CopyCitation;
use crate::islands::live_region::LiveRegion;
use crate::model::chart::{Choice, Measure, Unread};
use crate::model::following::Watched;
use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::model::slug::Slug;
use crate::model::trend::is_dense;
use crate::pages::monitor::demonstration;
use crate::parts::ask::ask;
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::summary::summary;
use crate::parts::title_block::{Field, TitleBlock};
use crate::parts::unread::unread;
use crate::parts::value_table::value_table;
use crate::parts::watch::WatchButton;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn IndicatorPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("indicator").unwrap_or_default();
    let (choice, passed_over) = Choice::read(|key| use_query_map().read_untracked().get(key));
    ask(move |interface, desk| indicator(interface, desk, code, choice, passed_over))
}

async fn indicator(
    interface: Interface,
    desk: Desk,
    code: String,
    choice: Choice,
    passed_over: Vec<Unread>,
) -> Result<impl IntoView, Refusal> {
    let known_on = choice.known_on;
    let Interface { lang, words } = interface;
    let words = &words.monitor;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let series = desk.series_known_on(&code, known_on).await?;
    let hubs = desk.hubs().await?;
    let plan = desk.plan().await?;
    let related = related::related(interface, &desk, &series).await;
    let dense = is_dense(&series);
    let name = series.indicator.name.get(lang).to_owned();
    let address = routes::indicator_url(lang, &code);
    let (as_csv, in_api) = (routes::indicator_csv_url(&code), routes::indicator_api_url(&code));
    let ground = Ground { series: &series, hubs: &hubs, plan: &plan, page: &address };
    // What is drawn; the table and the files have the values themselves.
    let drawn = drawn::drawn(interface, &desk, ground, &choice).await?;
    let (places, choice) = (drawn.places.clone(), drawn.choice.clone());
    // Of what was known on an earlier day, only the drawing is made anew.
    let shifted = match choice.measure == Measure::Shares && known_on.is_none() && drawn.calculated {
        true => Some(shift::shift(interface, desk.share_shift(&code).await?, &places)),
        false => None,
    };
    let sentences = if dense { drawn.sentences.clone() } else { summary(interface, &series, &hubs) };
    let sentences: Vec<_> = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
    let any_sentence = !sentences.is_empty();
    let caption = fill(&words.caption, &[("name", &name)]);
    // A single value needs no form but that of its day.
    let may_choose = dense || !drawn.figures.is_empty() || choice != (Choice { known_on, ..Choice::default() });
    let form = may_choose.then(|| explorer::form(interface, &series, &drawn, &address));
    let drawings = may_choose.then(|| explorer::drawing(interface, drawn));
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
        {(!may_choose).then(|| known_on::form(interface, &address, known_on))}
        {unread(interface, &passed_over)}
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
            {form
                .map(|form| {
                    view! {
                        <section class="section" aria-labelledby="chart">
                            <div class="section-head">
                                <h2 id="chart">{words.chart.as_str()}</h2>
                            </div>
                            {form}
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
        contract::counted(interface, series).map(|how| Field::wide(&words.monitor.counted, how)),
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
