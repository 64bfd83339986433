//! An indicator as a package for machines: its values as CSV and JSON, with a Data Package descriptor, CSVW metadata and a
//! text for people. All files of one indicator lie in one folder, at its address and in an archive alike.

pub mod archive;
mod csvw;
mod descriptor;
mod fields;
mod readme;
mod rows;

use app::model::indicator::Series;

/// One file of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFile {
    pub name: &'static str,
    pub kind: &'static str,
    pub text: String,
}

/// The files of a package, in the order in which they are listed.
pub const NAMES: [&str; 5] = [CSV, JSON, DESCRIPTOR, METADATA, README];

pub const CSV: &str = "waarden.csv";
pub const JSON: &str = "waarden.json";
/// As the Data Package standard names it.
pub const DESCRIPTOR: &str = "datapackage.json";
/// Where CSVW looks for the metadata of a folder of tables.
pub const METADATA: &str = "csv-metadata.json";
pub const README: &str = "README.md";

/// A sentence in both languages.
struct Both {
    nl: &'static str,
    en: &'static str,
}

/// What is said of values that the portal counts itself.
const COUNTED: Both = Both {
    nl: "Het portaal telt deze waarden zelf, elke dag, uit wat er voor iedereen te lezen is. Van de tijd voor de eerste telling zijn er \
         geen waarden.",
    en: "The portal counts these values itself, every day, from what everybody may read in it. There are no values for the time before \
         the first count.",
};

/// Why a file cannot be written. Not seen with anything that import takes.
#[derive(Debug, thiserror::Error)]
pub enum CannotWrite {
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// One of [`NAMES`]; `site` is the address of the portal, without a slash at its end.
pub fn file(series: &Series, name: &str, site: &str) -> Result<Option<PackageFile>, CannotWrite> {
    let json = "application/json";
    Ok(Some(match name {
        CSV => PackageFile { name: CSV, kind: "text/csv; charset=utf-8", text: rows::csv(series)? },
        JSON => PackageFile { name: JSON, kind: json, text: rows::json(series)? },
        DESCRIPTOR => PackageFile { name: DESCRIPTOR, kind: json, text: descriptor::write(series, site)? },
        METADATA => PackageFile { name: METADATA, kind: "application/csvm+json", text: csvw::write(series, site)? },
        README => PackageFile { name: README, kind: "text/markdown; charset=utf-8", text: readme::write(series, site) },
        _ => return Ok(None),
    }))
}

/// The page of the indicator.
fn page(series: &Series, site: &str) -> String {
    format!("{site}{}", app::routes::indicator_url(app::model::lang::Lang::Nl, &series.indicator.code))
}

/// The places that values may be about, where the register lists them; with those that had values before they left the list.
fn places(series: &Series) -> Option<Vec<&app::model::place::Place>> {
    let mut places = series.listed();
    if places.is_empty() {
        return None;
    }
    places.extend(series.places.iter().filter(|place| !series.indicator.takes(&place.code)));
    Some(places)
}

/// The different sources of the values, in their order.
fn sources(series: &Series) -> Vec<&app::model::source::Source> {
    let mut sources: Vec<_> = series.observations.iter().map(|one| &one.source).collect();
    sources.sort();
    sources.dedup();
    sources
}
