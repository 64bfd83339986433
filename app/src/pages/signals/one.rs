//! `/signalen/{id}`: one signal with what it rests on, the series itself, what it belongs to, and the triage.

use leptos::prelude::*;

use super::told::{chance, name, rounded, sentence, title};
use crate::desk::{Desk, Refusal, returned};
use crate::model::chart::Height;
use crate::model::indicator::Series;
use crate::model::place::Place;
use crate::model::signal::{Kind, Outcome, SignalPage};
use crate::pages::monitor::demonstration;
use crate::parts::ask::{One, ask_one};
use crate::parts::chart::multiples::multiples;
use crate::parts::form::{Act, Asks, Came, Choice, Field};
use crate::parts::format::{capital, day, moment, period};
use crate::parts::head::Head;
use crate::parts::title_block::{Field as Fact, TitleBlock};
use crate::parts::tlp::TlpLabel;
use crate::parts::value_table::value_table;
use crate::routes;
use crate::words::{Interface, fill};

/// How many of the last values are drawn and listed.
const DRAWN: usize = 60;

#[component]
pub fn SignalView() -> impl IntoView {
    ask_one(signal)
}

async fn signal(interface: Interface, desk: Desk, one: One) -> Result<impl IntoView, Refusal> {
    let One { id, done, action } = one;
    let Interface { lang, words } = interface;
    let words = &words.signals;
    let page = desk.signal(&id).await?;
    let plan = desk.plan().await?;
    let series = desk.series(&page.signal.indicator).await?;
    let SignalPage { signal, indicator, places, .. } = &page;
    let heading = title(interface, signal, places);
    let caution = if signal.kind == Kind::Displacement { &words.caution_displacement } else { &words.caution };
    let odds = signal.evidence.pair.as_ref().map(|pair| {
        let parts: [(&str, &dyn std::fmt::Display); 2] =
            [("chance", &chance(interface, pair.chance)), ("screened", &pair.screened)];
        view! { <p>{fill(&words.chance_text, &parts)}</p> }
    });
    let measures: Vec<_> = page
        .measures
        .iter()
        .filter_map(|code| plan.measures.iter().find(|measure| measure.code == *code))
        .map(|measure| {
            view! {
                <li>
                    <a href=routes::measure_url(lang, &measure.code)>{measure.title.get(lang).to_owned()}</a>
                </li>
            }
        })
        .collect();
    let documents: Vec<_> = page
        .documents
        .iter()
        .map(|(slug, title)| {
            view! {
                <li>
                    <a href=routes::document_url(lang, slug)>{title.clone()}</a>
                </li>
            }
        })
        .collect();
    let linked = if measures.is_empty() && documents.is_empty() {
        view! { <p class="empty">{words.no_links.as_str()}</p> }.into_any()
    } else {
        view! { <ul class="link-list">{documents} {measures}</ul> }.into_any()
    };
    let options = plan.measures.iter().map(|measure| (measure.code.to_string(), measure.title.get(lang).to_owned()));
    let options: Vec<(String, String)> = options.collect();
    let triage = page.triage.then(|| triage(interface, &page, options, action));
    Ok(view! {
        <Head title=heading.clone() description=sentence(interface, signal, places)/>
        <p class="label">
            <a href=routes::signals_url(lang)>{words.title.as_str()}</a>
        </p>
        <h1>{heading}</h1>
        <TlpLabel sharing=signal.sharing.clone() interface/>
        {indicator.demonstration.then(|| demonstration(interface))}
        <Came interface done/>
        <p class="lead">{sentence(interface, signal, places)}</p>
        {odds}
        <p>
            {caution.as_str()} " "
            <a href=routes::lookback_url(lang)>{interface.words.lookback.title.as_str()}</a>
        </p>
        <section class="section" aria-labelledby="evidence">
            <div class="section-head">
                <h2 id="evidence">{words.evidence.as_str()}</h2>
                <a href=routes::indicator_url(lang, &indicator.code)>{words.in_monitor.as_str()}</a>
            </div>
            <TitleBlock fields=facts(interface, &page)/>
        </section>
        {chart(interface, &series, places)}
        <section class="section" aria-labelledby="linked">
            <div class="section-head">
                <h2 id="linked">{words.linked.as_str()}</h2>
            </div>
            {linked}
        </section>
        {triage}
    })
}

