//! Reports for parliament: drafted from what everybody may know, published by two persons, and frozen.

use app::desk::Reports;
use app::model::outline::{Column, Outline, Part, Table};
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::report::State;
use server::exchange::pdf::pdf;

use crate::hub::{Answer, TestHub};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

const LIST: &str = "/rapportages";

async fn hub() -> TestHub {
    let hub = TestHub::bundled().await;
    organisation(&hub, "Gemeente", OrganisationKind::Public, &["rotterdam"]).await;
    hub
}

async fn begin(visitor: &Visitor, hub: &TestHub, from: &str, to: &str) -> String {
    let answer = visitor.post(hub, LIST, &form(&[("from", from), ("to", to)])).await;
    assert_eq!(answer.status, 303, "{}", answer.page());
    answer.header("location").strip_suffix("?klaar=1").unwrap().to_owned()
}

/// Takes a step at the version that the page of this visitor shows.
async fn step(visitor: &Visitor, hub: &TestHub, address: &str, act: &str, more: &[(&str, &str)]) -> Answer {
    let page = visitor.get(hub, address).await.page();
    let version = match page.split_once("name=\"version\" value=\"") {
        Some((_, rest)) => rest.split_once('"').unwrap().0.to_owned(),
        None => "1".to_owned(),
    };
    let mut pairs = vec![("actie", act), ("version", version.as_str())];
    pairs.extend_from_slice(more);
    visitor.post(hub, address, &form(&pairs)).await
}

#[tokio::test]
async fn a_report_is_written_by_one_published_by_another_and_then_stays_as_it_is() {
    let hub = hub().await;
    let store = hub.shelf().store();
    let author = signed_in(&hub, "een@stuurgroep.example", "stuurgroep", Role::Steering).await;
    let second = signed_in(&hub, "twee@gemeente.example", "gemeente", Role::Steering).await;
    let entry = |text: &str| {
        form(&[
            ("actie", "status"),
            ("subject", "measure:schiphol-1"),
            ("status", "running"),
            ("day", "2024-05-01"),
            ("text", text),
            ("evidence", "https://example.org/verslag"),
        ])
    };
    assert_eq!(author.post(&hub, "/maatregelen/schiphol-1", &entry("Proef: het loopt.")).await.status, 303);
    let seq = store.seq();
    let address = begin(&author, &hub, "2024-01-01", "2024-12-31").await;
    assert_eq!(address, "/rapportages/2024");
    let draft = author.get(&hub, &address).await.page();
    for part in [
        "Rapportage over 1 januari 2024 tot en met 31 december 2024",
        "Proef: het loopt.",
        "Gemeten",
        "€\u{a0}33\u{a0}miljoen",
    ] {
        assert!(draft.contains(part), "{part}: {draft}");
    }
    let saved = step(&author, &hub, &address, "save", &[("done", "Toelichting <b>vet</b>.\r\nTweede regel.")]).await;
    assert_eq!(saved.status, 303, "{}", saved.page());
    assert_eq!(step(&author, &hub, &address, "submit", &[]).await.status, 303);
    let own = step(&author, &hub, &address, "publish", &[("version", "3")]).await;
    assert!(own.status == 422 && own.page().contains("U schreef zelf"), "{}", own.page());
    assert_eq!(store.seq(), seq, "a draft is nobody's news");
    assert_eq!(hub.get(&address).await.status, 404);

    // Sent back, mended, and submitted again.
    let back = step(&second, &hub, &address, "send-back", &[("why", "Noem de kosten.")]).await;
    assert_eq!(back.status, 303, "{}", back.page());
    assert!(author.get(&hub, &address).await.page().contains("Noem de kosten."));
    assert_eq!(step(&author, &hub, &address, "submit", &[]).await.status, 303);
    // What is recorded after it was submitted is not in what the second person sees and publishes.
    assert_eq!(author.post(&hub, "/maatregelen/schiphol-1", &entry("Later toegevoegd.")).await.status, 303);
    let seen = second.get(&hub, &address).await.page();
    assert!(!seen.contains("Later toegevoegd."), "{seen}");
    let seq = store.seq();
    assert_eq!(step(&second, &hub, &address, "publish", &[]).await.status, 303);
    assert_eq!(store.seq(), seq + 1, "one change");

    let page = hub.get(&address).await.page();
    for part in [
        "Toelichting &lt;b&gt;vet&lt;/b&gt;.",
        "Proef: het loopt.",
        "Stuurgroep",
        "een organisatie van de stuurgroep",
        "Vast adres",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        !page.contains("Noem de kosten.") && !page.contains("een@stuurgroep"),
        "what was said on the way stays inside"
    );
    let before = hub.get("/en/rapportages/2024").await.without_nonce();
    assert_eq!(author.post(&hub, "/maatregelen/schiphol-1", &entry("Nog later.")).await.status, 303);
    assert_eq!(hub.get("/en/rapportages/2024").await.without_nonce(), before, "frozen");
    // What a rule for small numbers hides from now on was published here, and stays.
    assert!(before.contains(">266"), "{before}");
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let rule = form(&[("actie", "small-numbers"), ("threshold", "10000"), ("reason", "Proef.")]);
    assert_eq!(admin.post(&hub, "/beheer/indicatoren/extractor-arrests", &rule).await.status, 303);
    assert!(!hub.get("/monitor/extractor-arrests").await.page().contains(">266"));
    assert_eq!(hub.get("/en/rapportages/2024").await.without_nonce(), before, "frozen");
    for act in ["save", "submit", "publish", "send-back", "discard"] {
        let again = step(&second, &hub, &address, act, &[("why", "x"), ("version", "7")]).await;
        assert_eq!(again.status, 409, "{act}: {}", again.page());
    }
    // Another report over the same period has an address of its own.
    assert_eq!(begin(&author, &hub, "2024-01-01", "2024-12-31").await, "/rapportages/2024-2");
    assert!(!author.get(&hub, "/rapportages/2024-2").await.page().contains(">266"), "nor is it told anew");
    assert_eq!(begin(&author, &hub, "2024-01-01", "2024-06-30").await, "/rapportages/2024-h1");
    assert_eq!(begin(&author, &hub, "2024-01-02", "2024-06-30").await, "/rapportages/2024-01-02-2024-06-30");
    let listed = hub.get(LIST).await.page();
    assert!(listed.contains("/rapportages/2024\"") && !listed.contains("2024-h1"), "{listed}");
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());

    // The file has what the page has, and is made for programs that read aloud.
    for (address, word) in
        [("/rapportages/2024/rapport.pdf", "Toelichting"), ("/en/rapportages/2024/rapport.pdf", "Permanent address")]
    {
        let file = hub.get(address).await;
        assert_eq!((file.status, file.header("content-type")), (200, "application/pdf"));
        let text = pdf_extract::extract_text_from_mem(&file.body).unwrap();
        assert!(text.contains(word) && text.contains("Proef: het loopt."), "{text}");
        assert_eq!(hub.get(address).await.body, file.body, "the same file each time");
    }
    assert_eq!(hub.get("/rapportages/2024-h1/rapport.pdf").await.status, 404);
}

