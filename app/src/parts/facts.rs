//! The typed facts of a document: short ones for the title block, longer ones as sections of its text.

use leptos::either::Either;
use leptos::prelude::*;

use crate::model::document::Summary;
use crate::model::facts::{Evidence, Facts, Guidance, Insight, LiaisonNote, Outcome, Practice, SharingCase};
use crate::model::place::Hub;
use crate::parts::barrier_model::BarrierModel;
use crate::parts::format::{self, capital};
use crate::parts::source::SourceLine;
use crate::parts::title_block::Field;
use crate::words::Interface;

/// A part of a document with a heading of its own, listed in the table of contents.
pub struct Section {
    pub anchor: &'static str,
    pub title: &'static str,
    pub view: AnyView,
    /// Needs more width than a line of text has.
    pub wide: bool,
}

impl Section {
    fn new(anchor: &'static str, title: &'static str, view: impl IntoView + 'static) -> Section {
        Section { anchor, title, view: view.into_any(), wide: false }
    }
}

/// What a section needs besides the facts.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub interface: Interface,
    /// The language of the text, where it is not that of the page.
    pub text_lang: Option<&'static str>,
    /// Documents that the reader may follow a pointer to.
    pub linked: &'a [Summary],
    pub hubs: &'a [Hub],
}

/// The facts of one line, for the title block.
pub fn fields(facts: &Facts, interface: Interface) -> Vec<Field> {
    let words = &interface.words.facts;
    let names = &interface.words.names;
    let text = |label: &str, value: &Option<String>| value.clone().map(|value| Field::new(label, value));
    let wide = |label: &str, value: &Option<String>| value.clone().map(|value| Field::wide(label, value));
    let country =
        |code: &Option<String>| code.as_ref().map(|code| Field::new(&words.country, words.country_name(code)));
    let period = |label: &str, value: Option<_>| value.map(|value| Field::new(label, format::period(interface, value)));
    let fields = match facts {
        Facts::Practice(practice) => {
            vec![wide(&words.run_by, &practice.run_by), wide(&words.since, &practice.since), country(&practice.country)]
        }
        Facts::Innovation(innovation) => vec![
            innovation.phase.map(|phase| Field::new(&words.phase, words.phase_name(phase).to_owned())),
            wide(&words.run_by, &innovation.run_by),
            wide(&words.since, &innovation.since),
            country(&innovation.country),
        ],
        Facts::ModusOperandi(modus) => {
            vec![period(&words.first_seen, modus.first_seen), period(&words.last_seen, modus.last_seen)]
        }
        Facts::LiaisonNote(note) => liaison_fields(note, interface),
        Facts::Insight(insight) => vec![period(&words.about, insight.about), text(&words.method, &insight.method)],
        Facts::Guidance(guidance) => vec![wide(&words.legal_basis, &guidance.legal_basis)],
        Facts::SharingCase(case) => vec![
            case.between.map(|between| Field::new(&words.between, names.between(between).to_owned())),
            case.answer.map(|answer| Field::new(&words.answer, capital(names.allowed(answer)))),
            wide(&words.legal_basis, &case.legal_basis),
        ],
    };
    fields.into_iter().flatten().collect()
}

fn liaison_fields(note: &LiaisonNote, interface: Interface) -> Vec<Option<Field>> {
    let words = &interface.words.facts;
    vec![
        note.country.as_ref().map(|country| Field::new(&words.country, words.country_name(country))),
        note.service.clone().map(|service| Field::new(&words.service, service)),
        note.route.clone().map(|route| Field::wide(&words.route, route)),
        note.observed.map(|observed| Field::new(&words.observed, format::period(interface, observed))),
        note.reliability.map(|reliability| Field::new(&words.reliability, words.reliability_name(reliability))),
        note.credibility.map(|credibility| Field::new(&words.credibility, words.credibility_name(credibility))),
        note.valid_until.map(|day| Field::new(&words.valid_until, format::date(interface, day))),
    ]
}

