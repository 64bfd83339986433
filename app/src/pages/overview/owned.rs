//! What waits for those who write for an organisation, and for its admins.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::section;
use crate::model::access::{Ask, Warning};
use crate::model::lang::Text;
use crate::model::remark::Concern;
use crate::model::slug::Slug;
use crate::parts::form::Act;
use crate::parts::format;
use crate::routes;
use crate::words::{Interface, fill};

/// Persons of one's own organisation who read unusually much.
#[component]
pub fn Warnings(interface: Interface, warnings: Vec<Warning>, action: String) -> impl IntoView {
    let words = &interface.words.access;
    let rows = warnings.into_iter().map(|warning| {
        let at = format::moment(interface, warning.at);
        let text = fill(&words.warning, &[("person", &warning.person), ("count", &warning.reads), ("time", &at)]);
        let with = vec![("id", warning.id)];
        view! {
            <li class="token">
                <span>{text}</span>
                <Act action=action.clone() act="settle-warning" with label=words.settle.as_str() about=warning.person/>
            </li>
        }
    });
    let rows = rows.collect_view();
    section(
        "warnings",
        &words.warnings,
        view! {
            <p class="section-text">{words.warnings_lead.as_str()}</p>
            <ul>{rows}</ul>
        },
    )
}

/// Questions for access to what one's own organisation owns.
#[component]
pub fn AccessAsks(interface: Interface, asks: Vec<Ask>, names: BTreeMap<Slug, Text>, action: String) -> impl IntoView {
    let Interface { lang, words } = interface;
    let words = &words.access;
    let rows = asks.into_iter().map(|ask| {
        let organisation = names.get(&ask.organisation).map_or_else(String::new, |name| name.get(lang).to_owned());
        let document = ask.document.map(|slug| {
            view! {
                " "
                <a href=routes::document_url(lang, &slug)>{slug.to_string()}</a>
            }
        });
        view! {
            <li class="remark">
                <p class="small subtle">
                    {format!("{}, {organisation}, {}", ask.person, format::moment(interface, ask.at))}
                </p>
                <p>{ask.about.clone()} {document}</p>
                <p class="remark-text">{ask.why}</p>
                <Act action=action.clone() act="settle-ask" with=vec![("id", ask.id)] label=words.settle.as_str() about=ask.about/>
            </li>
        }
    });
    let rows = rows.collect_view();
    section(
        "asks",
        &words.asks,
        view! {
            <p class="section-text">{words.asks_lead.as_str()}</p>
            <ol class="remarks">{rows}</ol>
        },
    )
}

/// Documents of one's own organisation about which something waits.
#[component]
pub fn Concerns(interface: Interface, concerns: Vec<Concern>) -> impl IntoView {
    let words = &interface.words.remark;
    let rows = concerns.into_iter().map(|concern| {
        let href = format!("{}#reacties", routes::document_url(interface.lang, &concern.document.slug));
        let waits = fill(
            &words.concern,
            &[("outdated", &concern.outdated), ("comments", &concern.comments), ("proposals", &concern.proposals)],
        );
        view! {
            <li class="token">
                <a href=href>{concern.document.title}</a>
                <span class="subtle small">{waits}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    section(
        "concerns",
        &words.concerns,
        view! {
            <p class="section-text">{words.concerns_lead.as_str()}</p>
            <ul>{rows}</ul>
        },
    )
}