#[tokio::test]
async fn figures_are_those_of_the_period_and_nothing_that_is_not_for_everybody() {
    let hub = hub().await;
    let author = signed_in(&hub, "een@stuurgroep.example", "stuurgroep", Role::Steering).await;
    begin(&author, &hub, "2022-10-01", "2022-12-31").await;
    let reader = Reader::Person(person(&hub, &author).await);
    let report = hub.shelf().report(&reader, &"2022-q4".parse().unwrap()).await.unwrap();
    assert_eq!((report.state, report.version), (State::Draft, 1));
    let figures = report.figures;
    assert_eq!(figures.standing.iter().map(|(_, count)| count).sum::<usize>(), 41);
    // The milestones of October 2022 and of 2022 as a whole; not that of December 2021.
    assert!(figures.planned.iter().any(|one| one.period.to_string() == "2022-10"));
    assert!(figures.planned.iter().all(|one| one.period.to_string() != "2021-12"));
    let due: Vec<String> = figures.promises.iter().map(|one| one.due.unwrap().to_string()).collect();
    assert_eq!(due, ["2022-11", "2022"]);
    assert!(figures.done.is_empty() && figures.learned.is_empty());
    assert_eq!(figures.spent.len(), 6);
    assert!(figures.measured.iter().all(|one| one.period.first_day().unwrap().month() >= 10), "whole years are longer");

    begin(&author, &hub, "2023-01-01", "2023-12-31").await;
    let figures = hub.shelf().report(&reader, &"2023".parse().unwrap()).await.unwrap().figures;
    let rotterdam = figures
        .measured
        .iter()
        .find(|one| one.indicator.as_str() == "seizure-cocaine-kg" && one.place.nl == "Rotterdam");
    let rotterdam = rotterdam.expect("the port has a figure of 2023");
    assert!(rotterdam.low > 40_000.into() && rotterdam.before.is_some(), "{rotterdam:?}");
}

