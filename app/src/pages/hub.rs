//! `/knooppunten/{hub}`: one hub with what is known, done, and measured there.

mod adoption;
mod contacts;
mod figures;
mod shelf;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::desk::{Desk, Refusal};
use crate::model::following::Watched;
use crate::model::line::Line;
use crate::model::overview::Overview;
use crate::model::place::Hub;
use crate::model::plan::{Measure, Plan};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::format::{capital, euros};
use crate::parts::head::Head;
use crate::parts::marks::{HubMark, LineMark};
use crate::parts::plan_matrix::about;
use crate::parts::source::{SourceLine, Sources};
use crate::parts::title_block::{Field, TitleBlock};
use crate::parts::watch::WatchButton;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn HubPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("hub").unwrap_or_default();
    ask(move |interface, desk| hub(interface, desk, code))
}

async fn hub(interface: Interface, desk: Desk, code: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.hub;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let hub = desk.hub(&code).await?;
    let hubs = desk.hubs().await?;
    let plan = desk.plan().await?;
    let asked = Overview { hub: Some(code.clone()), ..Overview::latest(figures::MOST_OF_THEME) };
    let chapters = desk.overview(&asked).await?;
    let drawn = match figures::most_told(&chapters) {
        Some(code) => Some(desk.series(&code).await?),
        None => None,
    };
    let documents = shelf::shelf(interface, &desk, &hub).await?;
    let adoption = adoption::adoption(interface, &desk, &hub).await?;
    let contacts = contacts::contacts(interface, &desk, &hub).await?;
    let figures = figures::figures(interface, &chapters, drawn.as_ref(), &hub, &hubs);
    let name = hub.name.get(lang).to_owned();
    let watch = match desk.account().filter(|account| account.session.is_some()) {
        Some(_) => {
            let (what, back) = (Watched::Hub(hub.code.clone()), routes::hub_url(lang, &hub.code));
            let watches = desk.watches().await?;
            Some(view! { <WatchButton interface what about=name.clone() watches back/> })
        }
        None => None,
    };
    let summary = hub.summary.get(lang).to_owned();
    let basis =
        (!hub.basis.is_empty()).then(|| section("basis", &words.basis, view! { <Sources sources=hub.basis.clone()/> }));
    Ok(view! {
        <Head title=name.clone() description=summary.clone()/>
        <p class="label">
            <a href=routes::hubs_url(lang)>{words.all_hubs.as_str()}</a>
        </p>
        <h1 class="hub-title">
            <HubMark hub=hub.code.clone()/>
            " "
            {name}
        </h1>
        {watch}
        {(!summary.is_empty()).then(|| view! { <p class="lead">{summary}</p> })}
        <div class="hub-block">
            <TitleBlock fields=fields(interface, &hub, &plan)/>
        </div>
        {focus(interface, &hub)}
        {facts(interface, &hub)}
        {section("cijfers", &words.figures, figures)}
        {section("maatregelen", &words.measures, measures(interface, &plan, &hub))}
        {section("toepassing", &interface.words.adoption.title, adoption)}
        {section("documenten", &words.documents, documents)}
        {contacts.map(|contacts| section("contact", &interface.words.contact_points.ask_here, contacts))}
        {basis}
    })
}

fn section(id: &'static str, name: &'static str, inside: impl IntoView + 'static) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <h2 id=id>{name}</h2>
            </div>
            {inside.into_any()}
        </section>
    }
}

fn fields(interface: Interface, hub: &Hub, plan: &Plan) -> Vec<Field> {
    let Interface { lang, words } = interface;
    let mut fields = vec![
        Field::new(&words.hub.kind, capital(words.names.hub_kind(hub.kind))),
        Field::new(&words.hub.scope, capital(words.names.scope(hub.scope))),
    ];
    if let Some(cents) = hub.budget_cents {
        let amount = fill(&words.hub.budget_a_year, &[("amount", &euros(interface, cents))]);
        fields.push(Field::new(&words.hub.budget, amount));
    }
    let own = plan.measures.iter().filter(|measure| about(measure, Some(&hub.code))).count();
    if own > 0 {
        let address = routes::with_pairs(routes::measures_url(lang), &[("knooppunt", hub.code.to_string())]);
        fields.push(Field::new(&words.hub.measures, view! { <a href=address>{own}</a> }));
    }
    fields
}

/// What the approach concentrates on, by line.
fn focus(interface: Interface, hub: &Hub) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let groups: Vec<_> = Line::ALL
        .into_iter()
        .filter_map(|line| {
            let points: Vec<_> = hub
                .focus
                .iter()
                .filter(|focus| focus.line == line)
                .map(|focus| view! { <li>{focus.text.get(lang).to_owned()}</li> })
                .collect();
            (!points.is_empty()).then(|| {
                view! {
                    <div class="focus-line">
                        <h3>
                            <LineMark line/>
                            " "
                            {capital(words.names.line(line))}
                        </h3>
                        <ul class="facts-list">{points}</ul>
                    </div>
                }
            })
        })
        .collect();
    (!groups.is_empty()).then(|| section("focus", &words.hub.focus, view! { <div class="focus">{groups}</div> }))
}

fn facts(interface: Interface, hub: &Hub) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let facts: Vec<_> = hub
        .facts
        .iter()
        .map(|fact| {
            view! {
                <li>
                    {fact.text.get(lang).to_owned()} " "
                    <SourceLine source=fact.source.clone()/>
                </li>
            }
        })
        .collect();
    (!facts.is_empty())
        .then(|| section("bekend", &words.hub.facts, view! { <ul class="facts-results hub-facts">{facts}</ul> }))
}

fn measures(interface: Interface, plan: &Plan, hub: &Hub) -> AnyView {
    let Interface { lang, words } = interface;
    let own: Vec<&Measure> = plan.measures.iter().filter(|measure| about(measure, Some(&hub.code))).collect();
    if own.is_empty() {
        return view! { <p class="empty">{words.hub.no_measures.as_str()}</p> }.into_any();
    }
    let rows: Vec<_> = own
        .into_iter()
        .map(|measure| {
            let lines: Vec<_> = measure.lines.iter().map(|line| view! { <LineMark line=*line/> }).collect();
            view! {
                <li class="hub-measure">
                    <span class="measure-status">{capital(words.names.status(measure.status))}</span>
                    <a href=routes::measure_url(lang, &measure.code)>{measure.title.get(lang).to_owned()}</a>
                    <span class="tags">{lines}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="hub-measures">{rows}</ul> }.into_any()
}
