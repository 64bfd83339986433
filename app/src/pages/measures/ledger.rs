//! `/maatregelen/geld`: planned, committed and spent, by year and by hub, reconciled with the amounts of the letter.

use std::collections::BTreeSet;

use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::{Desk, Refusal};
use crate::model::place::{Hub, Scope};
use crate::model::plan::Plan;
use crate::model::progress::{Booking, Entry, Subject, Told, booked};
use crate::model::slug::Slug;
use crate::parts::ask::ask;
use crate::parts::entries::{Known, Record, filled, history};
use crate::parts::form::{Asks, Came, Choice, Field};
use crate::parts::format::{capital, day_of, euros};
use crate::parts::head::Head;
use crate::parts::keeping::keeping;
use crate::parts::scroll::scroll;
use crate::parts::source::SourceLine;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn LedgerPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, done, action))
}

async fn page(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let plan = desk.plan().await?;
    let hubs = desk.hubs().await?;
    let partners = desk.partners().await?;
    let entries = desk.entries().await?;
    let own: Vec<&Entry> = entries.iter().filter(|entry| matches!(entry.subject, Subject::Money(_))).collect();
    let mut keeps: Vec<(String, String)> = Vec::new();
    for part in parts(&plan, &hubs) {
        let subject = Subject::Money(part.cloned());
        if desk.keeps(&subject).await? {
            keeps.push((subject.to_string(), name(interface, part, &hubs)));
        }
    }
    let known = Known { organisations: &partners, measures: &plan.measures };
    let strikes = (!keeps.is_empty()).then_some(action.as_str());
    let past = (!own.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="verloop">
                <div class="section-head">
                    <h2 id="verloop">{words.progress.bookings_history.as_str()}</h2>
                </div>
                {history(interface, &own, known, strikes)}
            </section>
        }
    });
    let none = own.is_empty().then(|| view! { <p class="as-of">{words.progress.money_none.as_str()}</p> });
    let form = (!keeps.is_empty()).then(|| form(interface, keeps, &action));
    let source = plan.budget.source.clone();
    let note = plan.budget.note.get(lang).to_owned();
    Ok(view! {
        <Head title=words.progress.money.as_str() description=words.progress.money_description.as_str()/>
        <p class="label">
            <a href=routes::measures_url(lang)>{words.measures.title.as_str()}</a>
        </p>
        <h1>{words.progress.money.as_str()}</h1>
        <p class="lead">{words.progress.money_lead.as_str()}</p>
        <Came interface done/>
        {none}
        {by_year(interface, &plan, &hubs, &entries)}
        {by_hub(interface, &plan, &hubs, &entries)}
        {(!note.is_empty()).then(|| view! { <p class="subtle money-note">{note}</p> })}
        {source
            .map(|source| {
                view! {
                    <p class="small">
                        {words.measures.source.as_str()} ": " <SourceLine source/>
                    </p>
                }
            })}
        {form}
        {past}
    })
}

/// The hubs of the plan, and what is of no hub.
fn parts<'a>(plan: &'a Plan, hubs: &'a [Hub]) -> Vec<Option<&'a Slug>> {
    let split = plan.budget.allocation.iter().map(|part| part.hub.as_ref());
    let mut parts: Vec<Option<&Slug>> = split.collect();
    parts.extend(hubs.iter().filter(|hub| hub.scope == Scope::Five).map(|hub| Some(&hub.code)));
    parts.push(None);
    let mut seen = BTreeSet::new();
    parts.retain(|part| seen.insert(*part));
    parts
}

fn name(interface: Interface, part: Option<&Slug>, hubs: &[Hub]) -> String {
    let hub = part.and_then(|code| hubs.iter().find(|hub| hub.code == *code));
    hub.map_or_else(|| interface.words.progress.overarching.clone(), |hub| hub.name.get(interface.lang).to_owned())
}

/// The years of the letter up to now, and those in which something was booked.
fn years(plan: &Plan, entries: &[Entry]) -> BTreeSet<i16> {
    let mut years: BTreeSet<i16> = plan.budget.series.iter().map(|year| year.year).collect();
    // The last amount stands for the years after it as well.
    let lasting = plan.budget.series.last().filter(|last| last.and_later);
    years.extend(lasting.into_iter().flat_map(|last| last.year..=day_of(Timestamp::now()).year()));
    years.extend(entries.iter().filter(|entry| entry.struck.is_none()).filter_map(|entry| match entry.said.told {
        Told::Booking { year, .. } => Some(year),
        _ => None,
    }));
    years
}

/// What is planned, committed and spent.
struct Line {
    name: String,
    planned: Option<i64>,
    committed: i64,
    spent: i64,
}

impl Line {
    fn sum(name: String, planned: Option<i64>, lines: &[Line]) -> Line {
        let total = |of: fn(&Line) -> i64| lines.iter().map(of).sum();
        Line { name, planned, committed: total(|line| line.committed), spent: total(|line| line.spent) }
    }
}

fn line(name: String, planned: Option<i64>, entries: &[Entry], parts: &[Option<&Slug>], year: i16) -> Line {
    let sum = |booking| parts.iter().map(|part| booked(entries, *part, year, booking)).sum();
    Line { name, planned, committed: sum(Booking::Committed), spent: sum(Booking::Spent) }
}

