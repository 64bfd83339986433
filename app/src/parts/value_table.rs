//! Every value of a series, each with its period, how exact it is, and its source.

use leptos::prelude::*;

use crate::model::indicator::{Observation, Series};
use crate::model::place::Place;
use crate::model::status::Status;
use crate::parts::format::{number, period};
use crate::parts::scroll::scroll;
use crate::parts::source::SourceLine;
use crate::words::{Interface, fill};

/// The values of these places, a block of rows per place, newest first. Values that differ stand under each other and
/// say so.
pub fn value_table(interface: Interface, series: &Series, places: &[Place], caption: String) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let chart = &words.chart;
    let unit = series.indicator.unit.get(lang);
    let value_head = if unit.is_empty() { chart.value.clone() } else { fill(&chart.value_in, &[("unit", &unit)]) };
    let blocks: Vec<_> = places
        .iter()
        .filter_map(|place| {
            let values = series.of(&place.code);
            let differs = |one: &Observation| {
                one.value.is_some()
                    && values.iter().any(|o| o.period == one.period && o.value.is_some() && o.value != one.value)
            };
            let mut rows: Vec<(&Observation, bool)> = values.iter().map(|one| (one, differs(one))).collect();
            // Newest first; those of one period stay in their order.
            rows.sort_by_key(|(one, _)| std::cmp::Reverse(one.period));
            (!rows.is_empty()).then(|| block(interface, place, &rows))
        })
        .collect();
    let label = caption.clone();
    scroll(
        label,
        view! {
            <table class="value-table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{chart.period.as_str()}</th>
                        <th scope="col" class="number">
                            {value_head}
                        </th>
                        <th scope="col">{chart.qualifier.as_str()}</th>
                        <th scope="col">{chart.source_and_note.as_str()}</th>
                    </tr>
                </thead>
                {blocks}
            </table>
        },
    )
}

fn block(interface: Interface, place: &Place, rows: &[(&Observation, bool)]) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let rows: Vec<_> = rows
        .iter()
        .map(|(observation, differs)| {
            let note = observation.note.as_ref().map(|note| note.get(lang).to_owned()).filter(|note| !note.is_empty());
            view! {
                <tr id=format!("v-{}", observation.id) class=differs.then_some("value-disputed")>
                    <th scope="row">{period(interface, observation.period)}</th>
                    <td class="number">
                        {observation.value.map_or_else(|| "\u{2013}".to_owned(), |value| number(lang, value))}
                    </td>
                    <td>
                        {observation.value.map(|_| words.names.qualifier(observation.qualifier))}
                        {(observation.status != Status::Normal)
                            .then(|| view! { <span class="value-status">{words.names.observation_status(observation.status)}</span> })}
                        {differs.then(|| view! { <span class="tag tag-disputed">{words.chart.differs.as_str()}</span> })}
                    </td>
                    <td>
                        <SourceLine source=observation.source.clone()/>
                        {note.map(|note| view! { <p class="value-note">{note}</p> })}
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <tbody>
            <tr class="value-place">
                <th scope="rowgroup" colspan="4">
                    {place.name.get(lang).to_owned()}
                </th>
            </tr>
            {rows}
        </tbody>
    }
}
