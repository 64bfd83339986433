//! Rates of hubs by their effort, with what chance gives around the rate of all together.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::axes;
use super::figure::{Figure, Sketch, Table};
use super::key::{Entry, Sign};
use super::multiples::hue;
use super::scale::Axis;
use super::scene::{Item, Look, Name, Scene, Shape, Sides, Spot};
use crate::model::chance::{Exposed, Funnel, Interval, Limits, Standing};
use crate::model::derived::BASE;
use crate::model::lang::Text;
use crate::model::place::Place;
use crate::parts::format::number;
use crate::parts::quantity::list;
use crate::words::fill;
use crate::words::views::ViewsWords;

const HEIGHT: f64 = 320.0;

/// What is drawn: hubs with what was counted and done there, and what the statistics say of them.
pub struct Rates {
    pub places: Vec<Place>,
    pub exposed: Vec<Exposed>,
    pub funnel: Funnel,
    /// The years that are added up.
    pub years: (i16, i16),
    /// What the effort is counted in.
    pub effort: Text,
}

/// The funnel; the unit of the series is that of its rates.
pub fn plot(sketch: &Sketch<'_>, rates: &Rates) -> Figure {
    let interface = sketch.interface;
    let (lang, words) = (interface.lang, &interface.words.views);
    let base = BASE.to_f64().unwrap_or(1.0);
    let rate = |one: &Exposed| one.count / one.effort * base;
    let (least, most) =
        rates.exposed.iter().fold((f64::MAX, 0f64), |(low, high), one| (low.min(one.effort), high.max(one.effort)));
    let efforts = Axis::over([most * 1.05], 4);
    // The limits of the smallest effort have room; at still smaller ones they leave the drawing.
    let near = rates.funnel.limits.iter().filter(|limits| limits.effort >= least);
    let highest = near.map(|limits| limits.outer.high * base).fold(0.0, f64::max);
    let axis = Axis::over(rates.exposed.iter().map(rate).chain([highest]), 4);
    let mut figure = Figure {
        unit: Some(fill(
            &words.funnel_axes,
            &[("rate", &sketch.series.indicator.unit.get(lang)), ("effort", &rates.effort.get(lang))],
        )),
        ..Figure::default()
    };
    let line = |look: Look, of: &dyn Fn(&Limits) -> f64| {
        let spot = |limits: &Limits| (efforts.at(limits.effort), axis.at(of(limits) * base));
        let points = rates.funnel.limits.iter().map(spot).filter(|(x, y)| *x <= 1.0 && *y <= 1.0);
        Item::new(look, Shape::Lines(vec![points.collect::<Vec<Spot>>()]))
    };
    let centre = axis.at(rates.funnel.rate * base);
    let mut items = vec![
        line(Look::OuterLimit, &|limits| limits.outer.low),
        line(Look::OuterLimit, &|limits| limits.outer.high),
        line(Look::InnerLimit, &|limits| limits.inner.low),
        line(Look::InnerLimit, &|limits| limits.inner.high),
        Item::new(Look::Centre, Shape::Straight((0.0, centre), (1.0, centre))),
    ];
    let spots: Vec<Spot> = rates.exposed.iter().map(|one| (efforts.at(one.effort), axis.at(rate(one)))).collect();
    for ((place, one), (standing, spot)) in
        rates.places.iter().zip(&rates.exposed).zip(rates.funnel.places.iter().zip(&spots))
    {
        let said = fill(
            &words.funnel_read,
            &[
                ("place", &place.name.get(lang)),
                ("count", &axes::written(lang, one.count, 0)),
                ("effort", &axes::written(lang, one.effort, 0)),
                ("rate", &axes::rounded(lang, rate(one))),
                ("standing", &stands(words, *standing)),
            ],
        );
        let dot = Item::new(Look::Mark, Shape::Dot { at: *spot, radius: 5.0 }).hued(hue(place));
        items.push(dot.saying(figure.said.len(), said.clone()));
        figure.said.push(said);
    }
    items.extend(names(sketch, rates, &spots));
    let years = written_years(rates.years);
    let title = fill(&words.funnel_title, &[("years", &years)]);
    figure.panels.push(Scene {
        id: format!("{}-trechter", sketch.id),
        hub: None,
        description: fill(
            &words.funnel_drawing,
            &[("name", &sketch.series.indicator.name.get(lang)), ("years", &years)],
        ),
        title,
        hue: "hue-other".to_owned(),
        height: HEIGHT,
        sides: Sides::Axis,
        ticks: axes::ticks(lang, &axis),
        names: along(sketch, &efforts),
        events: Vec::new(),
        breaks: Vec::new(),
        shaded: None,
        items,
    });
    figure.summary = vec![summary(sketch, rates, &years)];
    figure.key = [
        (Sign::Centre, fill(&words.funnel_centre, &[("rate", &axes::rounded(lang, rates.funnel.rate * base))])),
        (Sign::InnerLimit, words.funnel_inner.clone()),
        (Sign::OuterLimit, words.funnel_outer.clone()),
    ]
    .map(|(sign, text)| Entry { sign, text })
    .to_vec();
    figure.notes = vec![words.funnel_note.clone()];
    let spread = if rates.funnel.overdispersed { &words.funnel_overdispersed } else { &words.funnel_dispersion };
    figure.notes.push(fill(spread, &[("phi", &axes::rounded(lang, rates.funnel.phi))]));
    figure.table = Some(table(sketch, rates, base, &years));
    figure
}

