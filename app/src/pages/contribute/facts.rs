//! The fields of a kind on the form: its facts, and rows of results, steps and sources.

use leptos::prelude::*;

use crate::model::draft::Choices;
use crate::model::facts::{BarrierStatus, Kind};
use crate::model::sheet::{MOST_ROWS, SOURCE, Shape, fields};
use crate::parts::format::capital;
use crate::parts::sheet_field::{Around, Filled};
use crate::parts::sheet_label::{numbered, value};

/// The facts of one line or text, in the order of the kind.
pub fn facts(filled: Filled, kind: Kind) -> Vec<AnyView> {
    let words = &filled.interface.words.sheet;
    let facts = &filled.interface.words.facts;
    let question = |field: &str| match field {
        "evidence.effect" => facts.effect_question.as_str(),
        "evidence.mechanism" => &facts.mechanism_question,
        "evidence.moderators" => &facts.moderators_question,
        "evidence.implementation" => &facts.implementation_question,
        "evidence.economics" => &facts.economics_question,
        _ => "",
    };
    let field = |(field, shape): &(&'static str, Shape)| match shape {
        Shape::Line => filled.line(field, Around::default()),
        Shape::Text => filled.area(field, Around { hint: question(field), rows: 4, ..Around::default() }),
        Shape::List => filled.area(field, Around { hint: &words.list_hint, rows: 4, ..Around::default() }),
        Shape::Day => filled.line(field, Around { kind: "date", ..Around::default() }),
        Shape::Period => filled.line(field, Around { hint: &words.period_hint, ..Around::default() }),
        Shape::Country => filled.line(field, Around { hint: &words.country_hint, ..Around::default() }),
        Shape::OneOf(codes) => {
            let name = |code: &&str| ((*code).to_owned(), capital(&value(filled.interface, field, code)));
            filled.choice(field, codes.iter().map(name).collect(), Around::default())
        }
    };
    let (evidence, plain): (Vec<_>, Vec<_>) = fields(kind).iter().partition(|(name, _)| name.starts_with(EVIDENCE));
    let mut views: Vec<AnyView> = plain.into_iter().map(field).collect();
    if !evidence.is_empty() {
        let (open, fields) = (filled.has_any(&[EVIDENCE]), evidence.into_iter().map(field).collect_view());
        let title = format!("{}, EMMIE", facts.evidence);
        let summary = if open { title } else { format!("{title}: {}", facts.no_evidence) };
        views.push(
            view! {
                <details class="sheet-row sheet-evidence" open=open>
                    <summary>{summary}</summary>
                    <p class="field-hint">{facts.evidence_explained.as_str()}</p>
                    {fields}
                </details>
            }
            .into_any(),
        );
    }
    if matches!(kind, Kind::Practice | Kind::Innovation) {
        views.push(results(filled));
    }
    views
}

/// Before the names of the five slots of EMMIE.
const EVIDENCE: &str = "evidence.";

/// Rows there are, and some to spare.
fn rows(filled: Filled, of: &str, spare: usize) -> Vec<String> {
    let mut rows = filled.sheet.rows(of);
    let last = rows.last().and_then(|row| row.rsplit('.').next()?.parse::<usize>().ok());
    let next = last.map_or(0, |last| last + 1);
    rows.extend((next..(next + spare).min(MOST_ROWS)).map(|number| format!("{of}.{number}")));
    rows
}

fn number(row: &str) -> &str {
    row.rsplit('.').next().unwrap_or_default()
}

