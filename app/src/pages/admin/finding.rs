//! What a search for persons or organisations among all of them came to.

use leptos::prelude::*;

use crate::words::{Interface, fill};

/// Of what is found so much is shown: enough to choose from, and the next word makes it less.
pub const SHOWN: usize = 10;

/// Says that nothing was found, or how much is not shown; nothing where nothing was asked.
pub fn how_many(interface: Interface, asked: &str, count: usize) -> Option<impl IntoView + use<>> {
    let words = &interface.words.admin;
    let text = match count {
        _ if asked.is_empty() => return None,
        0 => fill(&words.found_nobody, &[("text", &asked)]),
        more if more > SHOWN => fill(&words.found_more, &[("shown", &SHOWN), ("count", &more)]),
        _ => return None,
    };
    Some(view! {
        <p class="section-text" role="status">
            {text}
        </p>
    })
}
