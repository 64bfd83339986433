//! Two years, and a line between them for each place: who rose, who fell, and past whom.

use rust_decimal::Decimal;

use super::columns::values;
use super::drawing::TAG_LINE;
use super::figure::{Figure, Sketch, Table};
use super::key::{Entry, Sign};
use super::multiples::hue;
use super::plot::float;
use super::run::is_early;
use super::scale::Axis;
use super::scene::{Item, Look, Name, Scene, Shape, Sides, Written, lines, spread};
use crate::model::chart::{Choice, Height};
use crate::model::indicator::Series;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::trend::{Reading, readings};
use crate::parts::format::number;
use crate::parts::quantity::{list, with_unit};
use crate::words::fill;

/// Places that are drawn at most; the first ones.
pub const MOST: usize = 12;
/// The least height, and that for each place: names of two lines have room.
const HEIGHT: f64 = 300.0;
const ROW: f64 = 32.0;

/// The two years: as chosen, or else the first and the last of those that most places have; `None` where there are no two.
pub fn years(series: &Series, places: &[Place], choice: &Choice) -> Option<(i16, i16)> {
    let of = |place: &Place| -> Vec<i16> {
        let told = series.of(&place.code).iter().filter(|one| one.value.is_some());
        told.filter_map(|one| if let Period::Year(year) = one.period { Some(year) } else { None }).collect()
    };
    let told: Vec<Vec<i16>> = places.iter().map(of).filter(|years| !years.is_empty()).collect();
    let mut known: Vec<i16> = told.iter().flatten().copied().filter(|year| choice.holds(*year)).collect();
    known.sort_unstable();
    known.dedup();
    let count = |year: i16| told.iter().filter(|years| years.contains(&year)).count();
    let usual: Vec<i16> = known.iter().copied().filter(|year| count(*year) * 2 > told.len()).collect();
    let (first, last) = match usual.as_slice() {
        [first, .., last] => (*first, *last),
        // Where places hardly share years, the two that most of them have.
        _ => {
            let last = known.iter().copied().max_by_key(|year| (count(*year), *year))?;
            let first = known.iter().copied().filter(|year| *year != last).max_by_key(|year| (count(*year), -year))?;
            (first.min(last), first.max(last))
        }
    };
    Some((choice.first.unwrap_or(first), choice.last.unwrap_or(last)))
}

/// One place with what is known of both years.
struct Pair<'a> {
    place: &'a Place,
    from: Reading<'a>,
    to: Reading<'a>,
}

