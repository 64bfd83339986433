//! `GET /api/v1/signalen`.

use app::model::signal::{Kind, Listed, SignalFilter};
use app::model::slug::Slug;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::params::Params;
use super::{json, refused};
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// De signalen van de monitor, nieuwste eerst.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Signalenlijst)]
struct Signals {
    /// Aantal in het geheel.
    totaal: u64,
    resultaten: Vec<OneSignal>,
    /// Hoeveel signalen een oordeel hebben.
    beoordeeld: u64,
    /// Bij hoeveel daarvan echt iets was veranderd.
    terecht: u64,
}

/// Een signaal: een aantal dat ongewoon is, of een mogelijke verplaatsing.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Signaal)]
struct OneSignal {
    id: String,
    indicator: String,
    /// `rise`, `fall` of `displacement`.
    soort: &'static str,
    /// De plaats waar het gebeurde; bij verplaatsing waar het steeg.
    plaats: String,
    /// Bij verplaatsing de plaats waar het daalde.
    #[schema(required)]
    vanuit: Option<String>,
    #[schema(example = "2024-06")]
    periode: String,
    tlp: &'static str,
    /// Waar als de reeks alleen dient om de monitor te tonen.
    demonstratie: bool,
    /// `farrington-flexible`, `ears-c1`, `glr-negbin` of `displacement`.
    methode: String,
    geteld: f64,
    #[schema(required)]
    verwacht: Option<f64>,
    /// `effort`, `late-data`, `definition`, `chance`, `modus-operandi` of `real`; leeg zolang niemand het weet.
    #[schema(required)]
    oordeel: Option<&'static str>,
    #[schema(format = DateTime)]
    gevonden_op: String,
}

/// Signalen van de monitor
#[utoipa::path(
    get,
    path = "/signalen",
    tag = "Monitor",
    operation_id = "signalen",
    params(
        ("indicator" = Option<String>, Query, description = "Alleen signalen van deze indicator"),
        ("knooppunt" = Option<String>, Query, description = "Alleen signalen over dit knooppunt", example = "rotterdam"),
        ("soort" = Option<String>, Query, description = "rise, fall of displacement"),
        ("aantal" = Option<u32>, Query, description = "Hoeveel, hooguit 100; zonder opgave 20"),
        ("vanaf" = Option<u32>, Query, description = "Hoeveel er worden overgeslagen"),
    ),
    responses(
        (status = 200, description = "De signalen die u mag lezen", body = Signals, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    let mut params = Params::of(&uri);
    let slug = |code: &str| code.parse::<Slug>().ok();
    let indicator = params.one("indicator", "code van een indicator", slug);
    let hub = params.one("knooppunt", "code van een knooppunt", slug);
    let kind = params.one("soort", "rise, fall of displacement", Kind::parse);
    let (from, size) = params.part();
    if let Err(problem) = params.check() {
        return problem.into_response();
    }
    let filter = SignalFilter { kind, hub, indicator, open: false, from, size };
    match caller.desk.signals(&filter).await {
        Ok(list) => {
            let resultaten = list.items.into_iter().map(one).collect();
            json(&headers, &Signals { totaal: list.total, resultaten, beoordeeld: list.judged, terecht: list.right })
        }
        Err(refusal) => refused(&refusal).into_response(),
    }
}

fn one(Listed { signal, indicator, .. }: Listed) -> OneSignal {
    OneSignal {
        id: signal.id.into(),
        indicator: signal.indicator.into(),
        soort: signal.kind.code(),
        plaats: signal.place.into(),
        vanuit: signal.other.map(String::from),
        periode: signal.period.to_string(),
        tlp: signal.sharing.tlp().label(),
        demonstratie: indicator.demonstration,
        methode: signal.evidence.method,
        geteld: signal.evidence.observed,
        verwacht: signal.evidence.expected,
        oordeel: signal.outcome.map(|outcome| outcome.code()),
        gevonden_op: signal.found.to_string(),
    }
}