/// The sections before the text: what a reader wants to know first.
pub fn opening(facts: &Facts, setting: Setting) -> Vec<Section> {
    let words = &setting.interface.words.facts;
    let paragraph = |anchor, title: &'static str, text: &Option<String>| {
        let lang = setting.text_lang;
        text.clone().map(|text| Section::new(anchor, title, view! { <p lang=lang>{text}</p> }))
    };
    let sections = match facts {
        Facts::Practice(Practice { problem, approach, .. }) => {
            vec![paragraph("probleem", &words.problem, problem), paragraph("aanpak", &words.approach, approach)]
        }
        Facts::Innovation(innovation) => vec![paragraph("doel", &words.aim, &innovation.aim)],
        Facts::SharingCase(SharingCase { question, .. }) => vec![paragraph("vraag", &words.question, question)],
        Facts::Insight(Insight { findings, .. }) => vec![list("bevindingen", &words.findings, findings, setting)],
        Facts::Guidance(Guidance { for_whom, .. }) => vec![list("voor-wie", &words.for_whom, for_whom, setting)],
        Facts::ModusOperandi(_) | Facts::LiaisonNote(_) => Vec::new(),
    };
    sections.into_iter().flatten().collect()
}

/// The sections after the text.
pub fn closing(facts: &Facts, setting: Setting) -> Vec<Section> {
    let words = &setting.interface.words.facts;
    let sections = match facts {
        Facts::Practice(practice) => vec![
            list("voorwaarden", &words.preconditions, &practice.preconditions, setting),
            results(&practice.results, setting),
            Some(evidence(&practice.evidence, setting)),
        ],
        Facts::Innovation(innovation) => vec![results(&innovation.results, setting)],
        Facts::ModusOperandi(modus) => {
            let model = (!modus.steps.is_empty()).then(|| {
                let Setting { interface, text_lang, linked, hubs } = setting;
                let steps = modus.steps.clone();
                let model =
                    view! { <BarrierModel steps linked=linked.to_vec() hubs=hubs.to_vec() interface text_lang/> };
                Section { wide: true, ..Section::new("barrieremodel", &words.barrier_model, model) }
            });
            vec![model]
        }
        Facts::SharingCase(case) => vec![
            list("voorwaarden", &words.conditions, &case.conditions, setting),
            list("partijen", &words.parties, &case.parties, setting),
        ],
        Facts::LiaisonNote(_) | Facts::Insight(_) | Facts::Guidance(_) => Vec::new(),
    };
    sections.into_iter().flatten().collect()
}

fn list(anchor: &'static str, title: &'static str, texts: &[String], setting: Setting) -> Option<Section> {
    let items = texts.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    let lang = setting.text_lang;
    (!texts.is_empty()).then(|| Section::new(anchor, title, view! { <ul class="facts-list" lang=lang>{items}</ul> }))
}

fn results(results: &[Outcome], setting: Setting) -> Option<Section> {
    let lang = setting.text_lang;
    let items = results.iter().map(|outcome| {
        view! {
            <li>
                <span lang=lang>{outcome.text.clone()}</span>
                {outcome.source.clone().map(|source| view! { <SourceLine source/> })}
            </li>
        }
    });
    let items = items.collect_view();
    let title = &setting.interface.words.facts.results;
    (!results.is_empty()).then(|| Section::new("resultaten", title, view! { <ul class="facts-results">{items}</ul> }))
}

/// The five slots of EMMIE; an empty one says so.
fn evidence(evidence: &Evidence, setting: Setting) -> Section {
    let words = &setting.interface.words.facts;
    let slots = [
        (&words.effect, &words.effect_question, &evidence.effect),
        (&words.mechanism, &words.mechanism_question, &evidence.mechanism),
        (&words.moderators, &words.moderators_question, &evidence.moderators),
        (&words.implementation, &words.implementation_question, &evidence.implementation),
        (&words.economics, &words.economics_question, &evidence.economics),
    ];
    let rows = slots.map(|(name, question, answer)| {
        let answer = match answer.clone() {
            Some(answer) => Either::Left(view! { <td lang=setting.text_lang>{answer}</td> }),
            None => Either::Right(view! { <td class="facts-evidence-none">{words.no_evidence.as_str()}</td> }),
        };
        view! {
            <tr>
                <th scope="row">{name.as_str()} <span class="facts-evidence-question">{question.as_str()}</span></th>
                {answer}
            </tr>
        }
    });
    let table = view! {
        <table class="facts-evidence">
            <caption class="small">{words.evidence_explained.as_str()}</caption>
            <tbody>{rows}</tbody>
        </table>
    };
    Section::new("bewijs", &words.evidence, table)
}
