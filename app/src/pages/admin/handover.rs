//! What a person looks after, in numbers, and who takes it over.

use std::fmt::Display;

use leptos::either::Either;
use leptos::prelude::*;

use crate::desk::returned;
use crate::model::account::Estate;
use crate::parts::form::Choice;
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
    let heirs: Vec<_> = estate.heirs.into_iter().map(|heir| (heir.id.to_string(), heir.name)).collect();
    let form = if heirs.is_empty() {
        Either::Left(view! { <p class="section-text">{words.handover_nobody.as_str()}</p> })
    } else {
        Either::Right(view! {
            <form class="form" method="post" action=action>
                <input type="hidden" name="actie" value="hand-over"/>
                <input type="hidden" name="person" value=person/>
                <Choice
                    id="to"
                    name="to"
                    label=words.handover_to.as_str()
                    prompt=words.handover_choose.as_str()
                    options=heirs
                    chosen=returned().value("to")
                />
                <button class="button" type="submit">
                    {words.handover_do.as_str()}
                </button>
            </form>
        })
    };
    Some(view! {
        <section class="section" aria-labelledby="handover">
            <div class="section-head">
                <h2 id="handover">{words.handover.as_str()}</h2>
            </div>
            <p class="section-text">{fill(&words.handover_lead, &counts)}</p>
            {red}
            {form}
        </section>
    })
}
