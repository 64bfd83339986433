//! `/netwerk`: where one can ask, people who show themselves, and the organisations that the letter names; by hub, kind, line,
//! organisation, language and country.

mod choice;
mod contact_points;
mod organisations;
mod people;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use self::choice::Choice;
use crate::desk::{Desk, Refusal};
use crate::model::contact_point::{ContactPoint, keeps_own};
use crate::model::line::Line;
use crate::model::plan::Organisation;
use crate::model::profile::Profile;
use crate::parts::ask::ask;
use crate::parts::head::Head;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn NetworkPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    ask(move |interface, desk| network(interface, desk, query))
}

async fn network(interface: Interface, desk: Desk, query: ParamsMap) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.network;
    let hubs = desk.hubs().await?;
    let measures = desk.plan().await?.measures;
    let partners = desk.partners().await?;
    let (all_profiles, all_points) = (desk.profiles().await?, desk.contact_points().await?);
    let named = choice::named(&partners, &all_profiles, &all_points);
    let choice = Choice::read(interface, &query, &hubs, &named);
    let profiles: Vec<Profile> =
        all_profiles.iter().filter(|one| choice.takes_profile(interface, one)).cloned().collect();
    let points: Vec<ContactPoint> = all_points.iter().filter(|one| choice.takes_point(one)).cloned().collect();
    let form = choice::form(interface, &choice, &hubs, &named, (&all_profiles, &all_points));
    let shows_anybody = !all_profiles.is_empty() || !all_points.is_empty();
    let keeper = desk.reader().person().filter(|person| keeps_own(person)).map(|person| &person.organisation);
    let shown_points = (!all_points.is_empty() || keeper.is_some())
        .then(|| contact_points::contact_points(interface, points, &hubs, keeper));
    let account = desk.account().is_some();
    let own = account && desk.own_profile().await?.is_some();
    let people = choice.contact.is_none().then(|| people::people(interface, &profiles, &hubs, account, own));
    let organisations = choice.asks_for_organisations().then(|| {
        // Who runs this site is no partner of the letter.
        let partners = partners.into_iter().filter(|one| one.slug.as_str() != "knooppunt");
        let of_lines = partners.map(|one| {
            let lines = organisations::lines_of(&one, &measures);
            (one, lines)
        });
        let shown: Vec<(Organisation, Vec<Line>)> =
            of_lines.filter(|(one, lines)| choice.takes_organisation(one, lines)).collect();
        organisations::organisations(interface, shown, &hubs, &all_points)
    });
    let contact = report(interface, &desk).await;
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()} " " {(!shows_anybody).then_some(words.no_persons.as_str())}</p>
        {form}
        {shown_points}
        {people}
        {organisations}
        {contact}
    })
}

/// Where to report something, as a write-up of the portal tells it.
async fn report(interface: Interface, desk: &Desk) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let slug = if lang.code() == "nl" { "waar-melden" } else { "where-to-report" };
    let write_up = desk.document(&slug.parse().ok()?).await.ok()?.document.write_up;
    Some(view! {
        <section class="section" aria-labelledby="contact">
            <div class="section-head">
                <h2 id="contact">{words.network.contacts.as_str()}</h2>
            </div>
            <p class="conference-announced">
                {words.network.contacts_lead.as_str()} " "
                <a href=routes::document_url(lang, &write_up.slug)>{write_up.title.clone()}</a>
            </p>
        </section>
    })
}
