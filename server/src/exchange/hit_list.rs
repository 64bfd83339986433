//! The answer to a question as a file: CSV for spreadsheets, RIS for reference managers.

use app::model::query::{Hit, HitKind, Marked};
use app::routes;

use super::cell::text;

/// The words of the API, so that whoever knows one knows the other.
const COLUMNS: [&str; 10] =
    ["id", "titel", "soort", "taal", "tlp", "knooppunten", "lijnen", "gepubliceerd", "fragment", "adres"];

/// One row per hit, in their order. `site` is the address of the site, without a slash at its end.
pub fn csv(hits: &[Hit], site: &str) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for hit in hits {
        let codes = |codes: Vec<&str>| codes.join(" ");
        writer.write_record([
            text(hit.slug.as_str()),
            text(&plain(&hit.title)),
            hit.kind.code().to_owned(),
            hit.lang.code().to_owned(),
            hit.tlp.label().to_owned(),
            text(&codes(hit.hubs.iter().map(|hub| hub.as_str()).collect())),
            codes(hit.lines.iter().map(|line| line.code()).collect()),
            hit.published.map(|day| day.to_string()).unwrap_or_default(),
            text(&plain(&hit.fragment)),
            address(hit, site),
        ])?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    // Written from text alone.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// One reference per hit (RIS, as reference managers read it): a report, with its label as a note.
pub fn ris(hits: &[Hit], site: &str) -> String {
    let mut lines = Vec::new();
    for hit in hits {
        let mut line = |tag: &str, value: &str| lines.push(format!("{tag}  - {}", one_line(value)));
        line("TY", "RPRT");
        line("TI", &plain(&hit.title));
        line("AB", &plain(&hit.fragment));
        if let Some(day) = hit.published {
            line("PY", &day.year().to_string());
            line("DA", &day.strftime("%Y/%m/%d").to_string());
        }
        line("LA", hit.lang.code());
        line("PB", "Knooppunt");
        line("N1", hit.tlp.label());
        line("UR", &address(hit, site));
        line("ER", "");
    }
    lines.iter().map(|line| format!("{}\r\n", line.trim_end_matches(' '))).collect()
}

fn address(hit: &Hit, site: &str) -> String {
    let path = match hit.kind {
        HitKind::Document(_) => routes::document_url(hit.lang, &hit.slug),
        HitKind::Indicator => routes::indicator_url(hit.lang, &hit.slug),
        HitKind::Session => routes::found_session_url(hit.lang, &hit.slug),
        HitKind::Profile => routes::profile_url(hit.lang, &hit.slug),
        HitKind::ContactPoint => routes::contact_point_url(hit.lang, &hit.slug),
    };
    format!("{site}{path}")
}

fn plain(pieces: &[Marked]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
