//! What the fields of a sheet are called, and their codes: one name on the form, in a comparison and in a finding.

use crate::model::facts::{Allowed, BarrierStatus, Between, Credibility, Phase, Reliability};
use crate::model::lang::Lang;
use crate::model::line::{Line, Stage};
use crate::model::sensitive::FILE;
use crate::model::tlp::Tlp;
use crate::parts::format::capital;
use crate::words::{Interface, fill};

/// The label of a field.
pub fn label(interface: Interface, field: &str) -> String {
    let words = interface.words;
    if let Some(name) = field.strip_prefix(FILE) {
        return fill(&words.review.file, &[("name", &name)]);
    }
    let (sheet, facts) = (&words.sheet, &words.facts);
    let plain = match field {
        "lang" => &sheet.language,
        "title" => &sheet.title,
        "summary" => &sheet.summary,
        "body" => &sheet.body,
        "tlp" => &sheet.label,
        "audience_organisation" => &sheet.organisations,
        "audience_hub" => &sheet.hubs_reading,
        "audience_group" => &sheet.groups,
        "audience_person" => &sheet.persons,
        "public_bodies_only" => &sheet.public_bodies_only,
        "hubs" => &words.document.hubs,
        "lines" => &words.document.lines,
        "stages" => &words.document.stages,
        "tags" => &sheet.tags,
        "published" => &words.document.published,
        "translation_of" => &sheet.translation_of,
        "related" => &sheet.related,
        "review_by" => &sheet.review_by,
        "verifier" => &sheet.verifier,
        "note" => &sheet.note,
        "minor" => &sheet.minor,
        "problem" => &facts.problem,
        "approach" => &facts.approach,
        "preconditions" => &facts.preconditions,
        "run_by" => &facts.run_by,
        "since" => &facts.since,
        "country" => &facts.country,
        "evidence.effect" => &facts.effect,
        "evidence.mechanism" => &facts.mechanism,
        "evidence.moderators" => &facts.moderators,
        "evidence.implementation" => &facts.implementation,
        "evidence.economics" => &facts.economics,
        "phase" => &facts.phase,
        "aim" => &facts.aim,
        "first_seen" => &facts.first_seen,
        "last_seen" => &facts.last_seen,
        "service" => &facts.service,
        "route" => &facts.route,
        "observed" => &facts.observed,
        "reliability" => &facts.reliability,
        "credibility" => &facts.credibility,
        "valid_until" => &facts.valid_until,
        "about" => &facts.about,
        "method" => &facts.method,
        "findings" => &facts.findings,
        "for_whom" => &facts.for_whom,
        "legal_basis" => &facts.legal_basis,
        "question" => &facts.question,
        "parties" => &facts.parties,
        "between" => &facts.between,
        "answer" => &facts.answer,
        "conditions" => &facts.conditions,
        _ => return row_label(interface, field),
    };
    plain.clone()
}

/// A column of a row: `Bron 2: titel`.
fn row_label(interface: Interface, field: &str) -> String {
    let (sheet, facts) = (&interface.words.sheet, &interface.words.facts);
    let column = |name: &str| match name {
        "title" => sheet.source_title.clone(),
        "publisher" => sheet.publisher.clone(),
        "url" => sheet.url.clone(),
        "date" => sheet.date.clone(),
        "name" => sheet.step_name.clone(),
        "opportunities" => facts.opportunities.clone(),
        "facilitators" => facts.facilitators.clone(),
        "signals" => facts.signals.clone(),
        "partners" => facts.partners.clone(),
        "documents" => sheet.barrier_documents.clone(),
        other => other.to_owned(),
    };
    let joined = |row: String, name: &str| format!("{row}: {}", column(name));
    let parts: Vec<&str> = field.split('.').collect();
    match parts[..] {
        ["source", number, name] => joined(numbered(&sheet.source, number), name),
        ["result", number, "text"] => numbered(&sheet.result, number),
        ["result", number, name] => {
            joined(numbered(&sheet.result, number), name.strip_prefix("source_").unwrap_or(name))
        }
        ["step", number, name] => joined(numbered(&sheet.step, number), name),
        ["step", step, "barrier", number, "text"] => {
            format!("{}: {}", numbered(&sheet.step, step), numbered(&sheet.barrier, number))
        }
        ["step", step, "barrier", number, "hub", hub] => {
            format!("{}: {}, {hub}", numbered(&sheet.step, step), numbered(&sheet.barrier, number))
        }
        ["step", step, "barrier", number, name] => {
            joined(format!("{}: {}", numbered(&sheet.step, step), numbered(&sheet.barrier, number)), name)
        }
        _ => field.to_owned(),
    }
}

/// The name of a row by the number of its fields, which count from 0.
pub fn numbered(sentence: &str, number: &str) -> String {
    let shown = number.parse::<usize>().map_or(0, |number| number + 1);
    fill(sentence, &[("number", &shown)])
}

/// What a code stands for, in a field that takes codes; the text itself elsewhere.
pub fn value(interface: Interface, field: &str, text: &str) -> String {
    let words = interface.words;
    let (facts, names) = (&words.facts, &words.names);
    let known = match field {
        "phase" => phase(text).map(|phase| facts.phase_name(phase).to_owned()),
        "reliability" => reliability(text).map(|grade| facts.reliability_name(grade)),
        "credibility" => text
            .parse::<u8>()
            .ok()
            .and_then(|grade| Credibility::try_from(grade).ok())
            .map(|grade| facts.credibility_name(grade)),
        "between" => between(text).map(|value| names.between(value).to_owned()),
        "answer" => answer(text).map(|value| capital(names.allowed(value))),
        "country" => Some(facts.country_name(text)),
        "lang" => Lang::parse(text).map(|lang| lang.own_name().to_owned()),
        "lines" => Line::parse(text).map(|line| names.line(line).to_owned()),
        "stages" => Stage::parse(text).map(|stage| capital(names.stage(stage))),
        "public_bodies_only" => Some(words.tlp.public_bodies_only.clone()),
        "tlp" => text.parse::<Tlp>().ok().map(|tlp| tlp.label().to_owned()),
        _ if field.contains(".hub.") => BarrierStatus::parse(text).map(|status| words.sheet.status(status).to_owned()),
        _ => None,
    };
    known.unwrap_or_else(|| text.to_owned())
}

fn phase(code: &str) -> Option<Phase> {
    Some(match code {
        "idea" => Phase::Idea,
        "lab" => Phase::Lab,
        "pilot" => Phase::Pilot,
        "in-use" => Phase::InUse,
        "ended" => Phase::Ended,
        _ => return None,
    })
}

fn reliability(code: &str) -> Option<Reliability> {
    let all = [Reliability::A, Reliability::B, Reliability::C, Reliability::D, Reliability::E, Reliability::F];
    ["A", "B", "C", "D", "E", "F"].iter().position(|known| *known == code).map(|at| all[at])
}

fn between(code: &str) -> Option<Between> {
    Some(match code {
        "public-public" => Between::PublicPublic,
        "public-private" => Between::PublicPrivate,
        _ => return None,
    })
}

fn answer(code: &str) -> Option<Allowed> {
    Some(match code {
        "allowed" => Allowed::Allowed,
        "under-conditions" => Allowed::UnderConditions,
        "not-allowed" => Allowed::NotAllowed,
        "open" => Allowed::Open,
        _ => return None,
    })
}
