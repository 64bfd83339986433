//! `/sitemap.xml`: the pages that anybody may read, in both languages of the interface.

use std::fmt::Write;
use std::sync::Arc;

use app::desk::{Desk, Refusal};
use app::model::document::Listing;
use app::model::lang::Lang;
use app::model::query::MOST_HITS;
use app::routes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::cache::Rendered;
use super::nonce::Template;
use super::site::Site;
use super::{encoding, health, render};

/// Newest first; what is older is found through lists and search. A sitemap may have 50,000 addresses (sitemaps.org).
const MOST_DOCUMENTS: u32 = 10_000;

pub async fn sitemap(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    let site_url = health::site_url(&site, &headers);
    let (version, key) = (site.pulse.version(), format!("/sitemap.xml {site_url}"));
    let kept = match site.cache.get(version, &key) {
        Some(kept) => kept,
        None => match write(&site, &site.desk(), &site_url).await {
            Ok(xml) => {
                let made = Arc::new(Rendered { etag: render::etag(&xml), template: Template::new(&xml) });
                site.cache.put(version, &key, made.clone());
                made
            }
            Err(refusal) => return super::status_of(&refusal).into_response(),
        },
    };
    let mut response = encoding::answer(&headers, StatusCode::OK, kept.template.text().to_owned());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"));
    response
}

async fn write(site: &Site, desk: &Desk, site_url: &str) -> Result<String, Refusal> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // Addresses are made of slugs and encoded, so nothing in them needs escaping in XML.
    let mut add = |path: String, day: Option<String>| {
        let day = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(xml, "<url><loc>{site_url}{path}</loc>{day}</url>");
    };
    let open =
        |page: &&String| !page.contains('{') && !routes::is_personal(page) && routes::dutch_path(page) == page.as_str();
    let fixed = site.pages.iter().filter(open);
    for lang in Lang::INTERFACE {
        for path in fixed.clone() {
            add(routes::url(lang, path), None);
        }
        for hub in desk.hubs().await? {
            add(routes::hub_url(lang, &hub.code), None);
        }
        for indicator in desk.indicators().await? {
            add(routes::indicator_url(lang, &indicator.code), None);
        }
    }
    let mut from = 0;
    while from < MOST_DOCUMENTS {
        let page = desk.documents(&Listing { from, size: MOST_HITS, ..Listing::default() }).await?;
        for document in &page.items {
            let day = jiff::fmt::strtime::format("%Y-%m-%d", document.updated).ok();
            for lang in Lang::INTERFACE {
                add(routes::document_url(lang, &document.slug), day.clone());
            }
        }
        if page.items.len() < MOST_HITS as usize {
            break;
        }
        from += MOST_HITS;
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}