/// The names of hubs beside their points: right of them, left, above or below, where there is room.
fn names(sketch: &Sketch<'_>, rates: &Rates, spots: &[Spot]) -> Vec<Item> {
    // On the narrowest drawing.
    const WIDTH: f64 = 250.0;
    const LETTER: f64 = 6.2;
    const LINE: f64 = 13.0;
    let pixels: Vec<Spot> = spots.iter().map(|(x, y)| (x * WIDTH, (1.0 - y) * HEIGHT)).collect();
    let mut taken: Vec<[f64; 4]> = pixels.iter().map(|(x, y)| [x - 5.0, y - 5.0, x + 5.0, y + 5.0]).collect();
    let mut items = Vec::new();
    for (index, (place, (x, y))) in rates.places.iter().zip(&pixels).enumerate() {
        let text = place.name.get(sketch.interface.lang).to_owned();
        let wide = text.chars().count() as f64 * LETTER;
        // Where the text begins or ends, beside and below the point, and its left side.
        let places = [
            ("start", 9.0, 4.0, 9.0),
            ("end", -9.0, 4.0, -9.0 - wide),
            ("middle", 0.0, -10.0, -wide / 2.0),
            ("middle", 0.0, 19.0, -wide / 2.0),
            ("start", -5.0, -10.0, -5.0),
            ("start", -5.0, 19.0, -5.0),
        ];
        let free = places.into_iter().find_map(|(anchor, aside, lower, left)| {
            let area = [x + left, y + lower - LINE, x + left + wide, y + lower + 2.0];
            let inside = area[0] >= 0.0 && area[2] <= WIDTH + 8.0 && area[1] >= 0.0 && area[3] <= HEIGHT;
            let crowded = taken.iter().enumerate().any(|(other, box_)| other != index && overlap(box_, &area));
            (inside && !crowded).then_some((anchor, aside, lower, area))
        });
        let Some((anchor, aside, lower, area)) = free else { continue };
        taken.push(area);
        items.push(Item::new(Look::Value, Shape::Text { at: spots[index], aside, lower, anchor, text }));
    }
    items
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// The efforts that are named below.
fn along(sketch: &Sketch<'_>, efforts: &Axis) -> Vec<Name> {
    let name = |value: &f64| Name {
        at: efforts.at(*value),
        text: axes::written(sketch.interface.lang, *value, 0),
        spare: false,
    };
    efforts.ticks.iter().map(name).collect()
}

fn written_years((first, last): (i16, i16)) -> String {
    if first == last { first.to_string() } else { format!("{first}\u{2013}{last}") }
}

fn stands(words: &'static ViewsWords, standing: Standing) -> &'static str {
    match standing {
        Standing::FarBelow => &words.far_below,
        Standing::Below => &words.below,
        Standing::Within => &words.within,
        Standing::Above => &words.above,
        Standing::FarAbove => &words.far_above,
    }
}

/// Which hubs stand where, in one sentence.
fn summary(sketch: &Sketch<'_>, rates: &Rates, years: &str) -> String {
    let words = sketch.interface.words;
    let all = [Standing::FarAbove, Standing::Above, Standing::Within, Standing::Below, Standing::FarBelow];
    let parts = all.into_iter().filter_map(|standing| {
        let here = rates.places.iter().zip(&rates.funnel.places).filter(|(_, one)| **one == standing);
        let names: Vec<String> = here.map(|(place, _)| place.name.get(sketch.interface.lang).to_owned()).collect();
        let text = stands(&words.views, standing);
        (!names.is_empty()).then(|| format!("{}: {text}", list(&names, &words.summary.and)))
    });
    fill(&words.views.funnel_summary, &[("years", &years), ("parts", &parts.collect::<Vec<_>>().join("; "))])
}

fn table(sketch: &Sketch<'_>, rates: &Rates, base: f64, years: &str) -> Table {
    let (lang, words) = (sketch.interface.lang, sketch.interface.words);
    let written = |interval: Interval| {
        format!("{}\u{2013}{}", axes::rounded(lang, interval.low * base), axes::rounded(lang, interval.high * base))
    };
    // The limits that are drawn nearest to this effort.
    let near = |effort: f64| {
        rates.funnel.limits.iter().min_by(|a, b| (a.effort - effort).abs().total_cmp(&(b.effort - effort).abs()))
    };
    let row = |((place, one), standing): ((&Place, &Exposed), &Standing)| {
        let whole = |value: f64| number(lang, Decimal::from_f64(value).unwrap_or_default().round_dp(0));
        let inner = near(one.effort).map(|limits| written(limits.inner)).unwrap_or_default();
        let cells = vec![
            whole(one.count),
            whole(one.effort),
            axes::rounded(lang, one.count / one.effort * base),
            inner,
            stands(&words.views, *standing).to_owned(),
        ];
        (place.name.get(lang).to_owned(), cells)
    };
    Table {
        caption: fill(
            &words.views.funnel_caption,
            &[("name", &sketch.series.indicator.name.get(lang)), ("years", &years)],
        ),
        head: vec![
            words.chart.place.clone(),
            words.views.counted.clone(),
            fill(&words.views.effort, &[("effort", &rates.effort.get(lang))]),
            fill(&words.chart.value_in, &[("unit", &sketch.series.indicator.unit.get(lang))]),
            words.views.expected.clone(),
            words.views.standing.clone(),
        ],
        rows: rates.places.iter().zip(&rates.exposed).zip(&rates.funnel.places).map(row).collect(),
    }
}
