//! `/maatregelen/{code}/effect`: what happened after a measure began, where it was taken and where it may have gone.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::desk::{Desk, Refusal};
use crate::model::effect::{Asked, Counts, Effect, Estimate, Question, Unjudged};
use crate::model::plan::MeasureStatus;
use crate::model::progress::{Entry, Subject, Told, standing};
use crate::model::slug::Slug;
use crate::pages::monitor::demonstration;
use crate::parts::ask::ask;
use crate::parts::form::{Asks, Choice, Field};
use crate::parts::format::{date, number, period};
use crate::parts::head::Head;
use crate::parts::scroll::scroll;
use crate::routes;
use crate::words::{Interface, fill};

#[component]
pub fn EffectPage() -> impl IntoView {
    let code = use_params_map().read_untracked().get("code").unwrap_or_default();
    let question = question(&use_query_map().read_untracked());
    ask(move |interface, desk| page(interface, desk, code, question))
}

fn question(query: &ParamsMap) -> Question {
    let slug = |key: &str| query.get(key).and_then(|text| text.parse().ok());
    Question {
        indicator: slug("indicator"),
        begin: query.get("begin").and_then(|text| text.parse().ok()),
        treated: slug("plaats"),
        control: slug("vergelijking"),
        buffer: slug("uitwijk"),
        buffer_control: slug("uitwijk_vergelijking"),
    }
}

async fn page(
    interface: Interface,
    desk: Desk,
    code: String,
    mut question: Question,
) -> Result<impl IntoView, Refusal> {
    let Interface { lang, words } = interface;
    let words = &words.effect;
    let code: Slug = code.parse().map_err(|_| Refusal::Absent)?;
    let plan = desk.plan().await?;
    let measure = plan.measures.into_iter().find(|one| one.code == code).ok_or(Refusal::Absent)?;
    let entries = desk.entries().await?;
    let recorded = began(&entries, &code);
    question.begin = question.begin.or(recorded.map(|entry| entry.day));
    if question.treated.is_none() {
        question.treated = measure.hubs.first().cloned();
    }
    let asked = desk.effect(&question).await?;
    let title = fill(&words.title_of, &[("measure", &measure.title.get(lang))]);
    let limits: Vec<_> = words.limits.iter().map(|limit| view! { <li>{limit.as_str()}</li> }).collect();
    let recorded = recorded.map(|entry| {
        view! { <p class="section-text">{fill(&words.begin_recorded, &[("date", &date(interface, entry.day))])}</p> }
    });
    let answer = asked.answer.as_ref().map(|answer| match answer {
        Ok(effect) => judged(interface, &asked, &question, effect).into_any(),
        Err(why) => view! {
            <div class="came came-wrong">
                <h2>{words.cannot.as_str()}</h2>
                <p>{unjudged(interface, why)}</p>
            </div>
        }
        .into_any(),
    });
    let shown = question.indicator.as_ref().and_then(|code| asked.indicators.iter().find(|one| one.code == *code));
    let only_trial = shown.is_some_and(|one| one.demonstration).then(|| demonstration(interface));
    Ok(view! {
        <Head title=title.clone() description=words.lead.as_str()/>
        <p class="label">
            <a href=routes::measure_url(lang, &code)>{measure.title.get(lang).to_owned()}</a>
        </p>
        <h1>{title}</h1>
        <p class="lead">{words.lead.as_str()}</p>
        <ul class="limits limits-list">{limits}</ul>
        {recorded}
        {form(interface, &asked, &question, &code)}
        {only_trial}
        {answer}
    })
}

/// The first entry that says that a measure works.
fn began<'a>(entries: &'a [Entry], code: &Slug) -> Option<&'a Entry> {
    let subject = Subject::Measure(code.clone());
    let running = |entry: &&Entry| {
        matches!(entry.said.told, Told::Status { status: MeasureStatus::Running | MeasureStatus::Done })
    };
    standing(entries, &subject).find(running)
}

