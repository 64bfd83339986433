//! A whole hub for a test: data folder, store, index and router, all real.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use app::desk::{Library, Monitor};
use app::model::indicator::Series;
use app::model::reader::Reader;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use server::config::{Config, Limits};
use server::exchange::words::{self, Catalogue};
use server::exchange::{self, Files, prose};
use server::http::{self, Pulse, Site, router};
use server::library::extraction::Extractor;
use server::library::follow::Follower;
use server::library::{Failure, Load, Report, Shelf, bundled, load};
use server::search::Index;
use server::store::{Loader, Store};
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

/// A running hub, without a socket.
pub struct TestHub {
    pub router: Router,
    pub site: Arc<Site>,
    /// What stands behind the desk; absent over a library of the test's own.
    shelf: Option<Shelf>,
    /// Removed with the hub.
    _folder: Option<TempDir>,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl TestHub {
    /// A hub with the bundled content.
    pub async fn bundled() -> TestHub {
        let hub = TestHub::with(&[], config()).await;
        bundled(hub.shelf().store(), Files::Bundled, exchange::Limits::default()).await.unwrap();
        hub.catch_up().await;
        hub
    }

    /// A hub into which these files were imported: names with their text.
    pub async fn with(files: &[(&str, &str)], config: Config) -> TestHub {
        TestHub::made(files, config, usize::MAX).await
    }

    /// The same, where so many documents above TLP:GREEN in an hour are nothing special.
    pub async fn reading(files: &[(&str, &str)], usual: usize) -> TestHub {
        TestHub::made(files, config(), usual).await
    }

    async fn made(files: &[(&str, &str)], config: Config, usual: usize) -> TestHub {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let index = Index::open(&folder.path().join("index")).unwrap();
        let pulse = Pulse::new(store.watch(), index.watch());
        let texts = prose::read(&Files::Bundled, exchange::Limits::default()).unwrap();
        let shelf = Shelf::new(store, index, texts)
            .with_allowance(config.limits.allowance())
            .with_usual_reads(usual)
            .with_limits(config.limits.shown());
        let site = Site::new(Arc::new(shelf.clone()), words(), pulse, http::Files::none(), None, config);
        let hub = TestHub { router: router(site.clone()), site, shelf: Some(shelf), _folder: Some(folder) };
        if !files.is_empty() {
            hub.import(files).await;
        }
        hub
    }

    /// The same hub, where mail is configured.
    pub fn mailing(self) -> TestHub {
        let shelf = self.shelf().clone().with_mail();
        let pulse = Pulse::new(shelf.store().watch(), shelf.index().watch());
        let site = Site::new(Arc::new(shelf.clone()), words(), pulse, http::Files::none(), None, config());
        TestHub { router: router(site.clone()), site, shelf: Some(shelf), ..self }
    }

    /// Imports files as `knooppunt import` does; when it returns, they are found.
    pub async fn import(&self, files: &[(&str, &str)]) {
        self.try_import(files).await.unwrap_or_else(|failure| panic!("{failure}"));
        self.catch_up().await;
    }

    /// The same, of files that may be at fault.
    pub async fn try_import(&self, files: &[(&str, &str)]) -> Result<Report, Failure> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let reading = exchange::open(folder.path(), exchange::Limits::default()).unwrap();
        let how = Load { loader: Loader::Import, patience: Duration::from_secs(60), complete: false };
        load(self.shelf().store(), how, reading, &|_| {}).await
    }

    pub async fn catch_up(&self) {
        let shelf = self.shelf();
        Follower::new(shelf.store().clone(), shelf.index().clone()).catch_up(&|_, _| ()).await.unwrap();
    }

    /// Takes the text out of what was attached, in child processes as a server does, and makes it found.
    pub async fn take_texts_out(&self) {
        let extractor = Extractor { program: env!("CARGO_BIN_EXE_extract").into(), memory: 512 << 20, seconds: 20 };
        extractor.read_all(self.shelf().store()).await.unwrap();
        self.catch_up().await;
    }

    pub fn shelf(&self) -> &Shelf {
        self.shelf.as_ref().expect("this hub stands over a library of the test's own")
    }

    /// Every indicator with its values, as a reader may have them.
    pub async fn all_series(&self, reader: &Reader) -> Vec<Series> {
        let mut all = Vec::new();
        for indicator in self.shelf().indicators(reader).await.unwrap() {
            all.push(self.shelf().series(reader, &indicator.code, None).await.unwrap());
        }
        all
    }

    /// A hub over a library of the test's own, for what a sound one never does.
    pub fn over(library: Arc<dyn Library>, config: Config) -> TestHub {
        let (_, seq) = watch::channel(0);
        let site = Site::new(library, words(), Pulse::new(seq.clone(), seq), http::Files::none(), None, config);
        TestHub { router: router(site.clone()), site, shelf: None, _folder: None }
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

    /// The text of a page without the marks that leptos leaves between its pieces.
    pub fn page(&self) -> String {
        self.text().replace("<!>", "")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text()))
    }

    /// The body without the nonce of this answer: what two equal answers have in common.
    pub fn without_nonce(&self) -> String {
        self.text().replace(&self.nonce(), "")
    }

    /// The text, without its nonce where it has one.
    pub fn bare(&self) -> String {
        if self.header("content-security-policy").contains("nonce-") { self.without_nonce() } else { self.text() }
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
pub fn words() -> &'static Catalogue {
    static WORDS: OnceLock<Catalogue> = OnceLock::new();
    WORDS.get_or_init(|| words::read(&Files::Bundled).unwrap_or_else(|problems| panic!("{problems:?}")))
}

/// A request without a body, as a client other than a browser makes it.
pub fn request(method: Method, address: &str) -> Request<Body> {
    Request::builder().method(method).uri(address).header("host", "hub.test").body(Body::empty()).unwrap()
}

/// A document as an import takes it.
pub fn document(slug: &str, title: &str, tlp: &str, body: &str) -> String {
    format!(
        "+++\nid = \"{slug}\"\nkind = \"guidance\"\nlang = \"nl\"\ntitle = \"{title}\"\nsummary = \"Kort.\"\ntlp = \"{tlp}\"\n\
         audience = [\"hub:schiphol\"]\nhubs = [\"schiphol\"]\n+++\n{body}\n"
    )
}

/// The configuration of a test: nothing loaded at start, limits as they are by default.
pub fn config() -> Config {
    Config {
        listen: ([127, 0, 0, 1], 0).into(),
        content: Some("none".to_owned()),
        public_url: None,
        behind_tls: false,
        behind_proxy: false,
        security_contact: None,
        mail: server::config::Mail::default(),
        identity: server::config::Identity::default(),
        keeping: server::config::Keeping::default(),
        limits: Limits::DEFAULT,
    }
}
