//! `GET /api/v1/knooppunten`.

use app::model::place::{Hub, HubKind, Scope};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::params::Params;
use super::wire::{Both, Origin};
use super::{json, refused};
use crate::http::problem::Problem;
use crate::http::session::Caller;

/// Alle knooppunten.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Knooppuntenlijst)]
struct Hubs {
    totaal: u64,
    /// De vijf van het plan eerst.
    resultaten: Vec<OneHub>,
}

/// Een knooppunt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Knooppunt)]
struct OneHub {
    id: String,
    naam: Both,
    korte_naam: Both,
    /// `seaport`, `airport` of `auction`.
    soort: &'static str,
    /// `five` (een van de vijf van het plan), `other` (elders in Nederland) of `foreign`.
    bereik: &'static str,
    samenvatting: Both,
    aandachtspunten: Vec<Point>,
    /// Structureel budget per jaar in hele eurocenten.
    #[schema(required)]
    budget_cent: Option<i64>,
    /// Onderzoek en plannen waarop de aanpak rust.
    bronnen: Vec<Origin>,
}

/// Een aandachtspunt van de aanpak.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Aandachtspunt)]
struct Point {
    tekst: Both,
    /// De rode lijn waar het bij hoort.
    lijn: &'static str,
}

/// Alle knooppunten
#[utoipa::path(
    get,
    path = "/knooppunten",
    tag = "Plan",
    operation_id = "knooppunten",
    responses(
        (status = 200, description = "Alle knooppunten", body = Hubs, content_type = "application/json"),
        (status = 400, description = "Een parameter klopt niet", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Nu niet beschikbaar", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(caller: Caller, uri: Uri, headers: HeaderMap) -> Response {
    if let Err(problem) = Params::of(&uri).check() {
        return problem.into_response();
    }
    match caller.desk.hubs().await {
        Ok(hubs) => {
            json(&headers, &Hubs { totaal: hubs.len() as u64, resultaten: hubs.into_iter().map(one).collect() })
        }
        Err(refusal) => refused(&refusal).into_response(),
    }
}

fn one(hub: Hub) -> OneHub {
    OneHub {
        id: hub.code.into(),
        naam: hub.name.into(),
        korte_naam: hub.short.into(),
        soort: match hub.kind {
            HubKind::Seaport => "seaport",
            HubKind::Airport => "airport",
            HubKind::Auction => "auction",
        },
        bereik: match hub.scope {
            Scope::Five => "five",
            Scope::Other => "other",
            Scope::Foreign => "foreign",
        },
        samenvatting: hub.summary.into(),
        aandachtspunten: hub
            .focus
            .into_iter()
            .map(|focus| Point { tekst: focus.text.into(), lijn: focus.line.code() })
            .collect(),
        budget_cent: hub.budget_cents,
        bronnen: hub.basis.into_iter().map(Origin::from).collect(),
    }
}
