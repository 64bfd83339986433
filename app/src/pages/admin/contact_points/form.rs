//! What is told about a contact point, to be filled in.

use leptos::prelude::*;

use crate::desk::returned;
use crate::model::contact_point::{ContactKind, ContactSheet, KeptContact};
use crate::model::lang::Lang;
use crate::model::line::Line;
use crate::model::members::Members;
use crate::model::place::Hub;
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::audience::sharing_fields;
use crate::parts::filling::{Filling, Wants};
use crate::parts::form::Ticks;
use crate::parts::format::capital;
use crate::words::Interface;

/// `kept` is the one that is corrected; without it, one is added.
#[component]
pub fn ContactPointForm(
    interface: Interface,
    hubs: Vec<Hub>,
    /// Who could be behind it; where nobody is told, nobody is asked for.
    persons: Vec<(Slug, String)>,
    /// Who can be named in its audience.
    members: Members,
    /// Whether who fills it in may let in more than may read it now.
    widens: bool,
    kept: Option<KeptContact>,
    action: String,
) -> impl IntoView {
    let Interface { lang, words } = interface;
    let own = &words.contact_points;
    let came = returned();
    let form = Filling::new(interface, kept.as_ref().map(|kept| values(lang, kept)).unwrap_or_default());
    let sheet = kept.as_ref().map(|kept| &kept.point.sheet);
    // A form that came back has what was ticked in it, and nothing else.
    let ticked = |name: &str, code: &str, kept: bool| if form.came_back { came.has(name, code) } else { kept };
    let kinds =
        ContactKind::ALL.map(|kind| (kind.code().to_owned(), capital(own.kind_name(kind)))).into_iter().collect();
    let langs = Lang::ALL.map(|one| {
        let kept = sheet.is_some_and(|sheet| sheet.langs.contains(&one));
        (one.code().to_owned(), one.own_name().to_owned(), ticked("langs", one.code(), kept))
    });
    let hubs = hubs.iter().map(|hub| {
        let kept = sheet.is_some_and(|sheet| sheet.hubs.contains(&hub.code));
        (hub.code.to_string(), hub.name.get(lang).to_owned(), ticked("hubs", hub.code.as_str(), kept))
    });
    let lines = Line::ALL.map(|line| {
        let kept = sheet.is_some_and(|sheet| sheet.lines.contains(&line));
        (line.code().to_owned(), capital(words.names.line(line)), ticked("lines", line.code(), kept))
    });
    // Whoever may not let in more is offered what is left.
    let now = sheet.map(|sheet| &sheet.sharing);
    let (widest, members, hint) = match now.filter(|_| !widens) {
        Some(now) => (now.tlp(), members.within(now), &own.label_keeps),
        None => (Tlp::Clear, members, &own.label_hint),
    };
    let sharing = sharing_fields(&form, now, &members, widest..=Tlp::AmberStrict, hint);
    let address = match &kept {
        None => &own.address_hint,
        Some(kept) if kept.has_address => &own.address_kept,
        Some(_) => &own.address_needed,
    };
    let needs_address = kept.as_ref().is_none_or(|kept| !kept.has_address);
    let person = (!persons.is_empty()).then(|| {
        let mut options = vec![(String::new(), own.nobody.clone())];
        options.extend(persons.into_iter().map(|(id, name)| (id.to_string(), name)));
        form.choice("person", options, &own.person_hint)
    });
    // Where it was changed meanwhile, the next save is made knowingly: over what is there now.
    let version = kept.as_ref().map(|kept| {
        view! { <input type="hidden" name="version" value=kept.version.to_string()/> }
    });
    let (act, button) = if kept.is_some() { ("save", &own.save) } else { ("add", &own.add) };
    let line = |name: &str, hint: &str, required: bool| form.line(name, Wants { hint, required, ..Wants::default() });
    let area = |name: &str| form.area(name, Wants { hint: &own.purpose_hint, rows: 3, ..Wants::default() });
    view! {
        <form class="form form-page" method="post" action=action>
            <input type="hidden" name="actie" value=act/>
            {version}
            {form.choice("kind", kinds, "")}
            {line("name_nl", &own.name_hint, true)}
            {line("name_en", "", true)}
            {area("purpose_nl")}
            {area("purpose_en")}
            {line("service", &own.service_hint, false)}
            {line("countries", &own.countries_hint, false)}
            <Ticks name="langs" label=own.languages.as_str() options=langs.into()/>
            <Ticks name="hubs" label=words.profiles.hubs.as_str() options=hubs.collect()/>
            <Ticks name="lines" label=words.profiles.lines.as_str() options=lines.into()/>
            {line("tags", &own.tags_hint, false)}
            {form.line("address", Wants { kind: "email", hint: address, required: needs_address, ..Wants::default() })}
            {person}
            {sharing}
            <button class="button" type="submit">
                {button.as_str()}
            </button>
        </form>
    }
}

fn values(lang: Lang, kept: &KeptContact) -> Vec<(String, String)> {
    let ContactSheet { kind, name, purpose, service, countries, tags, sharing, .. } = &kept.point.sheet;
    let countries: Vec<&str> = countries.values().map(|name| name.get(lang)).collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    [
        ("kind", kind.code().to_owned()),
        ("name_nl", name.nl.clone()),
        ("name_en", name.en.clone()),
        ("purpose_nl", purpose.nl.clone()),
        ("purpose_en", purpose.en.clone()),
        ("service", service.clone()),
        ("countries", countries.join(", ")),
        ("tags", tags.join(", ")),
        ("person", kept.person.as_ref().map(Slug::to_string).unwrap_or_default()),
        ("tlp", sharing.tlp().label().to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}
