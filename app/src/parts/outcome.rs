//! An outcome in a row: what was agreed or promised, who sees to it, until when, and how it stands.

use leptos::prelude::*;

use crate::model::outcome::{Outcome, OutcomeKind};
use crate::parts::format;
use crate::parts::tlp::TlpChip;
use crate::words::{Interface, fill};

/// Text, owner, day and state.
#[component]
pub fn OutcomeText(outcome: Outcome, interface: Interface) -> impl IntoView {
    let words = &interface.words.aftermath;
    let late = outcome.late(format::day_of(jiff::Timestamp::now()));
    let state = (outcome.kind == OutcomeKind::Promise).then(|| {
        let mut parts = Vec::new();
        if let Some(owner) = &outcome.owner_name {
            parts.push(owner.get(interface.lang).to_owned());
        }
        if let Some(due) = outcome.due {
            parts.push(fill(&words.due_text, &[("date", &format::date(interface, due))]));
        }
        let mut state = words.state(outcome.state, late).to_owned();
        if let Some(decided) = outcome.decided {
            state = format!("{state} {}", fill(&words.since, &[("date", &format::date(interface, decided))]));
        }
        view! {
            <span class="small subtle">{parts.join(" · ")}</span>
            " "
            <span class="session-tag" class:session-tag-off=late>
                {state}
            </span>
        }
    });
    view! {
        <p class="outcome-text">{outcome.text.clone()}</p>
        <p>{state} " " <TlpChip tlp=outcome.tlp/></p>
    }
}
