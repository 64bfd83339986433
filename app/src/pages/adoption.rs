//! `/toepassing`: practices and hubs, and how each stands at each.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use crate::desk::{Desk, Refusal};
use crate::model::adoption::{AdoptionFilter, AdoptionRow, AdoptionState, median};
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::model::tlp::Tlp;
use crate::parts::adoption::{StateMark, shared};
use crate::parts::ask::ask;
use crate::parts::document_row::foreign;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::marks::HubMark;
use crate::parts::tlp::{TlpChip, sheet};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn AdoptionPage() -> impl IntoView {
    let pairs = routes::pairs(use_url().get_untracked().search());
    ask(move |interface, desk| page(interface, desk, filter_of(&pairs)))
}

/// What is asked for in the address; what means nothing is left out.
pub fn filter_of(pairs: &[(String, String)]) -> AdoptionFilter {
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    AdoptionFilter {
        hub: value("knooppunt").and_then(|code| code.parse().ok()),
        line: value("lijn").and_then(Line::parse),
        state: value("stand").and_then(AdoptionState::parse),
    }
}

/// The same, as an address says it.
fn pairs_of(filter: &AdoptionFilter) -> Vec<(&'static str, String)> {
    let hub = filter.hub.as_ref().map(|hub| ("knooppunt", hub.to_string()));
    let line = filter.line.map(|line| ("lijn", line.code().to_owned()));
    let state = filter.state.map(|state| ("stand", state.code().to_owned()));
    hub.into_iter().chain(line).chain(state).collect()
}

async fn page(interface: Interface, desk: Desk, filter: AdoptionFilter) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.adoption;
    let hubs = desk.hubs().await?;
    let rows = desk.adoptions(&filter, lang).await?;
    let found = match rows.len() {
        0 => words.found_none.clone(),
        1 => words.found_one.clone(),
        several => fill(&words.found, &[("count", &several)]),
    };
    let filtered = filter != AdoptionFilter::default();
    let none = (rows.is_empty() && !filtered).then(|| view! { <p class="section-text">{words.none.as_str()}</p> });
    let csv = routes::with_pairs(routes::url(lang, "/toepassing.csv"), &pairs_of(&filter));
    let file = (!rows.is_empty()).then(|| {
        view! {
            <p class="small">
                <a href=csv download>{words.as_csv.as_str()}</a>
            </p>
        }
    });
    let columns: Vec<Hub> = match &filter.hub {
        Some(only) => hubs.iter().filter(|hub| hub.code == *only).cloned().collect(),
        None => hubs.iter().filter(|hub| rows.iter().any(|row| row.standing(&hub.code).is_some())).cloned().collect(),
    };
    let days: Vec<i64> =
        rows.iter().flat_map(|row| columns.iter().filter_map(|hub| row.days_to_adopt(&hub.code))).collect();
    let count = days.len();
    let pace = median(days).map(|days| {
        let text = fill(&words.median, &[("days", &days), ("count", &count)]);
        view! { <p class="adoption-pace">{text}</p> }
    });
    let steps = rows.iter().flat_map(|row| &row.steps).map(|step| step.told.sharing.tlp());
    let strictest = rows.iter().map(|row| row.document.tlp).chain(steps).max().unwrap_or(Tlp::Clear);
    let table = (!rows.is_empty()).then(|| view! { <Matrix interface rows hubs=columns/> });
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <section class=format!("section {}", sheet(strictest)) aria-labelledby="matrix">
            <div class="section-head">
                <h2 id="matrix">{words.matrix.as_str()}</h2>
                <span class="small" role="status">
                    {found}
                </span>
            </div>
            <FilterForm interface hubs filter/>
            {none}
            {pace}
            {table}
            {file}
        </section>
    })
}

