//! Pages over the wire: headers, nonce, ETag, addresses, hidden documents, hostile input.

use axum::http::{Method, header};

use crate::hub::{TestHub, config, document, request};

async fn hub() -> TestHub {
    TestHub::with(&[("a.md", &document("open", "Open stuk", "TLP:CLEAR", "## Kop\n\nTekst."))], config()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_has_a_strict_policy_with_a_nonce_of_its_own() {
    let hub = hub().await;
    let (first, second) = (hub.get("/documenten/open").await, hub.get("/documenten/open").await);
    for answer in [&first, &second] {
        assert_eq!(answer.status, 200);
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
             font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'none'; \
             frame-ancestors 'none'; object-src 'none'",
            answer.nonce()
        );
        assert_eq!(answer.header("content-security-policy"), policy);
        let (text, nonce) = (answer.text(), format!("nonce=\"{}\"", answer.nonce()));
        assert!(text.contains("<script"), "there is a script to guard");
        assert_eq!(text.matches("<script").count(), text.matches(&nonce).count(), "{text}");
        assert!(!text.contains("style=\""), "no inline style");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
    }
    assert_ne!(first.nonce(), second.nonce());
    assert_eq!(first.without_nonce(), second.without_nonce());
}

#[tokio::test(flavor = "multi_thread")]
async fn hsts_only_where_a_proxy_speaks_tls() {
    let mut config = config();
    config.behind_tls = true;
    let hub = TestHub::with(&[], config).await;
    assert_eq!(hub.get("/").await.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
    assert_eq!(
        hub.get("/api/v1/knooppunten").await.header("strict-transport-security"),
        "max-age=63072000; includeSubDomains"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unchanged_page_is_not_sent_again() {
    let hub = hub().await;
    let page = hub.get("/documenten/open").await;
    let mut again = request(Method::GET, "/documenten/open");
    again.headers_mut().insert(header::IF_NONE_MATCH, page.headers["etag"].clone());
    let unchanged = hub.send(again).await;
    assert_eq!((unchanged.status, unchanged.body.len()), (304, 0));
    assert_eq!(unchanged.header("etag"), page.header("etag"));
    assert_eq!(unchanged.header("content-security-policy"), "", "the page in the browser keeps the nonce it came with");

    hub.import(&[("a.md", &document("open", "Nieuwe titel", "TLP:CLEAR", "Anders."))]).await;
    let mut again = request(Method::GET, "/documenten/open");
    again.headers_mut().insert(header::IF_NONE_MATCH, page.headers["etag"].clone());
    let changed = hub.send(again).await;
    assert_eq!(changed.status, 200);
    assert!(changed.text().contains("Nieuwe titel"));
    assert_ne!(changed.header("etag"), page.header("etag"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_document_is_absent_byte_for_byte() {
    let hub = hub().await;
    let addresses = [
        "/documenten/geheim",
        "/en/documenten/geheim",
        "/documenten/geheim.md",
        "/documenten/geheim.json",
        "/api/v1/documenten/geheim",
        "/api/v1/zoeken?q=onderschept",
        "/api/v1/zoeken?q=geheim&soort=guidance",
        "/api/v1/documenten",
        "/zoeken?q=onderschept",
        "/sitemap.xml",
        "/",
        "/knooppunten/schiphol",
    ];
    let mut before = Vec::new();
    for address in addresses {
        before.push(hub.get(address).await);
    }
    let secret = document("geheim", "Geheim stuk", "TLP:AMBER", "Onderschept bericht.");
    hub.import(&[("b.md", &secret)]).await;
    for (address, before) in addresses.iter().zip(before) {
        let after = hub.get(address).await;
        assert_eq!(after.status, before.status, "{address}");
        let page = before.header("content-security-policy").contains("nonce");
        let body = |answer: &crate::hub::Answer| if page { answer.without_nonce() } else { answer.text() };
        assert_eq!(body(&after), body(&before), "{address}");
        for (name, value) in &before.headers {
            if !["x-request-id", "content-security-policy"].contains(&name.as_str()) {
                assert_eq!(after.headers.get(name), Some(value), "{address}: {name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_per_page() {
    let hub = hub().await;
    assert_eq!(hub.get("/en").await.without_nonce(), hub.get("/en/").await.without_nonce());
    for (address, target) in [
        ("/zoeken/", "/zoeken"),
        ("/zoeken/?q=a%20b", "/zoeken?q=a%20b"),
        ("/en/documenten/open/", "/en/documenten/open"),
    ] {
        let answer = hub.get(address).await;
        assert_eq!((answer.status, answer.header("location")), (308, target), "{address}");
    }
    for address in ["//evil.example/", "///", "/\\evil.example/", "/api/v1/zoeken/", "/healthz/"] {
        let answer = hub.get(address).await;
        assert_eq!((answer.status, answer.header("location")), (404, ""), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slug_with_a_slash_has_an_address() {
    let hub = TestHub::with(&[("a.md", &document("map/stuk", "In een map", "TLP:CLEAR", "Tekst."))], config()).await;
    for address in ["/documenten/map%2Fstuk", "/api/v1/documenten/map%2Fstuk", "/documenten/map%2Fstuk.md"] {
        let answer = hub.get(address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(answer.text().contains("In een map"), "{address}");
    }
    assert_eq!(hub.get("/documenten/map/stuk").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_and_series_are_handed_out_as_files() {
    let hub = TestHub::bundled().await;
    let markdown = hub.get("/documenten/vertrouwensketen.md").await;
    assert_eq!((markdown.status, markdown.header("content-type")), (200, "text/markdown; charset=utf-8"));
    assert_eq!(markdown.header("content-disposition"), "attachment; filename=\"vertrouwensketen.md\"");
    assert!(markdown.text().starts_with("+++\n"), "{}", markdown.text());
    assert!(markdown.text().contains("TLP:CLEAR"));
    let json = hub.get("/documenten/vertrouwensketen.json").await;
    assert_eq!(json.json()["id"], "vertrouwensketen");

    let indicators = hub.get("/api/v1/indicatoren").await.json();
    let code = indicators["resultaten"][0]["id"].as_str().unwrap();
    let csv = hub.get(&format!("/monitor/{code}.csv")).await;
    assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"));
    let values = hub.get(&format!("/api/v1/indicatoren/{code}/waarden")).await.json();
    let rows = csv.text().lines().filter(|line| line.starts_with(&format!("{code},"))).count() as u64;
    assert_eq!(Some(rows), values["totaal"].as_u64(), "a row per value");
    assert_eq!(hub.get("/monitor/bestaat-niet.csv").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_addresses_find_nothing_and_break_nothing() {
    let hub = hub().await;
    for address in [
        "/documenten/a%00b",
        "/documenten/%2F..%2Fetc%2Fpasswd",
        "/documenten/..%2F..%2Fopen",
        "/documenten/%FF%FE",
        "/documenten/%FF.md",
        "/monitor/%00.csv",
        "/pkg/..%2F..%2FCargo.toml",
        "/pkg/%FF",
        "/knooppunten/%C3%28",
        "/api/v1/documenten/a%00b",
        "/api/v1/documenten/%FF%FE",
        "/api/v1/indicatoren/%00/waarden",
    ] {
        let answer = hub.get(address).await;
        assert!([400, 404].contains(&answer.status), "{address}: {}", answer.status);
        assert!(!answer.text().contains("panicked"), "{address}");
    }
    for address in
        ["/zoeken?q=%FF%00%C3%28", "/api/v1/zoeken?q=%FF%00%C3%28", "/zoeken?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E"]
    {
        let answer = hub.get(address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(!answer.text().contains("<script>alert"), "{address}");
    }
    let long = "a".repeat(70_000);
    assert_eq!(hub.get(&format!("/zoeken?q={}", &long[..61_000])).await.status, 414);
}

#[tokio::test(flavor = "multi_thread")]
async fn head_answers_as_get_does() {
    let hub = TestHub::bundled().await;
    for address in ["/", "/documenten/vertrouwensketen", "/api/v1/knooppunten", "/robots.txt", "/nergens"] {
        let (get, head) = (hub.get(address).await, hub.head(address).await);
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{address}");
        for (name, value) in &get.headers {
            if !["x-request-id", "content-security-policy", "content-length"].contains(&name.as_str()) {
                assert_eq!(head.headers.get(name), Some(value), "{address}: {name}");
            }
        }
        assert!(head.headers.contains_key("content-security-policy"), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_for_the_store_still_reaches_the_head() {
    let hub = hub().await;
    for path in ["/", "/monitor", "/maatregelen", "/keten", "/stuurgroep", "/en/knooppunten", "/zoeken?q=haven"] {
        let page = hub.get(path).await.text().to_owned();
        let (head, _) = page.split_once("</head>").unwrap();
        assert_eq!(head.matches("name=\"description\"").count(), 1, "{path}: a description");
        assert_eq!(head.matches("hreflang=").count(), 2, "{path}: its address in both languages");
    }
}
