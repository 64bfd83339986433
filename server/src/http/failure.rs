//! What an asker sees when something went wrong: a page, problem details or a line of text; never what went wrong inside.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use futures::FutureExt;

use super::area::Area;
use super::problem::Problem;
use super::site::Site;
use super::{pages, render};

/// Marks an answer that already says what is wrong in the right form.
#[derive(Clone, Copy)]
pub struct Told;

/// Gives an error that came as a bare status its form. What the layers below put into the body is dropped; of what was
/// asked the encodings are enough.
pub async fn tell(site: &Arc<Site>, asked: &HeaderMap, uri: &Uri, bare: Response) -> Response {
    let status = bare.status();
    if !(status.is_client_error() || status.is_server_error()) || bare.extensions().get::<Told>().is_some() {
        return bare;
    }
    let mut told = match Area::of(uri.path()) {
        Area::Api => Problem::of(status).into_response(),
        Area::Machine => line(status),
        Area::Page => page(site, asked, uri, status).await,
    };
    for name in [ALLOW, RETRY_AFTER, WWW_AUTHENTICATE] {
        if let Some(value) = bare.headers().get(&name) {
            told.headers_mut().insert(name, value.clone());
        }
    }
    told
}

/// The page of the interface for this status. Where even that cannot be made, a line of text: this is the last resort
/// after a panic, so it must not panic itself.
async fn page(site: &Arc<Site>, asked: &HeaderMap, uri: &Uri, status: StatusCode) -> Response {
    let rendered = AssertUnwindSafe(render::failure(site, uri, status)).catch_unwind().await;
    match rendered {
        Ok(Ok(page)) => pages::send(asked, status, &page),
        _ => line(status),
    }
}

fn line(status: StatusCode) -> Response {
    let reason = status.canonical_reason().unwrap_or("error").to_lowercase();
    let mut response = Body::from(format!("{} {reason}\n", status.as_u16())).into_response();
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.extensions_mut().insert(Told);
    response
}
