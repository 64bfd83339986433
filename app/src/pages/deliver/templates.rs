//! The indicators that somebody hands in values of, each with its template: by theme, and by a part of the name.

use leptos::prelude::*;

use crate::model::indicator::{Indicator, Theme};
use crate::parts::format::{capital, count};
use crate::routes;
use crate::words::{Interface, fill};

/// So many stand open without being asked for.
const FEW: usize = 8;

/// A form to look for one, where there are more than a few, and the indicators of each theme under its name.
pub fn templates(interface: Interface, indicators: Vec<Indicator>, part: &str) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.deliver;
    let few = indicators.len() <= FEW;
    let (asked, all) = (part.trim().to_lowercase(), indicators.len());
    let named = |one: &Indicator| {
        one.name.get(lang).to_lowercase().contains(&asked) || one.code.as_str().to_lowercase().contains(&asked)
    };
    let found: Vec<Indicator> = indicators.into_iter().filter(named).collect();
    let told = (!asked.is_empty()).then(|| {
        let shown = count(lang, found.len() as u64);
        let sentence = fill(&words.filtered, &[("shown", &shown), ("all", &count(lang, all as u64))]);
        view! {
            <p role="status">
                {sentence} " " <a href=format!("{}#indicators", routes::deliver_url(lang))>{words.filter_none.as_str()}</a>
            </p>
        }
    });
    let filter = (!few).then(|| {
        view! {
            <form class="known-on" action=format!("{}#indicators", routes::deliver_url(lang))>
                <label for="naam">{words.filter.as_str()}</label>
                <input class="select" type="search" id="naam" name="naam" value=part.to_owned()/>
                <button class="button">{interface.words.monitor.show.as_str()}</button>
            </form>
        }
    });
    let open = few || !asked.is_empty();
    let groups: Vec<_> = Theme::ALL
        .into_iter()
        .filter_map(|theme| {
            let rows: Vec<_> =
                found.iter().filter(|one| one.theme == theme).map(|indicator| row(interface, indicator)).collect();
            let name = format!("{} ({})", capital(interface.words.names.theme(theme)), count(lang, rows.len() as u64));
            (!rows.is_empty()).then(|| {
                view! {
                    <details class="record" open=open>
                        <summary>{name}</summary>
                        <ul class="deliver-list">{rows}</ul>
                    </details>
                }
            })
        })
        .collect();
    view! {
        {filter}
        {told}
        {groups}
    }
}

fn row(interface: Interface, indicator: &Indicator) -> impl IntoView + use<> {
    let lang = interface.lang;
    let template = routes::indicator_file_url(&indicator.code, routes::TEMPLATE);
    let name = indicator.name.get(lang).to_owned();
    view! {
        <li>
            <a href=routes::indicator_url(lang, &indicator.code)>{name.clone()}</a>
            " "
            <code>{indicator.code.to_string()}</code>
            " "
            <a class="deliver-template" href=template download="">
                {interface.words.deliver.template.as_str()}
                <span class="visually-hidden">": " {name}</span>
            </a>
        </li>
    }
}
