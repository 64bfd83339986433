//! What a person looks after, in numbers, and who takes it over.

use std::fmt::Display;

use leptos::prelude::*;

use super::heirs::HeirForm;
use crate::model::account::Estate;
use crate::words::{Interface, fill};

/// Nothing where there is nothing.
#[component]
pub fn Handover(interface: Interface, estate: Estate, person: String, action: String) -> impl IntoView {
    if estate.is_empty() {
        return None;
    }
    let words = &interface.words.admin;
    let counts =
        [("documents", &estate.documents as &dyn Display), ("drafts", &estate.drafts), ("signals", &estate.signals)];
    let red = (estate.red > 0).then(|| {
        view! { <p class="section-text">{fill(&words.handover_red, &[("count", &estate.red)])}</p> }
    });
    Some(view! {
        <section class="section" aria-labelledby="handover">
            <div class="section-head">
                <h2 id="handover">{words.handover.as_str()}</h2>
            </div>
            <p class="section-text">{fill(&words.handover_lead, &counts)}</p>
            {red}
            <HeirForm
                heirs=estate.heirs
                nobody=words.handover_nobody.as_str()
                label=words.handover_to.as_str()
                prompt=words.handover_choose.as_str()
                button=words.handover_do.as_str()
                act="hand-over"
                of=("person", person)
                action
            />
        </section>
    })
}
