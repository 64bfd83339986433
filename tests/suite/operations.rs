//! What keeps the site running, and who may not write: health, limits, foreign pages, the socket itself.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use app::desk::Changes;
use app::model::reader::Reader;
use axum::body::Body;
use axum::http::{Method, header};
use server::config::{Config, Seconds};
use tokio::net::TcpListener;

use crate::hub::{TestHub, config, document, request};

#[tokio::test(flavor = "multi_thread")]
async fn ready_means_that_everything_can_be_found() {
    let hub = TestHub::with(&[("a.md", &document("a", "Titel", "TLP:CLEAR", "Tekst."))], config()).await;
    let ready = hub.get("/readyz").await;
    assert_eq!((ready.status, &ready.json()["ready"]), (200, &true.into()));
    assert_eq!(hub.get("/healthz").await.status, 200);
    hub.site.stopping.cancel();
    assert_eq!(hub.get("/readyz").await.status, 503, "first of all, say so");
    assert_eq!(hub.get("/healthz").await.header("connection"), "close");
}

#[tokio::test(flavor = "multi_thread")]
async fn not_ready_while_the_index_has_not_caught_up() {
    let (seq, store) = tokio::sync::watch::channel(5);
    let (applied, index) = tokio::sync::watch::channel(4);
    let pulse = server::http::Pulse::new(store, index);
    let lag = Duration::from_secs(3600);
    assert!(!pulse.ready(lag), "it never was");
    applied.send_replace(5);
    assert!(pulse.ready(lag));
    seq.send_replace(6);
    assert!(pulse.ready(lag), "a moment behind is no reason to turn readers away");
    assert!(!pulse.ready(Duration::ZERO));
}

