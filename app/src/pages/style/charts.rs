//! Charts and the tables beside them, on real figures.

use leptos::prelude::*;

use crate::model::chart::Height;
use crate::model::indicator::Series;
use crate::model::place::{Hub, Place};
use crate::model::plan::Plan;
use crate::pages::measures::money::money;
use crate::parts::chain_map::ChainMap;
use crate::parts::chart::multiples::multiples;
use crate::parts::place_groups::place_groups;
use crate::parts::plan_matrix::plan_matrix;
use crate::parts::summary::conclusion;
use crate::parts::value_table::value_table;
use crate::words::Interface;

/// The series on which sources differ most has every kind of mark; the plan has the bars.
pub fn charts(interface: Interface, series: &[Series], hubs: &[Hub], plan: &Plan) -> impl IntoView + use<> {
    let disputed = series.iter().max_by_key(|series| series.conflicts().len());
    let figure = disputed.and_then(|series| {
        let places: Vec<Place> = place_groups(series, hubs).into_iter().next()?.1;
        let drawings = multiples(interface, series, &places, Height::Own, "stijl")?;
        let table = value_table(interface, series, places.get(..1)?, interface.words.chart.table.clone());
        Some(view! {
            <figure class="chart">
                <figcaption>{conclusion(interface, series, &places)}</figcaption>
                {drawings}
            </figure>
            {table}
        })
    });
    view! {
        {figure}
        <ChainMap label=interface.words.chain.map.as_str()/>
        {plan_matrix(interface, &plan.measures, hubs)}
        {money(interface, &plan.budget, hubs)}
    }
}
