//! What people recorded about the plan, and reports: in the API, in the archive, and on the way to another store.

use std::io::{Cursor, Read};
use std::path::Path;

use app::model::reader::{OrganisationKind, Role};
use server::library;
use server::store::Store;

use crate::hub::TestHub;
use crate::import::import;
use crate::visitor::{Visitor, form, organisation, signed_in};

const MEASURE: &str = "/maatregelen/schiphol-1";

/// A store in which things were recorded, and a report was published.
async fn recorded() -> (TestHub, Visitor) {
    let hub = TestHub::bundled().await;
    organisation(&hub, "Gemeente", OrganisationKind::Public, &["rotterdam"]).await;
    let author = signed_in(&hub, "een@stuurgroep.example", "stuurgroep", Role::Steering).await;
    let second = signed_in(&hub, "twee@gemeente.example", "gemeente", Role::Steering).await;
    let post = async |visitor: &Visitor, address: &str, pairs: &[(&str, &str)]| {
        let answer = visitor.post(&hub, address, &form(pairs)).await;
        assert_eq!(answer.status, 303, "{address} {pairs:?}: {}", answer.page());
        answer.header("location").to_owned()
    };
    let status = |text: &'static str| {
        [
            ("actie", "status"),
            ("subject", "measure:schiphol-1"),
            ("status", "running"),
            ("day", "2024-05-01"),
            ("text", text),
            ("evidence", ""),
        ]
    };
    post(&author, MEASURE, &status("Het loopt.\n+++\n\"\"\"")).await;
    post(&second, MEASURE, &status("Toch niet.")).await;
    let money = [
        ("actie", "book"),
        ("subject", "money:schiphol"),
        ("year", "2024"),
        ("booking", "spent"),
        ("amount", "1250000,50"),
        ("day", "2024-06-01"),
        ("text", "=SOM(A1)"),
        ("evidence", "https://example.org/beschikking"),
    ];
    post(&author, "/maatregelen/geld", &money).await;
    let begun = post(&author, "/rapportages", &[("from", "2024-01-01"), ("to", "2024-12-31")]).await;
    let address = begun.strip_suffix("?klaar=1").unwrap().to_owned();
    let step = async |visitor: &Visitor, act: &str, more: (&str, &str)| {
        let page = visitor.get(&hub, &address).await.page();
        let (_, rest) = page.split_once("name=\"version\" value=\"").unwrap();
        let version = rest.split_once('"').unwrap().0.to_owned();
        post(visitor, &address, &[("actie", act), ("version", &version), more]).await;
    };
    step(&author, "save", ("done", "Een toelichting.")).await;
    step(&author, "submit", ("", "")).await;
    step(&second, "publish", ("", "")).await;
    post(&author, "/rapportages", &[("from", "2025-01-01"), ("to", "2025-06-30")]).await;
    (hub, author)
}

