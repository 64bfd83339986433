//! `/congres/{slug}/wijzigingen`: every published version of a programme, with what it changed.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::desk::{Desk, Refusal};
use crate::model::conference::{Entry, Happened, Programme, Slot, Version};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::session::{clock, weekday};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn VersionsPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    ask(move |interface, desk| versions(interface, desk, slug))
}

async fn versions(interface: Interface, desk: Desk, slug: String) -> Result<impl IntoView, Refusal> {
    let slug: Slug = slug.parse().map_err(|_| Refusal::Absent)?;
    let words = &interface.words.congress;
    let versions = desk.versions(&slug).await?;
    let edition = desk.conference(&slug).await?.edition.ok_or(Refusal::Absent)?;
    let programme = &edition.programme;
    let sections: Vec<_> = versions.iter().map(|version| section(interface, &slug, programme, version)).collect();
    let title = format!("{}: {}", words.changes, programme.title);
    Ok(view! {
        <Head title=title description=words.versions_lead.as_str()/>
        <p class="document-kind">
            <a href=routes::conference_url(interface.lang, &slug)>{programme.title.clone()}</a>
        </p>
        <h1>{words.versions_title.as_str()}</h1>
        <p class="lead">{words.versions_lead.as_str()}</p>
        {sections}
    })
}

fn section(interface: Interface, slug: &Slug, programme: &Programme, version: &Version) -> impl IntoView + use<> {
    let words = &interface.words.congress;
    let (number, published) = (version.number, format::day(interface, version.published));
    let title = match version.name.as_str() {
        "" => fill(&words.version_unnamed, &[("number", &number), ("date", &published)]),
        name => fill(&words.version_text, &[("name", &name), ("number", &number), ("date", &published)]),
    };
    let id = format!("versie-{number}");
    let nothing = match (number, version.log.entries.is_empty()) {
        (1, _) => Some(words.first_version.as_str()),
        (_, true) => Some(words.no_differences.as_str()),
        _ => None,
    };
    let groups: Vec<_> = Happened::ALL
        .into_iter()
        .filter_map(|happened| {
            let of: Vec<_> = version
                .log
                .entries
                .iter()
                .filter(|entry| entry.happened == happened)
                .map(|entry| row(interface, slug, programme, entry))
                .collect();
            (!of.is_empty()).then(|| {
                view! {
                    <h3 class="label">{name(interface, happened)}</h3>
                    <ul class="version-log">{of}</ul>
                }
            })
        })
        .collect();
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <div class="section-head">
                <h2 id=id.clone()>{format::capital(&title)}</h2>
            </div>
            {nothing.map(|text| view! { <p class="version-nothing">{text}</p> })}
            {groups}
        </section>
    }
}

fn row(interface: Interface, slug: &Slug, programme: &Programme, entry: &Entry) -> impl IntoView + use<> {
    let words = &interface.words.congress;
    let there = programme.session(entry.number).is_some();
    let href = there.then(|| routes::session_url(interface.lang, slug, entry.number));
    let title = entry.title.clone();
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let now = slot(interface, programme, &entry.slot);
    let when = match &entry.before {
        Some(before) => fill(&words.moved_text, &[("before", &slot(interface, programme, before)), ("after", &now)]),
        None => now,
    };
    view! { <li>{title} " " <span class="subtle">{when}</span></li> }
}

/// `zaterdag 4 november 2023, 09:30, Grote zaal`.
pub fn slot(interface: Interface, programme: &Programme, slot: &Slot) -> String {
    let day = weekday(interface, programme.local(slot.start).date());
    let parts = [day, clock(programme, slot.start), slot.room.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

pub fn name(interface: Interface, happened: Happened) -> &'static str {
    let words = &interface.words.congress;
    match happened {
        Happened::Added => &words.added,
        Happened::Removed => &words.removed,
        Happened::Cancelled => &words.cancelled_since,
        Happened::Moved => &words.moved,
        Happened::Changed => &words.changed,
    }
}