/// The lines of these places, from a series of whole years; `None` where no place has a value in both.
pub fn slope(sketch: &Sketch<'_>, places: &[Place]) -> Option<Figure> {
    let interface = sketch.interface;
    let (lang, words) = (interface.lang, &interface.words.views);
    let (first, last) = years(sketch.series, places, sketch.choice)?;
    let all: Vec<Pair<'_>> = places.iter().filter_map(|place| pair(sketch.series, place, (first, last))).collect();
    let left_out = all.len().saturating_sub(MOST);
    let pairs = &all[..all.len() - left_out];
    if pairs.is_empty() {
        return None;
    }
    let heights = || pairs.iter().flat_map(|pair| [&pair.from, &pair.to]).flat_map(Reading::values).map(float);
    let axis = match sketch.choice.height {
        Height::Ratios => Axis::of_ratios(&heights().collect::<Vec<_>>(), 4),
        Height::Same | Height::Own => Axis::over(heights(), 4),
    };
    let height = HEIGHT.max(ROW * pairs.len() as f64);
    let mut figure = Figure { unit: sketch.unit(), ..Figure::default() };
    let upright = |x: f64| Item::new(Look::Rule, Shape::Straight((x, 0.0), (x, 1.0)));
    let mut items = vec![upright(0.0), upright(1.0)];
    for pair in pairs {
        let said = fill(
            &words.slope_read,
            &[
                ("place", &pair.place.name.get(lang)),
                ("first", &first),
                ("last", &last),
                ("from", &quantity(sketch, &pair.from)),
                ("to", &quantity(sketch, &pair.to)),
            ],
        );
        items.extend(drawn(pair, &axis, figure.said.len(), &said));
        figure.said.push(said);
    }
    items.extend(tags(sketch, pairs, &axis, height));
    let title = format!("{first} \u{2013} {last}");
    let name = |at: f64, year: i16| Name { at, text: year.to_string(), spare: false };
    figure.panels.push(Scene {
        id: format!("{}-helling", sketch.id),
        hub: None,
        description: fill(
            &words.slope_drawing,
            &[("name", &sketch.series.indicator.name.get(lang)), ("first", &first), ("last", &last)],
        ),
        title,
        hue: "hue-other".to_owned(),
        height,
        sides: Sides::Named,
        ticks: Vec::new(),
        names: vec![name(0.0, first), name(1.0, last)],
        events: Vec::new(),
        breaks: Vec::new(),
        shaded: None,
        items,
    });
    figure.summary = vec![summary(sketch, pairs, (first, last))];
    notes(sketch, &mut figure, pairs, left_out);
    let row = |pair: &Pair<'_>| {
        (
            pair.place.name.get(lang).to_owned(),
            vec![values(sketch, &pair.from), values(sketch, &pair.to), change(sketch, pair)],
        )
    };
    figure.table = Some(Table {
        caption: fill(
            &words.slope_caption,
            &[("name", &sketch.series.indicator.name.get(lang)), ("first", &first), ("last", &last)],
        ),
        head: vec![interface.words.chart.place.clone(), first.to_string(), last.to_string(), words.change.clone()],
        rows: pairs.iter().map(row).collect(),
    });
    Some(figure)
}

fn pair<'a>(series: &'a Series, place: &'a Place, (first, last): (i16, i16)) -> Option<Pair<'a>> {
    let mut from = None;
    let mut to = None;
    for reading in readings(series, &place.code) {
        match reading.period {
            Period::Year(year) if year == first => from = Some(reading),
            Period::Year(year) if year == last => to = Some(reading),
            _ => {}
        }
    }
    Some(Pair { place, from: from?, to: to? })
}

fn quantity(sketch: &Sketch<'_>, reading: &Reading<'_>) -> String {
    let unit = sketch.series.indicator.unit_after(reading.high());
    with_unit(&values(sketch, reading), unit.get(sketch.interface.lang))
}

/// The line of a place with a mark at both ends; two possible ones where sources differ at an end.
fn drawn(pair: &Pair<'_>, axis: &Axis, number: usize, said: &str) -> Vec<Item> {
    let Pair { place, from, to } = pair;
    let at = |value: Decimal| axis.at(float(value));
    let line = |look, from: Decimal, to: Decimal| Item::new(look, Shape::Straight((0.0, at(from)), (1.0, at(to))));
    let mut items = if from.differs() || to.differs() {
        vec![line(Look::Possible, from.low(), to.low()), line(Look::Possible, from.high(), to.high())]
    } else {
        vec![line(Look::Line, from.low(), to.low())]
    };
    for (x, reading) in [(0.0, from), (1.0, to)] {
        if reading.differs() {
            items
                .push(Item::new(Look::Bracket, Shape::Bracket { x, low: at(reading.low()), high: at(reading.high()) }));
        }
        for value in reading.values() {
            items.push(Item::new(Look::Mark, Shape::Dot { at: (x, at(value)), radius: 4.5 }));
        }
    }
    let mut items: Vec<Item> = items.into_iter().map(|item| item.hued(hue(place))).collect();
    // What is read out is shown at its last mark.
    if let Some(last) = items.pop() {
        items.push(last.saying(number, said.to_owned()));
    }
    items
}

