//! `/beheer`: the way to what admins look after.

pub mod contact_points;
mod finding;
pub mod groups;
mod handover;
mod heirs;
pub mod indicators;
pub mod organisation;
pub mod organisations;
pub mod people;
pub mod record;
pub mod wanted;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::desk::{Desk, Refusal};
use crate::model::limit::Unit;
use crate::model::retention::{Retention, WANTED};
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::form::Came;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::title_block::{Field, TitleBlock};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn AdminPage() -> impl IntoView {
    ask(page)
}

async fn page(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.admin;
    let people = desk.people().await?.len();
    let places = [
        ("/beheer/personen", &words.people, Some(fill(&words.people_lead, &[("count", &people)]))),
        ("/beheer/organisaties", &words.organisations, None),
        ("/beheer/groepen", &words.groups, None),
        ("/beheer/congressen", &interface.words.organising.title, None),
        ("/beheer/indicatoren", &interface.words.register.title, None),
        ("/beheer/inzage", &words.record, None),
        ("/beheer/gezocht", &interface.words.wanted.title, None),
    ]
    .map(|(path, name, about)| {
        view! {
            <li>
                <h2>
                    <a href=routes::url(lang, path)>{name.as_str()}</a>
                </h2>
                {about.map(|about| view! { <p class="subtle">{about}</p> })}
            </li>
        }
    });
    let Retention { record, drafts, leavers } = desk.retention();
    let kept = [
        (&words.retention_record, record),
        (&words.retention_drafts, drafts),
        (&words.retention_leavers, leavers),
        (&words.retention_wanted, WANTED),
    ]
    .map(|(what, days)| {
        view! {
            <div>
                <dt>{what.as_str()}</dt>
                <dd>{fill(&words.days, &[("days", &days)])}</dd>
            </div>
        }
    });
    let limits = desk.limits()?.into_iter().map(|limit| {
        let value = match limit.unit {
            Unit::Bytes => format::bytes(lang, limit.value),
            Unit::Seconds => fill(&words.seconds, &[("seconds", &format::count(lang, limit.value))]),
            Unit::Count => format::count(lang, limit.value),
        };
        view! {
            <tr>
                <th scope="row">
                    <code>{limit.setting}</code>
                </th>
                <td lang="en">{limit.about}</td>
                <td class="number">{value}</td>
            </tr>
        }
    });
    let limits = limits.collect_view();
    Ok(view! {
        <Head title=words.title.as_str() in_both_languages=false/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <ul class="admin-places">{places}</ul>
        <section class="section" aria-labelledby="retention">
            <div class="section-head">
                <h2 id="retention">{words.retention.as_str()}</h2>
            </div>
            <p class="section-text">{words.retention_lead.as_str()}</p>
            <dl class="retention">{kept}</dl>
        </section>
        <section class="section" aria-labelledby="limits">
            <div class="section-head">
                <h2 id="limits">{words.limits.as_str()}</h2>
            </div>
            <p class="section-text">{words.limits_lead.as_str()}</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="limits">
                <table class="rows">
                    <thead>
                        <tr>
                            <th scope="col">{words.limit.as_str()}</th>
                            <th scope="col">{words.limit_about.as_str()}</th>
                            <th scope="col">{words.limit_value.as_str()}</th>
                        </tr>
                    </thead>
                    <tbody>{limits}</tbody>
                </table>
            </div>
        </section>
    })
}

/// How the page of one person or organisation opens: the way back, the name, what came of the last form, and the fields.
#[component]
fn Opening(
    interface: Interface,
    /// Path and name of the list it stands in.
    back: (&'static str, &'static str),
    title: String,
    done: bool,
    fields: Vec<Field>,
) -> impl IntoView {
    view! {
        <Head title=title.clone() in_both_languages=false/>
        <Back href=routes::url(interface.lang, back.0) name=back.1/>
        <h1>{title}</h1>
        <Came interface done/>
        <TitleBlock fields/>
    }
}

/// Whether the address says that something was done.
fn done() -> bool {
    use_query_map().read_untracked().get("klaar").is_some()
}
