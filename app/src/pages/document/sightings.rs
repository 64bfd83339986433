//! Where the modus operandi was seen, by hub and month, and the form for who reports it.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::{Below, recorder, returned_to};
use crate::desk::{Desk, Refusal, returned};
use crate::model::document::Document;
use crate::model::facts::Kind;
use crate::model::lang::Text;
use crate::model::period::Period;
use crate::model::place::Hub;
use crate::model::reader::Person;
use crate::model::sighting::{Cell, Verdict};
use crate::model::slug::Slug;
use crate::model::tlp::Tlp;
use crate::parts::form::{Asks, Came, Choice, Field, Ticks};
use crate::parts::format;
use crate::parts::marks::HubMark;
use crate::parts::readers::Readers;
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::Interface;

/// The section below the text of a modus operandi.
pub async fn sightings(
    interface: Interface,
    desk: &Desk,
    document: &Document,
    hubs: &[Hub],
    done: &str,
) -> Result<Option<Below>, Refusal> {
    if document.write_up.kind() != Kind::ModusOperandi {
        return Ok(None);
    }
    let words = &interface.words.sighting;
    let cells = desk.sightings_of(&document.write_up.slug).await?;
    let organisations: Vec<Slug> = cells.iter().flat_map(|cell| cell.named.keys().cloned()).collect();
    let tlp = cells.iter().map(|cell| cell.tlp).max().unwrap_or(Tlp::Clear);
    let names = desk.names_of(&organisations).await?;
    let table = match cells.is_empty() {
        true => view! { <p class="empty">{words.none.as_str()}</p> }.into_any(),
        false => view! { <Months interface cells names hubs=hubs.to_vec()/> }.into_any(),
    };
    let form = recorder(desk, hubs).map(|(person, hubs)| {
        view! { <ReportForm interface document=document.clone() person hubs/> }
    });
    let done = done == "waarnemingen";
    let view = view! {
        {done.then(|| view! { <Came interface done=true/> })}
        {table}
        {form}
    };
    Ok(Some(Below { anchor: "waarnemingen", title: words.title.as_str(), tlp, view: view.into_any() }))
}

/// Months in rows, the last first; hubs in columns.
#[component]
fn Months(interface: Interface, cells: Vec<Cell>, names: BTreeMap<Slug, Text>, hubs: Vec<Hub>) -> impl IntoView {
    let words = &interface.words.sighting;
    let lang = interface.lang;
    let columns: Vec<Hub> = hubs.into_iter().filter(|hub| cells.iter().any(|cell| cell.hub == hub.code)).collect();
    let months: BTreeSet<Period> = cells.iter().map(|cell| cell.month).collect();
    let heads = columns.iter().map(|hub| {
        view! {
            <th scope="col">
                <HubMark hub=hub.code.clone()/>
                " "
                {hub.short.get(lang).to_owned()}
            </th>
        }
    });
    let heads = heads.collect_view();
    let rows = months.into_iter().rev().map(|month| {
        let tds = columns.iter().map(|hub| {
            let cell = cells.iter().find(|cell| cell.hub == hub.code && cell.month == month);
            let said = cell.map(|cell| said(interface, cell, &names));
            view! { <td>{said}</td> }
        });
        let tds = tds.collect_view();
        view! {
            <tr>
                <th scope="row">{format::period(interface, month)}</th>
                {tds}
            </tr>
        }
    });
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=words.title.as_str()>
            <table class="sightings">
                <thead>
                    <tr>
                        <th scope="col">{words.month.as_str()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="small subtle">{words.unnamed_note.as_str()}</p>
    }
}

fn said(interface: Interface, cell: &Cell, names: &BTreeMap<Slug, Text>) -> impl IntoView + use<> {
    let words = &interface.words.sighting;
    let verdicts = [(Verdict::Confirmed, cell.confirmed), (Verdict::Denied, cell.denied)];
    let lines = verdicts.into_iter().filter(|(_, said)| *said).map(|(verdict, _)| {
        let by = cell.named.iter().filter(|(_, said)| **said == verdict).filter_map(|(code, _)| names.get(code));
        let by: Vec<&str> = by.map(|name| name.get(interface.lang)).collect();
        let by = (!by.is_empty()).then(|| view! { <span class="sighting-by">{by.join(", ")}</span> });
        view! {
            <p>
                <span class=format!("sighting-{}", verdict.code())>{words.verdict(verdict).to_owned()}</span>
                {by}
            </p>
        }
    });
    let label = (cell.tlp > Tlp::Clear).then(|| view! { <TlpChip tlp=cell.tlp/> });
    view! {
        {lines.collect_view()}
        {label}
    }
}

#[component]
fn ReportForm(interface: Interface, document: Document, person: Person, hubs: Vec<Hub>) -> impl IntoView {
    let Interface { lang, words } = interface;
    let all = &words.adoption;
    let words = &words.sighting;
    let came = returned_to("record-sighting");
    let open = returned().value("actie") == "record-sighting";
    let only = match &hubs[..] {
        [hub] => hub.code.to_string(),
        _ => came.value("hub"),
    };
    let options = hubs.iter().map(|hub| (hub.code.to_string(), hub.name.get(lang).to_owned())).collect();
    let verdicts = Verdict::ALL.map(|verdict| (verdict.code().to_owned(), format::capital(words.verdict(verdict))));
    let month = Asks { kind: "month", value: came.value("month"), hint: words.month_hint.clone(), ..Asks::default() };
    let unnamed = vec![("1".to_owned(), words.unnamed.clone(), came.has("unnamed", "1"))];
    view! {
        <details class="below-form" open=open>
            <summary>{words.report.as_str()}</summary>
            <p class="section-text">{words.report_hint.as_str()}</p>
            <form class="form" method="post" action=routes::document_url(lang, &document.write_up.slug)>
                <input type="hidden" name="actie" value="record-sighting"/>
                <Choice id="sighting-hub" name="hub" label=all.hub.as_str() prompt=all.choose.as_str() options chosen=only/>
                <Field id="sighting-month" name="month" label=words.month.as_str() asks=month/>
                <Choice
                    id="sighting-verdict"
                    name="verdict"
                    label=words.said.as_str()
                    prompt=all.choose.as_str()
                    options=verdicts.into()
                    chosen=came.value("verdict")
                />
                <Ticks name="unnamed" label=words.name.as_str() options=unnamed/>
                <p class="field-hint">{words.unnamed_hint.as_str()}</p>
                <Readers interface id="sighting" whole=document.write_up.sharing.clone() person hubs came/>
                <button class="button" type="submit">
                    {all.save.as_str()}
                </button>
            </form>
        </details>
    }
}
