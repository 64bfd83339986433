//! What a reader chose, as the address has it.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::model::slug::Slug;
use crate::pages::indicator::known_on;
use crate::parts::chart::scale::Years;
use crate::routes;
use crate::words::Interface;

/// One line for each place, or all places as rows of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Lines,
    Heat,
}

/// How high lines reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Height {
    /// All on the same axis.
    #[default]
    Same,
    /// Each on its own.
    Own,
    /// On one axis on which equal heights are equal ratios.
    Ratios,
}

/// What is drawn of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    #[default]
    Values,
    /// The share of each hub in all hubs.
    Shares,
    /// Per unit of this indicator.
    Per(Slug),
}

impl Measure {
    pub fn of(text: &str) -> Measure {
        match text.strip_prefix("per-").map(str::parse) {
            Some(Ok(effort)) => Measure::Per(effort),
            _ if text == "aandeel" => Measure::Shares,
            _ => Measure::Values,
        }
    }

    pub fn code(&self) -> Option<String> {
        match self {
            Measure::Values => None,
            Measure::Shares => Some("aandeel".to_owned()),
            Measure::Per(effort) => Some(format!("per-{effort}")),
        }
    }
}

/// A state of the explorer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub view: View,
    pub measure: Measure,
    pub place: Option<Slug>,
    pub first: Option<i16>,
    pub last: Option<i16>,
    pub height: Height,
    pub known_on: Option<Date>,
}

impl Choice {
    /// Reads an address. What cannot be read asks for nothing.
    pub fn of(params: &ParamsMap) -> Choice {
        let text = |key: &str| params.get(key).filter(|value| !value.is_empty());
        Choice {
            view: if text("beeld").as_deref() == Some("raster") { View::Heat } else { View::Lines },
            measure: text("maat").as_deref().map(Measure::of).unwrap_or_default(),
            place: text("plaats").and_then(|code| code.parse().ok()),
            first: text("vanaf").and_then(|year| year.parse().ok()),
            last: text("tot").and_then(|year| year.parse().ok()),
            height: match text("schaal").as_deref() {
                Some("eigen") => Height::Own,
                Some("log") => Height::Ratios,
                _ => Height::Same,
            },
            known_on: text(known_on::KEY).and_then(|day| day.parse().ok()),
        }
    }

    /// The address of this state.
    pub fn address(&self, page: &str) -> String {
        let year = |year: Option<i16>| year.map(|year| year.to_string());
        let pairs = [
            ("beeld", (self.view == View::Heat).then(|| "raster".to_owned())),
            ("maat", self.measure.code()),
            ("plaats", self.place.as_ref().map(ToString::to_string)),
            ("vanaf", year(self.first)),
            ("tot", year(self.last)),
            (
                "schaal",
                match self.height {
                    Height::Same => None,
                    Height::Own => Some("eigen".to_owned()),
                    Height::Ratios => Some("log".to_owned()),
                },
            ),
            (known_on::KEY, self.known_on.map(|day| day.to_string())),
        ];
        let pairs: Vec<(&str, String)> = pairs.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        routes::with_pairs(page.to_owned(), &pairs)
    }

    /// The values of the years that were chosen; undated ones and those of several years stay out when a year is.
    pub fn narrow(&self, series: &Series) -> Series {
        let within =
            |year: i16| self.first.is_none_or(|first| year >= first) && self.last.is_none_or(|last| year <= last);
        let mut series = series.clone();
        if self.first.is_some() || self.last.is_some() {
            series.observations.retain(|o| o.period.year().is_some_and(within));
        }
        series
    }
}

/// All that can be chosen, as a form that works as plain HTML.
pub fn form(
    interface: Interface,
    series: &Series,
    places: &[Place],
    measures: &[(Measure, String)],
    choice: &Choice,
    address: &str,
) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let (words, monitor) = (&words.explorer, &words.monitor);
    let option = |value: String, text: String, selected: bool| {
        view! {
            <option value=value selected=selected>
                {text}
            </option>
        }
    };
    let places: Vec<_> = places
        .iter()
        .map(|place| {
            let chosen = choice.place.as_ref() == Some(&place.code);
            option(place.code.to_string(), place.name.get(lang).to_owned(), chosen)
        })
        .collect();
    let years = Years::over(series.observations.iter().map(|o| o.period));
    let years: Vec<i16> = years.map(|years| years.each().collect()).unwrap_or_default();
    let of_years = |chosen: Option<i16>| -> Vec<_> {
        years.iter().map(|year| option(year.to_string(), year.to_string(), chosen == Some(*year))).collect()
    };
    let heights =
        [(Height::Same, "", &words.same), (Height::Own, "eigen", &words.own), (Height::Ratios, "log", &words.log)];
    let heights: Vec<_> = heights
        .into_iter()
        .map(|(height, value, text)| option(value.to_owned(), text.clone(), choice.height == height))
        .collect();
    let views = [(View::Lines, "", &words.lines), (View::Heat, "raster", &words.heat)];
    let views: Vec<_> = views
        .into_iter()
        .map(|(view, value, text)| option(value.to_owned(), text.clone(), choice.view == view))
        .collect();
    let measures: Vec<_> = measures
        .iter()
        .map(|(measure, text)| {
            let value = measure.code().unwrap_or_default();
            option(value, text.clone(), choice.measure == *measure)
        })
        .collect();
    let select = |name: &'static str, label: &'static str, all: Option<&'static str>, options: Vec<_>| {
        view! {
            <div class="explorer-field">
                <label for=name>{label}</label>
                <select class="select" id=name name=name>
                    {all.map(|all| view! { <option value="">{all}</option> })}
                    {options}
                </select>
            </div>
        }
    };
    view! {
        <form class="explorer" action=format!("{address}#chart")>
            {select("beeld", &words.view, None, views)}
            {select("maat", &words.measure, None, measures)}
            {select("plaats", &words.place, Some(&words.all_places), places)}
            {select("vanaf", &words.first, Some(&words.any_year), of_years(choice.first))}
            {select("tot", &words.last, Some(&words.any_year), of_years(choice.last))}
            {select("schaal", &words.scale, None, heights)}
            <div class="explorer-field">
                <label for="bekend">{monitor.known_on.as_str()}</label>
                <input
                    class="select"
                    type="date"
                    id="bekend"
                    name=known_on::KEY
                    value=choice.known_on.map(|day| day.to_string())
                />
            </div>
            <button class="button">{words.show.as_str()}</button>
        </form>
    }
}
