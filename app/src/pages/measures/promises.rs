//! `/maatregelen/toezeggingen`: what the letter promises, and what came of it.

use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::{use_query_map, use_url};

use crate::desk::{Desk, Refusal};
use crate::model::plan::{Plan, Promise};
use crate::model::progress::{Answer, Entry, Subject, answer};
use crate::parts::ask::ask;
use crate::parts::entries::{Known, Record, evidence, filled, history};
use crate::parts::form::{Came, Choice};
use crate::parts::format::{capital, date, day_of, period};
use crate::parts::head::Head;
use crate::parts::keeping::keeping;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn PromisesPage() -> impl IntoView {
    let done = use_query_map().read_untracked().get("klaar").is_some();
    let action = use_url().get_untracked().path().to_owned();
    ask(move |interface, desk| page(interface, desk, done, action))
}

async fn page(interface: Interface, desk: Desk, done: bool, action: String) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.progress;
    let plan = desk.plan().await?;
    let partners = desk.partners().await?;
    let entries = desk.entries().await?;
    let known = Known { organisations: &partners, measures: &plan.measures };
    let all: Vec<&Promise> = plan.promises.iter().collect();
    let answered = all.iter().filter(|promise| answer_of(&entries, promise).is_some()).count();
    let overdue = all.iter().filter(|promise| is_overdue(&entries, promise)).count();
    let counted = fill(&words.promises_count, &[("count", &all.len()), ("answered", &answered), ("overdue", &overdue)]);
    let mut keeps: Vec<(String, String)> = Vec::new();
    for (subject, name) in subjects(interface, &plan) {
        if desk.keeps(&subject).await? {
            keeps.push((subject.to_string(), name));
        }
    }
    let own: Vec<&Entry> =
        entries.iter().filter(|one| matches!(one.subject, Subject::Promise(_) | Subject::Motion(_))).collect();
    let strikes = (!keeps.is_empty()).then_some(action.as_str());
    let past = (!own.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="verloop">
                <div class="section-head">
                    <h2 id="verloop">{words.history.as_str()}</h2>
                </div>
                {history(interface, &own, known, strikes)}
            </section>
        }
    });
    let form = (!keeps.is_empty()).then(|| form(interface, keeps, &action));
    Ok(view! {
        <Head title=words.promises.as_str() description=words.promises_description.as_str()/>
        <p class="label">
            <a href=routes::measures_url(lang)>{interface.words.measures.title.as_str()}</a>
        </p>
        <h1>{words.promises.as_str()}</h1>
        <p class="lead">{words.promises_lead.as_str()}</p>
        <Came interface done/>
        <p class="as-of">{counted}</p>
        {list(interface, &all, &entries, known)}
        {form}
        {past}
    })
}

/// Everything that an answer can be recorded about, with its name.
fn subjects(interface: Interface, plan: &Plan) -> Vec<(Subject, String)> {
    let promises =
        plan.promises.iter().map(|one| (Subject::Promise(one.code.clone()), one.text.get(interface.lang).to_owned()));
    let motions = plan.motions.iter().map(|one| (Subject::Motion(one.code.clone()), one.name.clone()));
    promises.chain(motions).collect()
}

fn answer_of<'a>(entries: &'a [Entry], promise: &Promise) -> Option<(Answer, &'a Entry)> {
    answer(entries, &Subject::Promise(promise.code.clone()))
}

/// Whether its day has passed and nothing says what came of it.
fn is_overdue(entries: &[Entry], promise: &Promise) -> bool {
    let passed = promise.due.and_then(|due| due.last_day()).is_some_and(|last| last < day_of(Timestamp::now()));
    passed && answer_of(entries, promise).is_none_or(|(answer, _)| answer == Answer::Underway)
}

/// Promises in rows: what came of it in a column of its own, then what was promised and when.
pub fn list(interface: Interface, promises: &[&Promise], entries: &[Entry], known: Known<'_>) -> impl IntoView + use<> {
    let rows: Vec<_> = promises.iter().map(|promise| row(interface, promise, entries, known)).collect();
    view! { <ul class="measures">{rows}</ul> }
}

fn row(interface: Interface, promise: &Promise, entries: &[Entry], known: Known<'_>) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.progress;
    let last = answer_of(entries, promise);
    let state = last.map_or_else(|| words.no_answer.clone(), |(answer, _)| capital(words.answers.of(answer)));
    let since = last.map(|(_, entry)| {
        let shown = evidence(interface, &entry.said.evidence);
        view! {
            <p class="plan-entry-text">
                <span class="subtle">{date(interface, entry.day)}": "</span>
                {entry.said.text.clone()}
            </p>
            {shown}
        }
    });
    let due = promise.due.map_or_else(|| words.no_due.clone(), |due| capital(&period(interface, due)));
    let overdue = is_overdue(entries, promise)
        .then(|| view! { " " <span class="tag tag-disputed">{words.overdue.as_str()}</span> });
    let measure = promise.measure.as_ref().and_then(|code| known.measures.iter().find(|one| one.code == *code));
    let measure = measure.map(|measure| {
        view! {
            <div>
                <dt>{words.belongs_to.as_str()}</dt>
                <dd>
                    <a href=routes::measure_url(lang, &measure.code)>{measure.title.get(lang).to_owned()}</a>
                </dd>
            </div>
        }
    });
    view! {
        <li class="measure" id=promise.code.to_string()>
            <p class="measure-status">{state}</p>
            <div class="measure-text">
                <p>{promise.text.get(lang).to_owned()}</p>
                {since}
                <dl class="measure-details">
                    <div>
                        <dt>{words.due.as_str()}</dt>
                        <dd>{due} {overdue}</dd>
                    </div>
                    {measure}
                    <div>
                        <dt>{interface.words.measures.source.as_str()}</dt>
                        <dd>{format!("{}, {}", promise.source.title, promise.heading.get(lang))}</dd>
                    </div>
                </dl>
            </div>
        </li>
    }
}

fn form(interface: Interface, options: Vec<(String, String)>, action: &str) -> impl IntoView + use<> {
    let words = &interface.words.progress;
    let answers = Answer::ALL.iter().map(|one| (one.code().to_owned(), capital(words.answers.of(*one))));
    let answers: Vec<(String, String)> = answers.collect();
    keeping(
        interface,
        view! {
            <Record interface action act="answer" title=words.record_answer.as_str() subject=None text=None>
                <Choice
                    id="subject"
                    name="subject"
                    label=words.promise.as_str()
                    prompt=words.choose.as_str()
                    options
                    chosen=filled("answer", "subject")
                />
                <Choice
                    id="answer"
                    name="answer"
                    label=words.status.as_str()
                    prompt=words.choose.as_str()
                    options=answers
                    chosen=filled("answer", "answer")
                />
            </Record>
        },
    )
}
