//! The people on `/netwerk`: those who show a profile to who looks.

use leptos::prelude::*;

use crate::model::lang::Lang;
use crate::model::place::Hub;
use crate::model::profile::Profile;
use crate::parts::marks::{HubTags, LineTags};
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

/// The list, and the way to a profile of one's own for who has an account.
pub fn people(
    interface: Interface,
    profiles: &[Profile],
    hubs: &[Hub],
    account: bool,
    own: bool,
) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let words = &words.profiles;
    let rows: Vec<_> = profiles.iter().map(|profile| row(interface, profile, hubs)).collect();
    let way = account.then(|| {
        let label = if own { words.change_own.as_str() } else { words.make_own.as_str() };
        view! { <p class="section-text"><a href=routes::own_profile_url(lang)>{label}</a></p> }
    });
    let [one, more] = &words.found;
    let found = match rows.len() {
        0 => words.people_none.clone(),
        1 => one.clone(),
        count => fill(more, &[("count", &count)]),
    };
    // For who may read none of them there is nothing to tell.
    (account || !rows.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="mensen">
                <div class="section-head">
                    <h2 id="mensen">{words.people.as_str()}</h2>
                </div>
                <p class="section-text">{words.people_lead.as_str()}</p>
                <p>{found}</p>
                <ul class="network-list">{rows}</ul>
                {way}
            </section>
        }
    })
}

fn row(interface: Interface, profile: &Profile, hubs: &[Hub]) -> impl IntoView + use<> {
    let Interface { lang, .. } = interface;
    let sheet = &profile.sheet;
    let heading = profile.name.clone().unwrap_or_else(|| sheet.post.clone());
    let organisation = profile.organisation_name.as_ref().map_or_else(String::new, |name| name.get(lang).to_owned());
    let post = profile.name.is_some().then(|| sheet.post.clone());
    let langs = sheet.langs.iter().map(|lang: &Lang| lang.own_name().to_owned());
    let about: Vec<String> =
        post.into_iter().chain([organisation]).chain(langs).chain(sheet.countries.iter().cloned()).collect();
    let of: Vec<_> = sheet.hubs.iter().cloned().collect();
    let lines: Vec<_> = sheet.lines.iter().copied().collect();
    let (has_hubs, has_lines) = (!of.is_empty(), !lines.is_empty());
    view! {
        <li class="network-row">
            <h3>
                <a href=routes::profile_url(lang, &profile.id)>{heading}</a>
            </h3>
            <p class="small subtle">{about.join(" · ")} " " <TlpChip tlp=sheet.sharing.tlp()/></p>
            {has_hubs.then(|| view! { <HubTags hubs=of known=hubs.to_vec() lang/> })}
            {has_lines.then(|| view! { <LineTags lines interface/> })}
        </li>
    }
}
