//! Pages for people, sent with a nonce of their own. Those of anonymous readers are rendered once per change and
//! revalidated by ETag; those of people who are signed in are rendered each time and kept nowhere.

use std::sync::Arc;

use app::routes;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::area::Area;
use super::cache::Rendered;
use super::failure::Told;
use super::headers::Framed;
use super::session::Caller;
use super::site::Site;
use super::{downloads, encoding, headers, nonce, render};

/// `GET` of a page, or of a file at its address with an ending.
pub async fn page(State(site): State<Arc<Site>>, caller: Caller, request: Request) -> Response {
    if let Some(file) = downloads::download(&site, &caller.desk, request.headers(), request.uri()).await {
        return file;
    }
    if routes::is_embedded(request.uri().path()) {
        return embedded(&site, request.headers(), request.uri()).await;
    }
    let version = site.pulse.version();
    let uri = one_address(request.uri());
    let address = uri.path_and_query().map_or("/", |address| address.as_str());
    let personal = caller.signed_in() || routes::is_personal(uri.path());
    if !caller.signed_in() && routes::needs_account(uri.path()) {
        return to_sign_in(&uri, address);
    }
    if let Some(page) = site.cache.get(version, address).filter(|_| !personal) {
        return answer(request.headers(), &page);
    }
    match render::page(&site, &caller, &uri).await {
        Ok((status, page)) if personal => send(request.headers(), status, &page),
        Ok((StatusCode::OK, page)) => {
            let page = Arc::new(page);
            site.cache.put(version, address, page.clone());
            answer(request.headers(), &page)
        }
        Ok((status, page)) => send(request.headers(), status, &page),
        Err(error) => {
            tracing::error!(%error, path = uri.path(), "a rendered page could not be read back");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A chart for other sites. What is absent, or public no more, is the usual page that says so, and stands in no frame.
async fn embedded(site: &Arc<Site>, asked: &HeaderMap, uri: &Uri) -> Response {
    let version = site.pulse.version();
    let address = uri.path_and_query().map_or("/", |address| address.as_str());
    let kept = site.cache.get(version, address);
    let page = match kept {
        Some(page) => page,
        None => match render::embedded(site, uri).await {
            Ok((StatusCode::OK, page)) => {
                let page = Arc::new(page);
                site.cache.put(version, address, page.clone());
                page
            }
            Ok((status, _)) => return status.into_response(),
            Err(error) => {
                tracing::error!(%error, path = uri.path(), "a rendered page could not be read back");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        },
    };
    let mut response = answer(asked, &page);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    if headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, headers::FRAMED);
    }
    response.extensions_mut().insert(Framed);
    response
}

/// Every address that is not in the table: the page that says so for people, a bare 404 for programs.
pub async fn elsewhere(site: State<Arc<Site>>, caller: Caller, request: Request) -> Response {
    match Area::of(request.uri().path()) {
        Area::Page => page(site, caller, request).await,
        Area::Api | Area::Machine => StatusCode::NOT_FOUND.into_response(),
    }
}

/// To the sign-in page, and from there back here.
fn to_sign_in(uri: &Uri, address: &str) -> Response {
    let target = routes::sign_in_url(routes::lang_of(uri.path()), address);
    (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response()
}

/// `/en/` is the page of `/en`.
fn one_address(uri: &Uri) -> Uri {
    if uri.path() == "/en/" {
        let address = uri.query().map_or("/en".to_owned(), |query| format!("/en?{query}"));
        return Uri::try_from(address).unwrap_or_else(|_| Uri::from_static("/en"));
    }
    uri.clone()
}

/// The page, or word that the asker already has it. Anonymous pages may be kept by the reader's own browser, which
/// asks each time whether they still hold: what was withdrawn is gone at once.
fn answer(asked: &HeaderMap, page: &Rendered) -> Response {
    let mut response = if render::has(asked, &page.etag) {
        (StatusCode::NOT_MODIFIED, [(VARY, "accept-encoding")]).into_response()
    } else {
        send(asked, StatusCode::OK, page)
    };
    let headers = response.headers_mut();
    headers.insert(ETAG, page.etag.clone());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// The page with a nonce that was never used before.
pub fn send(asked: &HeaderMap, status: StatusCode, page: &Rendered) -> Response {
    let nonce = nonce::fresh();
    let mut response = encoding::answer(asked, status, page.template.with(&nonce));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, headers::page_policy(&nonce));
    response.extensions_mut().insert(Told);
    response
}