fn facts(interface: Interface, page: &SignalPage) -> Vec<Fact> {
    let Interface { lang, words } = interface;
    let words = &words.signals;
    let SignalPage { signal, indicator, places, .. } = page;
    let evidence = &signal.evidence;
    let number = |value: f64| rounded(interface, value);
    let state = signal.outcome.map_or(words.open.as_str(), |outcome| words.outcome(outcome));
    let mut facts = vec![
        Fact::new(&words.outcome, capital(state)),
        Fact::wide(&interface.words.steering.indicator, indicator.name.get(lang).to_owned()),
        Fact::new(&words.period, capital(&period(interface, signal.period))),
        Fact::new(
            &words.observed,
            format!("{}: {}", name(interface, &signal.place, places), number(evidence.observed)),
        ),
    ];
    facts.extend(evidence.expected.map(|value| Fact::new(&words.expected, number(value))));
    facts.extend(evidence.bound.map(|value| Fact::new(&words.bound, number(value))));
    if let (Some(pair), Some(other)) = (&evidence.pair, &signal.other) {
        let text = format!("{}: {}", name(interface, other, places), number(pair.observed));
        facts.push(Fact::new(&words.observed, text));
        facts.push(Fact::new(&words.expected, number(pair.expected)));
    }
    facts.extend(evidence.statistic.map(|value| Fact::new(&words.statistic, number(value))));
    facts.push(Fact::wide(&words.method, capital(words.method(&evidence.method))));
    facts.push(Fact::wide(&words.source, evidence.source.clone()));
    facts.push(Fact::new(&words.found, day(interface, signal.found)));
    facts
}

/// The last values of the places, as they are known now.
fn chart(interface: Interface, series: &Series, places: &[Place]) -> Option<impl IntoView + use<>> {
    let mut shown = series.clone();
    shown.observations.clear();
    for place in places {
        let of_place = series.of(&place.code);
        shown.observations.extend_from_slice(&of_place[of_place.len().saturating_sub(DRAWN)..]);
    }
    shown.observations.sort_by(|a, b| (&a.place, a.period).cmp(&(&b.place, b.period)));
    let drawings = multiples(interface, &shown, places, Height::Own, "signaal")?;
    let caption = fill(&interface.words.monitor.caption, &[("name", &series.indicator.name.get(interface.lang))]);
    Some(view! {
        <section class="section" aria-labelledby="chart">
            <div class="section-head">
                <h2 id="chart">{interface.words.signals.chart.as_str()}</h2>
            </div>
            <figure class="chart">
                {drawings}
                <details>
                    <summary>{interface.words.chart.table.as_str()}</summary>
                    {value_table(interface, &shown, places, caption)}
                </details>
            </figure>
        </section>
    })
}

fn triage(
    interface: Interface,
    page: &SignalPage,
    measures: Vec<(String, String)>,
    action: String,
) -> impl IntoView + use<> {
    let words = &interface.words.signals;
    let came = returned();
    let revision = page.signal.revision.to_string();
    let owner = page.owner.clone().unwrap_or_else(|| words.nobody.clone());
    let outcomes = Outcome::ALL.map(|outcome| (outcome.code().to_owned(), capital(words.outcome(outcome))));
    let filled = came.value("outcome");
    let chosen =
        if filled.is_empty() { page.signal.outcome.map(|o| o.code().to_owned()).unwrap_or_default() } else { filled };
    let text = |name: &str, hint: &str| Asks {
        autocomplete: "off",
        value: came.value(name),
        hint: hint.to_owned(),
        optional: name == "note",
        ..Asks::default()
    };
    let notes: Vec<_> = page
        .notes
        .iter()
        .map(|note| {
            view! {
                <li>
                    <p>{note.text.clone()}</p>
                    <p class="small subtle">{note.name.clone()} ", " {moment(interface, note.at)}</p>
                </li>
            }
        })
        .collect();
    let none = notes.is_empty().then(|| view! { <p class="empty">{words.no_notes.as_str()}</p> });
    let hidden = |act: &'static str| {
        view! {
            <input type="hidden" name="actie" value=act/>
            <input type="hidden" name="revision" value=revision.clone()/>
        }
    };
    view! {
        <section class="section" aria-labelledby="triage">
            <div class="section-head">
                <h2 id="triage">{words.triage.as_str()}</h2>
            </div>
            <p class="section-text">{words.triage_lead.as_str()}</p>
            <p>{words.owner.as_str()} ": " {owner}</p>
            <Act action=action.clone() act="take" with=vec![("revision", revision.clone())] label=words.take.as_str()/>
            <form class="form" method="post" action=action.clone()>
                {hidden("judge")}
                <Choice
                    id="outcome"
                    name="outcome"
                    label=words.judge.as_str()
                    prompt=words.judge_prompt.as_str()
                    options=outcomes.into()
                    chosen
                    optional=true
                />
                <Field id="note" name="note" label=words.note.as_str() asks=text("note", &words.note_hint)/>
                <button class="button" type="submit">
                    {words.save.as_str()}
                </button>
            </form>
            <h3>{words.notes.as_str()}</h3>
            {none}
            <ul class="signal-notes">{notes}</ul>
            <form class="form" method="post" action=action.clone()>
                {hidden("link-document")}
                <Field
                    id="document"
                    name="document"
                    label=words.link_document.as_str()
                    asks=text("document", &words.link_document_hint)
                />
                <button class="button" type="submit">
                    {words.link.as_str()}
                </button>
            </form>
            <form class="form" method="post" action=action>
                {hidden("link-measure")}
                <Choice
                    id="measure"
                    name="measure"
                    label=words.link_measure.as_str()
                    prompt=words.choose.as_str()
                    options=measures
                    chosen=came.value("measure")
                />
                <button class="button" type="submit">
                    {words.link.as_str()}
                </button>
            </form>
        </section>
    }
}
