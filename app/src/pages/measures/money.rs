//! The money of the plan: by year, and the structural amount by hub, with its sum checked.

use leptos::prelude::*;

use crate::model::place::Hub;
use crate::model::plan::{Allocation, Budget};
use crate::parts::chart::bars::{AnyName, Bar, BarTable, Columns};
use crate::parts::chart::share::{Part, ShareBar};
use crate::parts::format::euros;
use crate::parts::source::SourceLine;
use crate::routes;
use crate::words::{Interface, fill};

/// A section, or nothing where the plan has no money.
pub fn money(interface: Interface, budget: &Budget, hubs: &[Hub]) -> Option<impl IntoView + use<>> {
    let Interface { lang, words } = interface;
    let words = &words.measures;
    let most = budget.series.iter().map(|year| year.cents).max().filter(|most| *most > 0)?;
    let years = budget
        .series
        .iter()
        .map(|year| {
            let text =
                if year.and_later { fill(&words.and_later, &[("year", &year.year)]) } else { year.year.to_string() };
            let length = part_of(year.cents, most);
            Bar {
                name: AnyName { text, href: None, note: None },
                text: euros(interface, year.cents),
                low: length,
                high: length,
                class: String::new(),
            }
        })
        .collect();
    let parts: i64 = budget.allocation.iter().map(|part| part.cents).sum();
    let largest = budget.allocation.iter().map(|part| part.cents).max().unwrap_or(1);
    let bars = budget.allocation.iter().map(|part| allocation_bar(interface, part, hubs, largest)).collect();
    let share = budget
        .allocation
        .iter()
        .map(|part| Part {
            share: part_of(part.cents, parts),
            reading: format!("{}: {}", name(interface, part, hubs), euros(interface, part.cents)),
            class: hue(part),
        })
        .collect();
    let total = euros(interface, budget.structural_cents());
    let sum = euros(interface, parts);
    let check = match budget.check() {
        Ok(()) => fill(&words.adds_up, &[("total", &total)]),
        Err(_) => fill(&words.does_not_add_up, &[("total", &total), ("parts", &sum)]),
    };
    let columns = |name: &str| Columns { name: name.to_owned(), value: words.amount.clone() };
    let note = budget.note.get(lang).to_owned();
    let source = budget.source.clone();
    Some(view! {
        <section class="section" aria-labelledby="geld">
            <div class="section-head">
                <h2 id="geld">{words.money.as_str()}</h2>
            </div>
            <div class="money">
                <figure>
                    <BarTable caption=words.series.as_str() columns=columns(&words.year) bars=years/>
                </figure>
                <figure>
                    <figcaption>{words.allocation_lead.as_str()}</figcaption>
                    <ShareBar parts=share/>
                    <BarTable
                        caption=words.allocation.as_str()
                        columns=columns(&words.hub)
                        bars
                        total=Some((words.total.clone(), sum))
                    />
                    <p class="money-check">{check}</p>
                </figure>
            </div>
            {(!note.is_empty()).then(|| view! { <p class="subtle money-note">{note}</p> })}
            {source
                .map(|source| {
                    view! {
                        <p class="small">
                            {words.source.as_str()} ": " <SourceLine source/>
                        </p>
                    }
                })}
        </section>
    })
}

fn allocation_bar(interface: Interface, part: &Allocation, hubs: &[Hub], largest: i64) -> Bar {
    let length = part_of(part.cents, largest);
    Bar {
        name: AnyName {
            text: name(interface, part, hubs),
            href: part.hub.as_ref().map(|hub| routes::hub_url(interface.lang, hub)),
            note: None,
        },
        text: euros(interface, part.cents),
        low: length,
        high: length,
        class: hue(part),
    }
}

fn name(interface: Interface, part: &Allocation, hubs: &[Hub]) -> String {
    let hub = part.hub.as_ref().and_then(|code| hubs.iter().find(|hub| hub.code == *code));
    hub.map_or_else(|| interface.words.measures.overarching.clone(), |hub| hub.name.get(interface.lang).to_owned())
}

fn hue(part: &Allocation) -> String {
    part.hub.as_ref().map_or_else(|| "hue-other".to_owned(), |hub| format!("hue-{hub}"))
}

/// A part as a fraction, for drawing only.
fn part_of(cents: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { cents as f64 / whole as f64 }
}
