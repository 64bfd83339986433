//! Whom one can ask at a hub.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::place::Hub;
use crate::parts::contact_rows::ContactRows;
use crate::routes;
use crate::words::Interface;

/// Nothing where nobody can be asked by who looks.
pub async fn contacts(interface: Interface, desk: &Desk, hub: &Hub) -> Result<Option<impl IntoView + use<>>, Refusal> {
    let mut points = desk.contact_points().await?;
    points.retain(|point| point.sheet.hubs.contains(&hub.code));
    let address = routes::with_pairs(routes::network_url(interface.lang), &[("knooppunt", hub.code.to_string())]);
    Ok((!points.is_empty()).then(|| {
        view! {
            <ContactRows interface points hubs=Vec::new() short=true/>
            <p class="section-text">
                <a href=address>{interface.words.contact_points.more.as_str()}</a>
            </p>
        }
    }))
}
