//! For whoever keeps the site running, and for security researchers and crawlers: small answers at fixed addresses.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::{Timestamp, ToSpan};

use super::site::Site;

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// 200 once the index has caught up with the change log; 503 before, when it lags for long, and while stopping.
pub async fn ready(State(site): State<Arc<Site>>) -> Response {
    let ready = site.pulse.ready(site.config.limits.ready_lag.into()) && !site.stopping.is_cancelled();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = serde_json::json!({ "ready": ready });
    let mut response = (status, [(CONTENT_TYPE, "application/json")], format!("{body}\n")).into_response();
    response.extensions_mut().insert(super::failure::Told);
    response
}

/// RFC 9116; only where somebody is there to receive reports.
pub async fn security_txt(State(site): State<Arc<Site>>) -> Response {
    let Some(contact) = &site.config.security_contact else { return StatusCode::NOT_FOUND.into_response() };
    // The text is true as long as the site runs; a far date would outlive it.
    let expires = Timestamp::now().checked_add((180 * 24).hours()).unwrap_or(Timestamp::MAX);
    let expires = jiff::fmt::strtime::format("%Y-%m-%dT00:00:00Z", expires).unwrap_or_default();
    let canonical = site.config.public_url.as_ref();
    let canonical = canonical.map(|url| format!("Canonical: {url}/.well-known/security.txt\n")).unwrap_or_default();
    text(format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\n{canonical}"))
}

pub async fn robots_txt(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let site_url = site_url(&site, &headers);
    text(format!("User-agent: *\nDisallow: /rpc/\nDisallow: /live\nSitemap: {site_url}/sitemap.xml\n"))
}

/// The address readers know the site by: as configured, or as this reader asked for it.
pub fn site_url(site: &Site, headers: &HeaderMap) -> String {
    if let Some(url) = &site.config.public_url {
        return url.clone();
    }
    let plain = |host: &&str| {
        !host.is_empty()
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'))
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).filter(plain).unwrap_or("localhost");
    let scheme = if site.config.behind_tls { "https" } else { "http" };
    format!("{scheme}://{host}")
}

fn text(body: String) -> Response {
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}
