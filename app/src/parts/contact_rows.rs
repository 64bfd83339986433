//! Contact points as rows of a list.

use leptos::prelude::*;

use crate::model::contact_point::{ContactPoint, KeptContact};
use crate::model::place::Hub;
use crate::parts::format::{self, capital};
use crate::parts::marks::{HubTags, LineTags};
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

/// Each with what it is, whose, and for which hubs and lines. `short` leaves the marks out, where there is little room or all are
/// of one hub.
#[component]
pub fn ContactRows(
    interface: Interface,
    points: Vec<ContactPoint>,
    hubs: Vec<Hub>,
    #[prop(optional)] short: bool,
) -> impl IntoView {
    let rows = points.into_iter().map(|point| row(interface, point, &hubs, short)).collect_view();
    view! { <ul class="network-list">{rows}</ul> }
}

fn row(interface: Interface, point: ContactPoint, hubs: &[Hub], short: bool) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let about = about(interface, &point);
    let sheet = point.sheet;
    let of: Vec<_> = sheet.hubs.into_iter().collect();
    let lines: Vec<_> = sheet.lines.into_iter().collect();
    let (has_hubs, has_lines) = (!short && !of.is_empty(), !short && !lines.is_empty());
    let kind = capital(words.contact_points.kind_name(sheet.kind));
    view! {
        <li class="network-row">
            <h3>
                <a href=routes::contact_point_url(lang, &point.id)>{sheet.name.get(lang).to_owned()}</a>
            </h3>
            <p class="small subtle">{format!("{kind} · {}", about.join(" · "))} " " <TlpChip tlp=sheet.sharing.tlp()/></p>
            {has_hubs.then(|| view! { <HubTags hubs=of known=hubs.to_vec() lang/> })}
            {has_lines.then(|| view! { <LineTags lines interface/> })}
        </li>
    }
}

/// Whose it is, where, and in which languages.
fn about(interface: Interface, point: &ContactPoint) -> Vec<String> {
    let lang = interface.lang;
    let sheet = &point.sheet;
    let organisation = point.organisation_name.as_ref().map_or_else(String::new, |name| name.get(lang).to_owned());
    // The service is often the organisation itself.
    let service = Some(sheet.service.clone()).filter(|service| *service != organisation);
    let countries = sheet.countries.values().map(|name| name.get(lang).to_owned());
    let langs = sheet.langs.iter().map(|lang| lang.own_name().to_owned());
    let told = [organisation].into_iter().chain(service).chain(point.person.clone()).chain(countries).chain(langs);
    told.filter(|text| !text.is_empty()).collect()
}

/// Until when it is shown, or that it is not.
pub fn state(interface: Interface, kept: &KeptContact) -> String {
    let words = &interface.words.contact_points;
    let date = format::day(interface, kept.point.ends());
    match (kept.ended, kept.point.is_ending(jiff::Timestamp::now())) {
        (true, _) => words.ended.clone(),
        (false, true) => fill(&words.ending, &[("date", &date)]),
        (false, false) => fill(&words.holds, &[("date", &date)]),
    }
}
