//! Milestones of the plan beside a chart: what happened in the years it shows.

use leptos::prelude::*;

use crate::model::indicator::Series;
use crate::model::lang::Text;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::parts::chart::scale::Years;
use crate::parts::format::period;
use crate::words::Interface;

/// Each period of the plan within the years of the series, numbered from 1, with what happened in it.
/// Series without a hub's time line, such as budgets alone, still have their years.
pub fn happened(plan: &Plan, series: &Series) -> Vec<(usize, Period, Vec<Text>)> {
    let Some(years) = Years::over(series.observations.iter().map(|o| o.period)) else { return Vec::new() };
    let mut milestones: Vec<(Period, Text)> = plan
        .measures
        .iter()
        .flat_map(|measure| &measure.milestones)
        .map(|milestone| (milestone.period, milestone.text.clone()))
        .filter(|(period, _)| period.first_day().is_some_and(|day| (years.first..=years.last).contains(&day.year())))
        .collect();
    milestones.sort_by_key(|(period, _)| *period);
    let mut happened: Vec<(usize, Period, Vec<Text>)> = Vec::new();
    for (period, text) in milestones {
        match happened.last_mut() {
            Some((_, last, texts)) if *last == period => {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            _ => happened.push((happened.len() + 1, period, vec![text])),
        }
    }
    happened
}

/// The list that the numbers in the drawings refer to.
pub fn list(interface: Interface, happened: Vec<(usize, Period, Vec<Text>)>) -> impl IntoView {
    let words = &interface.words.monitor;
    let entries: Vec<_> = happened
        .into_iter()
        .map(|(number, when, texts)| {
            let texts: Vec<_> =
                texts.iter().map(|text| view! { <p>{text.get(interface.lang).to_owned()}</p> }).collect();
            view! {
                <li value=number.to_string()>
                    <span class="event-period">{period(interface, when)}</span>
                    {texts}
                </li>
            }
        })
        .collect();
    view! {
        <details class="events">
            <summary>{words.events.as_str()}</summary>
            <p class="small subtle">{words.events_text.as_str()}</p>
            <ol>{entries}</ol>
        </details>
    }
}
