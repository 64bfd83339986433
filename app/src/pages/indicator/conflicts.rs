//! Where sources disagree, each value with who gives it and what it counts.

use leptos::prelude::*;

use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::model::slug::Slug;
use crate::parts::format::period;
use crate::parts::quantity::quantity;
use crate::parts::source::SourceLine;
use crate::words::Interface;

/// A section with every disagreement, or nothing when there is none.
pub fn conflicts(interface: Interface, series: &Series, places: &[Place]) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let mut groups = series.conflicts();
    if groups.is_empty() {
        return None;
    }
    let rank = |code: &Slug| places.iter().position(|place| place.code == *code);
    groups.sort_by_key(|group| (rank(&group[0].place), std::cmp::Reverse(group[0].period)));
    let groups: Vec<_> = groups
        .into_iter()
        .map(|group| {
            let place = places.iter().find(|place| place.code == group[0].place);
            let name = place.map(|place| place.name.get(lang).to_owned()).unwrap_or_default();
            let rows: Vec<_> = group
                .iter()
                .map(|observation| {
                    let note = observation.note.as_ref().map(|note| note.get(lang).to_owned());
                    view! {
                        <li>
                            <strong class="number">{observation.value.map(|value| quantity(interface, value, &series.indicator))}</strong>
                            <span class="subtle">{words.names.qualifier(observation.qualifier)}</span>
                            <SourceLine source=observation.source.clone()/>
                            {note.filter(|note| !note.is_empty()).map(|note| view! { <p class="value-note">{note}</p> })}
                        </li>
                    }
                })
                .collect();
            view! {
                <div class="conflict">
                    <h3>{format!("{name}, {}", period(interface, group[0].period))}</h3>
                    <ul>{rows}</ul>
                </div>
            }
        })
        .collect();
    Some(view! {
        <section class="section" aria-labelledby="conflicts">
            <div class="section-head">
                <h2 id="conflicts">{words.monitor.conflicts.as_str()}</h2>
            </div>
            <p class="conflicts-text">{words.monitor.conflicts_text.as_str()}</p>
            <div class="conflict-list">{groups}</div>
        </section>
    })
}
