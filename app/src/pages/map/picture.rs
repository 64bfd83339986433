//! The values of one period on the map: what stands where, and what it says in words.

use super::shown::{Shown, is_drawn};
use crate::model::indicator::Series;
use crate::model::period::Period;
use crate::model::place::{Hub, Place, Scope};
use crate::model::status::Status;
use crate::model::trend::{Reading, readings};
use crate::parts::chart::map::Point;
use crate::parts::chart::multiples::{hue, spoken};
use crate::parts::chart::plot::float;
use crate::parts::format::{count, number, period};
use crate::parts::quantity::reading as written;
use crate::words::{Interface, fill};

pub struct Picture {
    /// The values of the period.
    pub series: Series,
    pub title: String,
    pub unit: Option<String>,
    pub points: Vec<Point>,
    pub said: Vec<String>,
    pub sentences: Vec<String>,
    /// First the places on the map, then what belongs to no single place there.
    pub listed: Vec<Place>,
}

pub fn picture(interface: Interface, series: &Series, when: Period, shown: &Shown) -> Picture {
    let Interface { lang, words } = interface;
    let mut series = series.clone();
    series.observations.retain(|observation| observation.period == when);
    let (hubs, places) = (&shown.hubs, &shown.places);
    let told = |place: &Place| readings(&series, &place.code).into_iter().next();
    // The hubs of this country always, others and parts where something is known.
    let home = |place: &Place| {
        let hub = hubs.iter().find(|hub| place.whole && place.hub.as_ref() == Some(&hub.code));
        hub.is_some_and(|hub| hub.scope == Scope::Five)
    };
    let drawn: Vec<(&Place, Option<Reading<'_>>)> = places
        .iter()
        .filter(|place| is_drawn(place) && (home(place) || !series.of(&place.code).is_empty()))
        .map(|place| (place, told(place)))
        .collect();
    let highest =
        drawn.iter().filter_map(|(_, reading)| reading.as_ref()).map(|one| float(one.high())).fold(0.0, f64::max);
    let part = |value: f64| if highest > 0.0 { (value / highest).clamp(0.0, 1.0) } else { 0.0 };
    let mut said: Vec<String> = Vec::new();
    let points: Vec<Point> = drawn
        .iter()
        .filter_map(|(place, reading)| {
            let at = place.at.clone()?;
            let numbered = reading.as_ref().map(|one| {
                let all = readings(&series, &place.code);
                let each = one.values().into_iter().map(|value| spoken(interface, &series, place, &all, when, value));
                said.push(each.collect::<Vec<_>>().join(" "));
                (said.len() - 1, said[said.len() - 1].clone())
            });
            Some(Point {
                name: short(place, hubs, interface),
                value: reading.as_ref().map(|one| {
                    let values: Vec<String> = one.values().into_iter().map(|value| number(lang, value)).collect();
                    match values.as_slice() {
                        [first, .., last] => format!("{first}\u{2013}{last}"),
                        values => values.concat(),
                    }
                }),
                low: reading.as_ref().map_or(0.0, |one| part(float(one.low()))),
                high: reading.as_ref().map_or(0.0, |one| part(float(one.high()))),
                at,
                class: hue(place),
                reading: numbered,
            })
        })
        .collect();
    let name = series.indicator.name.get(lang);
    let written_period = period(interface, when);
    let title = fill(&words.map.caption, &[("name", &name), ("period", &written_period)]);
    let unit = series.indicator.unit.get(lang);
    let unit = (!unit.is_empty()).then(|| fill(&words.chart.unit, &[("unit", &unit)]));
    let sentences = sentences(interface, &series, &drawn, when);
    let mut listed: Vec<Place> = drawn.iter().map(|(place, _)| (*place).clone()).collect();
    let others: Vec<Place> = series.places.iter().filter(|place| !listed.contains(place)).cloned().collect();
    listed.extend(others);
    Picture { title, unit, points, said, sentences, listed, series }
}

/// The name of a place where there is little room.
fn short(place: &Place, hubs: &[Hub], interface: Interface) -> String {
    let hub = hubs.iter().find(|hub| place.whole && place.hub.as_ref() == Some(&hub.code));
    hub.map_or(&place.name, |hub| &hub.short).get(interface.lang).to_owned()
}

/// How many hubs something is known of, which has the highest value, and whether small numbers are kept back.
fn sentences(
    interface: Interface,
    series: &Series,
    drawn: &[(&Place, Option<Reading<'_>>)],
    shown: Period,
) -> Vec<String> {
    let Interface { lang, words } = interface;
    let words = &words.map;
    let known = drawn.iter().filter(|(_, reading)| reading.is_some()).count();
    let total = count(lang, drawn.len() as u64);
    let mut sentences = vec![fill(&words.known, &[("known", &count(lang, known as u64)), ("all", &total)])];
    let told = drawn.iter().filter_map(|(place, reading)| Some((place, reading.as_ref()?)));
    if let Some((place, reading)) = told.max_by_key(|(_, reading)| reading.high()).filter(|_| known > 1) {
        sentences.push(fill(
            &words.highest,
            &[
                ("place", &place.name.get(lang)),
                ("period", &period(interface, shown)),
                ("value", &written(interface, reading, &series.indicator)),
            ],
        ));
    }
    if drawn.iter().any(|(_, reading)| reading.as_ref().is_some_and(Reading::differs)) {
        sentences.push(words.disputed.clone());
    }
    if series.observations.iter().any(|one| one.status == Status::Suppressed) {
        sentences.push(words.kept_back.clone());
    }
    sentences
}
