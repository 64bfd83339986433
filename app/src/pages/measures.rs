//! `/maatregelen`: the plan of the letter: measures by hub and line, motions, and money.

pub mod effect;
pub mod ledger;
mod list;
pub mod money;
mod motions;
pub mod one;
pub mod promises;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::{Desk, Refusal};
use crate::model::document::Listing;
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::model::plan::{Measure, Plan};
use crate::parts::ask::ask;
use crate::parts::format::{capital, date};
use crate::parts::head::Head;
use crate::parts::plan_matrix::{OVERARCHING, about, plan_matrix};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn Measures() -> impl IntoView {
    let query = use_query_map();
    let query = query.read_untracked();
    let choice = Choice {
        hub: query.get("knooppunt").unwrap_or_default(),
        line: query.get("lijn").and_then(|line| Line::parse(&line)),
    };
    ask(move |interface, desk| measures(interface, desk, choice))
}

/// What the reader filtered on.
struct Choice {
    /// A hub's code, [`OVERARCHING`], or anything else for all.
    hub: String,
    line: Option<Line>,
}

impl Choice {
    fn takes(&self, measure: &Measure, hubs: &[Hub]) -> bool {
        let hub = match hubs.iter().find(|hub| hub.code.as_str() == self.hub) {
            Some(hub) => about(measure, Some(&hub.code)),
            None => self.hub != OVERARCHING || about(measure, None),
        };
        hub && self.line.is_none_or(|line| measure.lines.contains(&line))
    }
}

/// More documents than any plan refers to.
const ALL: u32 = 1000;

async fn measures(interface: Interface, desk: Desk, choice: Choice) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.measures;
    let plan = desk.plan().await?;
    let hubs = desk.hubs().await?;
    let known = desk.documents(&Listing { prefer: Some(lang), size: ALL, ..Listing::default() }).await?.items;
    let chosen: Vec<&Measure> = plan.measures.iter().filter(|measure| choice.takes(measure, &hubs)).collect();
    let found = match chosen.len() {
        0 => words.found_none.clone(),
        1 => words.found_one.clone(),
        several => fill(&words.found, &[("count", &several)]),
    };
    let as_of = status_day(interface, &plan).map(|day| fill(&words.as_of, &[("date", &day)]));
    let entries = desk.entries().await?;
    let rows = list::list(interface, &chosen, &hubs, &known, &entries);
    let further = [
        (routes::promises_url(lang), &interface.words.progress.to_promises),
        (routes::ledger_url(lang), &interface.words.progress.to_money),
        (routes::reports_url(lang), &interface.words.reports.title),
    ];
    let further = further.map(|(href, text)| view! { <li><a href=href>{text.as_str()}</a></li> });
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        {as_of.map(|as_of| view! { <p class="as-of">{as_of}</p> })}
        <ul class="link-list">{further.collect_view()}</ul>
        <section class="section" aria-labelledby="dekking">
            <div class="section-head">
                <h2 id="dekking">{words.coverage.as_str()}</h2>
            </div>
            {plan_matrix(interface, &plan.measures, &hubs)}
        </section>
        <section class="section" aria-labelledby="lijst">
            <div class="section-head">
                <h2 id="lijst">{words.list.as_str()}</h2>
                <span class="small" role="status">
                    {found}
                </span>
            </div>
            {filter(interface, &hubs, &choice)}
            {also_overarching(interface, &plan, &hubs, &choice)}
            {rows}
        </section>
        {money::money(interface, &plan.budget, &hubs)}
        {motions::motions(interface, &plan.motions)}
    })
}

/// Beside the measures of one hub: the way to those that hold for all hubs, which a filter on the hub leaves out.
fn also_overarching(interface: Interface, plan: &Plan, hubs: &[Hub], choice: &Choice) -> Option<impl IntoView + use<>> {
    hubs.iter().find(|hub| hub.code.as_str() == choice.hub)?;
    let overarching = Choice { hub: OVERARCHING.to_owned(), line: choice.line };
    let count = plan.measures.iter().filter(|measure| overarching.takes(measure, hubs)).count();
    let mut pairs = vec![("knooppunt", overarching.hub)];
    pairs.extend(choice.line.map(|line| ("lijn", line.code().to_owned())));
    let href = format!("{}#lijst", routes::with_pairs(routes::measures_url(interface.lang), &pairs));
    let text = fill(&interface.words.measures.also_overarching, &[("count", &count)]);
    (count > 0).then(|| view! { <p><a href=href>{text}</a></p> })
}

/// The day of the source that tells how far measures are, in words.
pub fn status_day(interface: Interface, plan: &Plan) -> Option<String> {
    let days = plan.measures.iter().filter_map(|measure| measure.source.date.as_deref()?.parse().ok());
    days.min().map(|day| date(interface, day))
}

fn filter(interface: Interface, hubs: &[Hub], choice: &Choice) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.measures;
    let mut options = vec![(OVERARCHING.to_owned(), words.overarching.clone())];
    options.extend(hubs.iter().map(|hub| (hub.code.to_string(), hub.name.get(lang).to_owned())));
    let options: Vec<_> = options
        .into_iter()
        .map(|(code, name)| {
            let selected = code == choice.hub;
            view! {
                <option value=code selected=selected>
                    {name}
                </option>
            }
        })
        .collect();
    let lines: Vec<_> = Line::ALL
        .into_iter()
        .map(|line| {
            view! {
                <option value=line.code() selected=choice.line == Some(line)>
                    {capital(names.line(line))}
                </option>
            }
        })
        .collect();
    view! {
        <form class="hub-filter" action=format!("{}#lijst", routes::measures_url(lang))>
            <label for="knooppunt">{words.hub.as_str()}</label>
            <select class="select" id="knooppunt" name="knooppunt">
                <option value="">{words.all_hubs.as_str()}</option>
                {options}
            </select>
            <label for="lijn">{words.line.as_str()}</label>
            <select class="select" id="lijn" name="lijn">
                <option value="">{words.all_lines.as_str()}</option>
                {lines}
            </select>
            <button class="button">{words.show.as_str()}</button>
        </form>
    }
}
