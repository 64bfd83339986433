//! A document in a list: kind and date, title and summary, hubs, lines and label in fixed places.

use leptos::prelude::*;

use crate::model::document::Summary;
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::parts::format;
use crate::parts::marks::{HubMark, LineMark};
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

/// Documents in rows, each a list item.
#[component]
pub fn DocumentRows(
    documents: Vec<Summary>,
    hubs: Vec<Hub>,
    interface: Interface,
    /// Title and kind alone, for narrow places.
    #[prop(optional)]
    short: bool,
) -> impl IntoView {
    let rows = documents.into_iter().map(|document| {
        let hubs = hubs.iter().filter(|hub| document.hubs.contains(&hub.code)).cloned().collect();
        view! { <DocumentRow document hubs interface short/> }
    });
    view! { <ul class="document-rows" class:document-rows-short=short>{rows.collect_view()}</ul> }
}

#[component]
fn DocumentRow(document: Summary, hubs: Vec<Hub>, interface: Interface, short: bool) -> impl IntoView {
    let Interface { lang, words } = interface;
    let text_lang = foreign(document.lang.code(), lang.code());
    let stale = document.review_by.filter(|day| *day < format::day_of(jiff::Timestamp::now()));
    view! {
        <li class="document-row">
            <p class="document-row-kind">{format::capital(words.names.kind(document.kind))}</p>
            <h3 class="document-row-title">
                <a href=routes::document_url(lang, &document.slug) lang=text_lang>
                    {document.title}
                </a>
                {stale
                    .map(|day| {
                        let sentence = fill(&words.revisions.stale_short, &[("day", &format::date(interface, day))]);
                        view! { <span class="document-row-stale">" " {sentence}</span> }
                    })}
            </h3>
            {(!short)
                .then(|| {
                    let day = document.published.unwrap_or_else(|| format::day_of(document.updated));
                    view! {
                        <p class="document-row-date">
                            <time datetime=day.to_string()>{format::date(interface, day)}</time>
                        </p>
                        <p class="document-row-summary" lang=text_lang>
                            {document.summary}
                        </p>
                        <div class="document-row-meta">
                            <Marks hubs lines=document.lines interface/>
                        </div>
                        <p class="document-row-tlp">
                            <TlpChip tlp=document.tlp/>
                        </p>
                    }
                })}
        </li>
    }
}

/// Hubs and lines in one line of small print.
#[component]
pub fn Marks(hubs: Vec<Hub>, lines: Vec<Line>, interface: Interface) -> impl IntoView {
    let Interface { lang, words } = interface;
    let hubs = hubs.into_iter().map(|hub| {
        let name = hub.short.get(lang).to_owned();
        view! {
            <li class="tag">
                <HubMark hub=hub.code/>
                {name}
            </li>
        }
    });
    let lines = Line::ALL.into_iter().filter(|line| lines.contains(line)).map(|line| {
        view! {
            <li class="tag">
                <LineMark line/>
                {words.names.line_short(line)}
            </li>
        }
    });
    view! { <ul class="tags">{hubs.collect_view()} {lines.collect_view()}</ul> }
}

/// The `lang` of a passage, where it is not that of the page.
pub fn foreign(passage: &'static str, page: &'static str) -> Option<&'static str> {
    (passage != page).then_some(passage)
}
