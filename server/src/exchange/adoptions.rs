//! The adoption matrix as CSV: one row for each step.

use app::model::adoption::AdoptionRow;
use app::model::lang::Lang;
use app::routes;

use super::cell::text;

/// The words of the API, so that whoever knows one knows the other.
const COLUMNS: [&str; 11] =
    ["id", "titel", "knooppunt", "stand", "dag", "laatste", "dagenTotToepassing", "reden", "inzet", "resultaat", "tlp"];

/// Every step of the rows, in their order. `laatste` is `ja` for the step that tells how it stands. `site` is the address
/// of the site, without a slash at its end.
pub fn csv(rows: &[AdoptionRow], lang: Lang, site: &str) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().chain(&["adres"]))?;
    for row in rows {
        for step in &row.steps {
            let last = row.standing(&step.hub) == Some(step);
            let days = row.days_to_adopt(&step.hub).filter(|_| last);
            writer.write_record([
                text(row.document.slug.as_str()),
                text(&row.document.title),
                text(step.hub.as_str()),
                step.told.state.code().to_owned(),
                step.day.to_string(),
                if last { "ja".to_owned() } else { "nee".to_owned() },
                days.map(|days| days.to_string()).unwrap_or_default(),
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
