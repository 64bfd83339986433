//! `/signalen`: what stands out to the statistics, newest first, and how often that was right.

pub mod one;
pub mod told;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use crate::desk::{Desk, Refusal};
use crate::islands::live_region::LiveRegion;
use crate::model::signal::{Kind, Listed, SignalFilter, SignalList};
use crate::model::tlp::Tlp;
use crate::parts::ask::ask;
use crate::parts::format::{count, day, period};
use crate::parts::head::Head;
use crate::parts::pager::{Pages, pager};
use crate::parts::tlp::TlpChip;
use crate::routes;
use crate::words::{Interface, fill};

const SIZE: u32 = 25;

#[component]
pub fn SignalsPage() -> impl IntoView {
    let asked = Asked::of(&use_query_map().read_untracked());
    ask(move |interface, desk| signals(interface, desk, asked))
}

/// What a reader chose, as the address has it.
#[derive(Clone, Debug, Default)]
struct Asked {
    kind: Option<Kind>,
    hub: Option<String>,
    open: bool,
    from: u32,
}

impl Asked {
    fn of(params: &ParamsMap) -> Asked {
        let text = |key: &str| params.get(key).filter(|value| !value.is_empty());
        Asked {
            kind: text("soort").as_deref().and_then(Kind::parse),
            hub: text("knooppunt"),
            open: text("open").is_some(),
            from: text("vanaf").and_then(|from| from.parse().ok()).unwrap_or(0),
        }
    }

    fn address(&self, interface: Interface, from: u32) -> String {
        let pairs = [
            ("soort", self.kind.map(|kind| kind.code().to_owned())),
            ("knooppunt", self.hub.clone()),
            ("open", self.open.then(|| "1".to_owned())),
            ("vanaf", (from > 0).then(|| from.to_string())),
        ];
        let pairs: Vec<(&str, String)> = pairs.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        routes::with_pairs(routes::signals_url(interface.lang), &pairs)
    }
}

async fn signals(interface: Interface, desk: Desk, mut asked: Asked) -> Result<impl IntoView, Refusal> {
    let words = &interface.words.signals;
    let hubs = desk.hubs().await?;
    // What is no hub filters nothing; the form then says "all".
    let hub = hubs.iter().find(|hub| asked.hub.as_deref() == Some(hub.code.as_str()));
    asked.hub = hub.map(|hub| hub.code.to_string());
    let filter = SignalFilter {
        kind: asked.kind,
        hub: hub.map(|hub| hub.code.clone()),
        indicator: None,
        open: asked.open,
        from: asked.from,
        size: SIZE,
    };
    let list = desk.signals(&filter).await?;
    let options = hubs.iter().map(|hub| (hub.code.to_string(), hub.name.get(interface.lang).to_owned())).collect();
    let limits: Vec<_> = words.limits.iter().map(|limit| view! { <li>{limit.as_str()}</li> }).collect();
    let next = asked.from.saturating_add(SIZE);
    let pages = Pages {
        previous: (asked.from > 0).then(|| asked.address(interface, asked.from.saturating_sub(SIZE))),
        next: (u64::from(next) < list.total).then(|| asked.address(interface, next)),
        first: u64::from(asked.from),
        last: u64::from(next).min(list.total),
        total: list.total,
    };
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <p class="label">
            <a href=routes::monitor_url(interface.lang)>{interface.words.monitor.title.as_str()}</a>
        </p>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <ul class="limits limits-list">{limits}</ul>
        {form(interface, &asked, options)}
        <LiveRegion id="signals".to_owned() renewed=interface.words.frame.renewed.clone()>
            <p class="signals-precision">
                {precision(interface, &list)} " "
                <a href=routes::lookback_url(interface.lang)>{interface.words.lookback.title.as_str()}</a>
            </p>
            {rows(interface, &list.items)}
            {pager(interface, pages)}
        </LiveRegion>
    })
}

/// How often the signals that people looked at were worth having.
pub fn precision(interface: Interface, list: &SignalList) -> String {
    let Interface { lang, words } = interface;
    match list.judged {
        0 => words.signals.no_precision.clone(),
        judged => {
            fill(&words.signals.precision, &[("judged", &count(lang, judged)), ("right", &count(lang, list.right))])
        }
    }
}

/// A list of signals in plain words.
pub fn rows(interface: Interface, items: &[Listed]) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.signals;
    if items.is_empty() {
        return view! { <p class="empty">{words.none.as_str()}</p> }.into_any();
    }
    let rows: Vec<_> = items
        .iter()
        .map(|listed| {
            let Listed { signal, indicator, places } = listed;
            let state = told::state(interface, signal);
            view! {
                <li class="signal-row">
                    <h3>
                        <a href=routes::signal_url(lang, &signal.id)>{told::title(interface, signal, places)}</a>
                    </h3>
                    <p>{indicator.name.get(lang).to_owned()} ", " {period(interface, signal.period)}</p>
                    <p>{told::sentence(interface, signal, places)}</p>
                    {indicator.demonstration.then(|| crate::pages::monitor::demonstration(interface))}
                    <p class="small subtle">
                        {(signal.sharing.tlp() != Tlp::Clear)
                            .then(|| view! { <TlpChip tlp=signal.sharing.tlp()/> " " })} {state} " · "
                        {words.found.as_str()} " " {day(interface, signal.found)}
                    </p>
                </li>
            }
        })
        .collect();
    view! { <ul class="signal-list">{rows}</ul> }.into_any()
}

fn form(interface: Interface, asked: &Asked, hubs: Vec<(String, String)>) -> impl IntoView + use<> {
    let words = &interface.words.signals;
    let option = |value: String, text: String, selected: bool| {
        view! {
            <option value=value selected=selected>
                {text}
            </option>
        }
    };
    let kinds =
        Kind::ALL.map(|kind| option(kind.code().to_owned(), words.kind(kind).to_owned(), asked.kind == Some(kind)));
    let hubs: Vec<_> = hubs
        .into_iter()
        .map(|(code, name)| {
            let chosen = asked.hub.as_deref() == Some(code.as_str());
            option(code, name, chosen)
        })
        .collect();
    view! {
        <form class="explorer" action=routes::signals_url(interface.lang)>
            <div class="explorer-field">
                <label for="soort">{words.filter_kind.as_str()}</label>
                <select class="select" id="soort" name="soort">
                    <option value="">{words.all_kinds.as_str()}</option>
                    {kinds}
                </select>
            </div>
            <div class="explorer-field">
                <label for="knooppunt">{words.filter_hub.as_str()}</label>
                <select class="select" id="knooppunt" name="knooppunt">
                    <option value="">{words.all_hubs.as_str()}</option>
                    {hubs}
                </select>
            </div>
            <label class="tick">
                <input type="checkbox" name="open" value="1" checked=asked.open/>
                {words.only_open.as_str()}
            </label>
            <button class="button">{words.show.as_str()}</button>
        </form>
    }
}