fn form(interface: Interface, asked: &Asked, question: &Question, code: &Slug) -> impl IntoView + use<> {
    let Interface { lang, words } = interface;
    let words = &words.effect;
    let chosen = |slug: &Option<Slug>| slug.as_ref().map(ToString::to_string).unwrap_or_default();
    let indicators = asked.indicators.iter().map(|one| (one.code.to_string(), one.name.get(lang).to_owned()));
    let indicators: Vec<(String, String)> = indicators.collect();
    let places: Vec<(String, String)> =
        asked.places.iter().map(|place| (place.code.to_string(), place.name.get(lang).to_owned())).collect();
    let begin = Asks {
        kind: "date",
        autocomplete: "off",
        value: question.begin.map(|day| day.to_string()).unwrap_or_default(),
        hint: words.begin_hint.clone(),
        ..Asks::default()
    };
    // Which places there are follows from the indicator.
    let roles = (!places.is_empty()).then(|| {
        let place = |name: &'static str, label: &'static str, hint: &'static str, of: &Option<Slug>, optional: bool| {
            let prompt = if optional { words.none.as_str() } else { words.choose.as_str() };
            view! {
                <div>
                    <Choice id=name name label prompt options=places.clone() chosen=chosen(of) optional/>
                    <p class="field-hint">{hint}</p>
                </div>
            }
        };
        view! {
            <Field id="begin" name="begin" label=words.begin.as_str() asks=begin/>
            {place("plaats", &words.treated, &words.treated_hint, &question.treated, false)}
            {place("vergelijking", &words.control, &words.control_hint, &question.control, false)}
            {place("uitwijk", &words.buffer, &words.buffer_hint, &question.buffer, true)}
            {place(
                "uitwijk_vergelijking",
                &words.buffer_control,
                &words.buffer_control_hint,
                &question.buffer_control,
                true,
            )}
        }
    });
    let none = indicators.is_empty();
    view! {
        {none.then(|| view! { <p class="empty">{words.no_indicators.as_str()}</p> })}
        {(!none)
            .then(|| {
                view! {
                    <form class="form" action=routes::effect_url(lang, code)>
                        <Choice
                            id="indicator"
                            name="indicator"
                            label=words.indicator.as_str()
                            prompt=words.choose.as_str()
                            options=indicators
                            chosen=chosen(&question.indicator)
                        />
                        {roles}
                        <button class="button" type="submit">
                            {words.show.as_str()}
                        </button>
                    </form>
                }
            })}
    }
}

fn unjudged(interface: Interface, why: &Unjudged) -> String {
    let words = &interface.words.effect;
    match why {
        Unjudged::SamePlace => words.same_place.clone(),
        Unjudged::NoPeriods => words.no_periods.clone(),
        Unjudged::EmptyControl => words.empty_control.clone(),
        Unjudged::TooFew { needed, before, after, rhythm } => fill(
            &words.too_few,
            &[
                ("needed", needed),
                ("before", before),
                ("after", after),
                ("rhythm", &interface.words.names.rhythm(*rhythm)),
            ],
        ),
    }
}

fn judged(interface: Interface, asked: &Asked, question: &Question, effect: &Effect) -> impl IntoView + use<> {
    let words = &interface.words.effect;
    let stretch = |(first, last): (crate::model::period::Period, crate::model::period::Period)| {
        if first == last {
            period(interface, first)
        } else {
            format!("{} \u{2013} {}", period(interface, first), period(interface, last))
        }
    };
    let compared = fill(&words.compared, &[("before", &stretch(effect.before)), ("after", &stretch(effect.after))]);
    let sentences = sentences(interface, asked, question, effect);
    let sentences: Vec<_> = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
    view! {
        <section class="section" aria-labelledby="answer">
            <div class="section-head">
                <h2 id="answer">{words.answer.as_str()}</h2>
            </div>
            <p class="section-text">{compared}</p>
            <ul class="sentences">{sentences}</ul>
            {counts(interface, asked, question, effect)}
            {measures(interface, effect)}
            <p class="small subtle section-text">{words.sources.as_str()}</p>
        </section>
    }
}

fn name(interface: Interface, asked: &Asked, code: Option<&Slug>) -> String {
    let place = code.and_then(|code| asked.places.iter().find(|place| place.code == *code));
    place.map(|place| place.name.get(interface.lang).to_owned()).unwrap_or_default()
}

