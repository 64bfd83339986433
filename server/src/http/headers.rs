//! The headers that every answer has, and the policy of pages.
//!
//! After OWASP ASVS 5.0 (3.4), the checks of internet.nl and the NL GOV API Design Rules 2.2.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG,
    HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};

use super::area::Area;

pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const API_VERSION: HeaderName = HeaderName::from_static("api-version");
const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");

/// The version of the API itself, as the `API-Version` header and the description tell it.
pub const VERSION_OF_API: &str = "1.0.0";

/// For whatever is no page: it runs nothing, loads nothing, and sits in no frame.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
const TWO_YEARS: &str = "max-age=63072000; includeSubDomains";
const NO_DEVICES: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), \
                          geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
                          publickey-credentials-get=(self), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

/// The policy of a page, with its nonce. No style or script of others, no inline script without the nonce, no frames.
pub fn page_policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'none'; \
         frame-ancestors 'none'; object-src 'none'"
    );
    // A nonce is base64; should that ever change, no script at all is the safe answer.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static(NOTHING))
}

/// The policy of a page that stands in frames on other sites: no script, no form, and anybody may show it.
pub const FRAMED: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors *",
);

/// Marks the answer that other sites may show in a frame.
#[derive(Clone, Copy)]
pub struct Framed;

/// Lets an answer that is complete be shown in frames on other sites. The header that forbids it knows no other word.
pub fn let_frame(headers: &mut HeaderMap) {
    headers.remove(X_FRAME_OPTIONS);
    headers.insert(CORP, HeaderValue::from_static("cross-origin"));
}

/// Adds what every answer has. A header that the answer already carries is left as it is, but for personal answers.
pub fn complete(headers: &mut HeaderMap, status: StatusCode, area: Area, personal: bool, behind_tls: bool) {
    if personal {
        keep_private(headers);
    }
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(X_FRAME_OPTIONS, "DENY");
    set(REFERRER_POLICY, "same-origin");
    set(COOP, "same-origin");
    set(PERMISSIONS, NO_DEVICES);
    if behind_tls {
        set(STRICT_TRANSPORT_SECURITY, TWO_YEARS);
    }
    if area == Area::Api {
        set(API_VERSION, VERSION_OF_API);
        set(CACHE_CONTROL, "no-store");
        if !personal {
            set(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        set(ACCESS_CONTROL_EXPOSE_HEADERS, "API-Version, X-Request-Id");
        set(CORP, "cross-origin");
    } else {
        set(CACHE_CONTROL, "no-store");
        set(CORP, "same-origin");
    }
    // With a 304 the browser shows the page it has, under the policy and the nonce that came with it.
    if status != StatusCode::NOT_MODIFIED {
        set(CONTENT_SECURITY_POLICY, NOTHING);
    }
}

/// What somebody who is signed in gets is kept nowhere and shown to no other site, whatever the address says of itself.
fn keep_private(headers: &mut HeaderMap) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CORP, HeaderValue::from_static("same-origin"));
    headers.remove(ETAG);
}
