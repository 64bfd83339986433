//! The hubs on top of each other, period by period: what comes together, and who has which part of it. Only of what may be added
//! up, and only from what is published: where a hub is missing, all of it is at least so much.

use rust_decimal::Decimal;

use super::axes;
use super::columns::{bar, of_length, values};
use super::figure::{Figure, Sketch, Table};
use super::key::{Entry, Sign};
use super::multiples::hue;
use super::plot::float;
use super::run::is_early;
use super::scale::{Axis, Years};
use super::scene::{Item, Look, Scene, Shape, Sides, Spot, Written, spread};
use crate::model::contract::Rhythm;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::trend::Reading;
use crate::parts::format::{capital, number, period};
use crate::parts::quantity::quantity;
use crate::words::fill;

const HEIGHT: f64 = 300.0;
/// The least distance between numbers beside the last bar.
const GAP: f64 = 13.0 / HEIGHT;

/// All hubs in one period.
struct Pile<'a> {
    period: Period,
    /// In the order of the hubs, from the foot up.
    parts: Vec<Option<&'a Reading<'a>>>,
    total: Decimal,
    /// Whether a hub is missing, or sources differ: then there may be more.
    at_least: bool,
    early: bool,
}

/// One drawing of these hubs, the first at the foot; `None` where fewer than two have values of this length.
pub fn stack(sketch: &Sketch<'_>, hubs: &[Place], length: Rhythm) -> Option<Figure> {
    let interface = sketch.interface;
    let (lang, words) = (interface.lang, &interface.words.views);
    let told = of_length(sketch, hubs, length);
    if told.len() < 2 {
        return None;
    }
    let piles = piles(sketch, &told);
    let years = Years::over(piles.iter().map(|pile| pile.period))?;
    let axis = Axis::over(piles.iter().map(|pile| float(pile.total)), 5);
    let mut items: Vec<Item> = Vec::new();
    for (position, (place, _)) in told.iter().enumerate() {
        items.extend(layer(&piles, position, years, &axis).into_iter().map(|item| item.hued(hue(place))));
    }
    let open: Vec<Vec<Spot>> =
        piles.iter().filter(|pile| pile.at_least).filter_map(|pile| lid(pile, years, &axis)).collect();
    let incomplete = !open.is_empty();
    if incomplete {
        items.push(Item::new(Look::Possible, Shape::Lines(open)).hued("hue-other".to_owned()));
    }
    let mut figure = Figure { unit: sketch.unit(), ..Figure::default() };
    let total = |pile: &Pile<'_>| {
        let text = quantity(sketch.interface, pile.total, &sketch.series.indicator);
        if pile.at_least { fill(&words.at_least, &[("value", &text)]) } else { text }
    };
    for pile in &piles {
        let Some((from, to)) = pile.parts.iter().flatten().next().and_then(|one| bar(years, one)) else { continue };
        let parts = told.iter().zip(&pile.parts).rev().filter_map(|((place, _), part)| {
            let value = number(lang, (*part)?.low());
            Some(format!("{} {value}", place.name.get(lang)))
        });
        let parts = parts.collect::<Vec<_>>().join(", ");
        let said = fill(
            &words.stack_read,
            &[("period", &period(interface, pile.period)), ("total", &total(pile)), ("parts", &parts)],
        );
        items.push(Item::new(Look::Column, Shape::Column { from, to }).saying(figure.said.len(), said.clone()));
        figure.said.push(said);
    }
    items.extend(numbers(&piles, told.len(), &axis));
    let title = words.all_hubs.clone();
    figure.panels.push(Scene {
        id: format!("{}-samen", sketch.id),
        hub: None,
        description: sketch.description(&title, years),
        title,
        hue: "hue-other".to_owned(),
        height: HEIGHT,
        sides: Sides::Numbered,
        ticks: axes::ticks(lang, &axis),
        names: axes::years(years),
        events: sketch.events(years),
        breaks: sketch.breaks(years),
        shaded: None,
        items,
    });
    figure.key = told
        .iter()
        .enumerate()
        .rev()
        .map(|(position, (place, _))| Entry {
            sign: Sign::Hub { hue: hue(place), number: told.len() - position },
            text: place.name.get(lang).to_owned(),
        })
        .collect();
    if piles.iter().any(|pile| pile.early) {
        figure.key.push(Entry { sign: Sign::Early, text: words.early_key.clone() });
    }
    figure.summary = summary(sketch, &told, &piles, total).into_iter().collect();
    figure.notes = sketch.notes(years, false);
    figure.notes.push(words.stack_note.clone());
    if incomplete {
        figure.notes.push(words.stack_incomplete.clone());
    }
    figure.table = Some(table(sketch, &told, &piles, total));
    Some(figure)
}

