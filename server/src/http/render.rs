//! From a request to the HTML of a page: the one place that starts leptos.

use std::sync::Arc;

use app::assets::Assets;
use app::desk::{Desk, Reply, Returned};
use app::pages::failed::Failed;
use app::pages::indicator::embed::Embedded;
use app::routes::{self, SiteAddress};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use http_body_util::BodyExt;
use leptos::prelude::{expect_context, provide_context};
use leptos_axum::ResponseOptions;
use sha2::{Digest, Sha256};

use super::cache::Rendered;
use super::nonce::{self, Template};
use super::session::Caller;
use super::site::Site;

/// The page at this address, with its status. `Err` when what was rendered cannot be read back.
pub async fn page(site: &Arc<Site>, caller: &Caller, uri: &Uri) -> Result<(StatusCode, Rendered), axum::Error> {
    render(site, caller.desk.clone(), uri, Special::None).await
}

/// The page at this address as it stands in a frame on another site: what nobody in particular sees, without scripts.
pub async fn embedded(site: &Arc<Site>, uri: &Uri) -> Result<(StatusCode, Rendered), axum::Error> {
    render(site, site.desk(), uri, Special::Embedded).await
}

/// The page of a form that comes back to it.
pub async fn returned(
    site: &Arc<Site>,
    caller: &Caller,
    uri: &Uri,
    returned: Returned,
) -> Result<(StatusCode, Rendered), axum::Error> {
    render(site, caller.desk.clone(), uri, Special::Returned(returned)).await
}

/// The page that says what went wrong, in the frame of the site.
pub async fn failure(site: &Arc<Site>, uri: &Uri, status: StatusCode) -> Result<Rendered, axum::Error> {
    Ok(render(site, site.desk(), uri, Special::Failed(Failed(status.as_u16()))).await?.1)
}

/// What a page is lent beyond the usual.
#[derive(Clone)]
enum Special {
    None,
    Embedded,
    Failed(Failed),
    Returned(Returned),
}

async fn render(
    site: &Arc<Site>,
    desk: Desk,
    uri: &Uri,
    special: Special,
) -> Result<(StatusCode, Rendered), axum::Error> {
    let (lent, framed) = (site.clone(), special.clone());
    let interface = site.interface(routes::lang_of(uri.path()));
    let lend = move || {
        let options = expect_context::<ResponseOptions>();
        provide_context(Reply::new(move |status| {
            options.set_status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        }));
        provide_context(nonce::stand_in());
        provide_context(desk.clone());
        provide_context(interface);
        let assets = lent.files.assets().clone();
        provide_context(if matches!(special, Special::Embedded) { Assets { front: None, ..assets } } else { assets });
        if let Some(address) = &lent.config.public_url {
            provide_context(SiteAddress(address.as_str().into()));
        }
        match special.clone() {
            Special::None => {}
            Special::Embedded => provide_context(Embedded),
            Special::Failed(failed) => provide_context(failed),
            Special::Returned(returned) => provide_context(returned),
        }
    };
    // A page may see the address and the desk, and nothing else of the request: what an anonymous reader sees can then be
    // kept for others.
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri.clone();
    let response = leptos_axum::render_app_async_with_context(lend, app::shell)(request).await;
    let status = response.status();
    let html = response.into_body().collect().await?.to_bytes();
    let text = String::from_utf8_lossy(&html);
    let template =
        if matches!(framed, Special::Embedded) { Template::new(&without_scripts(&text)) } else { Template::new(&text) };
    let etag = etag(template.text());
    Ok((status, Rendered { template, etag }))
}

/// A page without the scripts with which leptos would hand data to the browser. Texts of the page hold no script element: they
/// are escaped or sanitised.
fn without_scripts(page: &str) -> String {
    let mut pieces = page.split("<script");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once("</script>").map_or("", |(_, rest)| rest));
    }
    kept
}

/// Names a text by its content; of a page, the text without its nonce, so that an unchanged page is known again.
pub fn etag(text: &str) -> HeaderValue {
    use std::fmt::Write;

    let mut etag = String::from("W/\"");
    for byte in &Sha256::digest(text)[..12] {
        // Writing to a String cannot fail.
        let _ = write!(etag, "{byte:02x}");
    }
    etag.push('"');
    HeaderValue::try_from(etag).unwrap_or(HeaderValue::from_static("W/\"\""))
}

/// Whether the asker already has what this ETag names (RFC 9110, 13.1.2: weak comparison).
pub fn has(headers: &axum::http::HeaderMap, etag: &HeaderValue) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(ours) = etag.to_str().map(bare) else { return false };
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|theirs| theirs.trim() == "*" || bare(theirs) == ours)
}
