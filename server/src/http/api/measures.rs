//! `GET /api/v1/maatregelen`.

use app::desk::Refusal;
use app::model::ledger;
use app::model::line::{Line, Stage};
use app::model::plan::Measure;
use app::model::progress::{Entry, Subject, status};
use app::model::slug::Slug;
use app::parts::format::day_of;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::params::Params;
use super::plan_record::{self, Money, OneEntry, OneMotion, OnePromise};
use super::wire::{Both, Origin, codes};
use super::{json, refused};
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// De maatregelen van het plan, met voortgang, toezeggingen en geld.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Maatregelenlijst)]
struct Measures {
    totaal: u64,
    resultaten: Vec<OneMeasure>,
    /// De toezeggingen en de moties; met `knooppunt` alleen toezeggingen over dat knooppunt.
    toezeggingen: Vec<OnePromise>,
    moties: Vec<OneMotion>,
    /// Wat er per knooppunt en jaar is gepland, verplicht en uitgegeven.
    geld: Vec<Money>,
}

/// Een maatregel van het plan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Maatregel)]
struct OneMeasure {
    id: String,
    titel: Both,
    samenvatting: Both,
    lijnen: Vec<&'static str>,
    /// Leeg bij overkoepelende maatregelen.
    knooppunten: Vec<String>,
    schakels: Vec<&'static str>,
    /// Wie handelt, in woorden.
    uitvoerders: Vec<Both>,
    /// Hoever de maatregel was volgens de bron: `announced`, `under-study`, `agreed`, `running` of `done`.
    stand: &'static str,
    /// Hoever de maatregel nu is, naar wat daarna is vastgelegd; in dezelfde woorden.
    stand_nu: &'static str,
    #[schema(required)]
    toelichting: Option<Both>,
    mijlpalen: Vec<Step>,
    /// Wat er na de brief is vastgelegd.
    vastgelegd: Vec<OneEntry>,
    bron: Origin,
}

/// Een mijlpaal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Mijlpaal)]
struct Step {
    #[schema(example = "2023-H1")]
    periode: String,
    tekst: Both,
}

/// De maatregelen van het plan
#[utoipa::path(
    get,
    path = "/maatregelen",
    tag = "Plan",
    operation_id = "maatregelen",
    params(
        ("knooppunt" = Option<String>, Query, description = "Alleen maatregelen bij dit knooppunt", example = "rotterdam"),
        ("lijn" = Option<String>, Query, description = "Alleen maatregelen van deze rode lijn", example = "barriers"),
    ),
    responses(
        (status = 200, description = "De maatregelen", body = Measures, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    let mut params = Params::of(&uri);
    let hub = params.one("knooppunt", "code van een knooppunt", |code| code.parse::<Slug>().ok());
    let line = params.one("lijn", "een van: barriers, resilience, enforcement, information", Line::parse);
    if let Err(problem) = params.check() {
        return problem.into_response();
    }
    match answer(&caller, hub.as_ref(), line).await {
        Ok(measures) => json(&headers, &measures),
        Err(refusal) => refused(&refusal).into_response(),
    }
}

async fn answer(caller: &Caller, hub: Option<&Slug>, line: Option<Line>) -> Result<Measures, Refusal> {
    let plan = caller.desk.plan().await?;
    let entries = caller.desk.entries().await?;
    let rows = ledger::rows(&plan, &entries, day_of(Timestamp::now()).year());
    let at = |hubs: &[Slug]| hub.is_none_or(|hub| hubs.contains(hub));
    let measures: Vec<OneMeasure> = plan
        .measures
        .into_iter()
        .filter(|measure| at(&measure.hubs) && line.is_none_or(|line| measure.lines.contains(&line)))
        .map(|measure| one(measure, &entries))
        .collect();
    let promises = plan.promises.into_iter().filter(|promise| at(&promise.hubs));
    Ok(Measures {
        totaal: measures.len() as u64,
        resultaten: measures,
        toezeggingen: promises.map(|promise| plan_record::promise(promise, &entries)).collect(),
        moties: plan.motions.into_iter().map(|motion| plan_record::motion(motion, &entries)).collect(),
        geld: rows
            .into_iter()
            .filter(|row| hub.is_none_or(|hub| row.hub.as_ref() == Some(hub)))
            .map(Money::from)
            .collect(),
    })
}

fn one(measure: Measure, entries: &[Entry]) -> OneMeasure {
    OneMeasure {
        stand_nu: status(entries, &measure.code, measure.status).0.code(),
        vastgelegd: plan_record::about(entries, &Subject::Measure(measure.code.clone())),
        id: measure.code.into(),
        titel: measure.title.into(),
        samenvatting: measure.summary.into(),
        lijnen: measure.lines.into_iter().map(Line::code).collect(),
        knooppunten: codes(measure.hubs),
        schakels: measure.stages.into_iter().map(Stage::code).collect(),
        uitvoerders: measure.actors.into_iter().map(Both::from).collect(),
        stand: measure.status.code(),
        toelichting: measure.status_note.map(Both::from),
        mijlpalen: measure
            .milestones
            .into_iter()
            .map(|milestone| Step { periode: milestone.period.to_string(), tekst: milestone.text.into() })
            .collect(),
        bron: measure.source.into(),
    }
}
