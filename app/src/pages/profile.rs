//! `/netwerk/profielen/{id}`: what somebody tells of their work, and a message to them that shows no address.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use crate::desk::{Desk, Refusal};
use crate::model::profile::{Profile, ProfilePage};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::form::Came;
use crate::parts::format;
use crate::parts::head::Head;
use crate::parts::marks::{HubTags, LineTags};
use crate::parts::message::message;
use crate::parts::title_block::{Field, TitleBlock};
use crate::parts::tlp::{self, TlpLabel};
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn ProfileView() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let sent = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, id, sent, action))
}

async fn page(
    interface: Interface,
    desk: Desk,
    id: String,
    sent: bool,
    action: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let id: Slug = id.parse().map_err(|_| Refusal::Absent)?;
    let ProfilePage { profile, own } = desk.profile(&id).await?;
    let hubs = desk.hubs().await?;
    let heading = profile.name.clone().unwrap_or_else(|| profile.sheet.post.clone());
    let organisation = profile.organisation_name.as_ref().map_or_else(String::new, |name| name.get(lang).to_owned());
    let mut fields = vec![Field::new(&words.account.organisation, organisation)];
    if profile.name.is_some() {
        fields.push(Field::new(&words.organising.field.post, profile.sheet.post.clone()));
    }
    let langs: Vec<&str> = profile.sheet.langs.iter().map(|lang| lang.own_name()).collect();
    let countries: Vec<&str> = profile.sheet.countries.iter().map(String::as_str).collect();
    for (label, value) in [(&words.profiles.langs, langs.join(", ")), (&words.profiles.countries, countries.join(", "))]
    {
        if !value.is_empty() {
            fields.push(Field::new(label, value));
        }
    }
    if !profile.sheet.hubs.is_empty() {
        let of: Vec<Slug> = profile.sheet.hubs.iter().cloned().collect();
        fields.push(Field::new(&words.profiles.hubs, view! { <HubTags hubs=of known=hubs lang/> }));
    }
    if !profile.sheet.lines.is_empty() {
        let lines = profile.sheet.lines.iter().copied().collect();
        fields.push(Field::new(&words.profiles.lines, view! { <LineTags lines interface/> }));
    }
    let sharing = profile.sheet.sharing.clone();
    let class = format!("session-page {}", tlp::sheet(sharing.tlp()));
    let expertise = profile.sheet.expertise.clone();
    let contact = contact(interface, &desk, &profile, own, action);
    let sent = sent.then(|| view! { <p class="came" role="status">{words.profiles.sent.as_str()}</p> });
    Ok(view! {
        <Head title=heading.clone() in_both_languages=false/>
        <article class=class>
            <Back href=routes::network_url(lang) name=words.network.title.as_str()/>
            <h1>{heading}</h1>
            <TlpLabel sharing interface/>
            <TitleBlock fields/>
            <section class="document-section">
                <h2>{words.profiles.expertise.as_str()}</h2>
                <p class="passage-text">{expertise}</p>
            </section>
            {sent}
            <Came interface done=false/>
            {contact}
        </article>
    })
}

fn contact(interface: Interface, desk: &Desk, profile: &Profile, own: bool, action: String) -> impl IntoView + use<> {
    let words = &interface.words.profiles;
    let inside = match own {
        true => {
            let ends = fill(&words.holds, &[("date", &format::day(interface, profile.ends()))]);
            view! {
                <p class="section-text">
                    {words.is_own.as_str()} " " {ends} " "
                    <a href=routes::own_profile_url(interface.lang)>{words.change_own.as_str()}</a>
                </p>
            }
            .into_any()
        }
        false => message(interface, desk, &words.contact_lead, action),
    };
    view! {
        <section class="document-section" id="contact">
            <h2>{words.contact.as_str()}</h2>
            {inside}
        </section>
    }
}
