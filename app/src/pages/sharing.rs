//! `/gegevensdeling`: what the letter says of sharing data, the sharing cases with their answer, and guidance.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::document::{Document, Listing, Summary};
use crate::model::facts::{Between, Facts, Kind};
use crate::model::line::Line;
use crate::parts::ask::ask;
use crate::parts::document_row::{DocumentRows, foreign};
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::safe_html::SafeHtml;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn SharingPage() -> impl IntoView {
    ask(sharing)
}

/// More sharing cases, and more guidance, than there are.
const ALL: u32 = 200;

async fn sharing(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.sharing;
    let of_kind = |kind| Listing { kinds: vec![kind], prefer: Some(lang), size: ALL, ..Listing::default() };
    let mut cases: Vec<(Option<Between>, Document)> = Vec::new();
    for summary in desk.documents(&of_kind(Kind::SharingCase)).await?.items {
        let document = desk.document(&summary.slug).await?.document;
        let between = match &document.write_up.facts {
            Facts::SharingCase(case) => case.between,
            _ => None,
        };
        cases.push((between, document));
    }
    let guidance: Vec<Summary> = desk
        .documents(&of_kind(Kind::Guidance))
        .await?
        .items
        .into_iter()
        .filter(|document| document.lines.contains(&Line::Information))
        .collect();
    let hubs = desk.hubs().await?;
    let plan = desk.plan().await?;
    // The page stands without the longer text: it is content, and a site may have none.
    let letter = desk.prose("gegevensdeling", lang).await.ok().map(|prose| {
        view! {
            <div class="sharing-letter">
                <SafeHtml html=prose.html/>
            </div>
        }
    });
    let none = cases.is_empty();
    let groups: Vec<_> = [
        (Some(Between::PublicPublic), capital(names.between(Between::PublicPublic))),
        (Some(Between::PublicPrivate), capital(names.between(Between::PublicPrivate))),
        (None, words.unsorted.clone()),
    ]
    .into_iter()
    .filter_map(|(between, name)| {
        let rows: Vec<_> =
            cases.iter().filter(|(of, _)| *of == between).map(|(_, document)| case_view(interface, document)).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <div class="case-group">
                    <h3>{name}</h3>
                    <ul>{rows}</ul>
                </div>
            }
        })
    })
    .collect();
    let measures: Vec<_> = plan
        .measures
        .iter()
        .filter(|measure| measure.lines.contains(&Line::Information) && measure.hubs.is_empty())
        .map(|measure| {
            view! {
                <li>
                    <a href=routes::measure_url(lang, &measure.code)>{measure.title.get(lang).to_owned()}</a>
                    " "
                    <span class="subtle small">{names.status(measure.status)}</span>
                </li>
            }
        })
        .collect();
    let guidance = if guidance.is_empty() {
        view! { <p class="empty">{words.no_guidance.as_str()}</p> }.into_any()
    } else {
        view! { <DocumentRows documents=guidance hubs interface/> }.into_any()
    };
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <div class="sharing-top">
            {letter} <aside class="sharing-measures" aria-labelledby="maatregelen">
                <div class="section-head">
                    <h2 id="maatregelen">{words.measures.as_str()}</h2>
                </div>
                <ul class="link-list">{measures}</ul>
                <p class="small">
                    <a href=routes::measures_url(lang)>{interface.words.measures.title.as_str()}</a>
                </p>
            </aside>
        </div>
        <section class="section" aria-labelledby="deelvragen">
            <div class="section-head">
                <h2 id="deelvragen">{words.cases.as_str()}</h2>
            </div>
            {if none {
                view! { <p class="empty">{words.no_cases.as_str()}</p> }.into_any()
            } else {
                view! { <p class="conflicts-text">{words.cases_lead.as_str()}</p> }.into_any()
            }}
            <div class="case-groups">{groups}</div>
        </section>
        <section class="section" aria-labelledby="handreikingen">
            <div class="section-head">
                <h2 id="handreikingen">{words.guidance.as_str()}</h2>
            </div>
            {guidance}
        </section>
    })
}

/// A case with its answer first: that is what the reader came for.
fn case_view(interface: Interface, document: &Document) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.sharing;
    let write_up = &document.write_up;
    let case = match &write_up.facts {
        Facts::SharingCase(case) => case.clone(),
        _ => Default::default(),
    };
    let question = case.question.unwrap_or_else(|| write_up.summary.clone());
    let conditions: Vec<_> = case.conditions.into_iter().map(|condition| view! { <li>{condition}</li> }).collect();
    let text_lang = foreign(write_up.lang.code(), lang.code());
    view! {
        <li class="case">
            {case.answer.map(|answer| view! { <p class="case-answer">{capital(names.allowed(answer))}</p> })}
            <h4>
                <a href=routes::document_url(lang, &write_up.slug) lang=text_lang>
                    {write_up.title.clone()}
                </a>
            </h4>
            <p lang=text_lang>{question}</p>
            {(!conditions.is_empty())
                .then(|| {
                    view! {
                        <p class="label">{words.conditions.as_str()}</p>
                        <ul class="facts-list" lang=text_lang>
                            {conditions}
                        </ul>
                    }
                })}
            {case
                .legal_basis
                .map(|basis| {
                    view! {
                        <p class="small subtle">
                            {words.legal_basis.as_str()} ": " <span lang=text_lang>{basis}</span>
                        </p>
                    }
                })}
        </li>
    }
}
