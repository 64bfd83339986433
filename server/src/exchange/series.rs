//! A series of the monitor as CSV for readers: UTF-8, comma separated, one row per value, names in one language.

use app::model::indicator::Series;
use app::model::lang::Lang;

use super::cell::text;

/// The words of the API, so that whoever knows one knows the other.
const COLUMNS: [&str; 16] = [
    "indicator",
    "naam",
    "plaats",
    "plaatsnaam",
    "knooppunt",
    "periode",
    "waarde",
    "status",
    "eenheid",
    "nauwkeurigheid",
    "uitgever",
    "bron",
    "url",
    "datum",
    "toelichting",
    "bekendOp",
];

/// All values of a series, in its order. What two sources tell differently are two rows.
pub fn csv(series: &Series, lang: Lang) -> csv::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let indicator = &series.indicator;
    for observation in &series.observations {
        let place = series.places.iter().find(|place| place.code == observation.place);
        let source = &observation.source;
        writer.write_record([
            text(indicator.code.as_str()),
            text(indicator.name.get(lang)),
            text(observation.place.as_str()),
            text(place.map_or("", |place| place.name.get(lang))),
            text(place.and_then(|place| place.hub.as_ref()).map_or("", |hub| hub.as_str())),
            text(&observation.period.to_string()),
            observation.value.map(|value| value.to_string()).unwrap_or_default(),
            text(observation.status.code()),
            text(indicator.unit.get(lang)),
            text(observation.qualifier.code()),
            text(source.publisher.as_deref().unwrap_or_default()),
            text(&source.title),
            text(source.link().unwrap_or_default()),
            text(source.date.as_deref().unwrap_or_default()),
            text(observation.note.as_ref().map_or("", |note| note.get(lang))),
            observation.known_on.map(|day| day.to_string()).unwrap_or_default(),
        ])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
