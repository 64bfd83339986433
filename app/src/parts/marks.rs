//! The marks of hubs (a shape in a colour) and of lines (a number in a square), each with its name.

use leptos::prelude::*;

use crate::model::lang::Lang;
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::model::slug::Slug;
use crate::parts::format::capital;
use crate::routes;
use crate::words::Interface;

/// The shape of a hub; decoration beside its name. Shapes differ as colours do: see docs/design.md.
#[component]
pub fn HubMark(hub: Slug) -> impl IntoView {
    let (class, path) = match hub.as_str() {
        "rotterdam" => ("hub-rotterdam", "M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1Z"),
        "zeeland-west-brabant" => ("hub-zeeland-west-brabant", "M1.5 1.5H10.5V10.5H1.5Z"),
        "noordzeekanaalgebied" => ("hub-noordzeekanaalgebied", "M6 .8L11.6 11H.4Z"),
        "schiphol" => ("hub-schiphol", "M6 .2L11.8 6L6 11.8L.2 6Z"),
        "bloemenveilingen" => ("hub-bloemenveilingen", "M4 .8H8V4H11.2V8H8V11.2H4V8H.8V4H4Z"),
        _ => ("hub-other", "M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1ZM6 3.4A2.6 2.6 0 1 0 6 8.6A2.6 2.6 0 1 0 6 3.4Z"),
    };
    view! {
        <svg class=format!("hub-mark {class}") viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d=path fill-rule="evenodd"/>
        </svg>
    }
}

/// Hubs by their short names, in the order of the register, as links to their pages.
#[component]
pub fn HubTags(hubs: Vec<Slug>, known: Vec<Hub>, lang: Lang) -> impl IntoView {
    let tags = known.into_iter().filter(|hub| hubs.contains(&hub.code)).map(|hub| {
        let name = hub.short.get(lang).to_owned();
        let href = routes::hub_url(lang, &hub.code);
        view! {
            <li>
                <a class="tag" href=href>
                    <HubMark hub=hub.code/>
                    {name}
                </a>
            </li>
        }
    });
    view! { <ul class="tags">{tags.collect_view()}</ul> }
}

/// The number of a line in its square; decoration beside its name.
#[component]
pub fn LineMark(line: Line) -> impl IntoView {
    let (class, number) = match line {
        Line::Barriers => ("line-mark line-barriers", "1"),
        Line::Resilience => ("line-mark line-resilience", "2"),
        Line::Enforcement => ("line-mark line-enforcement", "3"),
        Line::Information => ("line-mark line-information", "4"),
    };
    view! {
        <span class=class aria-hidden="true">
            {number}
        </span>
    }
}

/// Lines with their names.
#[component]
pub fn LineTags(lines: Vec<Line>, interface: Interface) -> impl IntoView {
    let tags = Line::ALL.into_iter().filter(|line| lines.contains(line)).map(|line| {
        view! {
            <li class="tag">
                <LineMark line/>
                {capital(interface.words.names.line(line))}
            </li>
        }
    });
    view! { <ul class="tags">{tags.collect_view()}</ul> }
}
