//! Measures in rows: status in a column of its own, then what, where, who, and what came of it.

use leptos::prelude::*;

use crate::model::document::Summary;
use crate::model::place::Hub;
use crate::model::plan::Measure;
use crate::model::progress::{Entry, status};
use crate::model::slug::Slug;
use crate::parts::document_row::foreign;
use crate::parts::format::{capital, date, period};
use crate::parts::marks::{HubTags, LineTags};
use crate::parts::source::SourceLine;
use crate::routes;
use crate::words::{Interface, fill};

pub fn list(
    interface: Interface,
    measures: &[&Measure],
    hubs: &[Hub],
    known: &[Summary],
    entries: &[Entry],
) -> impl IntoView + use<> {
    let rows: Vec<_> = measures.iter().map(|measure| row(interface, measure, hubs, known, entries)).collect();
    view! { <ul class="measures">{rows}</ul> }
}

fn row(
    interface: Interface,
    measure: &Measure,
    hubs: &[Hub],
    known: &[Summary],
    entries: &[Entry],
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let (now, by) = status(entries, &measure.code, measure.status);
    let as_of = by.map(|entry| {
        let text = fill(&words.progress.as_of, &[("date", &date(interface, entry.day))]);
        view! { <p class="small subtle">{text}</p> }
    });
    let words = &words.measures;
    let actors: Vec<&str> = measure.actors.iter().map(|actor| actor.get(lang)).collect();
    let milestones: Vec<_> = measure
        .milestones
        .iter()
        .map(|milestone| {
            let when = capital(&period(interface, milestone.period));
            view! { <li><strong>{when}": "</strong>{milestone.text.get(lang).to_owned()}</li> }
        })
        .collect();
    let documents: Vec<_> = measure
        .documents
        .iter()
        .filter_map(|slug| in_language(known, slug))
        .map(|document| {
            view! {
                <li>
                    <a href=routes::document_url(lang, &document.slug) lang=foreign(document.lang.code(), lang.code())>
                        {document.title.clone()}
                    </a>
                    " "
                    <span class="subtle">{names.kind(document.kind)}</span>
                </li>
            }
        })
        .collect();
    let detail = |name: &'static str, inside: AnyView| view! { <div><dt>{name}</dt><dd>{inside}</dd></div> };
    view! {
        <li class="measure" id=measure.code.to_string()>
            <div>
                <p class="measure-status">{capital(names.status(now))}</p>
                {as_of}
            </div>
            <div class="measure-text">
                <h3>
                    <a href=routes::measure_url(lang, &measure.code)>{measure.title.get(lang).to_owned()}</a>
                </h3>
                <p>{measure.summary.get(lang).to_owned()}</p>
                {measure
                    .status_note
                    .as_ref()
                    .map(|note| view! { <p class="measure-note">{note.get(lang).to_owned()}</p> })}
                <dl class="measure-details">
                    {(!actors.is_empty()).then(|| detail(&words.actors, actors.join(", ").into_any()))}
                    {(!milestones.is_empty())
                        .then(|| detail(&words.milestones, view! { <ul>{milestones}</ul> }.into_any()))}
                    {(!documents.is_empty())
                        .then(|| detail(&words.documents, view! { <ul>{documents}</ul> }.into_any()))}
                    {detail(&words.source, view! { <SourceLine source=measure.source.clone()/> }.into_any())}
                </dl>
                <div class="measure-marks">
                    {(!measure.hubs.is_empty())
                        .then(|| view! { <HubTags hubs=measure.hubs.clone() known=hubs.to_vec() lang/> })}
                    <LineTags lines=measure.lines.clone() interface/>
                </div>
            </div>
        </li>
    }
}

/// The document of this name, or its translation where the list holds that instead.
pub fn in_language<'a>(known: &'a [Summary], slug: &Slug) -> Option<&'a Summary> {
    known
        .iter()
        .find(|document| document.slug == *slug)
        .or_else(|| known.iter().find(|document| document.translation_of.as_ref() == Some(slug)))
}
