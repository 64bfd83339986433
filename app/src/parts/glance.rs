//! The monitor at a glance: a few indicators with their latest value and course.

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::indicator::Series;
use crate::model::overview::{Extent, Overview};
use crate::model::place::{Hub, Place};
use crate::model::trend::{latest, readings};
use crate::parts::chart::multiples::{hue, small_plot};
use crate::parts::chart::spark::Spark;
use crate::parts::format;
use crate::parts::place_groups::place_groups;
use crate::parts::quantity::reading;
use crate::routes;
use crate::words::Interface;

/// How many indicators are shown, and how many of one theme at most.
const MOST: usize = 6;
const MOST_OF_THEME: usize = 3;

/// The first indicators of each theme that have a course to show. Series for trying out are left out.
pub async fn told(desk: &Desk) -> Result<Vec<Series>, Refusal> {
    let asked = Overview { extent: Extent::Courses, real: true, ..Overview::latest(MOST_OF_THEME) };
    Ok(desk.overview(&asked).await?.into_iter().flat_map(|chapter| chapter.series).collect())
}

/// A few of these indicators.
#[component]
pub fn Glance(series: Vec<Series>, hubs: Vec<Hub>, interface: Interface) -> impl IntoView {
    let mut shown = Vec::new();
    for series in &series {
        let theme = series.indicator.theme;
        let of_theme = shown.iter().filter(|(other, _): &&(&Series, Place)| other.indicator.theme == theme).count();
        if shown.len() == MOST || of_theme == MOST_OF_THEME {
            continue;
        }
        shown.extend(told_best(series, &hubs).map(|place| (series, place)));
    }
    let rows = shown.into_iter().filter_map(|(series, place)| row(series, &place, interface)).collect_view();
    view! { <ul class="glance">{rows}</ul> }
}

/// The place with most readings; of those with as many, the first.
fn told_best(series: &Series, hubs: &[Hub]) -> Option<Place> {
    let mut best: Option<(usize, Place)> = None;
    for place in place_groups(series, hubs).into_iter().flat_map(|(_, places)| places) {
        let length = readings(series, &place.code).len();
        if length > best.as_ref().map_or(1, |(most, _)| *most) {
            best = Some((length, place));
        }
    }
    best.map(|(_, place)| place)
}

fn row(series: &Series, place: &Place, interface: Interface) -> Option<impl IntoView + use<>> {
    let lang = interface.lang;
    let indicator = &series.indicator;
    let latest = latest(series, &place.code)?;
    let plot = small_plot(series, place)?;
    let hue = hue(place);
    Some(view! {
        <li class="glance-row">
            <h3 class="glance-name">
                <a href=routes::indicator_url(lang, &indicator.code)>{indicator.name.get(lang).to_owned()}</a>
            </h3>
            <p class="glance-place small subtle">
                {place.name.get(lang).to_owned()} ", " {format::period(interface, latest.period)}
            </p>
            <p class="glance-value number">{reading(interface, &latest, indicator)}</p>
            <div class=format!("glance-spark {hue}")>
                <Spark plot/>
            </div>
        </li>
    })
}
