//! The API: shapes, problems, headers and its own description.

use axum::http::{Method, header};

use crate::hub::{TestHub, request};

#[tokio::test(flavor = "multi_thread")]
async fn search_answers_in_its_shape() {
    let hub = TestHub::bundled().await;
    let found = hub.get("/api/v1/zoeken?q=pincode&taal=nl&aantal=2").await;
    assert_eq!((found.status, found.header("content-type")), (200, "application/json"));
    let body = found.json();
    let total = body["totaal"].as_u64().unwrap();
    assert!(total >= 2, "{body}");
    let results = body["resultaten"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for key in ["id", "titel", "fragment", "soort", "taal", "tlp"] {
        assert!(results[0][key].is_string(), "{key}: {body}");
    }
    let counted: u64 = body["facetten"]["soort"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(counted, total, "facets count what is found");
    assert!(body["melding"].is_null() && body.get("suggestie").is_some());
    assert!(body.to_string().find("score").is_none(), "no scores");
    let next = hub.get("/api/v1/zoeken?q=pincode&taal=nl&aantal=1&vanaf=1").await.json();
    assert_eq!(next["resultaten"][0]["id"], results[1]["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_asked_search_answers_and_says_what_it_left_out() {
    let hub = TestHub::bundled().await;
    for question in [
        "q=",
        "q=%22",
        "q=%22%22%22",
        "q=AND+OR+NOT",
        "q=((((",
        "q=titel:",
        "q=-",
        "q=a:b:c",
        "q=*",
        "q=%5B%5D",
        "q=x&aantal=-1",
        "q=x&aantal=tien",
        "q=x&vanaf=999999999",
        "q=x&soort=onzin",
        "q=x&taal=xx",
        "q=x&onbekend=1",
        "",
        "q=x&jaar=99999",
        "q=x&aantal=99999999999999999999",
        "q=%00",
    ] {
        let answer = hub.get(&format!("/api/v1/zoeken?{question}")).await;
        assert_eq!(answer.status, 200, "{question}");
        answer.json()["totaal"].as_u64().unwrap();
    }
    let melding = |answer: crate::hub::Answer| answer.json()["melding"].as_str().unwrap_or_default().to_owned();
    let dutch = melding(hub.get("/api/v1/zoeken?q=x&onbekend=1&aantal=tien").await);
    assert!(dutch.contains("onbekend") && dutch.contains("aantal"), "{dutch}");
    let english = melding(hub.get("/api/v1/zoeken?q=x&onbekend=1&taal=en").await);
    assert!(english.contains("onbekend") && english != dutch, "{english}");
    assert_eq!(hub.get("/api/v1/zoeken?q=pincode&aantal=100000").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_question_above_10_kb_is_refused() {
    let hub = TestHub::bundled().await;
    let ask = |length: usize| format!("/api/v1/zoeken?q={}", "word+".repeat(length / 5));
    assert_eq!(hub.get(&ask(10_000)).await.status, 200);
    let refused = hub.get(&ask(11_000)).await;
    assert_eq!((refused.status, refused.header("content-type")), (400, "application/problem+json"));
    assert_eq!(refused.json()["errors"][0]["location"], "q");
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_things_answer_in_their_shape() {
    let hub = TestHub::bundled().await;
    let documents = hub.get("/api/v1/documenten?aantal=3").await.json();
    assert_eq!(documents["resultaten"].as_array().unwrap().len(), 3);
    assert!(documents["totaal"].as_u64().unwrap() > 3);
    let id = documents["resultaten"][2]["id"].as_str().unwrap();
    let second = hub.get("/api/v1/documenten?aantal=1&vanaf=2").await.json();
    assert_eq!(second["resultaten"][0]["id"], id);
    let one = hub.get(&format!("/api/v1/documenten/{}", id.replace('/', "%2F"))).await.json();
    assert_eq!((&one["id"], &one["titel"]), (&documents["resultaten"][2]["id"], &documents["resultaten"][2]["titel"]));
    assert_eq!(one["feiten"]["soort"], one["soort"]);
    assert!(one["tekst"].is_string() && one["bronnen"].is_array());

    let hubs = hub.get("/api/v1/knooppunten").await.json();
    assert_eq!(hubs["resultaten"][0]["id"], "rotterdam");
    let measures = hub.get("/api/v1/maatregelen?lijn=barriers").await.json();
    assert!(measures["totaal"].as_u64().unwrap() > 0);
    let indicators = hub.get("/api/v1/indicatoren").await.json();
    let mut values = 0;
    for indicator in indicators["resultaten"].as_array().unwrap() {
        let series =
            hub.get(&format!("/api/v1/indicatoren/{}/waarden", indicator["id"].as_str().unwrap())).await.json();
        for value in series["resultaten"].as_array().unwrap() {
            assert!(value["waarde"].is_number() && value["bron"]["titel"].is_string(), "{value}");
            values += 1;
        }
    }
    assert!(values > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_is_a_problem() {
    let hub = TestHub::bundled().await;
    let mut json_only = request(Method::GET, "/api/v1/knooppunten");
    json_only.headers_mut().insert(header::ACCEPT, "image/png".parse().unwrap());
    let mut huge = request(Method::POST, "/api/v1/documenten");
    huge.headers_mut().insert(header::CONTENT_LENGTH, "99999999".parse().unwrap());
    for (asked, status) in [
        (request(Method::GET, "/api/v1/nergens"), 404),
        (request(Method::GET, "/api"), 404),
        (request(Method::GET, "/api/v1/documenten/bestaat-niet"), 404),
        (request(Method::GET, "/api/v1/indicatoren/bestaat-niet/waarden"), 404),
        (request(Method::GET, "/api/v1/documenten?aantal=tien&vanaf=-1"), 400),
        (request(Method::GET, "/api/v1/documenten?onbekend=1"), 400),
        (request(Method::GET, "/api/v1/documenten/vertrouwensketen?x=1"), 400),
        (request(Method::POST, "/api/v1/documenten"), 405),
        (request(Method::DELETE, "/api/v1/documenten/vertrouwensketen"), 405),
        (json_only, 406),
        (huge, 413),
    ] {
        let address = format!("{} {}", asked.method(), asked.uri());
        let answer = hub.send(asked).await;
        assert_eq!((answer.status, answer.header("content-type")), (status, "application/problem+json"), "{address}");
        let problem = answer.json();
        assert_eq!(problem["status"], status, "{address}");
        assert!(problem["title"].is_string() && problem["detail"].is_string(), "{address}");
        assert_eq!(answer.header("api-version"), "1.0.0", "{address}");
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
        if status == 405 {
            assert!(answer.header("allow").contains("GET"), "{address}");
        }
    }
    let faults = hub.get("/api/v1/documenten?aantal=tien&vanaf=-1&wat=1").await.json();
    let names: Vec<&str> =
        faults["errors"].as_array().unwrap().iter().map(|fault| fault["location"].as_str().unwrap()).collect();
    assert_eq!(names, ["vanaf", "aantal", "wat"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_site_may_read_and_nobody_needs_to_ask_first() {
    let hub = TestHub::bundled().await;
    let answer = hub.get("/api/v1/knooppunten").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
    let options = hub.send(request(Method::OPTIONS, "/api/v1/knooppunten")).await;
    assert_eq!((options.status, options.header("allow")), (204, "GET, HEAD, OPTIONS"));
    assert_eq!(options.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_names_every_address_and_only_those() {
    let hub = TestHub::bundled().await;
    let answer = hub.get("/api/v1/openapi.json").await;
    assert_eq!(answer.text().trim_end(), server::http::description());
    let description = answer.json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3."));
    assert_eq!(description["info"]["version"], answer.header("api-version"));
    assert!(description["info"]["contact"]["url"].is_string() && description["info"]["license"]["name"].is_string());
    let paths: Vec<&String> = description["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/congressen",
            "/congressen/{id}",
            "/documenten",
            "/documenten/{id}",
            "/indicatoren",
            "/indicatoren/{id}/waarden",
            "/knooppunten",
            "/maatregelen",
            "/rapportages",
            "/rapportages/{id}",
            "/signalen",
            "/zoeken"
        ]
    );
    for path in paths {
        let address = format!("/api/v1{}", path.replace("{id}", "x"));
        assert_ne!(hub.send(request(Method::OPTIONS, &address)).await.status, 404, "{address}");
        assert!(description["paths"][path]["get"]["responses"]["200"].is_object(), "{path}");
    }
}
