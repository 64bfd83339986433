//! The organisations on `/netwerk`, by kind.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::model::contact_point::ContactPoint;
use crate::model::line::Line;
use crate::model::place::Hub;
use crate::model::plan::{Measure, Organisation};
use crate::model::reader::OrganisationKind;
use crate::model::slug::Slug;
use crate::parts::format::capital;
use crate::parts::marks::{HubTags, LineTags};
use crate::routes;
use crate::words::{Interface, fill};

/// Each with its hubs, its lines, and the way to those of its contact points that who looks may read.
pub fn organisations(
    interface: Interface,
    shown: Vec<(Organisation, Vec<Line>)>,
    hubs: &[Hub],
    points: &[ContactPoint],
) -> impl IntoView + use<> {
    let words = &interface.words.network;
    let mut counts: BTreeMap<&Slug, usize> = BTreeMap::new();
    for point in points {
        *counts.entry(&point.organisation).or_default() += 1;
    }
    let found = match shown.len() {
        0 => words.found_none.clone(),
        1 => words.found_one.clone(),
        several => fill(&words.found, &[("count", &several)]),
    };
    let groups = OrganisationKind::ALL.map(|kind| {
        let of = shown.iter().filter(|(one, _)| one.kind == kind);
        let rows: Vec<_> =
            of.map(|(one, lines)| row(interface, one, lines.clone(), hubs, counts.get(&one.slug).copied())).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby=kind.code()>
                    <div class="section-head">
                        <h2 id=kind.code()>{capital(words.kind_name(kind))}</h2>
                    </div>
                    <ul class="network-list">{rows}</ul>
                </section>
            }
        })
    });
    view! {
        <p class="network-found" role="status">{found}</p>
        {groups}
        <p class="small subtle">{words.line_note.as_str()}</p>
    }
}

fn row(
    interface: Interface,
    one: &Organisation,
    lines: Vec<Line>,
    hubs: &[Hub],
    points: Option<usize>,
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let name = one.name.get(lang).to_owned();
    let of = one.hubs.clone();
    let (has_hubs, has_lines) = (!of.is_empty(), !lines.is_empty());
    let points = points.map(|count| {
        let [single, more] = &words.network.points;
        let text = if count == 1 { single.clone() } else { fill(more, &[("count", &count)]) };
        view! {
            <p class="small">
                <a href=routes::network_of_url(lang, &one.slug)>
                    {text}
                    <span class="visually-hidden">{format!(": {name}")}</span>
                </a>
            </p>
        }
    });
    view! {
        <li class="network-row" id=one.slug.to_string()>
            <h3>{name.clone()}</h3>
            {has_hubs.then(|| view! { <HubTags hubs=of known=hubs.to_vec() lang/> })}
            {has_lines.then(|| view! { <LineTags lines interface/> })}
            {points}
        </li>
    }
}

/// The lines of the measures whose actors have the name of the organisation.
pub fn lines_of(organisation: &Organisation, measures: &[Measure]) -> Vec<Line> {
    let named = measures.iter().filter(|measure| measure.actors.iter().any(|actor| actor.nl == organisation.name.nl));
    let mut lines: Vec<Line> = named.flat_map(|measure| measure.lines.iter().copied()).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}
