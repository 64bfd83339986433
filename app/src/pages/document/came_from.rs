//! The session of a congress that a document was made after.

use leptos::prelude::*;

use super::Below;
use crate::desk::{Desk, Refusal};
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::routes;
use crate::words::Interface;

/// The section below the text; nothing where it began elsewhere.
pub async fn came_from(interface: Interface, desk: &Desk, document: &Slug) -> Result<Option<Below>, Refusal> {
    let words = &interface.words.aftermath;
    let Some(from) = desk.came_from(document).await? else { return Ok(None) };
    let session = routes::session_url(interface.lang, &from.conference, from.number);
    let conference = routes::conference_url(interface.lang, &from.conference);
    // The sentence with both names as links.
    let (before, rest) = words.came_from_text.split_once("{title}").unwrap_or((&words.came_from_text, ""));
    let (between, after) = rest.split_once("{conference}").unwrap_or((rest, ""));
    let view = view! {
        <p>
            {before.to_owned()} <a href=session>{from.title}</a> {between.to_owned()}
            <a href=conference>{from.conference_title}</a> {after.to_owned()}
        </p>
    };
    Ok(Some(Below { anchor: "congres", title: words.came_from.as_str(), tlp: Tlp::Clear, view: view.into_any() }))
}