/// What the numbers say, in words; nothing that chance could say as well.
fn sentences(interface: Interface, asked: &Asked, question: &Question, effect: &Effect) -> Vec<String> {
    let words = &interface.words.effect;
    let treated = name(interface, asked, question.treated.as_ref());
    let told = |estimate: Estimate| {
        // Below zero is fewer.
        let (sentence, count, low, high) = if !estimate.is_clear() {
            (&words.unclear, estimate.value, estimate.low, estimate.high)
        } else if estimate.value < 0.0 {
            (&words.fewer, -estimate.value, -estimate.high, -estimate.low)
        } else {
            (&words.more, estimate.value, estimate.low, estimate.high)
        };
        let parts: [(&str, &dyn std::fmt::Display); 4] = [
            ("place", &treated),
            ("count", &rounded(interface, count)),
            ("low", &rounded(interface, low)),
            ("high", &rounded(interface, high)),
        ];
        fill(sentence, &parts)
    };
    let mut sentences = vec![told(effect.local)];
    sentences.push(match (effect.buffer, effect.quotient) {
        (None, _) => words.no_buffer.clone(),
        (Some(_), None) => words.no_quotient.clone(),
        (Some(_), Some(quotient)) => {
            let meaning = if quotient >= 0.0 {
                &words.diffusion
            } else if quotient >= -1.0 {
                &words.displaced_part
            } else {
                &words.displaced_all
            };
            let value = rounded_to(interface, quotient, 2);
            format!("{} {}", fill(&words.quotient, &[("value", &value)]), meaning)
        }
    });
    sentences
}

fn counts(interface: Interface, asked: &Asked, question: &Question, effect: &Effect) -> impl IntoView + use<> {
    let words = &interface.words.effect;
    let row = |role: &'static str, code: Option<&Slug>, counts: Counts, expected: Option<f64>| {
        let expected = expected.map_or_else(|| "\u{2013}".to_owned(), |value| rounded(interface, value));
        view! {
            <tr>
                <th scope="row">{role}</th>
                <td>{name(interface, asked, code)}</td>
                <td class="number">{rounded(interface, counts.before)}</td>
                <td class="number">{rounded(interface, counts.after)}</td>
                <td class="number">{expected}</td>
            </tr>
        }
    };
    let mut rows = vec![
        row(&words.treated, question.treated.as_ref(), effect.treated, Some(effect.expected)),
        row(&words.control, question.control.as_ref(), effect.control, None),
    ];
    rows.extend(effect.buffer.map(|counts| row(&words.buffer, question.buffer.as_ref(), counts, None)));
    let control = question.buffer_control.as_ref();
    rows.extend(effect.buffer_control.map(|counts| row(&words.buffer_control, control, counts, None)));
    scroll(
        words.counts.as_str(),
        view! {
            <table class="figures">
                <caption>{words.counts.as_str()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.role.as_str()}</th>
                        <th scope="col">{words.place.as_str()}</th>
                        <th scope="col" class="number">
                            {words.before.as_str()}
                        </th>
                        <th scope="col" class="number">
                            {words.after.as_str()}
                        </th>
                        <th scope="col" class="number">
                            {words.expected.as_str()}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        },
    )
}

fn measures(interface: Interface, effect: &Effect) -> impl IntoView + use<> {
    let words = &interface.words.effect;
    let row = |title: &'static str, estimate: Option<Estimate>| {
        let (value, interval) = match estimate {
            Some(Estimate { value, low, high }) => (
                rounded(interface, value),
                format!("{} \u{2013} {}", rounded(interface, low), rounded(interface, high)),
            ),
            None => (words.undefined.clone(), String::new()),
        };
        view! {
            <tr>
                <th scope="row">{title}</th>
                <td class="number">{value}</td>
                <td class="number">{interval}</td>
            </tr>
        }
    };
    let quotient = effect.quotient.map_or_else(|| words.undefined.clone(), |value| rounded_to(interface, value, 2));
    let both = effect.buffer_control.is_some().then_some(effect.difference);
    scroll(
        words.measures.as_str(),
        view! {
            <table class="figures">
                <caption>{words.measures.as_str()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.measures.as_str()}</th>
                        <th scope="col" class="number">
                            {words.estimate.as_str()}
                        </th>
                        <th scope="col" class="number">
                            {words.interval.as_str()}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {row(&words.local, Some(effect.local))} {row(&words.difference, both)} {row(&words.net, effect.net)}
                    <tr>
                        <th scope="row">{words.wdq.as_str()}</th>
                        <td class="number">{quotient}</td>
                        <td class="number"></td>
                    </tr>
                </tbody>
            </table>
        },
    )
}

fn rounded(interface: Interface, value: f64) -> String {
    rounded_to(interface, value, if value.abs() < 10.0 { 1 } else { 0 })
}

fn rounded_to(interface: Interface, value: f64, decimals: u32) -> String {
    let exact = Decimal::from_f64(value).map(|value| value.round_dp(decimals));
    exact.map_or_else(|| "\u{2013}".to_owned(), |value| number(interface.lang, value))
}
