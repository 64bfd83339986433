//! `/monitor/aanleveren`: where the organisations that answer for indicators hand in values.

pub mod one;
mod templates;

use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::{Desk, Fault, Refusal, returned};
use crate::model::delivery::{Delivery, DeliveryDesk, MOST_BYTES, MOST_ROWS, Tally};
use crate::parts::ask::ask;
use crate::parts::form::Came;
use crate::parts::format::{bytes, count, moment};
use crate::parts::head::Head;
use crate::parts::problems::Problems;
use crate::parts::scroll::scroll;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn DeliverPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let part = use_query_map().read_untracked().get("naam").unwrap_or_default();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, part, done, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    part: String,
    done: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.deliver;
    let DeliveryDesk { indicators, waiting, taken } = desk.delivery_desk().await?;
    let none = indicators.is_empty().then(|| view! { <p class="section-text">{words.no_indicators.as_str()}</p> });
    let may = !indicators.is_empty();
    let templates = may.then(|| templates::templates(interface, indicators, &part));
    let form = may.then(|| form(interface, action));
    let problems = match returned().fault {
        Some(Fault::Rows(problems)) => Some(view! { <Problems problems interface/> }),
        _ => None,
    };
    let waits = list(interface, &waiting, "waiting", &words.waiting, None);
    let taken = list(interface, &taken, "taken", &words.taken, Some(&words.taken_lead));
    Ok(view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <p class="document-kind">
            <a href=routes::monitor_url(lang)>{interface.words.monitor.title.as_str()}</a>
        </p>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <Came interface done/>
        {problems}
        {form}
        {may.then(|| columns(interface))}
        {waits}
        <section class="section" aria-labelledby="indicators">
            <div class="section-head">
                <h2 id="indicators">{words.indicators.as_str()}</h2>
            </div>
            {none}
            {may.then(|| view! { <p class="section-text">{words.indicators_lead.as_str()}</p> })}
            {templates}
        </section>
        {taken}
    })
}

fn form(interface: Interface, action: String) -> impl IntoView {
    let words = &interface.words.deliver;
    let size = bytes(interface.lang, MOST_BYTES as u64);
    let hint = fill(&words.file_hint, &[("size", &size), ("rows", &count(interface.lang, MOST_ROWS as u64))]);
    view! {
        <form class="form" method="post" action=action enctype="multipart/form-data">
            <div class="field">
                <label for="file">{words.file.as_str()}</label>
                <p class="field-hint" id="file-hint">
                    {hint}
                </p>
                <input
                    class="field-input field-file"
                    id="file"
                    name="file"
                    type="file"
                    accept=".csv,text/csv"
                    aria-describedby="file-hint"
                    required
                />
            </div>
            <button class="button" type="submit">
                {words.send.as_str()}
            </button>
        </form>
    }
}

fn columns(interface: Interface) -> impl IntoView {
    let words = &interface.words.deliver;
    let rows = words.columns_text.iter().map(|[name, text]| {
        view! {
            <tr>
                <th scope="row">
                    <code>{name.as_str()}</code>
                </th>
                <td>{text.as_str()}</td>
            </tr>
        }
    });
    view! {
        <details class="record">
            <summary>{words.columns.as_str()}</summary>
            {scroll(words.columns.as_str(), view! {
                <table class="deliver-columns">
                    <thead>
                        <tr>
                            <th scope="col">{words.column.as_str()}</th>
                            <th scope="col">{words.meaning.as_str()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            })}
        </details>
    }
}

/// Files that were handed in; nothing where there are none.
fn list(
    interface: Interface,
    deliveries: &[Delivery],
    id: &'static str,
    title: &'static str,
    lead: Option<&'static String>,
) -> Option<impl IntoView + use<>> {
    let rows = deliveries.iter().map(|delivery| {
        let name = match delivery.taken {
            None => {
                let href = routes::delivery_url(interface.lang, &delivery.id);
                view! { <a href=href>{delivery.name.clone()}</a> }.into_any()
            }
            Some(_) => delivery.name.clone().into_any(),
        };
        view! {
            <li>
                {name} " "
                <span class="subtle small">{told(interface, delivery)}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    (!deliveries.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section-head">
                    <h2 id=id>{title}</h2>
                </div>
                {lead.map(|lead| view! { <p class="section-text">{lead.as_str()}</p> })}
                <ul class="deliver-list">{rows}</ul>
            </section>
        }
    })
}

/// When a file came, and what became of it.
fn told(interface: Interface, delivery: &Delivery) -> String {
    let words = &interface.words.deliver;
    match delivery.taken {
        None => fill(&words.sent_at, &[("moment", &moment(interface, delivery.sent))]),
        Some((at, tally)) => {
            format!("{}; {}", fill(&words.taken_at, &[("moment", &moment(interface, at))]), counted(interface, tally))
        }
    }
}

fn counted(interface: Interface, tally: Tally) -> String {
    let words = &interface.words.deliver;
    let parts = [(tally.new, &words.new), (tally.revised, &words.revised), (tally.same, &words.same)];
    let parts = parts.map(|(number, name)| format!("{} {}", count(interface.lang, number), name.to_lowercase()));
    parts.join(", ")
}
