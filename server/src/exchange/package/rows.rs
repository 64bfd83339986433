//! The values themselves, as CSV and as JSON. What two sources tell differently are two rows.

use std::collections::HashMap;

use app::model::indicator::{Observation, Series};
use app::model::place::Place;
use app::model::slug::Slug;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value};

use super::CannotWrite;
use super::fields::{FIELDS, Type};
use crate::exchange::cell::text;

pub fn csv(series: &Series) -> Result<String, CannotWrite> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(FIELDS.iter().map(|field| field.name))?;
    let places = places(series);
    for observation in &series.observations {
        let cells = cells(observation, &places);
        writer.write_record(FIELDS.iter().zip(&cells).map(|(field, cell)| match field.kind {
            Type::Text => text(cell),
            Type::Number | Type::Date => cell.clone(),
        }))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A list of objects with the same names; what is empty in the CSV is null.
pub fn json(series: &Series) -> Result<String, CannotWrite> {
    let places = places(series);
    let rows: Vec<Value> = series
        .observations
        .iter()
        .map(|observation| {
            let cells = cells(observation, &places);
            let each = FIELDS.iter().zip(cells).map(|(field, cell)| {
                let value = match field.kind {
                    _ if cell.is_empty() => Value::Null,
                    Type::Number => observation.value.and_then(|value| value.to_f64()).into(),
                    Type::Text | Type::Date => cell.into(),
                };
                (field.name.to_owned(), value)
            });
            Value::Object(each.collect::<Map<_, _>>())
        })
        .collect();
    Ok(serde_json::to_string_pretty(&rows)? + "\n")
}

fn places(series: &Series) -> HashMap<&Slug, &Place> {
    series.places.iter().map(|place| (&place.code, place)).collect()
}

/// In the order of [`FIELDS`].
fn cells(observation: &Observation, places: &HashMap<&Slug, &Place>) -> [String; FIELDS.len()] {
    let Observation { id, indicator, place, period, value, status, qualifier, source, note, known_on, sharing: _ } =
        observation;
    let found = places.get(place);
    let note = note.clone().unwrap_or_default();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        id.to_string(),
        indicator.to_string(),
        place.to_string(),
        found.map(|place| place.name.nl.clone()).unwrap_or_default(),
        found.map(|place| place.name.en.clone()).unwrap_or_default(),
        found.and_then(|place| place.hub.as_ref()).map(ToString::to_string).unwrap_or_default(),
        period.to_string(),
        day(period.first_day()),
        day(period.last_day()),
        value.map(|value| value.to_string()).unwrap_or_default(),
        status.code().to_owned(),
        qualifier.code().to_owned(),
        source.publisher.clone().unwrap_or_default(),
        source.title.clone(),
        source.link().unwrap_or_default().to_owned(),
        source.date.clone().unwrap_or_default(),
        note.nl,
        note.en,
        day(*known_on),
    ]
}
