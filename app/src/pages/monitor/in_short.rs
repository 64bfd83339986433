//! What moved at one hub between its last whole years, how sure that is and who says so, and where to read what is done about it.

use std::cmp::Reverse;

use leptos::prelude::*;

use crate::model::indicator::{Series, Theme};
use crate::model::overview::Chapter;
use crate::model::period::Period;
use crate::model::place::{Hub, Place};
use crate::model::slug::Slug;
use crate::model::trend::{Reading, movement};
use crate::parts::place_groups::place_groups;
use crate::parts::quantity::list;
use crate::parts::summary::of_place;
use crate::routes;
use crate::words::{Interface, fill};

/// How many movements are named: the newest ones. The rows of all indicators are below and on the pages of their themes.
const MOST: usize = 12;

/// What one looks for first at a hub.
pub const ASKED: [Theme; 3] = [Theme::Seizures, Theme::Offenders, Theme::Effort];

/// Which of these themes have no value at a hub for this reader. `told` has the latest values of all their indicators there.
pub fn silent(told: &[Chapter]) -> Vec<Theme> {
    let known = |theme: &Theme| {
        let mut of_theme = told.iter().filter(|chapter| chapter.theme == *theme).flat_map(|chapter| &chapter.series);
        of_theme.any(|series| !series.observations.is_empty())
    };
    ASKED.into_iter().filter(|theme| !known(theme)).collect()
}

/// The movements of the newest years first: `years` has the whole years of all indicators at this hub, and `silent` the themes
/// that are to be named as having none.
pub fn in_short(
    interface: Interface,
    years: &[Chapter],
    silent: &[Theme],
    hub: &Hub,
    hubs: &[Hub],
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let name = hub.name.get(lang);
    let words = &words.monitor;
    let mut moved: Vec<(Period, &Series, Place)> = Vec::new();
    for series in years.iter().flat_map(|chapter| &chapter.series) {
        for place in place_groups(series, hubs).into_iter().flat_map(|(_, places)| places) {
            moved.extend(movement(series, &place.code).map(|movement| (movement.to.period, series, place.clone())));
        }
    }
    // Of one year in the order of the register.
    moved.sort_by_key(|(period, ..)| Reverse(*period));
    let rows: Vec<_> = moved.iter().take(MOST).map(|(_, series, place)| row(interface, series, place)).collect();
    let nothing = rows.is_empty().then(|| fill(&words.moved_nothing, &[("hub", &name)]));
    let lead = (!rows.is_empty()).then_some(words.moved_lead.as_str());
    let themes: Vec<String> = silent.iter().map(|theme| interface.words.names.theme(*theme).to_owned()).collect();
    let silent = (!themes.is_empty())
        .then(|| fill(&words.moved_silent, &[("themes", &list(&themes, &interface.words.chart.or)), ("hub", &name)]));
    let here = |hub: &Slug| vec![("knooppunt", hub.to_string())];
    view! {
        <section class="section" aria-labelledby="in-short">
            <div class="section-head">
                <h2 id="in-short">{fill(&words.moved, &[("hub", &name)])}</h2>
            </div>
            {lead.map(|lead| view! { <p class="section-text">{lead}</p> })}
            <ul class="sentences">{rows}</ul>
            {silent.map(|silent| view! { <p class="section-text">{silent}</p> })}
            {nothing.map(|nothing| view! { <p class="empty">{nothing}</p> })}
            <p>
                {words.moved_done.as_str()}
                " "
                <a href=routes::with_pairs(
                    routes::measures_url(lang),
                    &here(&hub.code),
                )>{fill(&words.moved_measures, &[("hub", &name)])}</a>
                " · "
                <a href=routes::hub_url(lang, &hub.code)>{fill(&words.moved_hub, &[("hub", &name)])}</a>
            </p>
        </section>
    }
}

fn row(interface: Interface, series: &Series, place: &Place) -> impl IntoView + use<> {
    let lang = interface.lang;
    let sure = movement(series, &place.code).map(|movement| sure(interface, &movement.to));
    view! {
        <li>
            <a href=routes::indicator_url(lang, &series.indicator.code)>{series.indicator.name.get(lang).to_owned()}</a>
            ". "
            {of_place(interface, series, place)}
            " "
            <span class="small subtle">{sure}</span>
        </li>
    }
}

/// How exact the newest values are, and who gives them: each source once.
fn sure(interface: Interface, reading: &Reading<'_>) -> String {
    let mut told: Vec<String> = Vec::new();
    for one in reading.observations.iter().filter(|one| one.value.is_some()) {
        let who = one.source.publisher.as_deref().unwrap_or(&one.source.title);
        let said = format!("{}: {who}", interface.words.names.qualifier(one.qualifier));
        if !told.contains(&said) {
            told.push(said);
        }
    }
    format!("({})", told.join("; "))
}
