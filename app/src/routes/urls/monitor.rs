//! Addresses of the monitor, the plan and its reports.

use crate::model::lang::Lang;
use crate::model::slug::Slug;
use crate::routes::{encode, url, with_pairs};

pub fn measures_url(lang: Lang) -> String {
    url(lang, "/maatregelen")
}

/// A measure on the page of all measures.
pub fn measure_url(lang: Lang, measure: &Slug) -> String {
    format!("{}/{}", measures_url(lang), encode(measure.as_str()))
}

/// What happened after a measure began.
pub fn effect_url(lang: Lang, measure: &Slug) -> String {
    format!("{}/effect", measure_url(lang, measure))
}

/// The list of reports for parliament.
pub fn reports_url(lang: Lang) -> String {
    url(lang, "/rapportages")
}

/// A report; permanent once it is published.
pub fn report_url(lang: Lang, report: &Slug) -> String {
    format!("{}/{}", reports_url(lang), encode(report.as_str()))
}

/// A published report as a PDF.
pub fn report_file_url(lang: Lang, report: &Slug) -> String {
    format!("{}/rapport.pdf", report_url(lang, report))
}

/// What the letter promises, and what came of it.
pub fn promises_url(lang: Lang) -> String {
    format!("{}/toezeggingen", measures_url(lang))
}

/// Money planned, committed and spent.
pub fn ledger_url(lang: Lang) -> String {
    format!("{}/geld", measures_url(lang))
}

pub fn monitor_url(lang: Lang) -> String {
    url(lang, "/monitor")
}

pub fn indicator_url(lang: Lang, indicator: &Slug) -> String {
    url(lang, &format!("/monitor/{}", encode(indicator.as_str())))
}

/// The chart of an indicator for a frame on another site.
pub fn embed_url(lang: Lang, indicator: &Slug) -> String {
    format!("{}{EMBED}", indicator_url(lang, indicator))
}

/// What the address of a chart for other sites ends in.
pub const EMBED: &str = "/insluiten";

/// The values of an indicator as CSV; the same address in every language.
pub fn indicator_csv_url(indicator: &Slug) -> String {
    format!("/monitor/{}.csv", encode(indicator.as_str()))
}

/// A file of an indicator below its page, such as `datapackage.json`; the same address in every language.
pub fn indicator_file_url(indicator: &Slug, file: &str) -> String {
    format!("/monitor/{}/{file}", encode(indicator.as_str()))
}

/// What the statistics find in simulated series.
pub fn lookback_url(lang: Lang) -> String {
    url(lang, "/monitor/terugblik")
}

/// The hubs where they lie.
pub fn map_url(lang: Lang) -> String {
    url(lang, "/monitor/kaart")
}

/// The map as a file, [`MAP_DRAWING`] or [`MAP_PICTURE`].
pub fn map_file_url(lang: Lang, file: &str, pairs: &[(&str, String)]) -> String {
    with_pairs(url(lang, file), pairs)
}

/// The names of the map as a file: in lines, and in dots.
pub const MAP_DRAWING: &str = "/monitor/kaart.svg";
pub const MAP_PICTURE: &str = "/monitor/kaart.png";

/// Where partners hand in values.
pub fn deliver_url(lang: Lang) -> String {
    url(lang, "/monitor/aanleveren")
}

/// A file of values that waits to be looked at.
pub fn delivery_url(lang: Lang, delivery: &Slug) -> String {
    format!("{}/{}", deliver_url(lang), encode(delivery.as_str()))
}

/// The name of the file to fill in, below the page of an indicator.
pub const TEMPLATE: &str = "sjabloon.csv";

pub fn signals_url(lang: Lang) -> String {
    url(lang, "/signalen")
}

pub fn signal_url(lang: Lang, id: &Slug) -> String {
    url(lang, &format!("/signalen/{}", encode(id.as_str())))
}

/// The drawing of an indicator as a file that stands by itself, [`DRAWING`] or [`PICTURE`], in the state of these pairs.
pub fn indicator_drawing_url(lang: Lang, indicator: &Slug, file: &str, pairs: &[(&str, String)]) -> String {
    with_pairs(format!("{}/{file}", indicator_url(lang, indicator)), pairs)
}

/// The names of the drawing below the page of an indicator: in lines, and in dots.
pub const DRAWING: &str = "grafiek.svg";
pub const PICTURE: &str = "grafiek.png";

/// All public values as one archive.
pub const MONITOR_ARCHIVE: &str = "/monitor.zip";

/// The values of an indicator in the API.
pub fn indicator_api_url(indicator: &Slug) -> String {
    format!("/api/v1/indicatoren/{}/waarden", encode(indicator.as_str()))
}

/// An indicator in the register.
pub fn indicator_register_url(lang: Lang, indicator: &Slug) -> String {
    url(lang, &format!("/beheer/indicatoren/{}", encode(indicator.as_str())))
}