async fn person(hub: &TestHub, visitor: &Visitor) -> app::model::reader::Person {
    let secret = visitor.cookie.split_once('=').unwrap().1.to_owned();
    let credential = app::model::account::Credential::Session(secret);
    app::desk::People::who(hub.shelf(), &credential).await.unwrap().unwrap().person
}

#[tokio::test]
async fn nobody_else_sees_or_moves_a_report_that_is_not_published() {
    let hub = hub().await;
    let author = signed_in(&hub, "een@stuurgroep.example", "stuurgroep", Role::Steering).await;
    let address = begin(&author, &hub, "2024-01-01", "2024-12-31").await;
    let secretary = signed_in(&hub, "drie@gemeente.example", "gemeente", Role::Secretariat).await;
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let token = with_token(&hub, "bot@stuurgroep.example", "stuurgroep", Role::Steering).await;
    for (name, visitor) in [("nobody", &Visitor::default()), ("secretariat", &secretary), ("admin", &admin)] {
        let theirs = visitor.get(&hub, &address).await;
        let none = visitor.get(&hub, "/rapportages/2019").await;
        assert_eq!(theirs.status, 404, "{name}");
        assert_eq!(theirs.without_nonce().replace("2024", "2019"), none.without_nonce(), "{name}: byte for byte");
    }
    for (name, visitor) in
        [("nobody", &Visitor::default()), ("secretariat", &secretary), ("admin", &admin), ("token", &token)]
    {
        let posted = visitor.post(&hub, LIST, &form(&[("from", "2024-01-01"), ("to", "2024-12-31")])).await;
        assert_eq!(posted.status, visitor.turned_away(), "{name}");
        for act in ["save", "submit", "publish", "send-back", "discard"] {
            let body = form(&[("actie", act), ("version", "1"), ("why", "x")]);
            assert_eq!(visitor.post(&hub, &address, &body).await.status, visitor.turned_away(), "{name} {act}");
        }
    }
    // What is not right, and what somebody else did meanwhile.
    for (from, to) in
        [("2024-12-31", "2024-01-01"), ("2024-01-01", "2999-12-31"), ("1999-01-01", "1999-12-31"), ("", "x")]
    {
        assert_eq!(author.post(&hub, LIST, &form(&[("from", from), ("to", to)])).await.status, 422, "{from} {to}");
    }
    let save = |version: &str| form(&[("actie", "save"), ("version", version), ("planned", "Eerste.")]);
    assert_eq!(author.post(&hub, &address, &save("1")).await.status, 303);
    let late = author.post(&hub, &address, &save("1").replace("Eerste", "Tweede")).await;
    assert!(late.status == 409 && late.page().contains("Tweede."), "what was typed stays: {}", late.page());
    assert!(author.get(&hub, &address).await.page().contains("Eerste."));
    assert_eq!(step(&author, &hub, &address, "discard", &[]).await.status, 303);
    assert_eq!(author.get(&hub, &address).await.status, 404);
}

#[test]
fn a_file_holds_hostile_and_long_texts() {
    let row = |number: usize| vec![format!("Rij {number} {}", "x".repeat(300)), "1".to_owned()];
    let outline = Outline {
        title: "Proef \u{1F600} \u{202e}omgekeerd Yeşilgöz".to_owned(),
        lang: "nl",
        about: vec![("Periode".to_owned(), String::new())],
        parts: vec![
            Part::Heading("Een".to_owned()),
            Part::Remark("a\n\nb\t\u{0}c".to_owned()),
            Part::Table(Table {
                caption: "Tabel".to_owned(),
                headed: false,
                columns: vec![Column::text("Naam", 3), Column::number("Getal", 1)],
                rows: (0..200).map(row).collect(),
            }),
            Part::Table(Table {
                caption: String::new(),
                headed: true,
                columns: vec![Column::text("Leeg", 1)],
                rows: Vec::new(),
            }),
        ],
        foot: "Voet".repeat(100),
    };
    let bytes = pdf(&outline, jiff::civil::date(2025, 1, 2)).unwrap();
    let text = pdf_extract::extract_text_from_mem(&bytes).unwrap();
    assert!(text.contains("Yeşilgöz") && text.contains("Rij 199"), "{text}");
}
