//! Previous and next, and where one is.

use leptos::prelude::*;

use crate::parts::format::count;
use crate::words::{Interface, fill};

/// A stretch of a longer list.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub previous: Option<String>,
    pub next: Option<String>,
    /// Of the first row shown, from 0; and of the row after the last.
    pub first: u64,
    pub last: u64,
    pub total: u64,
}

/// Nothing where all rows are shown.
pub fn pager(interface: Interface, pages: Pages) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let words = &words.search;
    let Pages { previous, next, first, last, total } = pages;
    if previous.is_none() && next.is_none() {
        return None;
    }
    let range = fill(
        &words.range,
        &[("from", &count(lang, first + 1)), ("to", &count(lang, last)), ("total", &count(lang, total))],
    );
    Some(view! {
        <nav class="pager" aria-label=words.pages.as_str()>
            {previous
                .map(|url| view! { <a class="pager-previous" href=url rel="prev">{words.previous.as_str()}</a> })}
            {(first < total).then(|| view! { <span class="number">{range}</span> })}
            {next.map(|url| view! { <a class="pager-next" href=url rel="next">{words.next.as_str()}</a> })}
        </nav>
    })
}
