//! A modus operandi as a barrier model: steps as rows, what helps and what stops them as columns.

use leptos::either::Either;
use leptos::prelude::*;

use crate::model::document::Summary;
use crate::model::facts::{Barrier, Step};
use crate::model::place::Hub;
use crate::parts::marks::HubMark;
use crate::routes;
use crate::words::Interface;

/// The matrix. On a narrow screen each step becomes a block, its cells labelled by the same words.
/// `linked` gives the titles of the documents that barriers point to, as far as the reader may read them.
#[component]
pub fn BarrierModel(
    steps: Vec<Step>,
    linked: Vec<Summary>,
    /// For the names of hubs.
    hubs: Vec<Hub>,
    interface: Interface,
    /// The language of the text, where it is not that of the page.
    text_lang: Option<&'static str>,
) -> impl IntoView {
    let words = &interface.words.facts;
    let heads =
        [&words.step, &words.opportunities, &words.facilitators, &words.signals, &words.partners, &words.barriers];
    let rows = steps.into_iter().enumerate().map(|(index, step)| {
        view! {
            <tr>
                <th scope="row" lang=text_lang>
                    <span class="barrier-model-number">{index + 1}</span>
                    {step.name}
                </th>
                <Cell label=&words.opportunities texts=step.opportunities none=&words.not_told text_lang/>
                <Cell label=&words.facilitators texts=step.facilitators none=&words.not_told text_lang/>
                <Cell label=&words.signals texts=step.signals none=&words.not_told text_lang/>
                <Cell label=&words.partners texts=step.partners none=&words.not_told text_lang/>
                <td class="barrier-model-barriers">
                    <span class="barrier-model-label label">{words.barriers.as_str()}</span>
                    <Barriers barriers=step.barriers linked=&linked hubs=&hubs interface text_lang/>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="barrier-model scroll" role="region" aria-labelledby="barrier-model-caption" tabindex="0">
            <table>
                <caption id="barrier-model-caption">{words.barrier_model_caption.as_str()}</caption>
                <thead>
                    <tr>{heads.map(|head| view! { <th scope="col">{head.as_str()}</th> })}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Cell(label: &'static str, texts: Vec<String>, none: &'static str, text_lang: Option<&'static str>) -> impl IntoView {
    let empty = texts.is_empty();
    let texts = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <td class:barrier-model-empty=empty>
            <span class="barrier-model-label label">{label}</span>
            {if empty {
                Either::Left(view! { <span class="subtle">{none}</span> })
            } else {
                Either::Right(view! { <ul lang=text_lang>{texts}</ul> })
            }}
        </td>
    }
}

#[component]
fn Barriers<'a>(
    barriers: Vec<Barrier>,
    linked: &'a [Summary],
    hubs: &'a [Hub],
    interface: Interface,
    text_lang: Option<&'static str>,
) -> impl IntoView + use<> {
    if barriers.is_empty() {
        let none = interface.words.facts.not_told.as_str();
        return Either::Left(view! { <span class="subtle">{none}</span> });
    }
    let barriers = barriers.into_iter().map(|barrier| {
        let documents = linked.iter().filter(|document| barrier.documents.contains(&document.slug)).map(|document| {
            view! {
                <li>
                    <a href=routes::document_url(interface.lang, &document.slug) lang=document.lang.code()>
                        {document.title.clone()}
                    </a>
                </li>
            }
        });
        let documents = documents.collect_view();
        let hubs = barrier.hubs.iter().map(|(hub, status)| {
            let name = hubs.iter().find(|one| one.code == *hub).map(|one| one.short.get(interface.lang).to_owned());
            let name = name.unwrap_or_else(|| hub.to_string());
            view! {
                <li>
                    <HubMark hub=hub.clone()/>
                    {format!("{name}: {}", interface.words.sheet.status(*status))}
                </li>
            }
        });
        let hubs = hubs.collect_view();
        view! {
            <li>
                <span lang=text_lang>{barrier.text}</span>
                {(!hubs.is_empty()).then(|| view! { <ul class="barrier-model-hubs">{hubs}</ul> })}
                {(!documents.is_empty()).then(|| view! { <ul class="barrier-model-links">{documents}</ul> })}
            </li>
        }
    });
    Either::Right(view! { <ul>{barriers.collect_view()}</ul> })
}
