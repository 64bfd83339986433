//! The adoption matrix as CSV: one row for each step.

use std::collections::BTreeMap;

use app::model::adoption::AdoptionRow;
use app::model::lang::{Lang, Text};
use app::model::slug::Slug;
use app::routes;

use super::cell::text;

/// The words of the API, so that whoever knows one knows the other.
const COLUMNS: [&str; 14] = [
    "id",
    "titel",
    "knooppunt",
    "standKnooppunt",
    "dagenTotToepassing",
    "organisatie",
    "stand",
    "dag",
    "laatste",
    "reden",
    "inzet",
    "resultaat",
    "tlp",
    "adres",
];

/// Every step of the rows, in their order, with how its hub stands. `laatste` is `ja` for the step that tells how it stands
/// with its organisation; `organisatie` is empty where the reader sees no `names`. `site` is the address of the site, without
/// a slash at its end.
pub fn csv(rows: &[AdoptionRow], names: &BTreeMap<Slug, Text>, lang: Lang, site: &str) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        for step in &row.steps {
            let stands = row.standing(&step.hub);
            let last = stands.as_ref().is_some_and(|stands| stands.parties.contains(&step));
            let days = row.days_to_adopt(&step.hub).map(|days| days.to_string());
            writer.write_record([
                text(row.document.slug.as_str()),
                text(&row.document.title),
                text(step.hub.as_str()),
                stands.map(|stands| stands.state.code().to_owned()).unwrap_or_default(),
                days.unwrap_or_default(),
                names.get(&step.organisation).map(|name| text(name.get(lang))).unwrap_or_default(),
                step.told.state.code().to_owned(),
                step.day.to_string(),
                if last { "ja".to_owned() } else { "nee".to_owned() },
                text(&step.told.reason),
                text(&step.told.effort),
                text(&step.told.result),
                step.told.sharing.tlp().label().to_owned(),
                format!("{site}{}", routes::document_url(lang, &row.document.slug)),
            ])?;
        }
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    // Written from text alone.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
