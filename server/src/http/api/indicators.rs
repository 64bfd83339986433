//! `GET /api/v1/indicatoren` and `/api/v1/indicatoren/{id}/waarden`.

use app::desk::Refusal;
use app::model::indicator::{Indicator, Observation, Series};
use app::model::period::Period;
use app::model::slug::Slug;
use axum::extract::Path;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use utoipa::ToSchema;

use super::params::Params;
use super::wire::{Both, Origin};
use super::{json, refused};
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// Alle indicatoren van de monitor.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Indicatorenlijst)]
struct Indicators {
    totaal: u64,
    resultaten: Vec<OneIndicator>,
}

/// Een indicator: wat geteld wordt, en hoe het te lezen is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Indicator)]
struct OneIndicator {
    id: String,
    naam: Both,
    definitie: Both,
    eenheid: Both,
    /// `seizures`, `offenders`, `resilience`, `effort`, `volume` of `budget`.
    thema: &'static str,
    /// `higher-is-better`, `lower-is-better`, `ambiguous` of `neutral`.
    richting: &'static str,
    /// Waarom waarden niet zomaar te vergelijken zijn.
    #[schema(required)]
    kanttekening: Option<Both>,
    /// De knooppunten en andere plaatsen waarover waarden gaan, met hun codes. Leeg: elke plaats.
    plaatsen: Vec<String>,
    /// Waar als de reeks alleen dient om de monitor te tonen.
    demonstratie: bool,
    /// Wat het portaal hiervoor zelf telt, elke dag, uit wat iedereen hier mag lezen: `practices-first-adopted`,
    /// `practices-in-use`, `cases-answered` of `documents`. Leeg bij waarden uit andere bronnen.
    #[schema(required)]
    geteld: Option<&'static str>,
}

/// De waarden van een indicator.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Waardenlijst)]
struct Values {
    indicator: OneIndicator,
    /// Aantal in het geheel.
    totaal: u64,
    /// Geordend op plaats, periode en bron. Bronnen die verschillen staan naast elkaar; niets is gemiddeld.
    resultaten: Vec<Value>,
}

/// Een waarde voor een plaats en een periode.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Waarde)]
struct Value {
    id: String,
    plaats: String,
    plaatsnaam: Both,
    /// Het knooppunt waar de plaats bij hoort, als dat er een is.
    #[schema(required)]
    knooppunt: Option<String>,
    /// 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W09, 2024-YTD, 2022-04..2022-06 of undated.
    #[schema(example = "2024-H1")]
    periode: String,
    /// Leeg als er geen getal is; de status zegt dan waarom.
    #[schema(required, example = 59100.0)]
    waarde: Option<f64>,
    /// Een letter uit de codelijst van SDMX (CL_OBS_STATUS): `A` gewoon, `P` voorlopig, `O` ontbreekt, `Q` onderdrukt.
    #[schema(example = "A")]
    status: &'static str,
    /// `official`, `exact`, `approximate`, `reported` of `derived`.
    nauwkeurigheid: &'static str,
    bron: Origin,
    #[schema(required)]
    toelichting: Option<Both>,
    /// De dag waarop de waarde bekend werd: zoals opgegeven, of anders de dag van de bron, of die van opname.
    #[schema(required, format = Date)]
    bekend_op: Option<String>,
}

/// Alle indicatoren
#[utoipa::path(
    get,
    path = "/indicatoren",
    tag = "Monitor",
    operation_id = "indicatoren",
    responses(
        (status = 200, description = "Alle indicatoren", body = Indicators, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    if let Err(problem) = Params::of(&uri).check() {
        return problem.into_response();
    }
    match caller.desk.indicators().await {
        Ok(indicators) => {
            let totaal = indicators.len() as u64;
            json(&headers, &Indicators { totaal, resultaten: indicators.into_iter().map(one).collect() })
        }
        Err(refusal) => refused(&refusal).into_response(),
    }
}

/// De waarden van een indicator, elk met bron
#[utoipa::path(
    get,
    path = "/indicatoren/{id}/waarden",
    tag = "Monitor",
    operation_id = "waarden",
    params(
        ("id" = String, Path, description = "De id van de indicator"),
        ("plaats" = Option<String>, Query, description = "Alleen waarden van deze plaats"),
        ("knooppunt" = Option<String>, Query, description = "Alleen waarden van plaatsen bij dit knooppunt", example = "rotterdam"),
        ("periode" = Option<String>, Query, description = "Alleen waarden van deze periode", example = "2024"),
        ("bekendOp" = Option<String>, Query, description = "De waarden zoals zij aan het eind van deze dag bekend waren", example = "2024-01-01"),
    ),
    responses(
        (status = 200, description = "De waarden", body = Values, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Deze indicator bestaat niet", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn values(caller: Caller, Path(id): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let mut params = Params::of(&uri);
    let slug = |code: &str| code.parse::<Slug>().ok();
    let place = params.one("plaats", "code van een plaats", slug);
    let hub = params.one("knooppunt", "code van een knooppunt", slug);
    let period =
        params.one("periode", "een periode zoals 2024, 2024-H1 of 2024-03", |text| text.parse::<Period>().ok());
    let known_on = params.one("bekendOp", "een dag zoals 2024-01-01", |text| text.parse::<Date>().ok());
    if let Err(problem) = params.check() {
        return problem.into_response();
    }
    let Ok(code) = id.parse::<Slug>() else { return refused(&Refusal::Absent).into_response() };
    let Series { indicator, observations, places, .. } = match caller.desk.series_known_on(&code, known_on).await {
        Ok(series) => series,
        Err(refusal) => return refused(&refusal).into_response(),
    };
    let place_of = |code: &Slug| places.iter().find(|place| place.code == *code);
    let values: Vec<Value> = observations
        .into_iter()
        .filter(|o| place.as_ref().is_none_or(|place| o.place == *place))
        .filter(|o| period.is_none_or(|period| o.period == period))
        .filter(|o| hub.is_none() || place_of(&o.place).is_some_and(|place| place.hub == hub))
        .map(|o| {
            let place = place_of(&o.place);
            let name = place.map(|place| place.name.clone()).unwrap_or_default();
            value(o, name.into(), place.and_then(|place| place.hub.clone()))
        })
        .collect();
    json(&headers, &Values { indicator: one(indicator), totaal: values.len() as u64, resultaten: values })
}

fn one(indicator: Indicator) -> OneIndicator {
    OneIndicator {
        id: indicator.code.into(),
        naam: indicator.name.into(),
        definitie: indicator.definition.into(),
        eenheid: indicator.unit.into(),
        thema: indicator.theme.code(),
        richting: indicator.direction.code(),
        kanttekening: indicator.caveat.map(Both::from),
        plaatsen: indicator.hubs.into_iter().map(String::from).collect(),
        demonstratie: indicator.demonstration,
        geteld: indicator.counted.map(|counted| counted.what.code()),
    }
}

fn value(observation: Observation, name: Both, hub: Option<Slug>) -> Value {
    Value {
        id: observation.id.into(),
        plaats: observation.place.into(),
        plaatsnaam: name,
        knooppunt: hub.map(String::from),
        periode: observation.period.to_string(),
        // JSON has one kind of number; a figure of the monitor has far fewer digits than it holds.
        waarde: observation.value.and_then(|value| value.to_f64()),
        status: observation.status.code(),
        nauwkeurigheid: observation.qualifier.code(),
        bron: observation.source.into(),
        toelichting: observation.note.map(Both::from),
        bekend_op: observation.known_on.map(|day| day.to_string()),
    }
}
