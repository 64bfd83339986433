//! What concerns somebody about contact points, on `/overzicht`: what ends soon, what they are behind, and what was written.

use leptos::prelude::*;

use super::messages::Written;
use super::section;
use crate::model::contact_point::{ContactMessage, ContactPoint, KeptContact, OwnContacts};
use crate::parts::contact_rows::state;
use crate::parts::form::Act;
use crate::routes;
use crate::words::Interface;

/// Nothing where there is nothing.
#[component]
pub fn Contacts(interface: Interface, own: OwnContacts, action: String) -> impl IntoView {
    let ending = own.ending.into_iter().map(|kept| ending(interface, kept)).collect_view();
    let messages = (!own.messages.is_empty()).then(|| messages(interface, own.messages, action.clone()));
    let behind = (!own.behind.is_empty()).then(|| behind(interface, own.behind, action));
    view! {
        {ending}
        {messages}
        {behind}
    }
}

fn ending(interface: Interface, kept: KeptContact) -> impl IntoView {
    let lang = interface.lang;
    let href = routes::kept_contact_url(lang, &kept.point.organisation, &kept.point.id);
    view! {
        <p class="came came-wrong">
            <a href=href>{kept.point.sheet.name.get(lang).to_owned()}</a>
            ": "
            {state(interface, &kept)}
        </p>
    }
}

fn messages(interface: Interface, messages: Vec<ContactMessage>, action: String) -> impl IntoView {
    let words = &interface.words.contact_points;
    let rows = messages.into_iter().map(|message| {
        let name = message.about.get(interface.lang).to_owned();
        let written = Written {
            id: message.id,
            from: format!("{name} · {}", message.signed),
            text: message.text,
            at: message.at,
            answer: "answer-contact",
            settle: "settle-contact",
            lead: words.answer_lead.as_str(),
        };
        written.row(interface, action.clone())
    });
    let rows = rows.collect_view();
    section(
        "contactberichten",
        &words.messages,
        view! {
            <p class="section-text">{words.messages_lead.as_str()}</p>
            <ul class="session-notes">{rows}</ul>
        },
    )
}

fn behind(interface: Interface, points: Vec<(ContactPoint, bool)>, action: String) -> impl IntoView {
    let words = &interface.words.contact_points;
    let rows = points.into_iter().map(|(point, named)| {
        let name = point.sheet.name.get(interface.lang).to_owned();
        let with = vec![("id", point.id.to_string())];
        let (act, label) = if named { ("hide-name", &words.hide_name) } else { ("show-name", &words.show_name) };
        let told = if named { words.named.as_str() } else { words.unnamed.as_str() };
        view! {
            <li class="token">
                <span>
                    <a href=routes::contact_point_url(interface.lang, &point.id)>{name.clone()}</a>
                    " "
                    <span class="subtle small">{told}</span>
                </span>
                <span class="acts">
                    <Act action=action.clone() act with=with.clone() label=label.as_str() about=name.clone()/>
                    <Act action=action.clone() act="step-back" with label=words.step_back.as_str() about=name/>
                </span>
            </li>
        }
    });
    let rows = rows.collect_view();
    section(
        "contactpunten",
        &words.behind,
        view! {
            <p class="section-text">{words.behind_lead.as_str()}</p>
            <ul>{rows}</ul>
        },
    )
}
