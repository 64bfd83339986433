//! What a series says, in sentences made from its values. Never more certain than they are.

use crate::model::indicator::Series;
use crate::model::place::{Hub, Place};
use crate::model::trend::{self, Course, Movement};
use crate::parts::format::{count, period};
use crate::parts::place_groups::{Group, place_groups};
use crate::parts::quantity::{list, reading};
use crate::words::{Interface, fill};

/// A sentence on how each hub moved at the last whole year: the conclusion of a chart.
/// Falls back on what there is when no place has two whole years.
pub fn conclusion(interface: Interface, series: &Series, places: &[Place]) -> String {
    let words = &interface.words.summary;
    let moved: Vec<(String, Movement<'_>)> = places
        .iter()
        .filter_map(|place| Some((place.name.get(interface.lang).to_owned(), trend::movement(series, &place.code)?)))
        .collect();
    let named = |course: Course| -> Vec<String> {
        moved.iter().filter(|(_, movement)| movement.course == course).map(|(name, _)| name.clone()).collect()
    };
    let parts: Vec<String> = [
        (Course::Up, &words.more_in),
        (Course::Down, &words.less_in),
        (Course::Same, &words.same_in),
        (Course::Unclear, &words.unclear_in),
    ]
    .into_iter()
    .map(|(course, sentence)| (named(course), sentence))
    .filter(|(names, _)| !names.is_empty())
    .map(|(names, sentence)| fill(sentence, &[("places", &list(&names, &words.and))]))
    .collect();
    if parts.is_empty() {
        nothing_to_compare(interface, series, places)
    } else {
        fill(&words.last_whole_year, &[("parts", &parts.join("; "))])
    }
}

/// All that can be said of a series: per place of the hubs the last movement or the latest value, the highest whole
/// year, and where sources disagree.
pub fn summary(interface: Interface, series: &Series, hubs: &[Hub]) -> Vec<String> {
    let words = &interface.words.summary;
    let groups = place_groups(series, hubs);
    let of_hubs: Vec<&Place> =
        groups.iter().filter(|(group, _)| matches!(group, Group::Hubs(_))).flat_map(|(_, places)| places).collect();
    let places = if of_hubs.is_empty() { groups.iter().flat_map(|(_, places)| places).collect() } else { of_hubs };
    if places.is_empty() {
        return vec![words.none.clone()];
    }
    let mut sentences: Vec<String> = places.iter().map(|place| of_place(interface, series, place)).collect();
    let still = places.iter().filter(|place| trend::movement(series, &place.code).is_none()).count();
    if still == places.len() {
        sentences.push(words.no_two_years.clone());
    } else if still > 0 {
        sentences.push(words.no_two_years_elsewhere.clone());
    }
    let gaps: Vec<String> = series.gaps.iter().map(|place| place.name.get(interface.lang).to_owned()).collect();
    if !gaps.is_empty() {
        sentences.push(fill(&words.gaps, &[("places", &list(&gaps, &words.and))]));
    }
    if places.iter().filter(|place| trend::movement(series, &place.code).is_some()).count() > 0
        && let Some((code, highest)) = trend::highest_year(series, places.iter().map(|place| &place.code))
        && let Some(place) = places.iter().find(|place| place.code == *code)
    {
        sentences.push(fill(
            &words.highest,
            &[
                ("place", &place.name.get(interface.lang)),
                ("period", &period(interface, highest.period)),
                ("value", &reading(interface, &highest, &series.indicator)),
            ],
        ));
    }
    let conflicts = series.conflicts().len();
    if conflicts > 0 {
        let sentence = if conflicts == 1 { &words.one_conflict } else { &words.conflicts };
        sentences.push(fill(sentence, &[("count", &count(interface.lang, conflicts as u64))]));
    }
    sentences
}

/// The last movement of a place between whole years, or its latest value.
pub fn of_place(interface: Interface, series: &Series, place: &Place) -> String {
    let words = &interface.words.summary;
    let name = place.name.get(interface.lang);
    let value = |r: &trend::Reading<'_>| reading(interface, r, &series.indicator);
    if let Some(Movement { from, to, course }) = trend::movement(series, &place.code) {
        let sentence = match course {
            Course::Up => &words.up,
            Course::Down => &words.down,
            Course::Same => &words.same,
            Course::Unclear => &words.unclear,
        };
        return fill(
            sentence,
            &[
                ("place", &name),
                ("from", &value(&from)),
                ("to", &value(&to)),
                ("first", &period(interface, from.period)),
                ("last", &period(interface, to.period)),
            ],
        );
    }
    match trend::latest(series, &place.code) {
        Some(latest) => fill(
            &words.latest,
            &[("place", &name), ("value", &value(&latest)), ("period", &period(interface, latest.period))],
        ),
        None => match series.of(&place.code).iter().max_by_key(|one| one.period.reach()) {
            Some(last) => {
                let why = interface.words.names.observation_status(last.status);
                fill(&words.kept_back, &[("place", &name), ("why", &why)])
            }
            None => fill(&words.unknown, &[("place", &name)]),
        },
    }
}

fn nothing_to_compare(interface: Interface, series: &Series, places: &[Place]) -> String {
    let words = &interface.words.summary;
    match places {
        [] => words.none.clone(),
        [one] => format!("{} {}", of_place(interface, series, one), words.no_two_years),
        several => fill(&words.nothing_to_compare, &[("count", &count(interface.lang, several.len() as u64))]),
    }
}
