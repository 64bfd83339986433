//! `/beheer/inzage`: who read what.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::Back;
use crate::desk::{Desk, Refusal};
use crate::model::audit::{Deed, TraceFilter};
use crate::parts::ask::ask;
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
    ask(move |interface, desk| page(interface, desk, filter))
}

const SIZE: u32 = 100;

async fn page(interface: Interface, desk: Desk, filter: TraceFilter) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let admin = &words.admin;
    let traces = desk.traces(&filter).await?;
    let people = desk.people().await?;
    let options = people.iter().map(|person| (person.id.to_string(), format!("{} ({})", person.name, person.email)));
    let options: Vec<_> = options.collect();
    let names: BTreeMap<_, _> = people.into_iter().map(|person| (person.id, person.name)).collect();
    let deeds = Deed::ALL.map(|deed| (deed.code().to_owned(), words.account.deed(deed).to_owned()));
    let document = Asks {
        autocomplete: "off",
        value: filter.document.clone().unwrap_or_default(),
        optional: true,
        ..Asks::default()
    };
    let (older, newer) = turns(interface, &filter, traces.total);
    Ok(view! {
        <Head title=admin.record.as_str() in_both_languages=false/>
        <Back interface path="/beheer" name=admin.title.as_str()/>
        <h1>{admin.record.as_str()}</h1>
        <p class="lead">{admin.record_lead.as_str()}</p>
        <form class="form form-wide" action=routes::url(lang, "/beheer/inzage")>
            <Choice
                id="persoon"
                name="persoon"
                label=admin.person.as_str()
                prompt=admin.everyone.as_str()
                options
                chosen=filter.person.as_ref().map(ToString::to_string).unwrap_or_default()
                optional=true
            />
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
        <Record interface traces=traces.items names none=admin.record_none.as_str()/>
        <p class="turns">{newer} " " {older}</p>
    })
}

/// The ways to older and newer rows, where there are any.
fn turns(interface: Interface, filter: &TraceFilter, total: u64) -> (Option<AnyView>, Option<AnyView>) {
    let words = &interface.words.admin;
    let turn = |from: u32, name: &'static str| {
        let mut pairs = vec![("vanaf", from.to_string())];
        pairs.extend(filter.person.as_ref().map(|person| ("persoon", person.to_string())));
        pairs.extend(filter.deed.map(|deed| ("wat", deed.code().to_owned())));
        pairs.extend(filter.document.as_ref().map(|document| ("document", document.clone())));
        let href = routes::with_pairs(routes::url(interface.lang, "/beheer/inzage"), &pairs);
        view! { <a href=href>{name}</a> }.into_any()
    };
    let end = filter.from.saturating_add(SIZE);
    let older = (u64::from(end) < total).then(|| turn(end, words.older.as_str()));
    let newer = (filter.from > 0).then(|| turn(filter.from.saturating_sub(SIZE), words.newer.as_str()));
    (older, newer)
}
