//! The map as a file that stands by itself.

use leptos::prelude::*;

use super::picture::{Picture, picture};
use super::shown::{Asked, shown};
use crate::desk::{Desk, Refusal};
use crate::parts::chart::map::{HubMap, drawn_alone};
use crate::parts::chart::standalone::{Sheet, svg_around};
use crate::parts::format::date;
use crate::routes;
use crate::words::{Interface, fill};

/// The drawing as SVG, from the pairs of the address; `None` where there is nothing on the map. `site` is the address of the
/// whole. Values that are taken along are recorded.
pub async fn sheet(
    interface: Interface,
    desk: &Desk,
    get: impl Fn(&str) -> Option<String>,
    site: &str,
) -> Result<Option<String>, Refusal> {
    let Interface { lang, words } = interface;
    let shown = shown(interface, desk, Asked::read(get)).await?;
    let Some((series, chosen)) = shown.series.as_ref().zip(shown.chosen) else { return Ok(None) };
    for code in [series.indicator.code.clone()].into_iter().chain(shown.flows.indicators()) {
        desk.export_series(&code, shown.asked.known_on).await?;
    }
    let Picture { series, title, unit, points, sentences, .. } = picture(interface, series, chosen, &shown);
    let mut about: Vec<String> = unit.into_iter().collect();
    if series.indicator.demonstration {
        about.insert(0, words.chart.demonstration.clone());
    }
    about.extend(shown.asked.known_on.map(|day| fill(&words.embed.known, &[("day", &date(interface, day))])));
    let address = format!("{site}{}", routes::with_pairs(routes::map_url(lang), &shown.asked.pairs()));
    let publishers = crate::pages::indicator::embed::publishers(&series);
    let sheet = Sheet {
        name: &title,
        about,
        remarks: sentences,
        events: shown.flows.lines(interface),
        sources: fill(&words.embed.sources, &[("publishers", &publishers.join("; "))]),
        address: &address,
    };
    let map = view! {
        <HubMap
            id="hub-map".to_owned()
            title=title.clone()
            description=words.map.drawing.clone()
            points
            arrows=shown.flows.arrows()
        />
    };
    let (drawing, height) = drawn_alone(&map.to_html());
    let notes = [words.map.key.clone(), words.map.schematic.clone()];
    Ok(Some(svg_around(interface, &sheet, &notes, &drawing, height)))
}
