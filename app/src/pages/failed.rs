//! Instead of a page: a request that was refused before any page saw it, or something that broke inside.

use leptos::prelude::*;

use crate::parts::refused::Notice;
use crate::words::interface;

/// The status to tell of, where there is no page to show. The server lends it by context.
#[derive(Clone, Copy, Debug)]
pub struct Failed(pub u16);

/// The page of a status.
#[component]
pub fn FailedPage(failed: Failed) -> impl IntoView {
    let Failed(status) = failed;
    interface().map(|interface| {
        let words = &interface.words.refused;
        let (title, text) = match status {
            404 => (&words.absent, &words.absent_text),
            400 | 414 => (&words.unreadable, &words.unreadable_text),
            503 => (&words.unavailable, &words.unavailable_text),
            500.. => (&words.broken, &words.broken_text),
            _ => (&words.not_done, &words.not_done_text),
        };
        let may_search = status < 500;
        view! { <Notice interface status title=title.as_str() text=text.as_str() may_search/> }
    })
}
