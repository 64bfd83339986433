//! The chart of an indicator as a file that stands by itself, in any state that the page has.

use super::drawn::{self, Drawn, Ground};
use super::embed::{known_on, publishers};
use super::explorer::{named, remarks};
use crate::desk::{Desk, Refusal};
use crate::model::chart::{Choice, Measure};
use crate::model::indicator::Series;
use crate::parts::chart::standalone::{self, Sheet};
use crate::parts::format::{date, period};
use crate::routes;
use crate::words::{Interface, fill};

/// The drawing as SVG; `None` where there is nothing to draw. `site` is the address of the whole.
pub async fn sheet(
    interface: Interface,
    desk: &Desk,
    series: &Series,
    choice: &Choice,
    site: &str,
) -> Result<Option<String>, Refusal> {
    let Interface { lang, words } = interface;
    let hubs = desk.hubs().await?;
    let plan = desk.plan().await?;
    let page = routes::indicator_url(lang, &series.indicator.code);
    let ground = Ground { series, hubs: &hubs, plan: &plan, page: &page };
    let drawn = drawn::drawn(interface, desk, ground, choice).await?;
    let events = drawn.happened.iter().map(|(number, when, texts)| {
        let texts: Vec<&str> = texts.iter().map(|text| text.get(lang)).collect();
        format!("{number}. {}: {}", period(interface, *when), texts.join(" "))
    });
    let address = format!("{site}{}", routes::with_pairs(page.clone(), &drawn.choice.pairs()));
    let sheet = Sheet {
        name: series.indicator.name.get(lang),
        about: about(interface, series, &drawn),
        remarks: remarks(interface, &drawn),
        events: events.collect(),
        sources: fill(&words.embed.sources, &[("publishers", &publishers(series).join("; "))]),
        address: &address,
    };
    Ok(standalone::svg(interface, &sheet, &drawn.figures))
}

/// What is drawn and how, and the day for which it holds.
fn about(interface: Interface, series: &Series, drawn: &Drawn) -> Vec<String> {
    let Interface { words, .. } = interface;
    let choice = &drawn.choice;
    let mut about = Vec::new();
    if series.indicator.demonstration {
        about.push(words.chart.demonstration.clone());
    }
    about.push(named(interface, choice.view).to_owned());
    if choice.measure != Measure::Values {
        let name = drawn.measures.iter().find(|(measure, _)| *measure == choice.measure);
        about.extend(name.map(|(_, name)| name.clone()));
    }
    about.extend(known_on(series, choice).map(|day| fill(&words.embed.known, &[("day", &date(interface, day))])));
    about
}