#[tokio::test]
async fn programs_read_progress_promises_money_and_published_reports() {
    let (hub, author) = recorded().await;
    let plan = hub.get("/api/v1/maatregelen?knooppunt=schiphol").await.json();
    let measure = plan["resultaten"].as_array().unwrap().iter().find(|one| one["id"] == "schiphol-1").unwrap().clone();
    assert_eq!(measure["standNu"], "running");
    assert_ne!(measure["stand"], measure["standNu"], "what the source says stays beside it");
    let told: Vec<&str> =
        measure["vastgelegd"].as_array().unwrap().iter().map(|one| one["tekst"].as_str().unwrap()).collect();
    assert_eq!(told, ["Het loopt.\n+++\n\"\"\"", "Toch niet."]);
    let money = plan["geld"].as_array().unwrap();
    assert!(money.iter().all(|row| row["knooppunt"] == "schiphol"), "{money:?}");
    let of_2024 = money.iter().find(|row| row["jaar"] == 2024).unwrap();
    assert_eq!(of_2024["uitgegevenCent"], 125_000_050);
    let all = hub.get("/api/v1/maatregelen").await.json();
    assert_eq!(all["toezeggingen"].as_array().unwrap().len(), 27);
    assert_eq!(all["moties"].as_array().unwrap().len(), 4);
    let structural: i64 = all["geld"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["jaar"] == 2026)
        .map(|row| row["geplandCent"].as_i64().unwrap())
        .sum();
    assert_eq!(structural, 2_900_000_000, "the parts add up to the amount of the letter");

    let reports = hub.get("/api/v1/rapportages").await.json();
    assert_eq!((&reports["totaal"], &reports["resultaten"][0]["id"]), (&1.into(), &"2024".into()));
    let report = hub.get("/api/v1/rapportages/2024").await.json();
    assert_eq!(report["opmerkingen"][0]["tekst"], "Een toelichting.");
    assert_eq!(report["totEnMet"], "2024-12-31");
    assert!(report["gedaan"].as_array().unwrap().iter().any(|one| one["tekst"] == "Toch niet."), "{report}");
    assert!(report["geld"].as_array().unwrap().iter().any(|one| one["uitgegevenCent"] == 125_000_050), "{report}");
    assert!(!report.to_string().contains("een@stuurgroep"), "nobody who wrote in it is named");
    let before = hub.get("/api/v1/rapportages/2024").await.text();
    // A draft is not there, for those who work on it as well.
    for visitor in [&Visitor::default(), &author] {
        let draft = visitor.get(&hub, "/api/v1/rapportages/2025-h1").await;
        let absent = visitor.get(&hub, "/api/v1/rapportages/1999").await;
        assert_eq!((draft.status, draft.text()), (404, absent.text()));
        assert_eq!(visitor.get(&hub, "/api/v1/rapportages").await.json()["totaal"], 1);
    }
    let later = form(&[
        ("actie", "status"),
        ("subject", "measure:schiphol-1"),
        ("status", "done"),
        ("day", "2024-07-01"),
        ("text", "Klaar."),
        ("evidence", "https://example.org/klaar"),
    ]);
    assert_eq!(author.post(&hub, MEASURE, &later).await.status, 303);
    assert_eq!(hub.get("/api/v1/rapportages/2024").await.text(), before, "frozen");

    let mut zip = zip::ZipArchive::new(Cursor::new(hub.get("/monitor.zip").await.body)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    assert!(text("plan/geld.csv").contains("\n2024,schiphol,,0,125000050\n"), "{}", text("plan/geld.csv"));
    assert_eq!(text("plan/toezeggingen.csv").lines().count(), 1 + 27 + 4);
    assert!(text("plan/vastgelegd.csv").contains("'=SOM(A1)"), "no spreadsheet takes it for a formula");
}

async fn export(store: &Store, folder: &Path) {
    library::export(store, folder).await.unwrap();
}

#[tokio::test]
async fn entries_and_reports_move_along_and_are_never_changed() {
    let (hub, author) = recorded().await;
    let first = hub.shelf().store();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("uit");
    export(first, &out).await;
    let second = Store::open(&folder.path().join("tweede")).await.unwrap();
    import(&second, &out).await.unwrap();
    assert_eq!(second.plan_entries().await.unwrap(), first.plan_entries().await.unwrap());
    assert_eq!(second.filed_reports().await.unwrap(), first.filed_reports().await.unwrap());
    assert_eq!(second.filed_reports().await.unwrap().len(), 2, "a draft moves along");
    assert_eq!(second.faults().await.unwrap(), Vec::<String>::new());
    let seq = second.seq();
    let again = import(&second, &out).await.unwrap();
    assert_eq!(again.outcome.registers.new + again.outcome.registers.changed, 0);
    assert_eq!(second.seq(), seq, "twice is once");

    // Struck out there meanwhile.
    let entry = first.plan_entries().await.unwrap()[0].id.to_string();
    let strike = form(&[("actie", "strike"), ("entry", &entry), ("why", "Dubbel geteld.")]);
    assert_eq!(author.post(&hub, MEASURE, &strike).await.status, 303);
    let later = folder.path().join("later");
    export(first, &later).await;
    assert_eq!(import(&second, &later).await.unwrap().outcome.registers.changed, 1);
    assert_eq!(second.plan_entries().await.unwrap(), first.plan_entries().await.unwrap());
    import(&second, &out).await.unwrap();
    assert_eq!(
        second.plan_entries().await.unwrap(),
        first.plan_entries().await.unwrap(),
        "an older file takes nothing back"
    );

    // What says something else is refused whole, and named.
    let seq = second.seq();
    let refused = async |file: &str, from: &str, to: &str| {
        let path = later.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: no {from} in {text}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let refused = import(&second, &later).await.unwrap_err();
        std::fs::write(&path, text).unwrap();
        refused
    };
    for (file, from, to, says) in [
        ("plan-entries.toml", "Toch niet.", "Toch wel.", "says something else"),
        ("plan-entries.toml", "measure:schiphol-1", "measure:bestaat-niet", "no such part of the plan"),
        ("plan-entries.toml", "measure:schiphol-1", "money:schiphol", "cannot be said of"),
        ("plan-entries.toml", "organisation = \"gemeente\"", "organisation = \"nergens\"", "no organisation 'nergens'"),
        ("plan-entries.toml", "day = \"2024-05-01\"", "day = \"gisteren\"", "field entry[0].day"),
        ("reports.toml", "Een toelichting.", "Een andere.", "another report at '2024'"),
        ("reports.toml", "state = \"published\"", "state = \"klaar\"", "state"),
    ] {
        let message = refused(file, from, to).await;
        assert!(message.contains(says) && message.contains(&format!("{file}:")), "{from} -> {to}: {message}");
    }
    assert_eq!(second.seq(), seq, "nothing happened");
}
