//! How a page asks the desk: a view, or a refusal with its status line.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;

use crate::desk::{Desk, Refusal, desk};
use crate::parts::refused::Refused;
use crate::words::{Interface, interface};

/// The view that `view` makes of what the desk answers. A refusal becomes the page that says so, with its status;
/// an `Err` that is not matched would be an empty page with status 200.
pub fn ask<V, F>(view: impl FnOnce(Interface, Desk) -> F + Send + 'static) -> impl IntoView
where
    V: IntoView + 'static,
    F: Future<Output = Result<V, Refusal>> + Send + 'static,
{
    Suspend::new(async move {
        let answer = match (interface(), desk()) {
            (Some(interface), Ok(desk)) => view(interface, desk).await,
            (_, Err(refusal)) => Err(refusal),
            (None, _) => Err(Refusal::Unavailable),
        };
        match answer {
            // What waited for the store is rendered later, without its owner: description and languages in the head
            // would be lost (leptos_meta 0.8.7 looks for its context when it renders).
            Ok(view) => Either::Left(OwnedView::new_with_owner(view.into_view(), Owner::current().unwrap_or_default())),
            Err(refusal) => Either::Right(view! { <Refused refusal/> }),
        }
    })
}
