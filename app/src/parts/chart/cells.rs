//! All places as rows of cells, each leading to the line of its place.

use super::axes;
use super::figure::{Figure, Sketch};
use super::heat::{HeatRow, HeatTable, cells, steps};
use super::multiples::hue;
use super::plot::float;
use super::scale::Years;
use crate::model::chart::{Choice, View};
use crate::model::contract::Rhythm;
use crate::model::place::Place;
use crate::model::trend::Reading;
use crate::parts::quantity::reading as written;
use crate::parts::silence::silence;
use crate::routes;
use crate::words::fill;

/// The rows of these places, of periods of one length, those that the register lists without values among them; `page` is where the
/// line of a place is. `None` where none has values.
pub fn raster(sketch: &Sketch<'_>, places: &[Place], length: Rhythm, page: &str) -> Option<Figure> {
    let lang = sketch.interface.lang;
    let words = sketch.interface.words;
    let told = super::columns::of_length(sketch, places, length);
    let years = Years::over(told.iter().flat_map(|(_, readings)| readings.iter().map(|reading| reading.period)))?;
    let values: Vec<f64> =
        told.iter().flat_map(|(_, readings)| readings.iter().map(|reading| float(reading.low()))).collect();
    let steps = steps(&values);
    let row = |place: &Place, readings: &[Reading<'_>]| HeatRow {
        name: place.name.get(lang).to_owned(),
        href: {
            let line = Choice { view: View::Lines, place: Some(place.code.clone()), ..sketch.choice.clone() };
            Some(routes::with_pairs(page.to_owned(), &line.pairs()))
        },
        latest: readings
            .last()
            .map(|last| written(sketch.interface, last, &sketch.series.indicator))
            .unwrap_or_default(),
        class: hue(place),
        cells: cells(readings, years, &steps),
    };
    let rows = places.iter().filter_map(|place| match told.iter().find(|(one, _)| one.code == place.code) {
        Some((_, readings)) => Some(row(place, readings)),
        // A row without cells, so that a hub that says nothing is not overlooked.
        None => silence(sketch.interface, sketch.series, place).map(|why| HeatRow {
            latest: why,
            href: None,
            ..row(place, &[])
        }),
    });
    let rows = rows.collect();
    let text = |value: f64| axes::written(lang, value, 3);
    let mut key = vec![words.explorer.zero.clone()];
    for (index, begin) in steps.iter().enumerate() {
        key.push(match steps.get(index + 1) {
            Some(next) => fill(&words.explorer.step, &[("low", &text(*begin)), ("high", &text(*next))]),
            None => fill(&words.explorer.last_step, &[("low", &text(*begin))]),
        });
    }
    let name = sketch.series.indicator.name.get(lang);
    let caption =
        fill(&words.explorer.heat_caption, &[("name", &name), ("first", &years.first), ("last", &years.last)]);
    let heat = HeatTable { caption, place: &words.chart.place, latest: &words.explorer.latest, years, rows, key };
    let notes = vec![words.explorer.heat_note.clone()];
    Some(Figure { heat: Some(heat), notes, ..Figure::default() })
}
