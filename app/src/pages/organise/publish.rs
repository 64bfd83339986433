//! `/beheer/congressen/{slug}/publiceren`: what readers would see change, and the button that does it.

use leptos::prelude::*;
use leptos_router::hooks::use_url;

use super::{above, conference, workspace_of};
use crate::desk::{Desk, Refusal};
use crate::model::conference::{Happened, Log, Programme};
use crate::pages::conference::versions::{name, slot};
use crate::pages::conferences::how_many;
use crate::parts::ask::ask;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::Came;
use crate::parts::head::Head;
use crate::words::{Interface, fill};

#[component]
pub fn PublishPage() -> impl IntoView {
    let (slug, action) = (conference(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| page(interface, desk, slug, action))
}

async fn page(interface: Interface, desk: Desk, slug: String, action: String) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.organising;
    let workspace = workspace_of(&desk, &slug).await?;
    let draft = &workspace.draft;
    let programme = &draft.work.programme;
    let title = format!("{}: {}", programme.title, words.part_publish);
    // The name of what readers see is not that of what comes after it.
    let shown = match workspace.edition {
        0 => None,
        _ => desk.conference(&draft.slug).await?.edition.map(|edition| edition.programme.version),
    };
    let name = Some(programme.version.clone()).filter(|name| shown.as_ref() != Some(name)).unwrap_or_default();
    let form = Filling::new(interface, vec![("version_name".to_owned(), name)]);
    let first = (workspace.edition == 0).then(|| {
        let count = how_many(interface, programme.sessions.len() as u64);
        view! { <p class="section-text">{words.publish_first.as_str()} " " {count}"."</p> }
    });
    let log = (workspace.edition > 0).then(|| changes(interface, programme, &workspace.log));
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
    let nothing =
        (!workspace.differs).then(|| view! { <p class="section-text">{words.nothing_to_publish.as_str()}</p> });
    let clashes = super::workspace::clashes(interface, &workspace);
    Ok(view! {
        <Head title=title in_both_languages=false/>
        {above(interface, &workspace, "publiceren")}
        <Came interface done=false/>
        {nothing}
        {first}
        {log}
        {others}
        {clashes}
        {ask}
    })
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