fn by_year(interface: Interface, plan: &Plan, hubs: &[Hub], entries: &[Entry]) -> impl IntoView + use<> {
    let words = &interface.words.progress;
    let parts = parts(plan, hubs);
    let lines = years(plan, entries)
        .into_iter()
        .map(|year| line(year.to_string(), plan.budget.planned(year), entries, &parts, year));
    let lines: Vec<Line> = lines.collect();
    view! {
        <section class="section" aria-labelledby="per-jaar">
            <div class="section-head">
                <h2 id="per-jaar">{words.by_year.as_str()}</h2>
            </div>
            {table(interface, &words.by_year, &words.year, &lines, None)}
        </section>
    }
}

/// One table for each year of which the letter splits the amount, or in which something was booked.
fn by_hub(interface: Interface, plan: &Plan, hubs: &[Hub], entries: &[Entry]) -> impl IntoView + use<> {
    let words = &interface.words.progress;
    let parts = parts(plan, hubs);
    let shown = years(plan, entries).into_iter().filter(|year| {
        let split = parts.iter().any(|part| plan.budget.planned_for(*part, *year).is_some());
        let whole = line(String::new(), None, entries, &parts, *year);
        split || whole.committed != 0 || whole.spent != 0
    });
    let tables: Vec<_> = shown
        .map(|year| {
            let lines: Vec<Line> = parts
                .iter()
                .map(|part| {
                    let planned = plan.budget.planned_for(*part, year);
                    line(name(interface, *part, hubs), planned, entries, &[*part], year)
                })
                .collect();
            let total = Line::sum(words.total.clone(), plan.budget.planned(year), &lines);
            let id = format!("jaar-{year}");
            let title = fill(&words.by_hub_year, &[("year", &year)]);
            view! {
                <h3 id=id>{title.clone()}</h3>
                {table(interface, &title, &words.hub, &lines, Some(&total))}
            }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="per-knooppunt">
            <div class="section-head">
                <h2 id="per-knooppunt">{words.by_hub.as_str()}</h2>
            </div>
            <p class="section-text">{words.by_hub_lead.as_str()}</p>
            {tables}
        </section>
    }
}

/// In place of an amount that is not known here.
const NONE: &str = "\u{2013}";

/// `name` tells it from the other tables.
fn table(
    interface: Interface,
    name: &str,
    first: &'static str,
    lines: &[Line],
    total: Option<&Line>,
) -> impl IntoView + use<> {
    let words = &interface.words.progress;
    let heads = [words.planned.as_str(), words.bookings.of(Booking::Committed), words.bookings.of(Booking::Spent)];
    let heads = heads.map(|head| view! { <th scope="col" class="number">{capital(head)}</th> });
    // Nothing booked is not nothing spent.
    let booked = |cents: i64| if cents == 0 { NONE.to_owned() } else { euros(interface, cents) };
    let row = |line: &Line| {
        let planned = line.planned.map_or_else(|| words.not_split.clone(), |cents| euros(interface, cents));
        let left = line.planned.map(|planned| planned - line.committed);
        let left = match left {
            None => NONE.into_any(),
            Some(left) if left < 0 => {
                view! { {euros(interface, -left)} " " <span class="tag tag-disputed">{words.over.as_str()}</span> }
                    .into_any()
            }
            Some(left) => euros(interface, left).into_any(),
        };
        view! {
            <tr>
                <th scope="row">{line.name.clone()}</th>
                <td class="number">{planned}</td>
                <td class="number">{booked(line.committed)}</td>
                <td class="number">{booked(line.spent)}</td>
                <td class="number">{left}</td>
            </tr>
        }
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    let total = total.map(row);
    let label = format!("{name}: {}", interface.words.chart.table);
    scroll(
        label,
        view! {
            <table class="figures ledger">
                <thead>
                    <tr>
                        <th scope="col">{first}</th>
                        {heads.collect_view()}
                        <th scope="col" class="number">
                            {words.left.as_str()}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>{total}</tfoot>
            </table>
        },
    )
}

fn form(interface: Interface, options: Vec<(String, String)>, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.progress;
    let bookings = Booking::ALL.iter().map(|one| (one.code().to_owned(), capital(words.bookings.of(*one))));
    let bookings: Vec<(String, String)> = bookings.collect();
    let asks = |name: &str, hint: &str| Asks {
        autocomplete: "off",
        value: filled("book", name),
        hint: hint.to_owned(),
        ..Asks::default()
    };
    keeping(
        interface,
        view! {
            <Record interface action act="book" title=words.record_booking.as_str() subject=None text=None>
                <Choice
                    id="subject"
                    name="subject"
                    label=words.hub.as_str()
                    prompt=words.choose.as_str()
                    options
                    chosen=filled("book", "subject")
                />
                <Field id="year" name="year" label=words.year.as_str() asks=asks("year", "")/>
                <Choice
                    id="booking"
                    name="booking"
                    label=words.kind.as_str()
                    prompt=words.choose.as_str()
                    options=bookings
                    chosen=filled("book", "booking")
                />
                <Field id="amount" name="amount" label=words.amount.as_str() asks=asks("amount", &words.amount_hint)/>
            </Record>
        },
    )
}