/// Names and values at both ends, none over another.
fn tags(sketch: &Sketch<'_>, pairs: &[Pair<'_>], axis: &Axis, height: f64) -> Vec<Item> {
    let side = |right: bool| {
        let end = |pair: &Pair<'_>| {
            let reading = if right { &pair.to } else { &pair.from };
            let middle = (axis.at(float(reading.low())) + axis.at(float(reading.high()))) / 2.0;
            (middle, values(sketch, reading))
        };
        let ends: Vec<(f64, String)> = pairs.iter().map(end).collect();
        let lines: Vec<Vec<Written>> = pairs
            .iter()
            .zip(&ends)
            .map(|(pair, (_, value))| lines(pair.place.name.get(sketch.interface.lang), value))
            .collect();
        let room = |lines: &Vec<Written>| (lines.len() as f64 * TAG_LINE + 3.0) / height;
        let wanted: Vec<(f64, f64)> = ends.iter().zip(&lines).map(|((y, _), lines)| (*y, room(lines))).collect();
        let tag =
            |((y, row), lines): ((f64, f64), Vec<Written>)| Item::new(Look::Tag, Shape::Tag { right, y, row, lines });
        wanted.iter().map(|(y, _)| *y).zip(spread(&wanted)).zip(lines).map(tag).collect::<Vec<_>>()
    };
    [side(false), side(true)].concat()
}

/// Which places have more, less or as much; never surer than every pair of values is.
fn summary(sketch: &Sketch<'_>, pairs: &[Pair<'_>], (first, last): (i16, i16)) -> String {
    let interface = sketch.interface;
    let words = &interface.words.summary;
    let named = |fits: &dyn Fn(&Pair<'_>) -> bool| -> Vec<String> {
        pairs.iter().filter(|pair| fits(pair)).map(|pair| pair.place.name.get(interface.lang).to_owned()).collect()
    };
    let up = |pair: &Pair<'_>| pair.to.low() > pair.from.high();
    let down = |pair: &Pair<'_>| pair.to.high() < pair.from.low();
    let certain = |pair: &Pair<'_>| !pair.from.differs() && !pair.to.differs();
    let groups = [
        (named(&up), &words.more_in),
        (named(&down), &words.less_in),
        (named(&|pair| !up(pair) && !down(pair) && certain(pair)), &words.same_in),
        (named(&|pair| !up(pair) && !down(pair) && !certain(pair)), &words.unclear_in),
    ];
    let parts = groups.into_iter().filter(|(names, _)| !names.is_empty());
    let parts: Vec<String> = parts.map(|(names, text)| fill(text, &[("places", &list(&names, &words.and))])).collect();
    fill(&interface.words.views.slope_summary, &[("first", &first), ("last", &last), ("parts", &parts.join("; "))])
}

fn notes(sketch: &Sketch<'_>, figure: &mut Figure, pairs: &[Pair<'_>], left_out: usize) {
    let words = sketch.interface.words;
    let ends = || pairs.iter().flat_map(|pair| [&pair.from, &pair.to]);
    if ends().any(Reading::differs) {
        figure.key.push(Entry { sign: Sign::Bracket, text: words.chart.key_disputed.clone() });
    }
    let delay = sketch.series.delay_days();
    if ends().any(|one| delay.is_some_and(|days| is_early(one, days))) {
        figure.notes.push(words.views.slope_early.clone());
    }
    if left_out > 0 {
        figure.notes.push(fill(&words.views.left_out, &[("count", &left_out)]));
    }
    figure.notes.push(words.views.slope_note.clone());
}

/// How much more or less, where sources agree.
fn change(sketch: &Sketch<'_>, pair: &Pair<'_>) -> String {
    if pair.from.differs() || pair.to.differs() {
        return "\u{2013}".to_owned();
    }
    let change = pair.to.low().saturating_sub(pair.from.low());
    let written = number(sketch.interface.lang, change);
    if change > Decimal::ZERO { format!("+{written}") } else { written }
}
