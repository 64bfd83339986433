//! Whom one can ask about a document: its owner, and for a liaison note the posts in the country that it is about.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::contact_point::{ContactKind, ContactPoint};
use crate::model::document::Document;
use crate::model::facts::Facts;
use crate::parts::contact_rows::ContactRows;
use crate::words::{Interface, fill};

/// Nothing where nobody can be asked by who looks.
pub async fn contacts(interface: Interface, desk: &Desk, document: &Document) -> Result<Option<AnyView>, Refusal> {
    let words = interface.words;
    let country = match &document.write_up.facts {
        Facts::LiaisonNote(note) => note.country.as_deref(),
        _ => None,
    };
    // Imports may have the name where a form keeps the code.
    let code = country.map(|country| words.facts.country_code(country).unwrap_or(country));
    let is_posted = |point: &ContactPoint| {
        point.sheet.kind == ContactKind::LiaisonPost
            && code.is_some_and(|code| point.sheet.countries.contains_key(code))
    };
    let (posted, others): (Vec<_>, Vec<_>) = desk.contact_points().await?.into_iter().partition(is_posted);
    let of_owner: Vec<_> = others.into_iter().filter(|point| point.organisation == document.owner).collect();
    if posted.is_empty() && of_owner.is_empty() {
        return Ok(None);
    }
    let named = country.map(|country| words.facts.country_name(country)).unwrap_or_default();
    let posts_in = fill(&words.contact_points.posts_in, &[("country", &named)]);
    let view = view! {
        {list(interface, posts_in, posted)}
        {list(interface, words.contact_points.ask_owner.clone(), of_owner)}
    };
    Ok(Some(view.into_any()))
}

fn list(interface: Interface, title: String, points: Vec<ContactPoint>) -> Option<impl IntoView + use<>> {
    (!points.is_empty()).then(|| {
        view! {
            <section class="document-neighbours">
                <h2 class="label">{title}</h2>
                <ContactRows interface points hubs=Vec::new() short=true/>
            </section>
        }
    })
}
