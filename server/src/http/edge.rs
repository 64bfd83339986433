//! The outermost layer: every request passes here first, every answer last.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONNECTION, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt;
use http_body_util::Limited;
use tower_http::timeout::TimeoutBody;

use super::area::Area;
use super::site::Site;
use super::{failure, guard, headers, session};

/// Limits, refuses, catches and logs; gives errors their form and answers their headers.
pub async fn edge(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id();
    let limits = &site.config.limits;
    let (method, uri) = (request.method().clone(), request.uri().clone());
    // All that the page of an error depends on.
    let encodings = request.headers().get_all(ACCEPT_ENCODING);
    let asked: HeaderMap = encodings.iter().map(|value| (ACCEPT_ENCODING, value.clone())).collect();

    let bare = match guard::refuse(&request, limits) {
        Some(refused) => refused,
        None => {
            let most = guard::most_bytes(&method, uri.path(), limits);
            let request =
                request.map(|body| Body::new(TimeoutBody::new(limits.body_timeout.into(), Limited::new(body, most))));
            let answer = AssertUnwindSafe(pass(&site, request, next)).catch_unwind();
            match tokio::time::timeout(guard::most_time(&method, uri.path(), limits), answer).await {
                Ok(Ok(answer)) => answer,
                // The panic hook has logged where and why.
                Ok(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                Err(_) => {
                    tracing::error!(request_id = id, path = uri.path(), "no answer within the request timeout");
                    StatusCode::SERVICE_UNAVAILABLE.into_response()
                }
            }
        }
    };
    let personal = bare.extensions().get::<Personal>().is_some();
    let framed = bare.extensions().get::<headers::Framed>().is_some();
    let mut answer = failure::tell(&site, &asked, &uri, bare).await;
    let status = answer.status();
    headers::complete(answer.headers_mut(), status, Area::of(uri.path()), personal, site.config.behind_tls);
    if framed {
        headers::let_frame(answer.headers_mut());
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().entry(RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    if site.stopping.is_cancelled() {
        answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    if let Ok(value) = HeaderValue::try_from(&id) {
        answer.headers_mut().insert(headers::REQUEST_ID, value);
    }
    // Neither addresses of visitors nor what they search for: the query stays out.
    tracing::info!(
        request_id = id,
        %method,
        path = uri.path(),
        status = status.as_u16(),
        duration_ms = started.elapsed().as_micros() as f64 / 1000.0,
        "request"
    );
    answer
}

/// Marks the answer to somebody who is signed in.
#[derive(Clone, Copy)]
struct Personal;

/// Finds out who asks, and lets the request through in their name.
async fn pass(site: &Arc<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let caller = match session::recognise(site, &parts).await {
        Ok(caller) => caller,
        Err(refused) => return refused,
    };
    let personal = caller.signed_in();
    parts.extensions.insert(caller);
    let mut answer = next.run(Request::from_parts(parts, body)).await;
    if personal {
        answer.extensions_mut().insert(Personal);
    }
    answer
}

/// Names a request in the log and in its answer, so that somebody who reports a fault can point at it.
fn request_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let started = super::started_at();
    format!("{started:x}-{:x}", COUNT.fetch_add(1, Ordering::Relaxed))
}