fn piles<'a>(sketch: &Sketch<'_>, told: &'a [(&Place, Vec<Reading<'a>>)]) -> Vec<Pile<'a>> {
    let delay = sketch.series.delay_days();
    let mut periods: Vec<Period> = told.iter().flat_map(|(_, readings)| readings).map(|one| one.period).collect();
    periods.sort();
    periods.dedup();
    let pile = |period: Period| {
        let of = |readings: &'a Vec<Reading<'a>>| readings.iter().find(|reading| reading.period == period);
        let parts: Vec<Option<&Reading<'_>>> = told.iter().map(|(_, readings)| of(readings)).collect();
        let known = || parts.iter().flatten();
        let total = known().fold(Decimal::ZERO, |sum, one| sum.saturating_add(one.low()));
        let at_least = parts.iter().any(Option::is_none) || known().any(|one| one.differs());
        let early = known().any(|one| delay.is_some_and(|days| is_early(one, days)));
        Pile { period, at_least, early, total, parts }
    };
    periods.into_iter().map(pile).collect()
}

/// Where a part begins and ends.
fn reach(pile: &Pile<'_>, position: usize) -> (f64, f64) {
    let value = |part: &Option<&Reading<'_>>| part.map_or(0.0, |one| float(one.low()));
    let below: f64 = pile.parts[..position].iter().map(value).sum();
    (below, below + value(&pile.parts[position]))
}

fn layer(piles: &[Pile<'_>], position: usize, years: Years, axis: &Axis) -> Vec<Item> {
    let mut boxes: [Vec<(Spot, Spot)>; 2] = Default::default();
    for pile in piles {
        let Some((from, to)) = pile.parts[position].and_then(|one| bar(years, one)) else { continue };
        let (low, high) = reach(pile, position);
        boxes[usize::from(pile.early)].push(((from, axis.at(low)), (to, axis.at(high))));
    }
    let drawn = boxes.into_iter().zip([Look::Bar, Look::EarlyBar]).filter(|(boxes, _)| !boxes.is_empty());
    drawn.map(|(boxes, look)| Item::new(look, Shape::Boxes(boxes))).collect()
}

/// The open top of a bar that is at least so high.
fn lid(pile: &Pile<'_>, years: Years, axis: &Axis) -> Option<Vec<Spot>> {
    let (from, to) = bar(years, pile.parts.iter().flatten().next()?)?;
    let (top, above) = (axis.at(float(pile.total)), 0.025);
    Some(vec![(from, top), (from, top + above), (to, top + above), (to, top)])
}

/// The number of each hub beside its part of the last bar.
fn numbers(piles: &[Pile<'_>], hubs: usize, axis: &Axis) -> Vec<Item> {
    let Some(last) = piles.last() else { return Vec::new() };
    let present: Vec<usize> = (0..hubs).filter(|position| last.parts[*position].is_some()).collect();
    let middle = |position: &usize| {
        let (low, high) = reach(last, *position);
        axis.at((low + high) / 2.0)
    };
    let wanted: Vec<f64> = present.iter().map(middle).collect();
    let rows = spread(&wanted.iter().map(|y| (*y, GAP)).collect::<Vec<_>>());
    let tag = |((position, y), row): ((usize, f64), f64)| {
        let number = Written { name: (hubs - position).to_string(), value: String::new() };
        Item::new(Look::Tag, Shape::Tag { right: true, y, row, lines: vec![number] })
    };
    present.into_iter().zip(wanted).zip(rows).map(tag).collect()
}

/// What the last period that can be complete comes to, and who has most of it.
fn summary(
    sketch: &Sketch<'_>,
    told: &[(&Place, Vec<Reading<'_>>)],
    piles: &[Pile<'_>],
    total: impl Fn(&Pile<'_>) -> String,
) -> Option<String> {
    let interface = sketch.interface;
    let pile = piles.iter().rfind(|pile| !pile.early)?;
    let parts = told.iter().zip(&pile.parts).filter_map(|((place, _), part)| Some((*place, (*part)?.low())));
    let (place, most) = parts.max_by_key(|(_, value)| *value)?;
    Some(capital(&fill(
        &interface.words.views.stack_summary,
        &[
            ("period", &period(interface, pile.period)),
            ("total", &total(pile)),
            ("place", &place.name.get(interface.lang)),
            ("value", &quantity(interface, most, &sketch.series.indicator)),
        ],
    )))
}

/// All periods, newest first, with the hubs in the order of the key.
fn table(
    sketch: &Sketch<'_>,
    told: &[(&Place, Vec<Reading<'_>>)],
    piles: &[Pile<'_>],
    total: impl Fn(&Pile<'_>) -> String,
) -> Table {
    let interface = sketch.interface;
    let (lang, words) = (interface.lang, interface.words);
    let mut head = vec![words.chart.period.clone()];
    head.extend(told.iter().rev().map(|(place, _)| place.name.get(lang).to_owned()));
    head.push(words.views.together.clone());
    let row = |pile: &Pile<'_>| {
        let cell = |part: &Option<&Reading<'_>>| part.map_or_else(|| "\u{2013}".to_owned(), |one| values(sketch, one));
        let mut cells: Vec<String> = pile.parts.iter().rev().map(cell).collect();
        cells.push(total(pile));
        (period(interface, pile.period), cells)
    };
    let name = sketch.series.indicator.name.get(lang);
    let caption = fill(&words.views.stack_caption, &[("name", &name)]);
    Table { caption, head, rows: piles.iter().rev().map(row).collect() }
}