#[tokio::test(flavor = "multi_thread")]
async fn fixed_addresses_of_crawlers_and_researchers() {
    let mut config = config();
    config.public_url = Some("https://knooppunt.example".to_owned());
    let hub = TestHub::with(&[("a.md", &document("a", "Titel", "TLP:CLEAR", "Tekst."))], config.clone()).await;
    assert!(hub.get("/robots.txt").await.text().contains("Sitemap: https://knooppunt.example/sitemap.xml"));
    let sitemap = hub.get("/sitemap.xml").await;
    assert_eq!(sitemap.header("content-type"), "application/xml; charset=utf-8");
    assert!(sitemap.text().contains("<loc>https://knooppunt.example/documenten/a</loc>"), "{}", sitemap.text());
    assert!(sitemap.text().contains("<loc>https://knooppunt.example/en/documenten/a</loc>"));
    assert_eq!(hub.get("/.well-known/security.txt").await.status, 404, "nobody to write to");

    config.security_contact = Some("mailto:veilig@knooppunt.example".to_owned());
    let hub = TestHub::with(&[], config).await;
    let text = hub.get("/.well-known/security.txt").await.text();
    assert!(text.contains("Contact: mailto:veilig@knooppunt.example\nExpires: 20"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_from_other_sites_are_refused() {
    let hub = TestHub::with(&[], config()).await;
    for (name, value, refused) in [
        ("sec-fetch-site", "cross-site", true),
        ("sec-fetch-site", "same-site", true),
        ("origin", "https://evil.example", true),
        ("origin", "null", true),
        ("sec-fetch-site", "same-origin", false),
        ("origin", "https://hub.test", false),
        ("x-none", "a client that is no browser", false),
    ] {
        for address in ["/zoeken", "/rpc/search", "/api/v1/zoeken"] {
            let mut post = request(Method::POST, address);
            post.headers_mut().insert(name, value.parse().unwrap());
            let status = hub.send(post).await.status;
            assert_eq!(status == 403, refused, "{address} {name}: {value}: {status}");
        }
    }
    assert_eq!(hub.post("/zoeken", "q=x").await.status, 405, "nothing takes a form yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn islands_get_refusals_without_internals() {
    let hub = TestHub::bundled().await;
    let listed: Vec<(&str, Method)> = leptos::server_fn::axum::server_fn_paths().collect();
    assert!(!listed.is_empty());
    for (path, method) in listed {
        let mut form = request(method.clone(), &format!("{path}?%5B=1&x"));
        form.headers_mut().insert(header::ACCEPT, "text/html".parse().unwrap());
        form.headers_mut().insert(header::REFERER, "https://evil.example/x".parse().unwrap());
        let answer = hub.send(form).await;
        assert_ne!(answer.status, 500, "{path}");
        assert_eq!(answer.header("location"), "", "{path}: no redirect to a foreign page");
        assert!(
            !answer.text().contains("ServerError") && !answer.text().contains("missing field"),
            "{path}: {}",
            answer.text()
        );
        assert_eq!(method, Method::GET, "{path}: islands only read");
    }
}

/// A site on a socket, with short limits.
async fn listening(change: impl Fn(&mut Config)) -> (std::net::SocketAddr, TestHub, tokio::task::JoinHandle<()>) {
    let mut config = config();
    let second = Seconds::new(1).unwrap();
    (config.limits.header_timeout, config.limits.body_timeout) = (second, second);
    change(&mut config);
    let hub = TestHub::with(&[], config).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(server::http::listen(listener, hub.router.clone(), hub.site.clone()));
    (address, hub, serving)
}

/// Sends bytes, then reads until the other side closes, for ten seconds at most.
fn talk(address: std::net::SocketAddr, bytes: &[u8]) -> (String, Duration) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(bytes).unwrap();
    let (started, mut answer) = (Instant::now(), Vec::new());
    let _ = stream.read_to_end(&mut answer);
    (String::from_utf8_lossy(&answer).into_owned(), started.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_headers_and_bodies_are_cut_off() {
    let (address, hub, _) = listening(|_| ()).await;
    let half = tokio::task::spawn_blocking(move || talk(address, b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: "));
    let (_, took) = half.await.unwrap();
    assert!(took < Duration::from_secs(8), "half a header was kept for {took:?}");
    let slow = b"POST /zoeken HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf";
    let (_, took) = tokio::task::spawn_blocking(move || talk(address, slow)).await.unwrap();
    assert!(took < Duration::from_secs(8), "half a body was kept for {took:?}");
    assert_eq!(hub.get("/healthz").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused() {
    let (address, _hub, _) = listening(|config| config.limits.max_body = 1000).await;
    let large = b"POST /api/v1/zoeken HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\nConnection: close\r\n\r\n";
    let (answer, _) = tokio::task::spawn_blocking(move || talk(address, large)).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    let header = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "a".repeat(200_000));
    let (answer, _) = tokio::task::spawn_blocking(move || talk(address, header.as_bytes())).await.unwrap();
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431 "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_lets_answers_finish() {
    let (address, hub, serving) = listening(|_| ()).await;
    let asked = tokio::task::spawn_blocking(move || talk(address, b"GET /live HTTP/1.1\r\nHost: x\r\n\r\n"));
    tokio::time::sleep(Duration::from_millis(600)).await;
    hub.site.stopping.cancel();
    let (answer, _) = asked.await.unwrap();
    assert!(answer.contains("event: change\ndata: changed"), "browsers drop an event without data: {answer}");
    assert!(answer.trim_end().ends_with('0'), "the stream ends properly, with its last chunk: {answer}");
    tokio::time::timeout(Duration::from_secs(10), serving).await.expect("the listener ends").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_changes_unnoticed() {
    let hub = TestHub::with(&[("a.md", &document("a", "Titel", "TLP:CLEAR", "Tekst."))], config()).await;
    let since = |seq| {
        let shelf = hub.shelf().clone();
        async move { shelf.changed_since(&Reader::Anonymous, seq).await.unwrap() }
    };
    let seq = hub.shelf().store().seq();
    assert!(since(0).await, "the first document");
    assert!(!since(seq).await, "nothing since");
    hub.import(&[("b.md", &document("b", "Geheim", "TLP:RED", "Tekst."))]).await;
    assert!(hub.shelf().store().seq() > seq);
    assert!(!since(seq).await, "a hidden document");
    let seq = hub.shelf().store().seq();
    hub.import(&[("a.md", &document("a", "Titel", "TLP:RED", "Tekst."))]).await;
    assert!(since(seq).await, "whoever could read it until now asks again, and finds it gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn live_connections_have_a_limit() {
    let mut config = config();
    config.limits.max_live = 1;
    let hub = TestHub::with(&[], config).await;
    let first = tower::ServiceExt::oneshot(hub.router.clone(), request(Method::GET, "/live")).await.unwrap();
    assert_eq!(first.headers()["content-type"], "text/event-stream");
    assert_eq!(hub.get("/live").await.status, 503);
    drop(first);
    let mut foreign = request(Method::GET, "/live").map(|_| Body::empty());
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(hub.send(foreign).await.status, 403);
}
