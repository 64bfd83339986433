//! What is drawn of an indicator in the state that an address asks for. The page, the frame on another site and the files all draw
//! this, so none shows what another does not.

mod chance;
mod offered;

use std::borrow::Cow;

use super::{events, explorer, measure};
use crate::desk::{Desk, Refusal};
use crate::model::chart::{Choice, Measure, View};
use crate::model::derived::{most_common_length, whole_years};
use crate::model::indicator::Series;
use crate::model::lang::Text;
use crate::model::period::Period;
use crate::model::place::{Hub, Place, Scope};
use crate::model::plan::Plan;
use crate::model::trend::{Reading, is_dense, readings};
use crate::parts::chart::figure::{Band, Figure, Sketch};
use crate::parts::chart::{cells, columns, funnel, lines, multiples, slope, stack};
use crate::parts::place_groups::{Group, place_groups, whole_hubs, with_gaps};
use crate::parts::summary::conclusion;
use crate::words::Interface;

/// How many places of a dense series are drawn beside each other before one has to choose.
pub const MOST_PLACES: usize = 8;

/// A chart in one state.
pub struct Drawn {
    /// The state that is drawn: what was asked for, as far as it makes sense here.
    pub choice: Choice,
    /// The view that was asked for and makes no sense here.
    pub refused: Option<View>,
    pub views: Vec<View>,
    pub measures: Vec<(Measure, String)>,
    /// All places with values, in the order of readers.
    pub places: Vec<Place>,
    pub figures: Vec<Figure>,
    /// How places moved of late, where there are many short periods.
    pub sentences: Vec<String>,
    /// Whether the measure could be calculated; true for the values themselves.
    pub calculated: bool,
    /// What the plan did meanwhile, as the numbers in the drawings refer to it.
    pub happened: Vec<(usize, Period, Vec<Text>)>,
    /// Places that are not drawn because one has to choose.
    pub left_out: usize,
    /// Whether a band can be asked for, and whether there is one.
    pub band: Option<bool>,
}

/// What there is to draw from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub series: &'a Series,
    pub hubs: &'a [Hub],
    pub plan: &'a Plan,
    /// The address of the page, to which rows of cells lead.
    pub page: &'a str,
}

pub async fn drawn(interface: Interface, desk: &Desk, ground: Ground<'_>, asked: &Choice) -> Result<Drawn, Refusal> {
    let Ground { series, hubs, plan, .. } = ground;
    let groups = place_groups(series, hubs);
    let places: Vec<Place> = groups.iter().flat_map(|(_, places)| places.clone()).collect();
    let measures = measure::offered(interface, desk, series, hubs).await?;
    let views = offered::views(series, hubs, &measures);
    let (choice, refused) = offered::settled(asked, &views, &measures);
    let yearly = matches!(choice.view, View::Slope | View::Funnel);
    let years = |series: Series| if yearly { whole_years(&series) } else { series };
    let base = if yearly { Cow::Owned(whole_years(series)) } else { Cow::Borrowed(series) };
    let effort = measure::effort(desk, series, &choice).await.map(years);
    let measured = measure::measured(&base, effort.as_ref(), hubs, &choice);
    let calculated = measured.is_some() || choice.measure == Measure::Values;
    let dense = is_dense(series);
    let sentences = match dense {
        true => explorer::sentences(interface, measured.as_ref().unwrap_or(&base), &places, &choice),
        false => Vec::new(),
    };
    let narrowed = choice.narrow(measured.as_ref().unwrap_or(&base));
    // What the plan did here explains nothing elsewhere.
    let happened = match choice.view {
        View::Lines | View::Bars | View::Stacked if !series.indicator.demonstration => {
            events::happened(plan, &narrowed)
        }
        _ => Vec::new(),
    };
    let numbers: Vec<_> = happened.iter().map(|(number, period, _)| (*number, *period)).collect();
    let chosen: Vec<Place> = match &choice.place {
        Some(code) => places.iter().filter(|place| place.code == *code).cloned().collect(),
        None => places.clone(),
    };
    let counted = chance::Counted { desk, base: &base, effort: effort.as_ref(), choice: &choice };
    let band = (choice.view == View::Lines && chosen.len() == 1 && calculated)
        .then(|| counted.may_have_band())
        .and_then(|may| may.then(|| choice.band.unwrap_or(matches!(choice.measure, Measure::Per(_)))));
    let bands: Vec<Band> = match (band, chosen.as_slice()) {
        (Some(true), [place]) => counted.bands(place, &narrowed),
        _ => Vec::new(),
    };
    let sketch = Sketch { interface, series: &narrowed, choice: &choice, events: &numbers, bands: &bands, id: "chart" };
    let limited = dense && matches!(choice.view, View::Lines | View::Bars);
    let left_out = if limited { chosen.len().saturating_sub(MOST_PLACES) } else { 0 };
    let shown = &chosen[..chosen.len() - left_out];
    let length = most_common_length(&narrowed);
    let figures = match (choice.view, length) {
        (View::Lines, _) if dense => lines::lines(&sketch, shown).into_iter().collect(),
        (View::Lines, _) => grouped(&sketch, &groups, &chosen, multiples::few),
        (View::Bars, Some(length)) if dense => columns::columns(&sketch, shown, length).into_iter().collect(),
        (View::Bars, Some(length)) => {
            grouped(&sketch, &groups, &chosen, |sketch, places| columns::columns(sketch, places, length))
        }
        (View::Stacked, Some(length)) => {
            stack::stack(&sketch, &whole_hubs(&narrowed, hubs), length).into_iter().collect()
        }
        (View::Slope, _) => slope::slope(&sketch, &comparable(&groups, &chosen)).into_iter().collect(),
        (View::Funnel, _) => {
            let rates = counted.rates(&whole_hubs_everywhere(&groups));
            rates.map(|rates| funnel::plot(&sketch, &rates)).into_iter().collect()
        }
        (View::Heat, Some(length)) => {
            let rows = if choice.place.is_none() { with_gaps(series, hubs) } else { chosen };
            cells::raster(&sketch, &rows, length, ground.page).into_iter().collect()
        }
        (_, None) => Vec::new(),
    };
    Ok(Drawn {
        refused,
        views,
        measures,
        figures,
        sentences,
        calculated,
        left_out,
        band,
        happened,
        places,
        choice: choice.clone(),
    })
}

