//! A file for partners to fill in.

use app::model::contract::Rhythm;
use app::model::indicator::Series;
use app::model::place::{Hub, Scope};
use app::model::slug::Slug;
use app::model::trend::latest;

use crate::exchange::cell::text;

/// The columns that partners agreed on, and the day on which a value became known.
const COLUMNS: [&str; 9] = ["indicator", "hub", "period", "value", "status", "source", "qualifier", "note", "known_on"];

/// A row for each place that has values, with the period that comes next and the source that told the last one; of places that
/// the register lists, for those without values as well. Where there are none yet: a row for each hub of the plan.
pub fn template(series: &Series, hubs: &[Hub]) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let code = series.indicator.code.as_str();
    let mut row = |place: &Slug, period: &str, source: &str| {
        writer.write_record([code, place.as_str(), period, "", "A", &text(source), "exact", "", ""])
    };
    for place in series.places.iter().filter(|place| series.indicator.takes(&place.code)) {
        let last = latest(series, &place.code);
        let period = last.as_ref().and_then(|last| last.period.next());
        let source = series.of(&place.code).iter().rev().map(|one| one.source.title.as_str()).next();
        row(&place.code, &period.map(|period| period.to_string()).unwrap_or_default(), source.unwrap_or_default())?;
    }
    let period = series.indicator.rhythm.first().copied().map_or("", Rhythm::example);
    for place in &series.gaps {
        row(&place.code, period, "")?;
    }
    if series.places.is_empty() && series.gaps.is_empty() {
        for hub in hubs.iter().filter(|hub| hub.scope == Scope::Five) {
            row(&hub.code, period, "")?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
