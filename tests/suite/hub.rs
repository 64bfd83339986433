//! A whole hub for a test: data folder, store, index and router, all real.

use std::sync::{Arc, OnceLock};

use app::desk::Library;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use server::config::{Config, Limits};
use server::exchange;
use server::exchange::words::{self, Catalogue};
use server::http::{Files, Pulse, Site, router};
use tokio::sync::watch;
use tower::ServiceExt;

/// A running hub, without a socket.
pub struct TestHub {
    router: Router,
    pub site: Arc<Site>,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl TestHub {
    /// A hub over a library of the test's own, for what a sound one never does.
    pub fn over(library: Arc<dyn Library>, config: Config) -> TestHub {
        let (_, seq) = watch::channel(0);
        let site = Site::new(library, words(), Pulse::new(seq.clone(), seq), Files::none(), config);
        TestHub { router: router(site.clone()), site }
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.send(request(Method::GET, address)).await
    }

    pub async fn head(&self, address: &str) -> Answer {
        self.send(request(Method::HEAD, address)).await
    }

    /// A form of this site, as a browser posts it.
    pub async fn post(&self, address: &str, form: &str) -> Answer {
        let mut request = request(Method::POST, address).map(|_| Body::from(form.to_owned()));
        let headers = request.headers_mut();
        headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        self.send(request).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text()))
    }

    /// The value of a header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The nonce in the policy of this answer.
    pub fn nonce(&self) -> String {
        let policy = self.header("content-security-policy");
        let (_, rest) = policy.split_once("'nonce-").unwrap_or_else(|| panic!("no nonce in: {policy}"));
        rest.split_once('\'').unwrap().0.to_owned()
    }
}

/// The words that the binary carries.
fn words() -> &'static Catalogue {
    static WORDS: OnceLock<Catalogue> = OnceLock::new();
    WORDS.get_or_init(|| words::read(&exchange::Files::Bundled).unwrap_or_else(|problems| panic!("{problems:?}")))
}

/// A request without a body, as a client other than a browser makes it.
pub fn request(method: Method, address: &str) -> Request<Body> {
    Request::builder().method(method).uri(address).header("host", "hub.test").body(Body::empty()).unwrap()
}

/// The configuration of a test: nothing loaded at start, limits as they are by default.
pub fn config() -> Config {
    Config {
        listen: ([127, 0, 0, 1], 0).into(),
        content: Some("none".to_owned()),
        public_url: None,
        behind_tls: false,
        security_contact: None,
        limits: Limits::DEFAULT,
    }
}
