//! Rows of the record of who read what.

use std::collections::BTreeMap;

use leptos::either::Either;
use leptos::prelude::*;

use crate::model::audit::Trace;
use crate::model::slug::Slug;
use crate::parts::format;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::Interface;

/// A table of rows, or the sentence that there are none.
#[component]
pub fn Record(
    interface: Interface,
    traces: Vec<Trace>,
    /// Names of persons; without them there is no column for who it was.
    #[prop(optional)]
    names: Option<BTreeMap<Slug, String>>,
    none: &'static str,
) -> impl IntoView {
    if traces.is_empty() {
        return Either::Left(view! { <p class="section-text">{none}</p> });
    }
    let Interface { lang, words } = interface;
    let admin = &words.admin;
    let with_names = names.is_some();
    let rows = traces.into_iter().map(|trace| {
        let who = names.as_ref().map(|names| {
            let name = names.get(&trace.person).cloned().unwrap_or_else(|| trace.person.to_string());
            view! {
                <td>
                    <a href=routes::person_url(lang, &trace.person)>{name}</a>
                </td>
            }
        });
        let document = match trace.document.and_then(|slug| slug.parse::<Slug>().ok()) {
            Some(slug) => Either::Left(view! { <a href=routes::recorded_url(lang, &slug)>{slug.to_string()}</a> }),
            None => Either::Right(view! { <span class="subtle">{admin.not_named.as_str()}</span> }),
        };
        view! {
            <tr>
                <td class="number">{format::moment(interface, trace.at)}</td>
                {who}
                <td>{words.account.deed(trace.deed)}</td>
                <td>{document} {trace.attachment.map(|name| view! { <span class="subtle">" " {name}</span> })}</td>
                <td>{trace.tlp.map(|tlp| view! { <TlpChip tlp/> })}</td>
                <td>{trace.ground}</td>
            </tr>
        }
    });
    Either::Right(view! {
        <div class="scroll" tabindex="0" role="region" aria-label=admin.record.as_str()>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col">{admin.time.as_str()}</th>
                        {with_names.then(|| view! { <th scope="col">{admin.person.as_str()}</th> })}
                        <th scope="col">{admin.deed.as_str()}</th>
                        <th scope="col">{admin.document.as_str()}</th>
                        <th scope="col">{admin.tlp.as_str()}</th>
                        <th scope="col">{admin.ground.as_str()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    })
}
