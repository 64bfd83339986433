//! How a page asks the desk: a view, or a refusal with its status line.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use crate::desk::{Desk, Refusal, desk};
use crate::model::slug::Slug;
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

/// What the address of one thing says, where people do things to it.
pub struct One {
    pub id: Slug,
    /// Whether something was just done.
    pub done: bool,
    /// Where its forms go.
    pub action: String,
}

/// As [`ask`], of the thing whose `id` the address has. What is no id is absent.
pub fn ask_one<V, F>(view: impl FnOnce(Interface, Desk, One) -> F + Send + 'static) -> impl IntoView
where
    V: IntoView + 'static,
    F: Future<Output = Result<V, Refusal>> + Send + 'static,
{
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| async move {
        let id: Slug = id.parse().map_err(|_| Refusal::Absent)?;
        view(interface, desk, One { id, done, action }).await
    })
}
