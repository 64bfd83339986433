//! "As known on": the values of the page as they were known at the end of a day.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::model::chart::KNOWN_ON;
use crate::parts::format::date;
use crate::words::{Interface, fill};

/// The control.
pub fn form(interface: Interface, address: &str, day: Option<Date>) -> impl IntoView + use<> {
    let words = &interface.words.monitor;
    view! {
        <form class="known-on" action=address.to_owned()>
            <label for="known-on">{words.known_on.as_str()}</label>
            <input
                class="select"
                type="date"
                id="known-on"
                name=KNOWN_ON
                value=day.map(|day| day.to_string())
                aria-describedby="known-on-hint"
            />
            <button class="button">{words.known_on_show.as_str()}</button>
            <span class="subtle small" id="known-on-hint">
                {words.known_on_hint.as_str()}
            </span>
        </form>
    }
}

/// Says that the page shows an earlier day, and leads back.
pub fn note(interface: Interface, address: &str, day: Option<Date>, nothing: bool) -> Option<impl IntoView + use<>> {
    let words = &interface.words.monitor;
    let day = day?;
    let sentence = if nothing { &words.known_on_none } else { &words.known_on_note };
    let sentence = fill(sentence, &[("day", &date(interface, day))]);
    Some(view! {
        <p class="known-on-note">
            {sentence} " " <a href=address.to_owned()>{words.known_on_now.as_str()}</a>
        </p>
    })
}
