//! `/stijl`: every part in every state, for those who build with them and for the browser tests that look at them.

mod charts;

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::document::Listing;
use crate::model::facts::{Facts, Kind};
use crate::model::line::Line;
use crate::model::query::{DEFAULT_SIZE, HitKind, Query};
use crate::model::sharing::Sharing;
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::document_row::DocumentRows;
use crate::parts::facets::{ActiveFilters, Facets};
use crate::parts::facts::{self, Setting};
use crate::parts::glance::Glance;
use crate::parts::head::Head;
use crate::parts::hits::{Nothing, Pager};
use crate::parts::marks::{HubTags, LineTags};
use crate::parts::search_field::SearchField;
use crate::parts::sign::Sign;
use crate::parts::source::Sources;
use crate::parts::title_block::{Field, TitleBlock};
use crate::parts::tlp::TlpLabel;
use crate::words::Interface;

#[component]
pub fn StylePage() -> impl IntoView {
    ask(style)
}

async fn style(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.style;
    let hubs = desk.hubs().await?;
    let rows = desk.documents(&Listing { prefer: Some(lang), size: 3, ..Listing::default() }).await?.items;
    let series = desk.all_series().await?;
    let charts = charts::charts(interface, &series, &hubs, &desk.plan().await?);
    let query =
        Query { kinds: vec![HitKind::Document(Kind::Practice)], lines: Line::ALL.into(), ..Query::new("", lang) };
    let facets = desk.search(&query).await?.facets;
    // Real documents show the facts, so that no sample can drift from what there is.
    let mut samples = Vec::new();
    for kind in [Kind::ModusOperandi, Kind::Practice] {
        let listing = Listing { kinds: vec![kind], prefer: Some(lang), size: 1, ..Listing::default() };
        if let Some(first) = desk.documents(&listing).await?.items.first() {
            samples.push(desk.document(&first.slug).await?);
        }
    }
    let sections = samples.iter().flat_map(|article| {
        let write_up = &article.document.write_up;
        let setting = Setting { interface, text_lang: None, linked: &article.linked, hubs: &[] };
        facts::opening(&write_up.facts, setting).into_iter().chain(facts::closing(&write_up.facts, setting))
    });
    let sections = sections.map(|section| view! { <h3>{section.title}</h3> {section.view} }).collect_view();
    let sources = samples.last().map(|article| article.document.write_up.sources.clone()).unwrap_or_default();
    let fields = samples.iter().map(|article| block(&article.document.write_up.facts, interface)).collect_view();
    let labels = Tlp::ALL.into_iter().filter_map(|tlp| Sharing::new(tlp, Default::default(), tlp == Tlp::Red).ok());
    let labels = labels.map(|sharing| view! { <TlpLabel sharing interface/> }).collect_view();
    let codes = hubs.iter().map(|hub| hub.code.clone()).collect();
    Ok(view! {
        <Head title=words.title.as_str() description=words.lead.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        {part(&words.type_, view! {
            <p class="title">{words.sample.as_str()}</p>
            <h2>{words.sample.as_str()}</h2>
            <h3>{words.sample.as_str()}</h3>
            <p class="label">{words.sample.as_str()}</p>
            <p class="lead">{words.sample_text.as_str()}</p>
            <p>
                {words.sample_text.as_str()} " " <a href="#main">{words.sample.as_str()}</a> " "
                <mark>{words.sample.as_str()}</mark> " " <code>"MSKU 0O1I7l"</code>
            </p>
            <p class="number">"0123456789"</p>
        })}
        {part(&words.colours, view! {
            <Swatches/>
        })}
        {part(&words.marks, view! {
            <p>
                <Sign/>
            </p>
            <HubTags hubs=codes known=hubs.clone() lang/>
            <LineTags lines=Line::ALL.into() interface/>
        })}
        {part(&words.tlp, view! {{labels}})}
        {part(&words.controls, view! {
            <SearchField id="style-q" interface/>
            <p class="style-row">
                <button type="button" class="button">
                    {words.button.as_str()}
                </button>
                <button type="button" class="button button-quiet">
                    {words.button.as_str()}
                </button>
                <button type="button" class="button" disabled=true>
                    {words.button.as_str()}
                </button>
                <select class="select" aria-label=words.choice.as_str()>
                    <option>{words.choice.as_str()}</option>
                </select>
            </p>
            <ActiveFilters query=query.clone() hubs=hubs.clone() interface/>
            <Pager query=Query { from: DEFAULT_SIZE, ..query.clone() } total=100 interface/>
            <ul class="notices">
                <li>{words.notice.as_str()}</li>
            </ul>
        })}
        {part(&words.filters, view! {
            <div class="style-narrow">
                <Facets facets query=query.clone() hubs=hubs.clone() interface/>
            </div>
        })}
        {part(&words.rows, view! {
            <DocumentRows documents=rows.clone() hubs=hubs.clone() interface/>
            <div class="style-narrow">
                <DocumentRows documents=rows hubs=hubs.clone() interface short=true/>
            </div>
            <Nothing query interface/>
        })}
        {part(&words.facts, view! {{fields} {sections} <h3>{words.sources.as_str()}</h3> <Sources sources/>})}
        {part(&words.figures, view! {
            <div class="style-narrow">
                <Glance series hubs interface/>
            </div>
            {charts}
        })}
    })
}

fn part(title: &'static str, shown: impl IntoView) -> impl IntoView {
    view! {
        <section class="section style-part">
            <div class="section-head">
                <h2>{title}</h2>
            </div>
            {shown}
        </section>
    }
}

fn block(facts: &Facts, interface: Interface) -> impl IntoView + use<> {
    let mut fields = facts::fields(facts, interface);
    fields.insert(0, Field::new(&interface.words.search.kind, interface.words.names.kind(facts.kind()).to_owned()));
    view! { <TitleBlock fields/> }
}

/// Every colour that has a meaning; the names are those of `style/tokens.css`.
#[component]
fn Swatches() -> impl IntoView {
    const NAMES: [&str; 19] = [
        "bg-document",
        "bg-subtle",
        "bg-hover",
        "inverse",
        "ink",
        "ink-subtle",
        "action",
        "accent",
        "selected",
        "highlight",
        "hub-rotterdam",
        "hub-zeeland-west-brabant",
        "hub-noordzeekanaalgebied",
        "hub-schiphol",
        "hub-bloemenveilingen",
        "line-barriers",
        "line-resilience",
        "line-enforcement",
        "line-information",
    ];
    let swatches = NAMES.map(|name| {
        view! {
            <li>
                <span class=format!("style-swatch style-swatch-{name}")></span>
                <code>{name}</code>
            </li>
        }
    });
    view! { <ul class="style-swatches">{swatches}</ul> }
}
