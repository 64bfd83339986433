//! `/beheer/congressen/{slug}/publiceren`: what readers would see change, and the button that does it.

use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use super::{above, conference, workspace_of};
use crate::desk::{Desk, Refusal};
use crate::model::conference::{Edition, Happened, Log, OtherYear, Programme, Version, other_year};
use crate::pages::conference::versions::{name, slot};
use crate::pages::conferences::how_many;
use crate::parts::ask::ask;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::Came;
use crate::parts::format;
use crate::parts::head::Head;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn PublishPage() -> impl IntoView {
    let (slug, action) = (conference(), use_url().get_untracked().path().to_owned());
    let done = use_query_map().read_untracked().get("klaar").and_then(|number| number.parse().ok());
    ask(move |interface, desk| page(interface, desk, slug, done, action))
}

/// `done` is the number of the edition that was published a moment ago.
async fn page(
    interface: Interface,
    desk: Desk,
    slug: String,
    done: Option<u32>,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.organising;
    let workspace = workspace_of(&desk, &slug).await?;
    let draft = &workspace.draft;
    let programme = &draft.work.programme;
    let title = format!("{}: {}", programme.title, words.part_publish);
    let edition = match workspace.edition {
        0 => None,
        _ => desk.conference(&draft.slug).await?.edition,
    };
    let published = match edition.as_ref().filter(|edition| done == Some(edition.number)) {
        Some(edition) => {
            let versions = desk.versions(&draft.slug).await?;
            let version = versions.into_iter().find(|version| version.number == edition.number);
            version.map(|version| published(interface, edition, &version))
        }
        None => None,
    };
    let known = edition.as_ref().map(|edition| &edition.programme);
    let odd = other_year(&draft.slug, known, programme);
    let odd = odd.filter(|_| workspace.differs).map(|odd| strange(interface, odd, &words.other_year_draft));
    // The name of what readers see is not that of what comes after it.
    let is_new = |name: &String| known.is_none_or(|known| known.version != *name);
    let name = Some(programme.version.clone()).filter(is_new).unwrap_or_default();
    let form = Filling::new(interface, vec![("version_name".to_owned(), name)]);
    let first = (workspace.edition == 0).then(|| {
        let count = how_many(interface, programme.sessions.len() as u64);
        view! { <p class="section-text">{words.publish_first.as_str()} " " {count}"."</p> }
    });
    let log = (workspace.edition > 0 && published.is_none()).then(|| changes(interface, programme, &workspace.log));
    let others = workspace.edition > 0 && workspace.differs && workspace.log.entries.is_empty();
    let others = others.then(|| view! { <p class="section-text">{words.other_changes.as_str()}</p> });
    let ask = workspace.differs.then(|| {
        let field = form.line("version_name", Wants { hint: &words.version_hint, ..Wants::default() });
        view! {
            <p class="section-text">{words.publish_lead.as_str()}</p>
            <form class="form" method="post" action=action>
                <input type="hidden" name="version" value=draft.version/>
                <input type="hidden" name="edition" value=workspace.edition/>
                {field}
                <button class="button" type="submit">
                    {words.publish.as_str()}
                </button>
            </form>
        }
    });
    let nothing = (!workspace.differs && published.is_none())
        .then(|| view! { <p class="section-text">{words.nothing_to_publish.as_str()}</p> });
    let clashes = super::workspace::clashes(interface, &workspace);
    Ok(view! {
        <Head title=title in_both_languages=false/>
        {above(interface, &workspace, "publiceren")}
        <Came interface done=false/>
        {published}
        {nothing}
        {odd}
        {first}
        {log}
        {others}
        {clashes}
        {ask}
    })
}

/// What readers see from now on, and what that changed for them.
fn published(interface: Interface, edition: &Edition, version: &Version) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let (programme, words) = (&edition.programme, &words.organising);
    let sessions = how_many(interface, programme.sessions.len() as u64);
    let sentence = match version.name.as_str() {
        "" => fill(&words.published_now, &[("number", &version.number), ("sessions", &sessions)]),
        name => fill(&words.published_named, &[("name", &name), ("number", &version.number), ("sessions", &sessions)]),
    };
    let changes = (version.number > 1).then(|| {
        view! {
            <h2 class="label">{words.published_changes.as_str()}</h2>
            {changes(interface, programme, &version.log)}
        }
    });
    view! {
        <div class="came" role="status">
            <p>{sentence}</p>
            <p>
                <a href=routes::conference_url(lang, &edition.slug)>{words.to_public.as_str()}</a>
            </p>
        </div>
        {changes}
    }
}

/// That some days are of another year than the conference, and what to do about it.
pub(super) fn strange(interface: Interface, odd: OtherYear, remedy: &'static str) -> impl IntoView + use<> {
    let OtherYear { day, conference } = odd;
    let day = format::date(interface, day);
    let sentence = fill(&interface.words.organising.other_year, &[("day", &day), ("year", &conference)]);
    view! { <p class="came came-wrong" role="status">{sentence} " " {remedy}</p> }
}

/// Sessions that come, go, move or are edited, by what happens to them.
pub(super) fn changes(interface: Interface, programme: &Programme, log: &Log) -> impl IntoView + use<> {
    let words = &interface.words.congress;
    let nothing =
        log.entries.is_empty().then(|| view! { <p class="version-nothing">{words.no_differences.as_str()}</p> });
    let groups: Vec<_> = Happened::ALL
        .into_iter()
        .filter(|happened| log.count(*happened) > 0)
        .map(|happened| {
            let rows: Vec<_> = log
                .entries
                .iter()
                .filter(|entry| entry.happened == happened)
                .map(|entry| {
                    let now = slot(interface, programme, &entry.slot);
                    let when = match &entry.before {
                        Some(before) => {
                            let before = slot(interface, programme, before);
                            fill(&words.moved_text, &[("before", &before), ("after", &now)])
                        }
                        None => now,
                    };
                    view! { <li>{entry.title.clone()} " " <span class="subtle">{when}</span></li> }
                })
                .collect();
            let label = format!("{} ({})", name(interface, happened), rows.len());
            let few = rows.len() <= 12;
            view! {
                <details class="organise-changes" open=few>
                    <summary>{label}</summary>
                    <ul class="version-log">{rows}</ul>
                </details>
            }
        })
        .collect();
    view! { {nothing} {groups} }
}
