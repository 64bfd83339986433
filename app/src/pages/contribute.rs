//! `/bijdragen`: what one may contribute and how; for who is signed in, what they write and what waits for them.

pub mod edit;
mod facts;
mod form;
pub mod preview;
pub mod review;
pub mod submit;

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::desk::{Desk, Refusal};
use crate::model::document::Summary;
use crate::model::draft::{DraftRow, Step};
use crate::model::facts::Kind;
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::document_row::DocumentRows;
use crate::parts::form::Came;
use crate::parts::format::{self, capital};
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ContributePage() -> impl IntoView {
    let done = done();
    ask(move |interface, desk| page(interface, desk, done))
}

async fn page(interface: Interface, desk: Desk, done: bool) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.contribute;
    let body = if desk.account().is_some() {
        let bench = desk.workbench().await?;
        let hubs = desk.hubs().await?;
        let waiting = (!bench.waiting.is_empty() || desk.reader().is(crate::model::reader::Role::Editor)).then(|| {
            view! {
                <Section id="wacht" title=&words.waiting>
                    <Rows interface rows=bench.waiting none=&words.waiting_none review=true/>
                </Section>
            }
        });
        let new = if bench.writes {
            Either::Left(view! { <Kinds interface links=true/> })
        } else {
            Either::Right(view! { <p class="section-text">{words.reads_only.as_str()}</p> })
        };
        let aging = (!bench.aging.is_empty()).then(|| {
            view! {
                <Section id="bekijken" title=&words.aging>
                    <p class="section-text">{words.aging_lead.as_str()}</p>
                    <Aging interface documents=bench.aging/>
                </Section>
            }
        });
        let published = match bench.published.is_empty() {
            true => Either::Left(view! { <p class="section-text">{words.published_none.as_str()}</p> }),
            false => Either::Right(view! { <DocumentRows documents=bench.published hubs interface short=true/> }),
        };
        Either::Left(view! {
            <Came interface done/>
            {waiting}
            <Section id="concepten" title=&words.own>
                <Rows interface rows=bench.own none=&words.own_none review=false/>
            </Section>
            {aging}
            <Section id="nieuw" title=&words.new>
                {new}
            </Section>
            <Section id="gepubliceerd" title=&words.published>
                {published}
            </Section>
        })
    } else {
        let items =
            |texts: &'static [String]| texts.iter().map(|text| view! { <li>{text.as_str()}</li> }).collect_view();
        Either::Right(view! {
            <Section id="wat" title=&words.what>
                <Kinds interface links=false/>
            </Section>
            <Section id="regels" title=&words.rules>
                <ol class="contribute-steps">{items(&words.rules_list)}</ol>
            </Section>
            <Section id="account" title=&words.how>
                <ol class="contribute-steps">{items(&words.how_steps)}</ol>
                <p>
                    <a href=routes::sign_in_url(interface.lang, &routes::contribute_url(interface.lang))>
                        {interface.words.frame.sign_in.as_str()}
                    </a>
                </p>
            </Section>
        })
    };
    Ok(view! {
        <Head title=words.title.as_str() description=words.lead.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        {body}
    })
}

#[component]
fn Section(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <h2 id=id>{title}</h2>
            </div>
            {children()}
        </section>
    }
}

/// What each kind is for, and where to begin one.
#[component]
fn Kinds(interface: Interface, links: bool) -> impl IntoView {
    let Interface { lang, words } = interface;
    let rows = Kind::ALL.map(|kind| {
        let name = capital(words.names.kind(kind));
        let begin = links.then(|| {
            view! {
                <a class="contribute-begin" href=routes::new_draft_url(lang, kind)>
                    {words.contribute.begin.as_str()}
                    <span class="visually-hidden">" " {name.clone()}</span>
                </a>
            }
        });
        view! {
            <li>
                <h3>{name.clone()}</h3>
                <p>{words.contribute.about(kind)}</p>
                {begin}
            </li>
        }
    });
    view! { <ul class="contribute-kinds">{rows}</ul> }
}

#[component]
fn Rows(interface: Interface, rows: Vec<DraftRow>, none: &'static str, review: bool) -> impl IntoView {
    let Interface { lang, words } = interface;
    if rows.is_empty() {
        return Either::Left(view! { <p class="section-text">{none}</p> });
    }
    let words = &words.contribute;
    let rows = rows.into_iter().map(|row| {
        let title = if row.title.is_empty() { words.untitled.clone() } else { row.title };
        let href =
            if review { routes::draft_part_url(lang, &row.id, "beoordelen") } else { routes::draft_url(lang, &row.id) };
        let saved = fill(&words.saved, &[("time", &format::moment(interface, row.saved))]);
        let goes = row.goes.map(|goes| format!(" · {}", fill(&words.goes, &[("day", &format::day(interface, goes))])));
        let due = row.due.map(|due| format!(" · {}", fill(&words.due, &[("time", &format::moment(interface, due))])));
        let by = review.then(|| format!(" · {}", fill(&words.by, &[("organisation", &row.organisation.get(lang))])));
        view! {
            <li class="document-row">
                <p class="document-row-kind">{capital(interface.words.names.kind(row.kind))}</p>
                <h3 class="document-row-title">
                    <a href=href>{title}</a>
                </h3>
                <p class="document-row-summary small subtle">
                    <span class="draft-state">{capital(words.state(row.state))}</span>
                    " · "
                    {saved}
                    {by}
                    {due}
                    {goes}
                </p>
            </li>
        }
    });
    Either::Right(view! { <ul class="document-rows">{rows.collect_view()}</ul> })
}

/// Documents with the day before which somebody is to look at them again.
#[component]
fn Aging(interface: Interface, documents: Vec<Summary>) -> impl IntoView {
    let rows = documents.into_iter().map(|document| {
        let day = document.review_by.map(|day| format::date(interface, day));
        view! {
            <li class="token">
                <a href=routes::document_url(interface.lang, &document.slug)>{document.title}</a>
                <span class="subtle">{day}</span>
            </li>
        }
    });
    view! { <ul>{rows.collect_view()}</ul> }
}

/// The way back, above the title of a page.
#[component]
fn Back(interface: Interface) -> impl IntoView {
    view! {
        <p class="document-kind">
            <a href=routes::contribute_url(interface.lang)>{interface.words.contribute.back.as_str()}</a>
        </p>
    }
}

/// What happened to a draft, and what was said.
#[component]
fn Steps(interface: Interface, steps: Vec<Step>) -> impl IntoView {
    let words = &interface.words.contribute;
    (!steps.is_empty()).then(|| {
        let rows = steps.into_iter().rev().map(move |step| {
            let said = step.text.trim().to_owned();
            view! {
                <li>
                    <p>
                        <strong>{capital(words.act(step.act))}</strong>
                        " · "
                        {step.organisation.get(interface.lang).to_owned()}
                        " · "
                        <span class="subtle">{format::moment(interface, step.at)}</span>
                    </p>
                    {(!said.is_empty()).then(|| view! { <p class="draft-said">{said}</p> })}
                </li>
            }
        });
        let rows = rows.collect_view();
        view! {
            <Section id="stappen" title=&words.steps>
                <ol class="draft-steps">{rows}</ol>
            </Section>
        }
    })
}

/// Whether the address says that something was done.
fn done() -> bool {
    use_query_map().read_untracked().get("klaar").is_some()
}

/// The draft of the address.
fn id() -> Option<Slug> {
    use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok())
}
