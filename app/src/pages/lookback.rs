//! `/monitor/terugblik`: what the statistics find in simulated series, how often they are wrong, and where they are blind.

mod results;

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::parts::ask::ask;
use crate::parts::format::number;
use crate::parts::head::Head;
use crate::parts::scroll::scroll;
use crate::routes;
use crate::words::{Interface, fill};

/// What every method found of one scenario, in the order of the methods.
pub struct Row {
    pub scenario: &'static str,
    pub found: [Found; 5],
    /// In how many of a hundred the pairs of hubs first named a wrong pair.
    pub wrong_percent: u8,
}

/// In how many runs of a hundred, and after how many months in the middle; none where fewer than half were found.
pub struct Found {
    pub percent: u8,
    pub months: Option<u8>,
}

/// How often a method is wrong with the threshold that the early-warning run uses.
pub struct Practice {
    pub method: &'static str,
    /// In a thousand quiet months of a series; of displacement, of a table of five hubs.
    pub false_alarms: f64,
    pub months: u32,
}

#[component]
pub fn LookbackPage() -> impl IntoView {
    ask(lookback)
}

async fn lookback(interface: Interface, _: Desk) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let (words, signals) = (&words.lookback, &words.signals);
    let list = |items: &'static [String]| items.iter().map(|item| view! { <li>{item.as_str()}</li> }).collect_view();
    let heads: Vec<_> =
        results::METHODS.iter().map(|method| view! { <th scope="col">{words.method(method)}</th> }).collect();
    let rows: Vec<_> = results::ROWS
        .iter()
        .map(|row| {
            let best = row.found.iter().map(|found| found.percent).max().unwrap_or(0);
            let cells: Vec<_> = row
                .found
                .iter()
                .map(|found| {
                    let percent = format!("{}%", found.percent);
                    let percent = if found.percent == best {
                        view! { <strong>{percent}</strong> }.into_any()
                    } else {
                        percent.into_any()
                    };
                    let months = match found.months {
                        Some(1) => words.one_month.clone(),
                        Some(months) => fill(&words.months, &[("months", &months)]),
                        None => words.rarely.clone(),
                    };
                    view! {
                        <td class="number">
                            {percent} <br/> <span class="subtle small">{months}</span>
                        </td>
                    }
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{words.scenario(row.scenario)}</th>
                    {cells}
                    <td class="number">{format!("{}%", row.wrong_percent)}</td>
                </tr>
            }
        })
        .collect();
    let practice: Vec<_> = results::PRACTICE
        .iter()
        .map(|practice| {
            let rate = rust_decimal::Decimal::try_from(practice.false_alarms).unwrap_or_default().round_dp(1);
            let about = if practice.method == "displacement" { &words.of_tables } else { &words.of_series };
            view! {
                <tr>
                    <th scope="row">{signals.method(practice.method)}</th>
                    <td class="number">{number(lang, rate.normalize())}</td>
                    <td>{about.as_str()}</td>
                </tr>
            }
        })
        .collect();
    let caption = fill(&words.caption, &[("runs", &results::RUNS)]);
    let label = caption.clone();
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <p class="label">
            <a href=routes::signals_url(lang)>{signals.title.as_str()}</a>
        </p>
        <h1>{words.title.as_str()}</h1>
        <p class="tag tag-demonstration">{words.simulation.as_str()}</p>
        <p class="lead">{words.lead.as_str()}</p>
        <section class="section" aria-labelledby="found">
            <div class="section-head">
                <h2 id="found">{words.found.as_str()}</h2>
            </div>
            <p class="section-text">{words.found_text.as_str()}</p>
            {scroll(label, view! {
                <table class="movements lookback">
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words.put_in.as_str()}</th>
                            {heads}
                            <th scope="col">{words.wrong_pair.as_str()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            })}
        </section>
        <section class="section" aria-labelledby="wrong">
            <div class="section-head">
                <h2 id="wrong">{words.wrong.as_str()}</h2>
            </div>
            <p class="section-text">{words.wrong_text.as_str()}</p>
            <table class="figures">
                <caption>{words.wrong_caption.as_str()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{signals.method.as_str()}</th>
                        <th scope="col" class="number">
                            {words.false_alarms.as_str()}
                        </th>
                        <th scope="col">{words.counted_over.as_str()}</th>
                    </tr>
                </thead>
                <tbody>{practice}</tbody>
            </table>
        </section>
        <section class="section" aria-labelledby="blind">
            <div class="section-head">
                <h2 id="blind">{words.blind.as_str()}</h2>
            </div>
            <ul class="limits limits-list">{list(&words.blind_spots)}</ul>
        </section>
        <section class="section" aria-labelledby="how">
            <div class="section-head">
                <h2 id="how">{words.how.as_str()}</h2>
            </div>
            <ul class="limits limits-list">{list(&words.how_text)}</ul>
        </section>
    })
}
