//! What can be drawn of a series besides its values: shares of hubs, and values per unit of effort.

use leptos::prelude::*;

use super::explorer::{Choice, Measure};
use crate::desk::{Desk, Refusal};
use crate::model::derived::{per_effort, shares};
use crate::model::indicator::Series;
use crate::model::place::Hub;
use crate::parts::place_groups::whole_hubs;
use crate::words::{Interface, fill};

/// The measures that there are for this series, each with its name; the values themselves come first.
pub async fn offered(
    interface: Interface,
    desk: &Desk,
    series: &Series,
    hubs: &[Hub],
) -> Result<Vec<(Measure, String)>, Refusal> {
    let words = &interface.words.explorer;
    let mut measures = vec![(Measure::Values, words.values.clone())];
    if whole_hubs(series, hubs).len() > 1 {
        measures.push((Measure::Shares, words.shares.clone()));
    }
    if !series.indicator.per.is_empty() {
        let known = desk.indicators().await?;
        let efforts = known.into_iter().filter(|one| series.indicator.per.contains(&one.code));
        measures.extend(efforts.map(|effort| {
            let name = fill(&words.per_effort, &[("effort", &effort.name.get(interface.lang))]);
            (Measure::Per(effort.code), name)
        }));
    }
    Ok(measures)
}

/// The series of the chosen measure; `None` for the values themselves, and where nothing can be calculated.
pub async fn measured(desk: &Desk, series: &Series, hubs: &[Hub], choice: &Choice) -> Result<Option<Series>, Refusal> {
    Ok(match &choice.measure {
        Measure::Values => None,
        Measure::Shares => shares(series, &whole_hubs(series, hubs)),
        Measure::Per(code) if series.indicator.per.contains(code) => {
            let effort = desk.series_known_on(code, choice.known_on).await;
            effort.ok().and_then(|effort| per_effort(series, &effort))
        }
        Measure::Per(_) => None,
    })
}

/// Links to the measures, where there is more than one.
pub fn switch(
    interface: Interface,
    measures: &[(Measure, String)],
    choice: &Choice,
    address: &str,
) -> Option<impl IntoView + use<>> {
    if measures.len() < 2 {
        return None;
    }
    let links: Vec<_> = measures
        .iter()
        .map(|(measure, name)| {
            let href = Choice { measure: measure.clone(), ..choice.clone() }.address(address);
            let chosen = choice.measure == *measure;
            view! {
                <li>
                    <a href=format!("{href}#chart") aria-current=chosen.then_some("true")>
                        {name.clone()}
                    </a>
                </li>
            }
        })
        .collect();
    Some(view! {
        <ul class="switch" aria-label=interface.words.explorer.measure.as_str()>
            {links}
        </ul>
    })
}

/// How the drawn values were calculated, or that they could not be.
pub fn explained(interface: Interface, choice: &Choice, calculated: bool) -> Option<impl IntoView + use<>> {
    let words = &interface.words.explorer;
    let text = match &choice.measure {
        Measure::Values => return None,
        _ if !calculated => &words.not_calculated,
        Measure::Shares => &words.shares_note,
        Measure::Per(_) => &words.effort_note,
    };
    Some(view! { <p class="subtle small">{text.as_str()}</p> })
}
