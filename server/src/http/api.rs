//! `/api/v1`: what programs may ask, after the NL GOV API Design Rules 2.2. Its words are Dutch, as those rules want.

mod conferences;
mod documents;
mod hubs;
mod indicators;
mod measures;
mod params;
mod plan_record;
mod reports;
mod search;
mod signals;
mod wire;

use std::sync::{Arc, LazyLock};

use app::desk::Refusal;
use axum::Router;
use axum::extract::State;
use axum::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, ALLOW, CONTENT_TYPE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde::Serialize;
use utoipa::OpenApi;

use super::encoding;
use super::problem::Problem;
use super::site::Site;

/// Every address of the API.
pub fn routes() -> Router<Arc<Site>> {
    let read = |handler: MethodRouter<Arc<Site>>| handler.options(options);
    Router::new()
        .route("/api/v1/zoeken", read(get(search::search)))
        .route("/api/v1/documenten", read(get(documents::list)))
        .route("/api/v1/documenten/{id}", read(get(documents::one)))
        .route("/api/v1/knooppunten", read(get(hubs::list)))
        .route("/api/v1/indicatoren", read(get(indicators::list)))
        .route("/api/v1/indicatoren/{id}/waarden", read(get(indicators::values)))
        .route("/api/v1/signalen", read(get(signals::list)))
        .route("/api/v1/maatregelen", read(get(measures::list)))
        .route("/api/v1/rapportages", read(get(reports::list)))
        .route("/api/v1/rapportages/{id}", read(get(reports::one)))
        .route("/api/v1/congressen", read(get(conferences::list)))
        .route("/api/v1/congressen/{id}", read(get(conferences::one)))
        .route("/api/v1/openapi.json", read(get(openapi)))
}

/// The description of the API, made from the code that answers.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Knooppunt",
        description = "Open gegevens van Knooppunt: werkwijzen, modi operandi, cijfers en maatregelen tegen \
                       drugssmokkel via logistieke knooppunten. Zonder sleutel: alles wat voor iedereen is (TLP:CLEAR). \
                       Met een sleutel (header `Authorization: Bearer`): ook wat de persoon van die sleutel mag lezen; \
                       een sleutel die niet geldt, geeft status 401.",
        version = "1.0.0",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
        contact(name = "Beheer van Knooppunt", url = "/over"),
    ),
    servers((url = "/api/v1", description = "Deze site")),
    paths(
        search::search,
        documents::list,
        documents::one,
        hubs::list,
        indicators::list,
        indicators::values,
        signals::list,
        measures::list,
        reports::list,
        reports::one,
        conferences::list,
        conferences::one,
    ),
    tags(
        (name = "Zoeken", description = "Zoeken in alles wat te lezen is"),
        (name = "Documenten", description = "Werkwijzen, modi operandi, handreikingen en andere stukken"),
        (name = "Monitor", description = "Indicatoren en hun waarden, elk met bron"),
        (name = "Plan", description = "Knooppunten, maatregelen met hun voortgang en geld, en rapportages"),
        (name = "Congressen", description = "Congressen en hun programma"),
    )
)]
struct Description;

/// The description as JSON text. Serialising it once is enough: it is in the code.
pub fn description() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        // The description is data of our own; were it ever not serialisable, the test of it fails.
        Description::openapi().to_pretty_json().unwrap_or_default()
    });
    &TEXT
}

async fn openapi(headers: HeaderMap) -> Response {
    let mut response = encoding::answer(&headers, StatusCode::OK, format!("{}\n", description()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// What may be asked here, and from where: what is asked without a key is public, so every site may read it.
async fn options() -> Response {
    let methods = "GET, HEAD, OPTIONS";
    let headers = [
        (ALLOW, methods),
        (ACCESS_CONTROL_ALLOW_METHODS, methods),
        (ACCESS_CONTROL_ALLOW_HEADERS, "Accept, Accept-Language, Content-Type"),
        (ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// An answer as JSON, for who takes JSON.
fn json(asked: &HeaderMap, body: &impl Serialize) -> Response {
    if !takes_json(asked) {
        return Problem::of(StatusCode::NOT_ACCEPTABLE).into_response();
    }
    match serde_json::to_string(body) {
        Ok(text) => {
            let mut response = encoding::answer(asked, StatusCode::OK, text);
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
        Err(error) => {
            tracing::error!(%error, "an answer of the API could not be written as JSON");
            Problem::of(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
    }
}

/// Whether `Accept` leaves room for JSON; it does where it is absent.
fn takes_json(headers: &HeaderMap) -> bool {
    let mut asked = headers.get_all(ACCEPT).iter().peekable();
    let room = |range: &str| {
        let range = range.split(';').next().unwrap_or_default().trim();
        ["*/*", "application/*", "application/json", "text/html"].iter().any(|known| range.eq_ignore_ascii_case(known))
    };
    asked.peek().is_none() || asked.any(|value| value.to_str().is_ok_and(|ranges| ranges.split(',').any(room)))
}

fn refused(refusal: &Refusal) -> Problem {
    Problem::of(super::status_of(refusal))
}

type Shared = State<Arc<Site>>;
