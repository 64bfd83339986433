//! The places of a series in the order a reader looks for them: the hubs of the plan with their parts, other hubs,
//! ports abroad, and what belongs to no single hub.

use crate::model::indicator::Series;
use crate::model::place::{Hub, Place, Scope};

/// What places have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Hubs(Scope),
    /// Combinations, countries and wider: their values are never split or added up.
    Wider,
}

/// The places that have values, by group; empty groups are left out.
pub fn place_groups(series: &Series, hubs: &[Hub]) -> Vec<(Group, Vec<Place>)> {
    grouped(series.places.iter().filter(|place| !series.of(&place.code).is_empty()), hubs)
}

/// The places that have values, and those that should have some, in the order of the groups.
pub fn with_gaps(series: &Series, hubs: &[Hub]) -> Vec<Place> {
    let told = series.places.iter().filter(|place| !series.of(&place.code).is_empty());
    grouped(told.chain(&series.gaps), hubs).into_iter().flat_map(|(_, places)| places).collect()
}

fn grouped<'a>(places: impl Iterator<Item = &'a Place>, hubs: &[Hub]) -> Vec<(Group, Vec<Place>)> {
    let mut ranked = Vec::new();
    for (index, place) in places.enumerate() {
        let hub = place.hub.as_ref().and_then(|code| hubs.iter().find(|hub| hub.code == *code));
        let rank = match hub {
            Some(hub) => (Group::Hubs(hub.scope), hub.position, !place.whole, index),
            None => (Group::Wider, 0, false, index),
        };
        ranked.push((rank, place));
    }
    // By group, then hub; the whole hub before its parts, otherwise as in the register.
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut groups: Vec<(Group, Vec<Place>)> = Vec::new();
    for ((group, ..), place) in ranked {
        match groups.last_mut() {
            Some((last, places)) if *last == group => places.push(place.clone()),
            _ => groups.push((group, vec![place.clone()])),
        }
    }
    groups
}

/// The places that are whole hubs of this country: only these are parts of one whole.
pub fn whole_hubs(series: &Series, hubs: &[Hub]) -> Vec<Place> {
    place_groups(series, hubs)
        .into_iter()
        .filter(|(group, _)| matches!(group, Group::Hubs(Scope::Five | Scope::Other)))
        .flat_map(|(_, places)| places)
        .filter(|place| place.whole)
        .collect()
}
