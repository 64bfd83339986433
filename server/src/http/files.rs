//! The files of the front end, from memory, compressed when they were built.

use std::collections::HashMap;
use std::sync::Arc;

use app::assets::Assets;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::encoding::Encoding;
use super::render;
use super::site::Site;
use crate::assets;

/// The front end: where pages find it, and what lies there.
pub struct Files {
    assets: Assets,
    files: HashMap<&'static str, File>,
}

struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    kind: &'static str,
    etag: HeaderValue,
}

impl Files {
    /// What the binary carries: [`crate::assets`].
    pub fn built() -> Files {
        let Some(addresses) = assets::addresses() else { return Files::none() };
        let files = assets::all().iter().filter_map(|asset| {
            let file = File {
                plain: Bytes::from_static(asset.plain),
                brotli: asset.brotli.map(Bytes::from_static),
                gzip: asset.gzip.map(Bytes::from_static),
                kind: asset.content_type,
                // Weak: the same for every encoding.
                etag: HeaderValue::try_from(format!("W/\"{}\"", asset.name)).ok()?,
            };
            Some((asset.name, file))
        });
        Files { files: files.collect(), assets: addresses }
    }

    /// No front end: pages without style and islands.
    pub fn none() -> Files {
        let assets =
            Assets { style: "/pkg/style.css".into(), front: None, icon: "/pkg/icon.svg".into(), fonts: Arc::from([]) };
        Files { assets, files: HashMap::new() }
    }

    pub fn assets(&self) -> &Assets {
        &self.assets
    }
}

/// `GET /pkg/…`. The name of a file carries its hash, so what lies there never changes.
pub async fn file(State(site): State<Arc<Site>>, Path(name): Path<String>, request: Request) -> Response {
    let Some(file) = site.files.files.get(name.as_str()) else { return StatusCode::NOT_FOUND.into_response() };
    let asked = request.headers();
    let wanted = Encoding::wanted(asked);
    let (body, encoding) = match (wanted, &file.brotli, &file.gzip) {
        (Encoding::Brotli, Some(brotli), _) => (brotli, Some("br")),
        (Encoding::Brotli | Encoding::Gzip, _, Some(gzip)) => (gzip, Some("gzip")),
        _ => (&file.plain, None),
    };
    let mut response = if render::has(asked, &file.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(body.clone()).into_response()
    };
    if let (StatusCode::OK, Some(encoding)) = (response.status(), encoding) {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(ETAG, file.etag.clone());
    response
}