#[component]
fn FilterForm(interface: Interface, hubs: Vec<Hub>, filter: AdoptionFilter) -> impl IntoView {
    let Interface { lang, words } = interface;
    let option = |value: String, text: String, selected: bool| {
        view! { <option value=value selected=selected>{text}</option> }
    };
    let hubs = hubs.into_iter().map(|hub| {
        let selected = filter.hub.as_ref() == Some(&hub.code);
        option(hub.code.to_string(), hub.name.get(lang).to_owned(), selected)
    });
    let lines = Line::ALL
        .into_iter()
        .map(|line| option(line.code().to_owned(), format::capital(words.names.line(line)), filter.line == Some(line)));
    let words = &words.adoption;
    let states = AdoptionState::ALL
        .into_iter()
        .map(|state| option(state.code().to_owned(), format::capital(words.state(state)), filter.state == Some(state)));
    view! {
        <form class="hub-filter" action=routes::url(lang, "/toepassing")>
            <label for="knooppunt">{words.hub.as_str()}</label>
            <select class="select" id="knooppunt" name="knooppunt">
                <option value="">{words.all_hubs.as_str()}</option>
                {hubs.collect_view()}
            </select>
            <label for="lijn">{words.line.as_str()}</label>
            <select class="select" id="lijn" name="lijn">
                <option value="">{words.all_lines.as_str()}</option>
                {lines.collect_view()}
            </select>
            <label for="stand">{words.state.as_str()}</label>
            <select class="select" id="stand" name="stand">
                <option value="">{words.all_states.as_str()}</option>
                {states.collect_view()}
            </select>
            <button class="button">{words.show.as_str()}</button>
        </form>
    }
}

/// Practices in rows, hubs in columns. On a narrow screen each practice is a block with its hubs below each other; the
/// roles keep it a table for who cannot see it.
#[component]
fn Matrix(interface: Interface, rows: Vec<AdoptionRow>, hubs: Vec<Hub>) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.adoption;
    let heads = hubs.iter().map(|hub| {
        view! {
            <th scope="col" role="columnheader">
                <HubMark hub=hub.code.clone()/>
                " "
                <a href=routes::hub_url(lang, &hub.code)>{hub.short.get(lang).to_owned()}</a>
            </th>
        }
    });
    let heads = heads.collect_view();
    let rows = rows.into_iter().map(|row| {
        let cells = hubs.iter().map(|hub| view! { <Cell interface row=row.clone() hub=hub.clone()/> }).collect_view();
        let document = row.document;
        let href = format!("{}#toepassing", routes::document_url(lang, &document.slug));
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    <a href=href lang=foreign(document.lang.code(), lang.code())>{document.title}</a>
                </th>
                {cells}
            </tr>
        }
    });
    view! {
        <table class="adoption-matrix" role="table" aria-label=words.matrix.as_str()>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{words.practice.as_str()}</th>
                    {heads}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Cell(interface: Interface, row: AdoptionRow, hub: Hub) -> impl IntoView {
    let words = &interface.words.adoption;
    let name = hub.short.get(interface.lang).to_owned();
    let Some(stands) = row.standing(&hub.code) else {
        return view! {
            <td role="cell" class="adoption-none">
                <span class="visually-hidden">{words.no_state.as_str()}</span>
            </td>
        }
        .into_any();
    };
    let tlp = stands.tlp().max(row.document.tlp);
    let label = (tlp > Tlp::Clear).then(|| view! { " " <TlpChip tlp/> });
    let took = row.days_to_adopt(&hub.code).map(|days| {
        view! { <span class="adoption-took">{fill(&words.took, &[("days", &days)])}</span> }
    });
    view! {
        <td role="cell">
            // The head of the column is far away on a narrow screen.
            <span class="adoption-cell-hub" aria-hidden="true">{name}</span>
            <StateMark state=stands.state interface/>
            " "
            {shared(interface, &stands)}
            " "
            <time class="adoption-day" datetime=stands.since.to_string()>{format::date(interface, stands.since)}</time>
            {took}
            {label}
        </td>
    }
    .into_any()
}
