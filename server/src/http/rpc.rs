//! What islands ask (`/rpc/…`): leptos' own handler, with its rough edges taken off.
//!
//! Left alone it redirects plain forms to whatever page the Referer names, answers every error with 500, and writes the
//! text of inner errors into the answer.

use std::sync::Arc;

use app::desk::Refusal;
use app::routes;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, LOCATION, REFERER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use http_body_util::{BodyExt, Limited};
use leptos::prelude::provide_context;
use leptos::server_fn;

use super::failure::Told;
use super::session::Caller;
use super::site::Site;

/// Answers of islands are lists of hits: far below this.
const MOST_ANSWER: usize = 4 * 1024 * 1024;

/// A route per server function.
pub fn routes() -> Router<Arc<Site>> {
    server_fn::axum::server_fn_paths().fold(Router::new(), |router, (path, method)| {
        match MethodFilter::try_from(method) {
            Ok(method) => router.route(path, on(method, rpc)),
            Err(_) => router,
        }
    })
}

async fn rpc(State(site): State<Arc<Site>>, caller: Caller, mut request: Request) -> Response {
    let asked = request.headers().clone();
    // Without these two, leptos never redirects: not to a foreign page, and not with an error in the address.
    request.headers_mut().remove(REFERER);
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
    // The language of an island is that of its page; the question itself carries it.
    let interface = site.interface(routes::lang_of(request.uri().path()));
    let lend = move || {
        provide_context(caller.desk.clone());
        provide_context(interface);
    };
    let answer = leptos_axum::handle_server_fns_with_context(lend, request).await.into_response();
    let status = answer.status();
    let Ok(body) = Limited::new(answer.into_body(), MOST_ANSWER).collect().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let body = body.to_bytes();
    if status == StatusCode::OK {
        let Ok(text) = String::from_utf8(body.into()) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
        let mut response = super::encoding::answer(&asked, status, text);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response.headers_mut().remove(LOCATION);
        return response;
    }
    refused(&body)
}

/// A refusal goes to the island as it is; whatever else went wrong goes as the refusal it amounts to.
fn refused(body: &[u8]) -> Response {
    let refusal = serde_json::from_slice::<Refusal>(body).unwrap_or(Refusal::Unavailable);
    let body = serde_json::to_vec(&refusal).unwrap_or_default();
    let mut response = Body::from(body).into_response();
    *response.status_mut() = super::status_of(&refusal);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.extensions_mut().insert(Told);
    response
}