/// A chart for each group of places, so that a country does not flatten its hubs.
fn grouped(
    sketch: &Sketch<'_>,
    groups: &[(Group, Vec<Place>)],
    chosen: &[Place],
    draw: impl Fn(&Sketch<'_>, &[Place]) -> Option<Figure>,
) -> Vec<Figure> {
    let words = &sketch.interface.words.monitor;
    let mut figures = Vec::new();
    for (index, (group, places)) in groups.iter().enumerate() {
        let alone = chosen.len() == 1;
        let tells = |place: &&Place| {
            chosen.iter().any(|one| one.code == place.code) && (alone || tells(&readings(sketch.series, &place.code)))
        };
        let places: Vec<Place> = places.iter().filter(tells).cloned().collect();
        let id = format!("{}-{index}", sketch.id);
        let Some(mut figure) = draw(&Sketch { id: &id, ..*sketch }, &places) else { continue };
        let name = match group {
            Group::Hubs(Scope::Five) => &words.group_five,
            Group::Hubs(Scope::Other) => &words.group_other,
            Group::Hubs(Scope::Foreign) => &words.group_foreign,
            Group::Wider => &words.group_wider,
        };
        figure.heading = Some(name.clone());
        figure.summary.push(conclusion(sketch.interface, sketch.series, &places));
        if *group == Group::Wider {
            figure.notes.push(words.wider_note.clone());
        }
        figures.push(figure);
    }
    figures
}

/// Only places with two values or more have something to show over time, or on which sources differ; all others are in
/// the table.
fn tells(readings: &[Reading<'_>]) -> bool {
    readings.len() > 1 || readings.iter().any(Reading::differs)
}

/// The places that stand beside each other in one drawing: those of hubs, and wider ones only where there are no others.
fn comparable(groups: &[(Group, Vec<Place>)], chosen: &[Place]) -> Vec<Place> {
    let of_hubs = |place: &Place| groups.iter().any(|(group, places)| *group != Group::Wider && places.contains(place));
    let hubs: Vec<Place> = chosen.iter().filter(|place| of_hubs(place)).cloned().collect();
    if hubs.is_empty() { chosen.to_vec() } else { hubs }
}

/// Whole hubs here and abroad: no part of one is counted in another.
fn whole_hubs_everywhere(groups: &[(Group, Vec<Place>)]) -> Vec<Place> {
    let of_hubs = groups.iter().filter(|(group, _)| *group != Group::Wider);
    of_hubs.flat_map(|(_, places)| places).filter(|place| place.whole).cloned().collect()
}