fn results(filled: Filled) -> AnyView {
    let words = &filled.interface.words.sheet;
    let rows = rows(filled, "result", 2).into_iter().map(|row| {
        let legend = numbered(&words.result, number(&row));
        let text = filled.area(&format!("{row}.text"), Around { rows: 2, ..Around::default() });
        let columns = SOURCE.map(|column| source_column(filled, &format!("{row}.source_{column}"), column));
        view! {
            <fieldset class="sheet-row">
                <legend>{legend}</legend>
                {text}
                <div class="sheet-columns">{columns}</div>
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="sheet-rows">
            <h3>{filled.interface.words.facts.results.as_str()}</h3>
            {rows}
            <p class="field-hint">{words.more_rows.as_str()}</p>
        </div>
    }
    .into_any()
}

/// Publications that it rests on.
pub fn sources(filled: Filled) -> AnyView {
    let words = &filled.interface.words.sheet;
    let rows = rows(filled, "source", 2).into_iter().map(|row| {
        let columns = SOURCE.map(|column| source_column(filled, &format!("{row}.{column}"), column));
        view! {
            <fieldset class="sheet-row">
                <legend>{numbered(&words.source, number(&row))}</legend>
                <div class="sheet-columns">{columns}</div>
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="sheet-rows">
            {rows}
            <p class="field-hint">{words.more_rows.as_str()}</p>
        </div>
    }
    .into_any()
}

fn source_column(filled: Filled, field: &str, column: &str) -> AnyView {
    let words = &filled.interface.words.sheet;
    let (label, hint) = match column {
        "title" => (&words.source_title, ""),
        "publisher" => (&words.publisher, ""),
        "url" => (&words.url, ""),
        _ => (&words.date, words.rough_day_hint.as_str()),
    };
    filled.line(field, Around { label, hint, ..Around::default() })
}

/// The steps of a barrier model, each with its barriers and how far these are at each hub.
pub fn steps(filled: Filled, choices: &Choices) -> AnyView {
    let words = &filled.interface.words.sheet;
    let facts = &filled.interface.words.facts;
    let steps = rows(filled, "step", 1).into_iter().map(|row| {
        let list = |column: &str, label: &str| {
            filled.area(
                &format!("{row}.{column}"),
                Around { label, hint: &words.list_hint, rows: 3, ..Around::default() },
            )
        };
        let lists = [
            list("opportunities", &facts.opportunities),
            list("facilitators", &facts.facilitators),
            list("signals", &facts.signals),
            list("partners", &facts.partners),
        ];
        let name = filled.line(&format!("{row}.name"), Around { label: &words.step_name, ..Around::default() });
        let barriers: Vec<AnyView> =
            rows(filled, &format!("{row}.barrier"), 2).into_iter().map(|row| barrier(filled, &row, choices)).collect();
        view! {
            <fieldset class="sheet-row">
                <legend>{numbered(&words.step, number(&row))}</legend>
                {name}
                <div class="sheet-columns">{lists}</div>
                {barriers}
            </fieldset>
        }
    });
    let steps = steps.collect_view();
    view! {
        <div class="sheet-rows">
            <h3>{facts.barrier_model.as_str()}</h3>
            {steps}
            <p class="field-hint">{words.more_rows.as_str()}</p>
        </div>
    }
    .into_any()
}

fn barrier(filled: Filled, row: &str, choices: &Choices) -> AnyView {
    let words = &filled.interface.words.sheet;
    let lang = filled.interface.lang;
    let legend = numbered(&words.barrier, number(row));
    let text = filled.line(&format!("{row}.text"), Around { label: &legend, ..Around::default() });
    let documents = filled.line(
        &format!("{row}.documents"),
        Around { label: &words.barrier_documents, list: Some("documents"), ..Around::default() },
    );
    let options: Vec<(String, String)> =
        BarrierStatus::ALL.iter().map(|status| (status.code().to_owned(), capital(words.status(*status)))).collect();
    let hubs: Vec<AnyView> = choices
        .members
        .hubs
        .iter()
        .map(|(code, name)| {
            let field = format!("{row}.hub.{code}");
            filled.choice(&field, options.clone(), Around { label: name.get(lang), ..Around::default() })
        })
        .collect();
    view! {
        <fieldset class="sheet-row sheet-row-inner">
            <legend>{legend.clone()}</legend>
            {text}
            {documents}
            <details>
                <summary>{words.barrier_status.as_str()}</summary>
                <div class="sheet-columns">{hubs}</div>
            </details>
        </fieldset>
    }
    .into_any()
}
