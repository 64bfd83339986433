//! The chart of an indicator: all that can be chosen, as a form that works as plain HTML, and what is drawn. Every state has its
//! own address.

use leptos::prelude::*;

use super::drawn::Drawn;
use super::{events, measure};
use crate::model::chart::{self, Choice, Height, Measure, View};
use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::model::trend::twelve_and_twelve;
use crate::parts::chart::figure::figure;
use crate::parts::chart::scale::Years;
use crate::parts::format::{capital, period};
use crate::parts::quantity::quantity;
use crate::words::{Interface, fill};

/// What a view is called.
pub fn named(interface: Interface, view: View) -> &'static str {
    let words = interface.words;
    match view {
        View::Lines => &words.explorer.lines,
        View::Heat => &words.explorer.heat,
        View::Bars => &words.views.bars,
        View::Stacked => &words.views.stacked,
        View::Slope => &words.views.slope,
        View::Funnel => &words.views.funnel,
    }
}

/// Why a view makes no sense here, and what is shown in its place.
pub fn refused(interface: Interface, view: View) -> String {
    let words = &interface.words.views;
    let why = match view {
        View::Stacked => &words.no_stack,
        View::Slope => &words.no_slope,
        View::Funnel => &words.no_funnel,
        View::Lines | View::Bars | View::Heat => &words.no_bars,
    };
    fill(&words.refused, &[("view", &named(interface, view)), ("why", why)])
}

/// What must be said of this state before it is looked at: sentences, most pressing first.
pub fn remarks(interface: Interface, drawn: &Drawn) -> Vec<String> {
    let Drawn { choice, .. } = drawn;
    let mut remarks: Vec<String> = drawn.refused.map(|view| refused(interface, view)).into_iter().collect();
    remarks.extend(measure::explained(interface, choice, drawn.calculated).map(str::to_owned));
    let straight = matches!(choice.view, View::Bars | View::Stacked | View::Funnel);
    if straight && choice.height == Height::Ratios {
        remarks.push(interface.words.views.no_log.clone());
    }
    if drawn.left_out > 0 {
        remarks.push(fill(&interface.words.explorer.more_places, &[("count", &drawn.left_out)]));
    }
    remarks
}

/// What is drawn, with what must be known to read it.
pub fn drawing(interface: Interface, drawn: Drawn) -> impl IntoView + use<> {
    let remarks: Vec<_> =
        remarks(interface, &drawn).into_iter().map(|text| view! { <p class="subtle small">{text}</p> }).collect();
    let nothing =
        drawn.figures.is_empty().then(|| view! { <p class="empty">{interface.words.explorer.nothing.as_str()}</p> });
    let events =
        (!drawn.happened.is_empty() && !drawn.figures.is_empty()).then(|| events::list(interface, drawn.happened));
    let figures: Vec<_> = drawn.figures.into_iter().map(|one| figure(interface, one)).collect();
    view! {
        {remarks}
        {nothing}
        {figures}
        {events}
    }
}

/// All that can be chosen. What leaves no choice is left out.
pub fn form(interface: Interface, series: &Series, drawn: &Drawn, address: &str) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let (words, monitor, new) = (&words.explorer, &words.monitor, &words.views);
    let choice = &drawn.choice;
    let views = drawn.views.iter().map(|view| {
        let name = named(interface, *view).to_owned();
        (view.code().to_owned(), name, choice.view == *view)
    });
    let measures = drawn
        .measures
        .iter()
        .map(|(measure, text): &(Measure, String)| (measure.code(), text.clone(), choice.measure == *measure));
    let places = drawn.places.iter().map(|place: &Place| {
        (place.code.to_string(), place.name.get(lang).to_owned(), choice.place.as_ref() == Some(&place.code))
    });
    let years = Years::over(series.observations.iter().map(|o| o.period));
    let years: Vec<i16> = years.map(|years| years.each().collect()).unwrap_or_default();
    let of_years = |chosen: Option<i16>| {
        years.iter().map(|year| (year.to_string(), year.to_string(), chosen == Some(*year))).collect::<Vec<_>>()
    };
    let heights = Height::ALL.into_iter().map(|height| {
        let name = match height {
            Height::Same => &words.same,
            Height::Own => &words.own,
            Height::Ratios => &words.log,
        };
        (height.code().to_owned(), name.clone(), choice.height == height)
    });
    let band = drawn.band.map(|on| {
        let options = [("ja", &new.band_on, on), ("nee", &new.band_off, !on)];
        options.map(|(value, text, chosen)| (value.to_owned(), text.clone(), chosen)).to_vec()
    });
    let fields = [
        (chart::VIEW, &words.view, None, views.collect()),
        (chart::MEASURE, &words.measure, None, measures.collect()),
        (chart::PLACE, &words.place, Some(&words.all_places), places.collect()),
        (chart::FIRST, &words.first, Some(&words.any_year), of_years(choice.first)),
        (chart::LAST, &words.last, Some(&words.any_year), of_years(choice.last)),
        (chart::HEIGHT, &words.scale, None, heights.collect()),
        (chart::BAND, &new.band, None, band.unwrap_or_default()),
    ];
    let fields: Vec<_> = fields
        .into_iter()
        .filter(|(_, _, _, options)| options.len() > 1)
        .map(|(name, label, all, options)| select(name, label, all.map(String::as_str), options))
        .collect();
    view! {
        <form class="explorer" action=format!("{address}#chart")>
            {fields}
            <div class="explorer-field">
                <label for="bekend">{monitor.known_on.as_str()}</label>
                <input
                    class="select"
                    type="date"
                    id="bekend"
                    name=chart::KNOWN_ON
                    value=choice.known_on.map(|day| day.to_string())
                />
            </div>
            <button class="button">{words.show.as_str()}</button>
        </form>
    }
}

/// A field of the form, its options as value, text, and whether it is chosen.
fn select(
    name: &'static str,
    label: &'static str,
    all: Option<&'static str>,
    options: Vec<(String, String, bool)>,
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, text, chosen)| {
            view! {
                <option value=value selected=chosen>
                    {text}
                </option>
            }
        })
        .collect();
    view! {
        <div class="explorer-field">
            <label for=name>{label}</label>
            <select class="select" id=name name=name>
                {all.map(|all| view! { <option value="">{all}</option> })}
                {options}
            </select>
        </div>
    }
}

/// A sentence for each place on its last twelve periods, as far as that can be said; of the chosen one, or of
/// the first ones.
pub fn sentences(interface: Interface, series: &Series, places: &[Place], choice: &Choice) -> Vec<String> {
    let Interface { lang, words } = interface;
    let chosen = places.iter().filter(|place| choice.place.as_ref().is_none_or(|code| *code == place.code));
    let told = chosen.take(super::drawn::MOST_PLACES).filter_map(|place| {
        let (before, after, last) = twelve_and_twelve(series, &place.code)?;
        let sentence = match after.cmp(&before) {
            std::cmp::Ordering::Greater => &words.explorer.more,
            std::cmp::Ordering::Less => &words.explorer.less,
            std::cmp::Ordering::Equal => &words.explorer.equal,
        };
        Some(capital(&fill(
            sentence,
            &[
                ("place", &place.name.get(lang)),
                ("last", &period(interface, last)),
                ("after", &quantity(interface, after, &series.indicator)),
                ("before", &quantity(interface, before, &series.indicator)),
            ],
        )))
    });
    told.collect()
}
