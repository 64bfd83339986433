//! What came of a congress: documents with the hubs that apply them, and promises kept, open or late.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::adoption::AdoptionState;
use crate::model::outcome::{Became, ConferenceAfter, Outcome, OutcomeKind, PromiseState};
use crate::model::slug::Slug;
use crate::parts::format;
use crate::parts::outcome::OutcomeText;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

/// The section below the programme; nothing as long as nothing came of it that the reader may know.
pub async fn after(
    interface: Interface,
    desk: &Desk,
    conference: &Slug,
) -> Result<Option<impl IntoView + use<>>, Refusal> {
    let words = &interface.words.aftermath;
    let ConferenceAfter { documents, outcomes } = desk.after_conference(conference).await?;
    if documents.is_empty() && outcomes.is_empty() {
        return Ok(None);
    }
    let documents: Vec<_> = documents.into_iter().map(|one| became(interface, conference, one)).collect();
    let documents = (!documents.is_empty()).then(|| {
        view! {
            <h3>{words.documents_all.as_str()}</h3>
            <ul class="outcomes">{documents}</ul>
        }
    });
    let (promises, results): (Vec<_>, Vec<_>) =
        outcomes.into_iter().partition(|(_, outcome)| outcome.kind == OutcomeKind::Promise);
    let count = (!promises.is_empty()).then(|| counts(interface, &promises));
    Ok(Some(view! {
        <section class="section" aria-labelledby="uitkomsten">
            <div class="section-head">
                <h2 id="uitkomsten">{words.title.as_str()}</h2>
            </div>
            <p class="section-text">{words.lead.as_str()}</p>
            {documents}
            {list(interface, conference, &words.promises, count, promises)}
            {list(interface, conference, &words.results, None, results)}
        </section>
    }))
}

fn became(interface: Interface, conference: &Slug, one: Became) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let Became { session, document, hubs } = one;
    let stands = |state: AdoptionState| {
        let names: Vec<&str> =
            hubs.iter().filter(|(_, stands)| *stands == state).map(|(hub, _)| hub.short.get(lang)).collect();
        (!names.is_empty()).then(|| format!("{}: {}", format::capital(words.adoption.state(state)), names.join(", ")))
    };
    let states: Vec<String> = AdoptionState::ALL.into_iter().filter_map(stands).collect();
    let states = if states.is_empty() { words.aftermath.no_hubs.clone() } else { states.join(" · ") };
    view! {
        <li>
            <p class="outcome-text">
                <a href=routes::document_url(lang, &document.slug)>{document.title.clone()}</a>
                " "
                <TlpChip tlp=document.tlp/>
            </p>
            <p class="small subtle">
                {format::capital(words.names.kind(document.kind))} " · " {states} " · "
                {from(interface, conference, session)}
            </p>
        </li>
    }
}

fn from(interface: Interface, conference: &Slug, (number, title): (u64, String)) -> impl IntoView + use<> {
    let href = routes::session_url(interface.lang, conference, number);
    view! { {interface.words.aftermath.from_session.as_str()} " " <a href=href>{title}</a> }
}

/// `3 nagekomen, 1 open, 1 te laat, 0 vervallen`.
fn counts(interface: Interface, promises: &[((u64, String), Outcome)]) -> String {
    let today = format::day_of(jiff::Timestamp::now());
    let count = |of: &dyn Fn(&Outcome) -> bool| promises.iter().filter(|(_, outcome)| of(outcome)).count();
    let late = count(&|outcome| outcome.late(today));
    fill(
        &interface.words.aftermath.promise_count,
        &[
            ("kept", &count(&|outcome| outcome.state == PromiseState::Kept)),
            ("open", &(count(&|outcome| outcome.state == PromiseState::Open) - late)),
            ("late", &late),
            ("dropped", &count(&|outcome| outcome.state == PromiseState::Dropped)),
        ],
    )
}

fn list(
    interface: Interface,
    conference: &Slug,
    title: &'static str,
    count: Option<String>,
    outcomes: Vec<((u64, String), Outcome)>,
) -> impl IntoView + use<> {
    let rows: Vec<_> = outcomes
        .into_iter()
        .map(|(session, outcome)| {
            view! {
                <li>
                    <OutcomeText outcome interface/>
                    <p class="small subtle">{from(interface, conference, session)}</p>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{title}</h3>
            {count.map(|count| view! { <p class="subtle">{count}</p> })}
            <ul class="outcomes">{rows}</ul>
        }
    })
}
