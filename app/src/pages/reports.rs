//! `/rapportages`: reports on the plan for parliament.

pub mod one;
pub mod outline;

use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::{Desk, Refusal, returned};
use crate::model::report::{Listed, State, reports as works_on};
use crate::parts::ask::ask;
use crate::parts::form::{Asks, Came, Field};
use crate::parts::format::{date, day};
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ReportsPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, done, action))
}

async fn page(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.reports;
    let reports = desk.reports().await?;
    let none = reports.is_empty().then(|| view! { <p class="empty">{words.none.as_str()}</p> });
    let rows = reports.iter().map(|report| row(interface, report)).collect_view();
    let works = desk.account().is_some_and(|account| account.session.is_some() && works_on(&account.person));
    let form = works.then(|| begin(interface, action));
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <Came interface done/>
        {none}
        <ul class="reports">{rows}</ul>
        {form}
    })
}

fn row(interface: Interface, report: &Listed) -> impl IntoView + use<> {
    let words = &interface.words.reports;
    let said = match report.published {
        Some(at) => fill(&words.published_on, &[("date", &day(interface, at))]),
        None => words.state(report.state).to_owned(),
    };
    let name = fill(&words.name, &[("period", &span(interface, report))]);
    let draft = report.state != State::Published;
    view! {
        <li>
            <h2>
                <a href=routes::report_url(interface.lang, &report.slug)>{name}</a>
            </h2>
            <p class="subtle small" class:report-draft=draft>
                {said}
            </p>
        </li>
    }
}

/// The days of a report in words.
fn span(interface: Interface, report: &Listed) -> String {
    between(interface, report.from, report.to)
}

/// Two days in words, the last one included.
pub fn between(interface: Interface, from: jiff::civil::Date, to: jiff::civil::Date) -> String {
    let days: [(&str, &dyn std::fmt::Display); 2] = [("from", &date(interface, from)), ("to", &date(interface, to))];
    fill(&interface.words.reports.period, &days)
}

fn begin(interface: Interface, action: String) -> impl IntoView {
    let words = &interface.words.reports;
    let came = returned();
    let asks = |name: &str| Asks { kind: "date", autocomplete: "off", value: came.value(name), ..Asks::default() };
    view! {
        <section class="section" aria-labelledby="begin">
            <div class="section-head">
                <h2 id="begin">{words.begin.as_str()}</h2>
            </div>
            <p class="section-text">{words.begin_lead.as_str()}</p>
            <form class="form" method="post" action=action>
                <Field id="from" name="from" label=words.from.as_str() asks=asks("from")/>
                <Field id="to" name="to" label=words.to.as_str() asks=asks("to")/>
                <button class="button" type="submit">
                    {words.begin_act.as_str()}
                </button>
            </form>
        </section>
    }
}
