//! What can be drawn of a series besides its values: shares of hubs, and values per unit of effort.

use crate::desk::{Desk, Refusal};
use crate::model::chart::{Choice, Measure};
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

/// The effort of the chosen measure, as far as the reader may read it; `None` where the measure has none.
pub async fn effort(desk: &Desk, series: &Series, choice: &Choice) -> Option<Series> {
    match &choice.measure {
        Measure::Per(code) if series.indicator.per.contains(code) => {
            desk.series_known_on(code, choice.known_on).await.ok()
        }
        _ => None,
    }
}

/// The series of the chosen measure; `None` for the values themselves, and where nothing can be calculated.
pub fn measured(series: &Series, effort: Option<&Series>, hubs: &[Hub], choice: &Choice) -> Option<Series> {
    match &choice.measure {
        Measure::Values => None,
        Measure::Shares => shares(series, &whole_hubs(series, hubs)),
        Measure::Per(_) => effort.and_then(|effort| per_effort(series, effort)),
    }
}

/// How the drawn values were calculated, or that they could not be.
pub fn explained(interface: Interface, choice: &Choice, calculated: bool) -> Option<&'static str> {
    let words = &interface.words.explorer;
    match &choice.measure {
        Measure::Values => None,
        _ if !calculated => Some(&words.not_calculated),
        Measure::Shares => Some(&words.shares_note),
        Measure::Per(_) => Some(&words.effort_note),
    }
}
