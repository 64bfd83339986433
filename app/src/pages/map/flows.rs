//! What flows from where to where, as far as a source says so: statements about hubs that name where something comes from, and
//! indicators that name where what they count was going.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::place::{Hub, Place};
use crate::model::slug::Slug;
use crate::model::source::Source;
use crate::model::trend::latest;
use crate::parts::chart::map::Arrow;
use crate::parts::format::period;
use crate::parts::quantity::reading as written;
use crate::parts::source::SourceLine;
use crate::routes;
use crate::words::{Interface, fill};

/// All flows: those with an arrow first, numbered in this order.
pub struct Flows(Vec<Flow>);

struct Flow {
    from: Place,
    to: Place,
    text: String,
    /// The indicator that the text is a value of.
    indicator: Option<Slug>,
    sources: Vec<Source>,
}

impl Flow {
    fn arrow(&self, number: usize) -> Option<Arrow> {
        Some(Arrow { from: self.from.at.clone()?, to: self.to.at.clone()?, number })
    }
}

/// The flows of the register, as far as the reader may read the values they rest on.
pub async fn flows(
    interface: Interface,
    desk: &Desk,
    hubs: &[Hub],
    places: &[Place],
    known_on: Option<Date>,
) -> Result<Flows, Refusal> {
    let lang = interface.lang;
    let place = |code: &Slug| places.iter().find(|place| place.code == *code).cloned();
    let mut flows = Vec::new();
    for hub in hubs {
        for fact in &hub.facts {
            if let Some((from, to)) = fact.from.as_ref().and_then(place).zip(place(&hub.code)) {
                let text = fact.text.get(lang).to_owned();
                flows.push(Flow { from, to, text, indicator: None, sources: vec![fact.source.clone()] });
            }
        }
    }
    for indicator in desk.indicators().await? {
        let Some(to) = indicator.towards.as_ref().and_then(place) else { continue };
        let series = desk.series_known_on(&indicator.code, known_on).await?;
        for from in &series.places {
            let Some(reading) = latest(&series, &from.code) else { continue };
            let text = fill(
                &interface.words.map.flow_value,
                &[
                    ("name", &indicator.name.get(lang)),
                    ("period", &period(interface, reading.period)),
                    ("value", &written(interface, &reading, &indicator)),
                ],
            );
            let mut sources: Vec<Source> = reading.observations.iter().map(|one| one.source.clone()).collect();
            sources.dedup();
            let indicator = Some(indicator.code.clone());
            flows.push(Flow { from: from.clone(), to: to.clone(), text, indicator, sources });
        }
    }
    flows.sort_by_key(|flow| flow.arrow(0).is_none());
    Ok(Flows(flows))
}

impl Flows {
    pub fn arrows(&self) -> Vec<Arrow> {
        self.0.iter().enumerate().filter_map(|(index, flow)| flow.arrow(index + 1)).collect()
    }

    /// The indicators that flows are values of.
    pub fn indicators(&self) -> Vec<Slug> {
        let mut codes: Vec<Slug> = self.0.iter().filter_map(|flow| flow.indicator.clone()).collect();
        codes.sort();
        codes.dedup();
        codes
    }

    /// What the numbers on the arrows stand for, a line each.
    pub fn lines(&self, interface: Interface) -> Vec<String> {
        let Interface { lang, words } = interface;
        let drawn = self.0.iter().enumerate().filter(|(_, flow)| flow.arrow(0).is_some());
        let line = |(index, flow): (usize, &Flow)| {
            let ends = fill(&words.map.flow, &[("from", &flow.from.name.get(lang)), ("to", &flow.to.name.get(lang))]);
            let sources: Vec<&str> =
                flow.sources.iter().map(|one| one.publisher.as_deref().unwrap_or(&one.title)).collect();
            // The letters of files have no arrow.
            let ends = ends.replace('\u{2192}', "\u{2013}");
            format!("{}. {ends}: {} ({})", index + 1, flow.text, sources.join("; "))
        };
        drawn.map(line).collect()
    }

    /// The list; nothing where no source names a flow.
    pub fn section(&self, interface: Interface) -> Option<impl IntoView + use<>> {
        let Interface { lang, words } = interface;
        let words = &words.map;
        let items: Vec<_> = self
            .0
            .iter()
            .map(|flow| {
                let ends = fill(&words.flow, &[("from", &flow.from.name.get(lang)), ("to", &flow.to.name.get(lang))]);
                let text = match &flow.indicator {
                    Some(code) => {
                        view! { <a href=routes::indicator_url(lang, code)>{flow.text.clone()}</a> }.into_any()
                    }
                    None => flow.text.clone().into_any(),
                };
                let sources = flow.sources.iter().cloned().map(|source| view! { <SourceLine source/> }).collect_view();
                let hidden =
                    flow.arrow(0).is_none().then(|| view! { <p class="subtle small">{words.no_arrow.as_str()}</p> });
                view! {
                    <li>
                        <h3>{ends}</h3>
                        <p>{text}</p>
                        <p class="small">{sources}</p>
                        {hidden}
                    </li>
                }
            })
            .collect();
        (!items.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby="flows">
                    <div class="section-head">
                        <h2 id="flows">{words.flows.as_str()}</h2>
                    </div>
                    <p class="conflicts-text">{words.flows_lead.as_str()}</p>
                    <ol class="flow-list">{items}</ol>
                </section>
            }
        })
    }
}
