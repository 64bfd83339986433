//! Series with many short periods: lines for each place, or all places at one glance. Every state has its own address.

mod choice;
mod drawings;

use leptos::prelude::*;

use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::model::plan::Plan;
use crate::model::trend::twelve_and_twelve;
use crate::pages::indicator::events;
use crate::parts::format::{capital, number, period};
use crate::parts::quantity::with_unit;
use crate::words::{Interface, fill};

pub use self::choice::{Choice, Height, Measure, View};

/// How many lines are drawn side by side before one has to choose.
const MOST_LINES: usize = 8;

/// The form, what the choice says in words, and the drawings.
pub fn explorer(
    interface: Interface,
    series: &Series,
    places: &[Place],
    plan: &Plan,
    measures: &[(Measure, String)],
    choice: &Choice,
    address: &str,
) -> impl IntoView + use<> {
    view! {
        {choice::form(interface, series, places, measures, choice, address)}
        {drawing(interface, series, places, plan, choice, address)}
    }
}

/// The drawings alone, with what must be known to read them.
pub fn drawing(
    interface: Interface,
    series: &Series,
    places: &[Place],
    plan: &Plan,
    choice: &Choice,
    address: &str,
) -> impl IntoView + use<> {
    let words = &interface.words.explorer;
    let chosen: Vec<Place> = match &choice.place {
        Some(code) => places.iter().filter(|place| place.code == *code).cloned().collect(),
        None => places.to_vec(),
    };
    let narrowed = choice.narrow(series);
    // What the plan did here explains nothing elsewhere.
    let happened = if series.indicator.demonstration { Vec::new() } else { events::happened(plan, &narrowed) };
    let body = match choice.view {
        View::Heat => drawings::heat(interface, &narrowed, &chosen, choice, address).map(IntoAny::into_any),
        View::Lines => {
            let numbers: Vec<_> = happened.iter().map(|(number, period, _)| (*number, *period)).collect();
            let shown = &chosen[..chosen.len().min(MOST_LINES)];
            drawings::lines(interface, &narrowed, shown, choice, &numbers).map(IntoAny::into_any)
        }
    };
    let left_out = chosen.len().saturating_sub(MOST_LINES);
    let more = (choice.view == View::Lines && left_out > 0)
        .then(|| view! { <p class="subtle small">{fill(&words.more_places, &[("count", &left_out)])}</p> });
    let nothing = body.is_none().then(|| view! { <p class="empty">{words.nothing.as_str()}</p> });
    let events = (choice.view == View::Lines && !happened.is_empty()).then(|| events::list(interface, happened));
    view! {
        {nothing}
        {body}
        {more}
        {events}
    }
}

/// A sentence for each place on its last twelve periods, as far as that can be said; of the chosen one, or of
/// the first.
pub fn sentences(interface: Interface, series: &Series, places: &[Place], choice: &Choice) -> Vec<String> {
    let Interface { lang, words } = interface;
    let chosen = places.iter().filter(|place| choice.place.as_ref().is_none_or(|code| *code == place.code));
    let told = chosen.take(MOST_LINES).filter_map(|place| {
        let (before, after, last) = twelve_and_twelve(series, &place.code)?;
        let sentence = match after.cmp(&before) {
            std::cmp::Ordering::Greater => &words.explorer.more,
            std::cmp::Ordering::Less => &words.explorer.less,
            std::cmp::Ordering::Equal => &words.explorer.equal,
        };
        let unit = series.indicator.unit.get(lang);
        Some(capital(&fill(
            sentence,
            &[
                ("place", &place.name.get(lang)),
                ("last", &period(interface, last)),
                ("after", &with_unit(&number(lang, after), unit)),
                ("before", &with_unit(&number(lang, before), unit)),
            ],
        )))
    });
    told.collect()
}
