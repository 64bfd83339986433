//! Which views make sense for a series.

use crate::model::chart::{Choice, Measure, View};
use crate::model::contract::Rhythm;
use crate::model::derived::most_common_length;
use crate::model::indicator::{Observation, Series};
use crate::model::period::Period;
use crate::model::place::{Hub, Place};
use crate::model::trend::is_dense;
use crate::parts::place_groups::whole_hubs;

/// The least that cells at a glance are worth it for, in places and in periods of each.
const ROWS: usize = 3;

/// The views, lines first.
pub fn views(series: &Series, hubs: &[Hub], measures: &[(Measure, String)]) -> Vec<View> {
    let Some(length) = most_common_length(series) else { return vec![View::Lines] };
    let count = |place: &Place| {
        let fits = |one: &&Observation| one.value.is_some() && Rhythm::of(one.period) == Some(length);
        series.of(&place.code).iter().filter(fits).count()
    };
    let at_least = |least: usize| series.places.iter().filter(|place| count(place) >= least).count();
    let fits = |view: &View| match view {
        View::Lines => true,
        View::Bars => at_least(2) > 0,
        View::Stacked => {
            let hubs = whole_hubs(series, hubs);
            series.indicator.adds_up() && hubs.iter().filter(|place| count(place) > 0).count() > 1
        }
        View::Slope => spans_years(series) > 1,
        View::Funnel => series.indicator.counts() && measures.iter().any(|(one, _)| matches!(one, Measure::Per(_))),
        View::Heat => is_dense(series) || at_least(ROWS) >= ROWS,
    };
    View::ALL.into_iter().filter(fits).collect()
}

/// How many places tell of two years or more, or of parts that add up to them.
fn spans_years(series: &Series) -> usize {
    let spans = |place: &&Place| {
        let whole = |period: Period| matches!(period, Period::Year(_)) || series.indicator.adds_up();
        let told = series.of(&place.code).iter().filter(|one| one.value.is_some() && whole(one.period));
        let mut years: Vec<i16> = told.filter_map(|one| one.period.year()).collect();
        years.sort_unstable();
        years.dedup();
        years.len() > 1
    };
    series.places.iter().filter(spans).count()
}

/// The state as far as it makes sense, and the view that does not. A funnel is of rates, so it takes the first that there are.
pub fn settled(asked: &Choice, views: &[View], measures: &[(Measure, String)]) -> (Choice, Option<View>) {
    let mut choice = asked.clone();
    let of_values = asked.view != View::Stacked || asked.measure == Measure::Values;
    if !views.contains(&asked.view) || !of_values {
        choice.view = View::Lines;
        return (choice, Some(asked.view));
    }
    if choice.view == View::Funnel && !matches!(choice.measure, Measure::Per(_)) {
        let first = measures.iter().find(|(one, _)| matches!(one, Measure::Per(_)));
        choice.measure = first.map(|(one, _)| one.clone()).unwrap_or_default();
    }
    (choice, None)
}
