//! Which hub is covered on which line: counts of measures, gaps included.

use leptos::prelude::*;

use crate::model::line::Line;
use crate::model::place::{Hub, Scope};
use crate::model::plan::Measure;
use crate::model::slug::Slug;
use crate::parts::format::capital;
use crate::parts::marks::{HubMark, LineMark};
use crate::parts::scroll::scroll;
use crate::routes;
use crate::words::Interface;

/// The value of the hub filter that stands for measures of no hub in particular.
pub const OVERARCHING: &str = "overkoepelend";

/// Hubs of the plan in rows, lines in columns; each count leads to the measures it counts.
pub fn plan_matrix(interface: Interface, measures: &[Measure], hubs: &[Hub]) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.measures;
    let heads: Vec<_> = Line::ALL
        .into_iter()
        .map(|line| {
            view! {
                <th scope="col">
                    <LineMark line/>
                    " "
                    {capital(names.line(line))}
                </th>
            }
        })
        .collect();
    let row = |name: AnyView, filter: &str, hub: Option<&Slug>| {
        let cells: Vec<_> = Line::ALL
            .into_iter()
            .map(|line| {
                let count = measures.iter().filter(|m| m.lines.contains(&line) && about(m, hub)).count();
                if count == 0 {
                    return view! { <td class="number subtle">{words.none.as_str()}</td> }.into_any();
                }
                let pairs = [("knooppunt", filter.to_owned()), ("lijn", line.code().to_owned())];
                let href = format!("{}#lijst", routes::with_pairs(routes::measures_url(lang), &pairs));
                view! {
                    <td class="number">
                        <a href=href>{count}</a>
                    </td>
                }
                .into_any()
            })
            .collect();
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells}
            </tr>
        }
    };
    let rows: Vec<_> = hubs
        .iter()
        .filter(|hub| hub.scope == Scope::Five)
        .map(|hub| {
            let name = view! {
                <HubMark hub=hub.code.clone()/>
                " "
                <a href=routes::hub_url(lang, &hub.code)>{hub.name.get(lang).to_owned()}</a>
            };
            row(name.into_any(), hub.code.as_str(), Some(&hub.code))
        })
        .collect();
    let overarching = row(words.overarching.as_str().into_any(), OVERARCHING, None);
    scroll(
        words.coverage_caption.as_str(),
        view! {
            <table class="plan-matrix">
                <caption>{words.coverage_caption.as_str()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.hub.as_str()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows} {overarching}</tbody>
            </table>
        },
    )
}

/// Whether a measure is about a hub; `None` asks for measures of no hub in particular.
pub fn about(measure: &Measure, hub: Option<&Slug>) -> bool {
    match hub {
        Some(hub) => measure.hubs.contains(hub),
        None => measure.hubs.is_empty(),
    }
}

/// Hubs of the plan and lines without a measure of their own.
pub fn gaps<'a>(measures: &[Measure], hubs: &'a [Hub]) -> Vec<(&'a Hub, Line)> {
    let five = hubs.iter().filter(|hub| hub.scope == Scope::Five);
    five.flat_map(|hub| Line::ALL.into_iter().map(move |line| (hub, line)))
        .filter(|(hub, line)| !measures.iter().any(|m| m.lines.contains(line) && about(m, Some(&hub.code))))
        .collect()
}
