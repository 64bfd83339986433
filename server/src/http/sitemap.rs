//! `/sitemap.xml`: the pages that anybody may read, in both languages of the interface.

use std::fmt::Write;
use std::sync::Arc;

use app::desk::{Desk, Refusal};
use app::model::document::Listing;
use app::model::lang::Lang;
use app::routes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::site::Site;
use super::{encoding, health};

/// A sitemap has at most 50,000 addresses (sitemaps.org), and each document stands in it twice.
const MOST_DOCUMENTS: u32 = 24_000;
const AT_ONCE: u32 = 1_000;

pub async fn sitemap(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    match write(&site, &site.desk(), &health::site_url(&site, &headers)).await {
        Ok(xml) => {
            let mut response = encoding::answer(&headers, StatusCode::OK, xml);
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"));
            response
        }
        Err(refusal) => super::status_of(&refusal).into_response(),
    }
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
    let fixed = site.pages.iter().filter(|page| !page.contains('{') && routes::dutch_path(page) == page.as_str());
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
        let page = desk.documents(&Listing { from, size: AT_ONCE, ..Listing::default() }).await?;
        for document in &page.items {
            let day = jiff::fmt::strtime::format("%Y-%m-%d", document.updated).ok();
            for lang in Lang::INTERFACE {
                add(routes::document_url(lang, &document.slug), day.clone());
            }
        }
        if page.items.len() < AT_ONCE as usize {
            break;
        }
        from += AT_ONCE;
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}
