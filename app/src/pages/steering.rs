//! `/stuurgroep`: coherence, progress and displacement, as far as public content tells.

mod displacement;

use leptos::prelude::*;

use crate::desk::{Desk, Refusal};
use crate::model::indicator::{Series, Theme};
use crate::model::overview::{Extent, Overview};
use crate::model::plan::{MeasureStatus, Plan};
use crate::model::progress::{Entry, status};
use crate::model::signal::{Kind, SignalFilter};
use crate::pages::measures::status_day;
use crate::parts::ask::ask;
use crate::parts::chart::bars::{AnyName, Bar, BarTable, Columns};
use crate::parts::format::{capital, period};
use crate::parts::head::Head;
use crate::parts::plan_matrix::{gaps, plan_matrix};
use crate::routes;
use crate::words::{Interface, fill};

/// How many signals of displacement the page has; the others are among all signals.
const MOST_SIGNALS: u32 = 5;

#[component]
pub fn Steering() -> impl IntoView {
    ask(steering)
}

async fn steering(interface: Interface, desk: Desk) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let names = &words.names;
    let words = &words.steering;
    let plan = desk.plan().await?;
    let hubs = desk.hubs().await?;
    let themes = vec![Theme::Seizures, Theme::Offenders];
    let asked = Overview { extent: Extent::Years, themes, ..Overview::latest(displacement::MOST_OF_THEME) };
    let series: Vec<Series> = desk.overview(&asked).await?.into_iter().flat_map(|chapter| chapter.series).collect();
    let beside = match displacement::most_told(&series, &hubs) {
        Some(code) => Some(desk.series(&code).await?),
        None => None,
    };
    let uncovered: Vec<String> = gaps(&plan.measures, &hubs)
        .into_iter()
        .map(|(hub, line)| fill(&words.gap, &[("hub", &hub.short.get(lang)), ("line", &names.line(line))]))
        .collect();
    let gaps = if uncovered.is_empty() {
        words.no_gaps.clone()
    } else {
        fill(&words.gaps, &[("gaps", &uncovered.join("; "))])
    };
    let moved = SignalFilter { kind: Some(Kind::Displacement), size: MOST_SIGNALS, ..SignalFilter::default() };
    let moved = desk.signals(&moved).await?;
    let entries = desk.entries().await?;
    let progress = status_day(interface, &plan).map(|day| fill(&words.progress_lead, &[("date", &day)]));
    Ok(view! {
        <Head title=words.title.as_str() description=words.description.as_str()/>
        <h1>{words.title.as_str()}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <section class="section" aria-labelledby="samenhang">
            <div class="section-head">
                <h2 id="samenhang">{words.coherence.as_str()}</h2>
                <a href=routes::measures_url(lang)>{interface.words.measures.title.as_str()}</a>
            </div>
            <p class="conflicts-text">{words.coherence_lead.as_str()}</p>
            {plan_matrix(interface, &plan.measures, &hubs)}
            <p class="steering-gaps">{gaps}</p>
        </section>
        <section class="section" aria-labelledby="voortgang">
            <div class="section-head">
                <h2 id="voortgang">{words.progress.as_str()}</h2>
            </div>
            {progress.map(|progress| view! { <p class="conflicts-text">{progress}</p> })}
            <div class="money">
                <div>{statuses(interface, &plan, &entries)}</div>
                <div>
                    <h3>{words.milestones.as_str()}</h3>
                    {milestones(interface, &plan)}
                </div>
            </div>
        </section>
        {displacement::displacement(interface, &series, beside.as_ref(), &moved, &hubs)}
    })
}

/// How far measures are: as recorded last, or else as the plan itself says.
fn statuses(interface: Interface, plan: &Plan, entries: &[Entry]) -> impl IntoView + use<> {
    let words = &interface.words.steering;
    let now: Vec<MeasureStatus> =
        plan.measures.iter().map(|measure| status(entries, &measure.code, measure.status).0).collect();
    let counts = MeasureStatus::ALL.map(|status| (status, now.iter().filter(|one| **one == status).count()));
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let bars = counts
        .into_iter()
        .map(|(status, count)| {
            let length = count as f64 / most as f64;
            let name = AnyName { text: capital(interface.words.names.status(status)), href: None, note: None };
            Bar { name, text: count.to_string(), low: length, high: length, class: String::new() }
        })
        .collect();
    let columns = Columns { name: interface.words.measures.status.clone(), value: words.measures.clone() };
    let total = (interface.words.measures.total.clone(), plan.measures.len().to_string());
    view! { <BarTable caption=words.progress_caption.as_str() columns bars total=Some(total)/> }
}

fn milestones(interface: Interface, plan: &Plan) -> impl IntoView + use<> {
    let lang = interface.lang;
    let mut milestones: Vec<_> = plan
        .measures
        .iter()
        .flat_map(|measure| measure.milestones.iter().map(move |milestone| (milestone, measure)))
        .collect();
    milestones.sort_by_key(|(milestone, _)| milestone.period);
    let rows: Vec<_> = milestones
        .into_iter()
        .map(|(milestone, measure)| {
            view! {
                <li>
                    <span class="event-period">{capital(&period(interface, milestone.period))}</span>
                    <p>
                        {milestone.text.get(lang).to_owned()}
                        " "
                        <a class="small" href=routes::measure_url(lang, &measure.code)>
                            {measure.title.get(lang).to_owned()}
                        </a>
                    </p>
                </li>
            }
        })
        .collect();
    view! { <ol class="milestones">{rows}</ol> }
}
