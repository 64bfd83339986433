//! What the register promises of an indicator besides its definition. Only what is told is shown.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::model::contract::{Goal, SmallNumbers, Version};
use crate::model::counted::{What, source};
use crate::model::indicator::Series;
use crate::parts::format::{capital, count, date, period};
use crate::parts::quantity::quantity;
use crate::parts::source::SourceLine;
use crate::routes;
use crate::words::{Interface, fill};

/// Goals and versions of the definition; nothing when there are none.
pub fn contract(interface: Interface, series: &Series) -> impl IntoView + use<> {
    let words = &interface.words.monitor;
    let goals: Vec<_> = series.indicator.goals.iter().map(|goal| goal_view(interface, series, goal)).collect();
    let versions: Vec<_> = series.indicator.versions.iter().map(|version| version_view(interface, version)).collect();
    let list = |title: &'static str, items: Vec<AnyView>| {
        (!items.is_empty()).then(|| {
            view! {
                <div class="contract">
                    <h2 class="label">{title}</h2>
                    <ul>{items}</ul>
                </div>
            }
        })
    };
    view! {
        {list(&words.goals, goals)}
        {list(&words.versions, versions)}
    }
}

/// The fields beside unit and direction, each with its label.
pub fn fields(interface: Interface, series: &Series) -> Vec<(&'static str, String)> {
    let Interface { lang, words } = interface;
    let (indicator, names, words) = (&series.indicator, &words.names, &words.monitor);
    let rhythm: Vec<&str> = indicator.rhythm.iter().map(|rhythm| names.rhythm(*rhythm)).collect();
    let per: Vec<&str> = indicator.per.iter().map(|code| code.as_str()).collect();
    let delay = indicator.delay_days.map(|days| fill(&words.delay_days, &[("count", &count(lang, u64::from(days)))]));
    let lag = series.lag.map(|lag| {
        let (days, periods) = (count(lang, u64::from(lag.days)), count(lang, lag.periods as u64));
        fill(&words.lag_text, &[("count", &days), ("periods", &periods)])
    });
    let small = indicator.small_numbers.as_ref().map(|rule| small_numbers(interface, rule));
    let listed: Vec<&str> = series.listed().into_iter().map(|place| place.name.get(lang)).collect();
    [
        ((!rhythm.is_empty()).then(|| capital(&rhythm.join(", "))), &words.rhythm),
        (indicator.owner.as_ref().map(ToString::to_string), &words.owner),
        (delay, &words.delay),
        (lag, &words.lag),
        ((!indicator.per.is_empty()).then(|| per.join(", ")), &words.per),
        (indicator.licence.as_ref().map(|licence| licence.name.clone()), &words.licence),
        ((!listed.is_empty()).then(|| listed.join(", ")), &words.listed),
        (small, &words.small_numbers),
    ]
    .into_iter()
    .filter_map(|(text, label)| text.map(|text| (label.as_str(), text)))
    .collect()
}

/// What is not shown. The share from which a part dominates is left out: whoever knows it knows more of what is hidden.
pub fn small_numbers(interface: Interface, rule: &SmallNumbers) -> String {
    let words = &interface.words.monitor;
    let number = |number: u32| count(interface.lang, u64::from(number));
    let mut sentences = vec![match rule.threshold {
        0 | 1 => words.small_numbers_whole.clone(),
        threshold => fill(&words.small_numbers_text, &[("most", &number(threshold - 1))]),
    }];
    let day = |day: Date| date(interface, day);
    sentences.extend(rule.dominated().into_iter().map(|stretch| match (stretch.after, stretch.until) {
        (None, None) => words.small_numbers_dominance.clone(),
        (Some(after), None) => fill(&words.small_numbers_dominance_after, &[("first", &day(after))]),
        (None, Some(until)) => fill(&words.small_numbers_dominance_until, &[("last", &day(until))]),
        (Some(after), Some(until)) => {
            fill(&words.small_numbers_dominance_between, &[("first", &day(after)), ("last", &day(until))])
        }
    }));
    sentences.extend(rule.base.map(|base| fill(&words.small_numbers_base, &[("base", &number(base))])));
    sentences.join(" ")
}

/// How values come about that the portal counts itself, since when, and where one sees what is counted.
pub fn counted(interface: Interface, series: &Series) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let what = series.indicator.counted.as_ref()?.what;
    let (address, name) = match what {
        What::PracticesFirstAdopted | What::PracticesInUse => (routes::adoption_url(lang), &words.adoption.title),
        What::CasesAnswered => (routes::url(lang, "/gegevensdeling"), &words.sharing.title),
        What::Documents => (routes::search_url(lang), &words.search.title),
    };
    let own = source();
    let of_portal = series.observations.iter().filter(|one| one.source == own);
    let since = match of_portal.map(|one| one.period).min() {
        Some(first) => fill(&words.monitor.counted_since, &[("period", &period(interface, first))]),
        None => words.monitor.counted_not_yet.clone(),
    };
    Some(view! {
        {words.monitor.counted_text.as_str()}
        " "
        {since}
        " "
        {words.monitor.counted_see.as_str()}
        " "
        <a href=address>{name.as_str()}</a>
    })
}

fn goal_view(interface: Interface, series: &Series, goal: &Goal) -> AnyView {
    let Interface { lang, words } = interface;
    let place = goal.place.as_ref().map(|code| {
        let place = series.places.iter().find(|place| place.code == *code);
        place.map_or_else(|| code.to_string(), |place| place.name.get(lang).to_owned())
    });
    let kind = capital(words.names.goal(goal.kind));
    let (when, value) = (period(interface, goal.period), quantity(interface, goal.value, &series.indicator));
    let sentence = match &place {
        Some(place) => {
            fill(&words.monitor.goal_place, &[("kind", &kind), ("place", place), ("period", &when), ("value", &value)])
        }
        None => fill(&words.monitor.goal, &[("kind", &kind), ("period", &when), ("value", &value)]),
    };
    view! {
        <li>
            {sentence} " " <SourceLine source=goal.source.clone()/>
        </li>
    }
    .into_any()
}

fn version_view(interface: Interface, version: &Version) -> AnyView {
    let breaks = version.breaks.then_some(interface.words.monitor.version_break.as_str());
    view! {
        <li>
            <span class="event-period">{date(interface, version.from)}</span>
            " "
            {version.text.get(interface.lang).to_owned()}
            " "
            {breaks}
        </li>
    }
    .into_any()
}
