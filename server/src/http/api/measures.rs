//! `GET /api/v1/maatregelen`.

use app::model::line::{Line, Stage};
use app::model::plan::Measure;
use app::model::slug::Slug;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::params::Params;
use super::wire::{Both, Origin, codes};
use super::{json, refused};
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// De maatregelen van het plan.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Maatregelenlijst)]
struct Measures {
    totaal: u64,
    resultaten: Vec<OneMeasure>,
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
    #[schema(required)]
    toelichting: Option<Both>,
    mijlpalen: Vec<Step>,
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
    match caller.desk.plan().await {
        Ok(plan) => {
            let measures: Vec<OneMeasure> = plan
                .measures
                .into_iter()
                .filter(|measure| hub.as_ref().is_none_or(|hub| measure.hubs.contains(hub)))
                .filter(|measure| line.is_none_or(|line| measure.lines.contains(&line)))
                .map(one)
                .collect();
            json(&headers, &Measures { totaal: measures.len() as u64, resultaten: measures })
        }
        Err(refusal) => refused(&refusal).into_response(),
    }
}

fn one(measure: Measure) -> OneMeasure {
    OneMeasure {
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
