//! The contact points on `/netwerk`: those that who looks may read and that fit what is asked.

use leptos::prelude::*;

use crate::model::contact_point::ContactPoint;
use crate::model::place::Hub;
use crate::model::slug::Slug;
use crate::parts::contact_rows::ContactRows;
use crate::routes;
use crate::words::{Interface, fill};

/// `own` is the organisation whose contact points the reader keeps.
pub fn contact_points(
    interface: Interface,
    points: Vec<ContactPoint>,
    hubs: &[Hub],
    own: Option<&Slug>,
) -> impl IntoView + use<> {
    let words = &interface.words.contact_points;
    let [one, more] = &words.found;
    let found = match points.len() {
        0 => words.none.clone(),
        1 => one.clone(),
        count => fill(more, &[("count", &count)]),
    };
    let keep = own.map(|own| {
        let href = routes::contact_desk_url(interface.lang, own);
        view! { <p class="section-text"><a href=href>{words.keep_own.as_str()}</a></p> }
    });
    view! {
        <section class="section" aria-labelledby="contactpunten">
            <div class="section-head">
                <h2 id="contactpunten">{words.title.as_str()}</h2>
            </div>
            <p class="section-text">{words.lead.as_str()}</p>
            <p role="status">{found}</p>
            <ContactRows interface points hubs=hubs.to_vec()/>
            {keep}
        </section>
    }
}
