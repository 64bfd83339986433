mod swap;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use self::swap::{go_to, question, say, show};
use super::fetched::page;

/// Makes the search form live: every keystroke and every filter asks for the same page, and what changed is moved into
/// place. The form, its field and the filter in hand stay where they are, so focus is never lost.
#[island]
pub fn LiveSearch(
    /// Said when no answer comes.
    failed: String,
    children: Children,
) -> impl IntoView {
    let round = StoredValue::new(0_u32);
    let shown = StoredValue::new(String::new());
    Effect::new(move |_| shown.set_value(window().location().search().unwrap_or_default()));
    // Going back to an earlier question: a fresh page has its form filled in as well.
    let back = window_event_listener_untyped("popstate", move |_| {
        let location = window().location();
        if location.search().is_ok_and(|search| search != shown.get_value()) {
            let _ = location.reload();
        }
    });
    on_cleanup(move || back.remove());
    let ask = move |wait: u64, remember: bool| {
        let mine = round.get_value().wrapping_add(1);
        round.set_value(mine);
        let failed = failed.clone();
        let ask = move || {
            let Some(address) = (round.get_value() == mine).then(question).flatten() else { return };
            spawn_local(async move {
                let page = page(&address).await;
                if round.get_value() != mine {
                    return;
                }
                match page.and_then(|page| show(&page)) {
                    Some(()) => {
                        go_to(&address, remember);
                        shown.set_value(window().location().search().unwrap_or_default());
                    }
                    None => say(&failed),
                }
            });
        };
        set_timeout(ask, Duration::from_millis(wait));
    };
    let (typed, chosen, sent) = (ask.clone(), ask.clone(), ask);
    view! {
        <div
            class="live-search"
            on:input=move |event| if is_text(&event) { typed(150, false) }
            on:change=move |event| if !is_text(&event) { chosen(0, true) }
            on:submit=move |event| {
                event.prevent_default();
                sent(0, true);
            }
        >
            {children()}
        </div>
    }
}

fn is_text(event: &web_sys::Event) -> bool {
    event_target::<Element>(event).get_attribute("type").as_deref() == Some("search")
}
