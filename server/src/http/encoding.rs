//! Compression of what is made per request. Files are compressed when the front end is built.

use std::io::Write;

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

/// Below this a compressed answer saves no packet.
const WORTHWHILE: usize = 1024;

impl Encoding {
    /// The best the asker takes: brotli, then gzip. What is refused with `q=0` is not used.
    pub fn wanted(headers: &HeaderMap) -> Encoding {
        let accepts = |name: &str| {
            headers
                .get_all(ACCEPT_ENCODING)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .flat_map(|v| v.split(','))
                .any(|item| {
                    let mut parts = item.split(';').map(str::trim);
                    let named = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
                    let refused = parts.any(|p| p.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32)));
                    named && !refused
                })
        };
        if accepts("br") {
            Encoding::Brotli
        } else if accepts("gzip") {
            Encoding::Gzip
        } else {
            Encoding::Plain
        }
    }

    pub fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Brotli => Some("br"),
            Encoding::Gzip => Some("gzip"),
            Encoding::Plain => None,
        }
    }
}

/// An answer of this body, compressed as the asker wants it.
pub fn answer(asked: &HeaderMap, status: StatusCode, body: String) -> Response {
    let encoding = if body.len() < WORTHWHILE { Encoding::Plain } else { Encoding::wanted(asked) };
    let packed = match encoding {
        Encoding::Brotli => Some(brotli(body.as_bytes())),
        Encoding::Gzip => gzip(body.as_bytes()),
        Encoding::Plain => None,
    };
    let mut response = match (packed, encoding.name()) {
        (Some(packed), Some(name)) => {
            let mut response = Body::from(packed).into_response();
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(name));
            response
        }
        _ => Body::from(body).into_response(),
    };
    *response.status_mut() = status;
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// Quality 4 of 11 and a window of 256 KB: see docs/decisions/0008-pages-over-the-wire.md for what others cost.
fn brotli(plain: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(plain.len() / 3);
    let mut writer = brotli::CompressorWriter::new(&mut packed, 16 * 1024, 4, 18);
    // Writing into memory does not fail.
    let _ = writer.write_all(plain);
    drop(writer);
    packed
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 3), flate2::Compression::new(5));
    writer.write_all(plain).ok()?;
    writer.finish().ok()
}
