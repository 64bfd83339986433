//! `/beheer/inzage`: who read what.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::finding::{SHOWN, how_many};
use crate::desk::{Desk, Refusal};
use crate::model::account::PersonRow;
use crate::model::audit::{Deed, TraceFilter};
use crate::parts::ask::ask;
use crate::parts::back::Back;
use crate::parts::form::{Asks, Choice, Field};
use crate::parts::head::Head;
use crate::parts::record::Record;
use crate::routes;
use crate::words::Interface;

#[component]
pub fn RecordPage() -> impl IntoView {
    let query = use_query_map().read_untracked().clone();
    let text = |name: &str| query.get(name).filter(|value| !value.is_empty());
    let filter = TraceFilter {
        person: text("persoon").and_then(|id| id.parse().ok()),
        deed: text("wat").and_then(|code| Deed::parse(&code)),
        document: text("document"),
        from: text("vanaf").and_then(|from| from.parse().ok()).unwrap_or(0),
        size: SIZE,
    };
    // Whoever is looked for by name; an id says it exactly.
    let who = text("wie").map(|who| who.trim().to_owned()).unwrap_or_default();
    ask(move |interface, desk| page(interface, desk, filter, who))
}

const SIZE: u32 = 100;

async fn page(
    interface: Interface,
    desk: Desk,
    mut filter: TraceFilter,
    who: String,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let admin = &words.admin;
    let people = desk.people().await?;
    let meant: Vec<&PersonRow> = people.iter().filter(|person| !who.is_empty() && person.matches(&who)).collect();
    if !who.is_empty() {
        filter.person = if let [only] = meant[..] { Some(only.id.clone()) } else { None };
    }
    let choice = (filter.person.is_none() && !who.is_empty()).then(|| who_is_meant(interface, &filter, &who, &meant));
    let named = filter.person.as_ref().and_then(|id| people.iter().find(|person| person.id == *id));
    let who = named.map_or(who, |person| person.email.to_string());
    let who = Asks { kind: "search", autocomplete: "off", value: who, optional: true, ..Asks::default() };
    let deeds = Deed::ALL.map(|deed| (deed.code().to_owned(), words.account.deed(deed).to_owned()));
    let document = Asks {
        autocomplete: "off",
        value: filter.document.clone().unwrap_or_default(),
        optional: true,
        ..Asks::default()
    };
    let form = view! {
        <form class="form form-wide" action=routes::url(lang, "/beheer/inzage")>
            <Field id="wie" name="wie" label=admin.find_person.as_str() asks=who/>
            <Choice
                id="wat"
                name="wat"
                label=admin.deed.as_str()
                prompt=admin.anything.as_str()
                options=deeds.into()
                chosen=filter.deed.map(|deed| deed.code().to_owned()).unwrap_or_default()
                optional=true
            />
            <Field id="document" name="document" label=admin.document.as_str() asks=document/>
            <button class="button" type="submit">
                {admin.filter.as_str()}
            </button>
        </form>
    };
    let rows = match choice {
        Some(choice) => choice.into_any(),
        None => {
            let traces = desk.traces(&filter).await?;
            let (older, newer) = turns(interface, &filter, traces.total);
            let names: BTreeMap<_, _> = people.into_iter().map(|person| (person.id, person.name)).collect();
            view! {
                <Record interface traces=traces.items names none=admin.record_none.as_str()/>
                <p class="turns">{newer} " " {older}</p>
            }
            .into_any()
        }
    };
    Ok(view! {
        <Head title=admin.record.as_str() in_both_languages=false/>
        <Back href=routes::url(interface.lang, "/beheer") name=admin.title.as_str()/>
        <h1>{admin.record.as_str()}</h1>
        <p class="lead">{admin.record_lead.as_str()}</p>
        {form}
        {rows}
    })
}

/// The persons that a name can mean, where it is not one; each leads to their rows.
fn who_is_meant(interface: Interface, filter: &TraceFilter, who: &str, meant: &[&PersonRow]) -> impl IntoView + use<> {
    let links = meant.iter().take(SHOWN).map(|person| {
        let filter = TraceFilter { person: Some(person.id.clone()), ..filter.clone() };
        let name = format!("{} ({})", person.name, person.email);
        view! {
            <li class="token">
                <a href=address(interface, &filter, 0)>{name}</a>
            </li>
        }
    });
    let links = links.collect_view();
    let choose = (!meant.is_empty()).then_some(interface.words.admin.choose_person.as_str());
    view! {
        <section class="section" aria-label=interface.words.admin.person.as_str()>
            {choose.map(|choose| view! { <p class="section-text">{choose}</p> })}
            {how_many(interface, who, meant.len())}
            <ul>{links}</ul>
        </section>
    }
}

/// The ways to older and newer rows, where there are any.
fn turns(interface: Interface, filter: &TraceFilter, total: u64) -> (Option<AnyView>, Option<AnyView>) {
    let words = &interface.words.admin;
    let turn = |from: u32, name: &'static str| view! { <a href=address(interface, filter, from)>{name}</a> }.into_any();
    let end = filter.from.saturating_add(SIZE);
    let older = (u64::from(end) < total).then(|| turn(end, words.older.as_str()));
    let newer = (filter.from > 0).then(|| turn(filter.from.saturating_sub(SIZE), words.newer.as_str()));
    (older, newer)
}

/// Where the rows from a place on are shown.
fn address(interface: Interface, filter: &TraceFilter, from: u32) -> String {
    let mut pairs = Vec::new();
    pairs.extend((from > 0).then(|| ("vanaf", from.to_string())));
    pairs.extend(filter.person.as_ref().map(|person| ("persoon", person.to_string())));
    pairs.extend(filter.deed.map(|deed| ("wat", deed.code().to_owned())));
    pairs.extend(filter.document.as_ref().map(|document| ("document", document.clone())));
    routes::with_pairs(routes::url(interface.lang, "/beheer/inzage"), &pairs)
}
