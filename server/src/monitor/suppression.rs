//! Small numbers and single companies: what may leave, so that nobody can tell whom a value is about.
//!
//! Hiding small values is not enough where totals are published too: a total minus its other parts is the part that was
//! hidden. Secondary suppression hides more cells until no subtraction works, but what it hides depends on what came in
//! before: a total that was downloaded last month gives away a part that comes in today. So, where an indicator has such a
//! rule, only cells that do not overlap are published: whole hubs, by its shortest period. No published cell is a sum of
//! others, in whatever order values, vintages and downloads came, so that there is nothing to subtract.

use std::collections::{BTreeMap, BTreeSet};

use app::model::contract::{Rhythm, SmallNumbers};
use app::model::indicator::{Indicator, Observation};
use app::model::period::Period;
use app::model::place::Place;
use app::model::slug::Slug;
use app::model::status::Status;
use rust_decimal::Decimal;

/// Empties the values that may not be published under the rule of the indicator; without a rule nothing changes. Values
/// with a label above TLP:GREEN stay as they are: their audience was named by those who gave them.
///
/// `observations` are all values known on one day, whoever may read them: a hidden part can make a total tell too much.
pub fn protect(indicator: &Indicator, places: &[Place], observations: &mut [Observation]) {
    let Some(rule) = &indicator.small_numbers else { return };
    let table = Table::new(indicator, rule, places, observations);
    for observation in observations {
        let covered = SmallNumbers::covers(observation.sharing.tlp());
        if covered && observation.value.is_some() && !table.may_leave(observation) {
            observation.value = None;
            observation.status = Status::Suppressed;
            // Notes often repeat the number.
            observation.note = None;
        }
    }
}

struct Table {
    /// The only length of periods that is published; `None` publishes nothing.
    length: Option<Rhythm>,
    whole: BTreeSet<Slug>,
    /// Cells in which some source gives a value that must stay hidden: then no source's value is shown.
    hidden: BTreeSet<(Slug, Period)>,
}

impl Table {
    fn new(indicator: &Indicator, rule: &SmallNumbers, places: &[Place], observations: &[Observation]) -> Table {
        let is_whole = |place: &&Place| place.whole && !rule.companies.contains(&place.code);
        let whole = places.iter().filter(is_whole).map(|place| place.code.clone()).collect();
        let mut hidden = BTreeSet::new();
        for observation in observations {
            let small = |value: Decimal| !value.is_zero() && value.abs() < Decimal::from(rule.threshold);
            if observation.value.is_some_and(small) {
                hidden.insert((observation.place.clone(), observation.period));
            }
        }
        hidden.extend(dominated(places, observations, rule));
        // The register, not what happened to come in, says which length counts: it must not change from day to day.
        Table { length: indicator.rhythm.iter().min().copied(), whole, hidden }
    }

    fn may_leave(&self, observation: &Observation) -> bool {
        self.length.is_some()
            && Rhythm::of(observation.period) == self.length
            && self.whole.contains(&observation.place)
            && !self.hidden.contains(&(observation.place.clone(), observation.period))
    }
}

/// The hubs and periods of which one part has more than its share: the value of the hub would tell that of the part.
fn dominated(places: &[Place], observations: &[Observation], rule: &SmallNumbers) -> Vec<(Slug, Period)> {
    if rule.dominance_percent.is_none() && rule.dominance_before.is_empty() {
        return Vec::new();
    }
    let mut parts: BTreeMap<(&Slug, Period), Decimal> = BTreeMap::new();
    let place_of = |code: &Slug| places.iter().find(|place| place.code == *code);
    for observation in observations {
        let part = place_of(&observation.place).filter(|place| !place.whole).and_then(|place| place.hub.as_ref());
        if let (Some(hub), Some(value)) = (part, observation.value) {
            let largest = parts.entry((hub, observation.period)).or_default();
            *largest = (*largest).max(value);
        }
    }
    let dominated = |observation: &&Observation| {
        let Some(percent) = rule.dominance_of(observation.period).map(Decimal::from) else { return false };
        let place = place_of(&observation.place).filter(|place| place.whole);
        let hub = place.and_then(|place| place.hub.as_ref());
        let largest = hub.and_then(|hub| parts.get(&(hub, observation.period)));
        // What is too large to compare is not let through.
        largest.zip(observation.value).is_some_and(|(part, value)| {
            let sides = part.checked_mul(Decimal::ONE_HUNDRED).zip(value.checked_mul(percent));
            sides.is_none_or(|(part, value)| part > value)
        })
    };
    observations.iter().filter(dominated).map(|o| (o.place.clone(), o.period)).collect()
}
