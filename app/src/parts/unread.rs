//! What an address asks for that cannot be read, or is not there.

use leptos::prelude::*;

use crate::model::chart::Unread;
use crate::words::{Interface, fill};

/// One sentence that names what was passed over; nothing where all was understood.
pub fn unread(interface: Interface, unread: &[Unread]) -> Option<impl IntoView + use<>> {
    if unread.is_empty() {
        return None;
    }
    let parts: Vec<String> = unread.iter().map(|one| format!("{}={}", one.key, one.value)).collect();
    let sentence = fill(&interface.words.chart.unread, &[("parts", &parts.join(", "))]);
    Some(view! { <p class="known-on-note">{sentence}</p> })
}
