//! `/netwerk/contactpunten/{id}`: where an organisation can be asked, and a message to it that shows no address.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map, use_url};

use crate::desk::{Desk, Refusal};
use crate::model::contact_point::{ContactPage, ContactPoint};
use crate::model::place::Hub;
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::form::Came;
use crate::parts::format::capital;
use crate::parts::head::Head;
use crate::parts::marks::{HubTags, LineTags};
use crate::parts::message::message;
use crate::parts::title_block::{Field, TitleBlock};
use crate::parts::tlp::{self, TlpLabel};
use crate::routes;
use crate::words::Interface;

#[component]
pub fn ContactPointView() -> impl IntoView {
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
    let ContactPage { point, is_read, keeps } = desk.contact_point(&id).await?;
    let hubs = desk.hubs().await?;
    let fields = fields(interface, &point, hubs);
    let sharing = point.sheet.sharing.clone();
    let class = format!("session-page {}", tlp::sheet(sharing.tlp()));
    let name = point.sheet.name.get(lang).to_owned();
    let purpose = point.sheet.purpose.get(lang).to_owned();
    let contact = match is_read {
        true => message(interface, &desk, &words.contact_points.contact_lead, action),
        false => view! { <p class="section-text">{words.contact_points.not_read.as_str()}</p> }.into_any(),
    };
    let sent = sent.then(|| view! { <p class="came" role="status">{words.profiles.sent.as_str()}</p> });
    let keep = keeps.then(|| {
        let href = routes::kept_contact_url(lang, &point.organisation, &point.id);
        view! { <p class="section-text"><a href=href>{words.contact_points.correct.as_str()}</a></p> }
    });
    Ok(view! {
        <Head title=name.clone() description=purpose.clone()/>
        <article class=class>
            <Back href=routes::network_url(lang) name=words.network.title.as_str()/>
            <h1>{name}</h1>
            <TlpLabel sharing interface/>
            <TitleBlock fields/>
            <section class="document-section">
                <h2>{words.contact_points.purpose.as_str()}</h2>
                <p class="passage-text">{purpose}</p>
            </section>
            {sent}
            <Came interface done=false/>
            <section class="document-section" id="contact">
                <h2>{words.profiles.contact.as_str()}</h2>
                {contact}
                {keep}
            </section>
        </article>
    })
}

fn fields(interface: Interface, point: &ContactPoint, known: Vec<Hub>) -> Vec<Field> {
    let Interface { lang, words } = interface;
    let own = &words.contact_points;
    let sheet = &point.sheet;
    let organisation = point.organisation_name.as_ref().map_or_else(String::new, |name| name.get(lang).to_owned());
    let countries: Vec<&str> = sheet.countries.values().map(|name| name.get(lang)).collect();
    let langs: Vec<&str> = sheet.langs.iter().map(|lang| lang.own_name()).collect();
    let tags: Vec<&str> = sheet.tags.iter().map(String::as_str).collect();
    let mut fields = Vec::new();
    for (label, value) in [
        (&own.kind, capital(own.kind_name(sheet.kind))),
        (&words.account.organisation, organisation),
        (&own.service, sheet.service.clone()),
        (&own.person, point.person.clone().unwrap_or_default()),
        (&words.profiles.countries, countries.join(", ")),
        (&own.languages, langs.join(", ")),
        (&own.tags, tags.join(", ")),
    ] {
        if !value.is_empty() {
            fields.push(Field::new(label, value));
        }
    }
    if !sheet.hubs.is_empty() {
        let hubs = sheet.hubs.iter().cloned().collect();
        fields.push(Field::new(&words.profiles.hubs, view! { <HubTags hubs known lang/> }));
    }
    if !sheet.lines.is_empty() {
        let lines = sheet.lines.iter().copied().collect();
        fields.push(Field::new(&words.profiles.lines, view! { <LineTags lines interface/> }));
    }
    fields
}
