//! `/beheer/congressen/{slug}/checklist`: what is missing of each session, who was reminded, and what waits.

use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use super::speakers::reminded;
use super::{above, conference, workspace_of};
use crate::desk::{Desk, Refusal};
use crate::model::slug::Slug;
use crate::model::speakers::{CheckRow, Checklist};
use crate::parts::ask::ask;
use crate::parts::form::{Act, Came};
use crate::parts::head::Head;
use crate::parts::session::weekday;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ChecklistPage() -> impl IntoView {
    let reminded = use_query_map().read_untracked().get("klaar").and_then(|count| count.parse().ok());
    let (slug, action) = (conference(), use_url().get_untracked().path().to_owned());
    ask(move |interface, desk| page(interface, desk, slug, reminded, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    slug: String,
    reminded: Option<u32>,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.speakers;
    let workspace = workspace_of(&desk, &slug).await?;
    let slug = workspace.draft.slug.clone();
    let checklist = desk.checklist(&slug).await?;
    let title = format!("{}: {}", workspace.draft.work.programme.title, words.checklist);
    let reminded = reminded.map(|count| {
        let sentence = fill(&words.reminded_count, &[("count", &count)]);
        view! { <p class="came" role="status">{sentence}</p> }
    });
    let body = match checklist.published {
        true => list(interface, &slug, checklist, action).into_any(),
        false => view! { <p class="section-text">{words.not_published.as_str()}</p> }.into_any(),
    };
    Ok(view! {
        <Head title=title in_both_languages=false/>
        {above(interface, &workspace, "checklist")}
        <Came interface done=false/>
        {reminded}
        <p class="section-text">{words.checklist_lead.as_str()}</p>
        {body}
    })
}

fn list(interface: Interface, slug: &Slug, checklist: Checklist, action: String) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let asked = checklist.rows.iter().filter(|row| row.asked);
    let (done, all) = asked.fold((0, 0), |(done, all), row| {
        let complete = row.missing.is_empty() && row.waiting == 0;
        (done + usize::from(complete), all + 1)
    });
    let progress = fill(&words.progress, &[("done", &done), ("all", &all)]);
    let mail = match checklist.mails {
        true => view! {
            <p class="section-text">{words.remind_all_lead.as_str()}</p>
            <Act action act="remind-all" label=words.remind_all.as_str()/>
        }
        .into_any(),
        false => view! { <p class="section-text">{words.no_mail.as_str()}</p> }.into_any(),
    };
    let rows: Vec<_> = checklist.rows.into_iter().map(|one| row(interface, slug, one)).collect();
    view! {
        <p role="status">
            <strong>{progress}</strong>
        </p>
        {mail}
        <table class="rows stacked">
            <thead>
                <tr>
                    <th scope="col">{interface.words.organising.session_title.as_str()}</th>
                    <th scope="col">{interface.words.congress.time.as_str()}</th>
                    <th scope="col">{words.missing.as_str()}</th>
                    <th scope="col">{words.reminded.as_str()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(interface: Interface, slug: &Slug, row: CheckRow) -> impl IntoView + use<> {
    let words = &interface.words.speakers;
    let when = format!("{}, {}", weekday(interface, row.start.date()), row.start.strftime("%H:%M"));
    let tags: Vec<_> = row.missing.iter().map(|one| view! { <li class="tag">{words.missing(*one)}</li> }).collect();
    let state = match (row.asked, tags.is_empty()) {
        (false, _) => view! { <span class="subtle">{words.not_asked.as_str()}</span> }.into_any(),
        (true, true) => view! { <span>{words.complete.as_str()}</span> }.into_any(),
        (true, false) => view! { <ul class="check-missing">{tags}</ul> }.into_any(),
    };
    let waits = (row.waiting > 0).then(|| {
        let href = format!("{}#wacht", routes::speakers_url(interface.lang, slug, row.number));
        let [one, more] = &words.waits;
        let text = if row.waiting == 1 { one.clone() } else { fill(more, &[("count", &row.waiting)]) };
        view! { <p><a href=href>{text}</a></p> }
    });
    let last: Vec<_> = row
        .links
        .iter()
        .filter_map(|link| Some((link.speaker.clone(), reminded(interface, link)?)))
        .map(|(speaker, when)| view! { <li>{speaker} ": " {when}</li> })
        .collect();
    view! {
        <tr>
            <th scope="row">
                <a href=routes::speakers_url(interface.lang, slug, row.number)>{row.title}</a>
            </th>
            <td>{when}</td>
            <td>{state} {waits}</td>
            <td data-label=words.reminded.as_str()>
                <ul class="check-reminded">{last}</ul>
            </td>
        </tr>
    }
}
