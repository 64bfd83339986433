//! What is refused before anything looks at it.

use std::time::Duration;

use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::area::Area;
use super::{attachments, deliveries};
use crate::config::Limits;

/// The answer to a request that goes no further, if it is one.
pub fn refuse(request: &Request, limits: &Limits) -> Option<Response> {
    let uri = request.uri();
    if uri.path_and_query().is_none_or(|address| address.as_str().len() > limits.max_address) {
        return Some(StatusCode::URI_TOO_LONG.into_response());
    }
    // Such a path could be read as the address of another host where a page writes links to itself.
    if uri.path().contains("//") {
        return Some(StatusCode::NOT_FOUND.into_response());
    }
    if !changes_nothing(request.method()) && !from_here(request.headers()) {
        return Some(StatusCode::FORBIDDEN.into_response());
    }
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > most_bytes(request.method(), uri.path(), limits) as u64) {
        return Some(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    without_slash(uri)
}

/// Bytes of a body that this address takes.
pub fn most_bytes(method: &Method, path: &str, limits: &Limits) -> usize {
    if attachments::takes_files(method, path) {
        limits.max_upload
    } else if deliveries::takes_values(method, path) {
        limits.max_body.max(deliveries::MOST_BYTES)
    } else {
        limits.max_body
    }
}

/// How long an answer to this address may take, its body included.
pub fn most_time(method: &Method, path: &str, limits: &Limits) -> Duration {
    if attachments::takes_files(method, path) { limits.upload_timeout.into() } else { limits.request_timeout.into() }
}

/// One address per thing: a trailing slash leads people to the address without it. The API knows no such address
/// (NL GOV API Design Rules, /core/no-trailing-slash); both home pages have it by nature.
fn without_slash(uri: &Uri) -> Option<Response> {
    let path = uri.path();
    if !path.ends_with('/') || path == "/" || path == "/en/" {
        return None;
    }
    let bare = path.trim_end_matches('/');
    // `//host/` would lead to another site.
    if Area::of(path) != Area::Page || bare.is_empty() || bare.starts_with("//") || bare.starts_with("/\\") {
        return Some(StatusCode::NOT_FOUND.into_response());
    }
    let target = match uri.query() {
        Some(query) => format!("{bare}?{query}"),
        None => bare.to_owned(),
    };
    let target = HeaderValue::try_from(target).ok()?;
    Some((StatusCode::PERMANENT_REDIRECT, [(LOCATION, target)]).into_response())
}

fn changes_nothing(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether a write comes from a page of this site, or from something that is no browser. Browsers say where a request
/// comes from in Sec-Fetch-Site; older ones in Origin, which must then be the host that is asked.
fn from_here(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let host = origin.to_str().ok().and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    host.is_some() && host == headers.get(HOST).and_then(|host| host.to_str().ok())
}
