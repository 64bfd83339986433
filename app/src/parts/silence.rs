//! What stands in the place of a value that the register makes one expect.

use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::words::Interface;

/// Why a place that the register lists has no value here: none is to be seen yet, or the status of its last one says why. Whether
/// there is none at all or none for this reader is the same to them. `None` for places that are not listed, or have values.
pub fn silence(interface: Interface, series: &Series, place: &Place) -> Option<String> {
    let words = interface.words;
    if series.gaps.iter().any(|gap| gap.code == place.code) {
        return Some(words.monitor.no_value_yet.clone());
    }
    let told = series.of(&place.code);
    let silent = series.indicator.hubs.contains(&place.code) && told.iter().all(|one| one.value.is_none());
    let last = told.iter().max_by_key(|one| one.period.reach()).filter(|_| silent)?;
    Some(words.names.observation_status(last.status).to_owned())
}
