//! Hubs and practices: who records, who may know, and that nobody learns of anything else.

use app::desk::Changes;
use app::model::adoption::{Adoption, AdoptionState, Told, standing, turns};
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::sharing::Sharing;
use axum::http::Method;
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use crate::hub::{Answer, TestHub, config, request};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

/// A practice of a label, for the audience hub:schiphol.
fn practice(slug: &str, title: &str, tlp: &str) -> String {
    format!(
        "+++\nid = \"{slug}\"\nkind = \"practice\"\nlang = \"nl\"\ntitle = \"{title}\"\nsummary = \"Kort.\"\ntlp = \"{tlp}\"\n\
         audience = [\"hub:schiphol\"]\nhubs = [\"schiphol\"]\nlines = [\"barriers\"]\n+++\nEen proefwoord over zegels.\n"
    )
}

/// A step as the form posts it.
fn step(hub: &str, state: &str, day: &str, tlp: &str, audience: &str) -> String {
    form(&[
        ("actie", "record-adoption"),
        ("hub", hub),
        ("state", state),
        ("day", day),
        ("reason", "Reden van de proef"),
        ("effort", ""),
        ("result", "Minder zegels stuk"),
        ("tlp", tlp),
        ("audience", audience),
    ])
}

async fn hub() -> TestHub {
    let hub = TestHub::with(
        &[
            ("open.md", &practice("open", "Zegels tellen", "TLP:CLEAR")),
            ("ander.md", &practice("ander", "Zegels wegen", "TLP:CLEAR")),
            ("amber.md", &practice("amber", "Zegels scannen", "TLP:AMBER")),
            ("gids.md", &practice("gids", "Gids", "TLP:CLEAR").replace("practice", "guidance")),
        ],
        config(),
    )
    .await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    hub
}

/// All that could show a trace of an adoption.
const AROUND: [&str; 12] = [
    "/toepassing",
    "/en/toepassing",
    "/toepassing?knooppunt=schiphol",
    "/toepassing?stand=adopted",
    "/toepassing.csv",
    "/zoeken?q=zegels&uitleg=ja",
    "/zoeken?toegepast=schiphol",
    "/api/v1/zoeken?q=zegels&toegepast=schiphol",
    "/api/v1/zoeken?q=zegels+toegepast:schiphol",
    "/documenten/open",
    "/knooppunten/schiphol",
    "/api/v1/zoeken?q=zegels&uitleg=ja",
];

async fn look(hub: &TestHub, visitor: &Visitor) -> Vec<String> {
    let mut seen = Vec::new();
    for address in AROUND {
        let answer = visitor.get(hub, address).await;
        let page = answer.header("content-security-policy").contains("nonce");
        let body = if page { answer.without_nonce() } else { answer.text() };
        seen.push(format!("{} {body}", answer.status));
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn who_contributes_at_a_hub_records_for_that_hub_alone() {
    let hub = hub().await;
    for role in Role::ALL {
        let kim = signed_in(&hub, &format!("{}@proef.example", role.code()), "proefdienst", role).await;
        let may = matches!(role, Role::Contributor | Role::Editor | Role::Secretariat);
        let own = kim.post(&hub, "/documenten/open", &step("schiphol", "pilot", "2024-03-01", "TLP:CLEAR", "")).await;
        assert_eq!(own.status, if may { 303 } else { 404 }, "{role:?}");
        let page = kim.get(&hub, "/documenten/open").await.text();
        assert_eq!(page.contains("value=\"record-adoption\""), may, "{role:?}");
        if may {
            assert_eq!(own.header("location"), "/documenten/open?klaar=toepassing#toepassing");
            let other = step("rotterdam", "pilot", "2024-03-01", "TLP:CLEAR", "");
            let other = kim.post(&hub, "/documenten/open", &other).await;
            assert_eq!(other.status, 422, "another hub: {role:?}");
            let named = step("schiphol", "pilot", "2024-03-01", "TLP:CLEAR", "").replace("Reden", "BSN%20111222333");
            let named = kim.post(&hub, "/documenten/open", &named).await;
            assert!(named.status == 422 && named.text().contains("Haal die weg"), "nobody looks before others read it");
        }
    }
    let nobody = hub.post("/documenten/open", &step("schiphol", "pilot", "2024-03-01", "TLP:CLEAR", "")).await;
    assert_eq!(nobody.status, 403, "what was written comes back");
    assert!(nobody.text().contains("value=\"Reden van de proef\""), "{}", nobody.text());
    let bot = with_token(&hub, "bot@proef.example", "proefdienst", Role::Editor).await;
    let by_token = bot.post(&hub, "/documenten/open", &step("schiphol", "ended", "2024-03-01", "TLP:CLEAR", "")).await;
    assert_eq!(by_token.status, 404, "a token reads");
    assert!(!hub.get("/documenten/open").await.text().contains("beëindigd</span>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_filled_in_comes_back_with_what_is_wrong() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    let future = step("schiphol", "pilot", "2999-01-01", "TLP:CLEAR", "").replace("Minder", "Veel+%3Cminder%3E");
    let answer = kim.post(&hub, "/documenten/open", &future).await;
    assert_eq!(answer.status, 422);
    let text = answer.text();
    assert!(text.contains("tot en met vandaag") && text.contains("href=\"#toepassing\""));
    assert!(text.contains("Reden van de proef") && text.contains("Veel &lt;minder&gt; zegels stuk"));
    assert!(!text.contains("<minder>"), "what was typed is no markup");
    for (case, wrong) in [
        ("no state", step("schiphol", "gebruikt", "2024-01-01", "TLP:CLEAR", "")),
        ("no day", step("schiphol", "pilot", "gisteren", "TLP:CLEAR", "")),
        ("no label", step("schiphol", "pilot", "2024-01-01", "TLP:WHITE", "")),
        ("nobody reads it", step("schiphol", "pilot", "2024-01-01", "TLP:AMBER", "")),
        ("no member", step("schiphol", "pilot", "2024-01-01", "TLP:AMBER", "iedereen")),
        (
            "no reason",
            step("schiphol", "pilot", "2024-01-01", "TLP:CLEAR", "")
                .replace("Reden+van+de+proef", "+")
                .replace("Reden%20van%20de%20proef", "%20"),
        ),
    ] {
        assert_eq!(kim.post(&hub, "/documenten/open", &wrong).await.status, 422, "{case}");
    }
    let wider = step("schiphol", "pilot", "2024-01-01", "TLP:GREEN", "");
    assert_eq!(kim.post(&hub, "/documenten/amber", &wider).await.status, 422, "wider than the document");
    let on_guidance = step("schiphol", "pilot", "2024-01-01", "TLP:CLEAR", "");
    assert_eq!(kim.post(&hub, "/documenten/gids", &on_guidance).await.status, 404, "guidance is not adopted");
    assert_eq!(hub.shelf().store().ledger().await.unwrap().len(), 0, "nothing half written");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_overwritten_and_the_last_day_tells_how_it_stands() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    // The last comes first: days tell, not the order of writing.
    for (state, day) in [("adopted", "2024-06-29"), ("considering", "2024-03-01"), ("pilot", "2024-04-15")] {
        let answer = kim.post(&hub, "/documenten/open", &step("schiphol", state, day, "TLP:CLEAR", "")).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    hub.catch_up().await;
    let page = hub.get("/documenten/open").await.text();
    for word in ["overwogen", "proef", "toegepast", "29 juni 2024"] {
        assert!(page.contains(word), "{word}");
    }
    assert!(!page.contains("Vastgelegd door"), "who recorded it is for who is signed in");
    assert!(kim.get(&hub, "/documenten/open").await.text().contains("Vastgelegd door Proefdienst"));
    let matrix = hub.get("/toepassing").await.text();
    assert!(matrix.contains("Zegels tellen") && matrix.contains("120 dagen"), "from 1 March to 29 June");
    let csv = hub.get("/toepassing.csv").await.text();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(csv.contains("open,Zegels tellen,schiphol,adopted,120,,adopted,2024-06-29,ja,"), "{csv}");
    assert!(hub.get("/knooppunten/schiphol").await.text().contains("/documenten/open#toepassing"));
    let used = hub.get("/api/v1/zoeken?toegepast=schiphol").await.json();
    assert_eq!((used["totaal"].clone(), used["resultaten"][0]["id"].clone()), (1.into(), "open".into()));
    assert_eq!(used["resultaten"][0]["toegepastDoor"][0], "schiphol");
    let all = hub.get("/api/v1/zoeken?q=zegels&uitleg=ja").await.json();
    assert_eq!(all["facetten"]["toegepast"]["schiphol"], 1);
    assert_eq!(all["resultaten"][0]["id"], "open", "of two alike the one that is used comes first");
    assert!(all["resultaten"][0]["uitleg"].to_string().contains("toegepast door knooppunten"));
    assert!(hub.get("/zoeken?q=zegels").await.text().contains("toegepast-schiphol"), "a box among the filters");

    let ended = step("schiphol", "ended", "2024-09-01", "TLP:CLEAR", "");
    assert_eq!(kim.post(&hub, "/documenten/open", &ended).await.status, 303);
    hub.catch_up().await;
    assert_eq!(hub.get("/api/v1/zoeken?toegepast=schiphol").await.json()["totaal"], 0);
    assert_eq!(hub.get("/toepassing.csv").await.text().lines().count(), 5, "what was stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_somebody_may_not_know_changes_no_byte_for_them() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Editor).await;
    let lookers = [
        Visitor::default(),
        with_token(&hub, "reder@proef.example", "rederij", Role::Editor).await,
        with_token(&hub, "lezer@proef.example", "proefdienst", Role::Reader).await,
    ];
    let mut before = Vec::new();
    for looker in &lookers {
        before.push(look(&hub, looker).await);
    }
    // Label, audience, and who of the three may know.
    for (document, tlp, audience, may) in [
        ("open", "TLP:AMBER", "hub:schiphol", [false, false, true]),
        ("amber", "TLP:AMBER", "hub:schiphol", [false, false, true]),
        ("open", "TLP:AMBER+STRICT", "organisation:elders", [false, false, false]),
        ("open", "TLP:GREEN", "", [false, true, true]),
        ("open", "TLP:CLEAR", "", [true, true, true]),
    ] {
        let posted = step("schiphol", "adopted", "2024-06-30", tlp, audience);
        let seq = hub.shelf().store().seq();
        let answer = kim.post(&hub, &format!("/documenten/{document}"), &posted).await;
        assert_eq!(answer.status, 303, "{tlp} {audience}: {}", answer.text());
        hub.catch_up().await;
        let told = hub.shelf().changed_since(&Reader::Anonymous, seq).await.unwrap();
        assert_eq!(told, may[0], "live: {document} {tlp}");
        for (number, looker) in lookers.iter().enumerate() {
            let now = look(&hub, looker).await;
            if may[number] {
                assert_ne!(now, before[number], "{document} {tlp}: looker {number}");
            } else {
                assert_eq!(now, before[number], "{document} {tlp} {audience}: looker {number}");
            }
            before[number] = now;
        }
    }
    // On paper the page has the label of the narrowest thing on it, for whoever sees that.
    for (number, sheet) in ["sheet-clear", "sheet-green", "sheet-amber"].into_iter().enumerate() {
        let page = lookers[number].get(&hub, "/documenten/open").await.text();
        assert!(page.contains(&format!("document {sheet}\"")), "looker {number}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_narrowed_takes_its_steps_along() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Editor).await;
    let adopted = step("schiphol", "adopted", "2024-06-30", "TLP:CLEAR", "");
    assert_eq!(kim.post(&hub, "/documenten/open", &adopted).await.status, 303);
    hub.catch_up().await;
    assert_eq!(hub.get("/api/v1/zoeken?q=zegels&toegepast=schiphol").await.json()["totaal"], 1);
    hub.import(&[("open.md", &practice("open", "Zegels tellen", "TLP:AMBER"))]).await;
    for address in ["/toepassing", "/toepassing.csv", "/knooppunten/schiphol", "/zoeken?q=zegels&toegepast=schiphol"] {
        assert!(!hub.get(address).await.text().contains("Zegels tellen"), "{address}");
    }
    assert_eq!(hub.get("/api/v1/zoeken?q=zegels&toegepast=schiphol").await.json()["totaal"], 0);
    assert!(kim.get(&hub, "/toepassing").await.text().contains("Zegels tellen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_document_takes_no_step_and_answers_as_one_that_is_not_there() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "rederij", Role::Editor).await;
    let posted = step("rotterdam", "adopted", "2024-06-30", "TLP:AMBER", "hub:rotterdam");
    let bare = |answer: &Answer| format!("{} {}", answer.status, answer.without_nonce());
    let hidden = bare(&kim.post(&hub, "/documenten/amber", &posted).await);
    let absent = bare(&kim.post(&hub, "/documenten/bestaat-niet", &posted).await);
    assert_eq!(hidden.replace("amber", "S"), absent.replace("bestaat-niet", "S"));
    assert!(hidden.starts_with("404"));
    let wrong = posted.replace("adopted", "anders");
    assert_eq!(kim.post(&hub, "/documenten/amber", &wrong).await.status, 404, "also when the form is wrong");
    let mut foreign = request(Method::POST, "/documenten/open").map(|_| axum::body::Body::from(posted));
    let headers = foreign.headers_mut();
    headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(hub.send(kim.ask(foreign)).await.status, 403);
}

/// How practices stand at Schiphol for a visitor: in the matrix, on the page of the document, in search and as CSV.
async fn stands(hub: &TestHub, visitor: &Visitor) -> (String, bool) {
    let csv = visitor.get(hub, "/toepassing.csv").await.text();
    let state = csv.lines().nth(1).and_then(|line| line.split(',').nth(3)).unwrap_or_default().to_owned();
    let used = visitor.get(hub, "/api/v1/zoeken?toegepast=schiphol").await.json()["totaal"] == 1;
    (state, used)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_stands_as_far_as_the_organisation_that_is_furthest_along() {
    let hub = hub().await;
    organisation(&hub, "Luchthaven", OrganisationKind::Private, &["schiphol"]).await;
    organisation(&hub, "Afhandelaar", OrganisationKind::Private, &["schiphol"]).await;
    let mut people = Vec::new();
    for code in ["proefdienst", "luchthaven", "afhandelaar"] {
        people.push(signed_in(&hub, &format!("kim@{code}.example"), code, Role::Contributor).await);
    }
    let nobody = Visitor::default();
    for (who, state, day, expected) in [
        (0, "rejected", "2024-01-01", ("rejected", false)),
        (1, "considering", "2024-02-01", ("considering", false)),
        (1, "ended", "2024-02-02", ("ended", false)),
        (2, "pilot", "2024-03-01", ("pilot", false)),
        (1, "adopted", "2024-05-01", ("adopted", true)),
        (2, "rejected", "2024-06-01", ("adopted", true)),
        (0, "adopted", "2024-07-01", ("adopted", true)),
        (1, "ended", "2024-08-01", ("adopted", true)),
    ] {
        let answer = people[who].post(&hub, "/documenten/open", &step("schiphol", state, day, "TLP:CLEAR", "")).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        hub.catch_up().await;
        assert_eq!(stands(&hub, &nobody).await, (expected.0.to_owned(), expected.1), "{who} {state} {day}");
    }
    let matrix = hub.get("/toepassing").await.text();
    assert!(matrix.contains("1 van 3 partijen"), "one of three has it in use");
    assert!(matrix.contains("90 dagen"), "from the first consideration, 1 February, to the first use, 1 May");
    assert!(matrix.contains("datetime=\"2024-07-01\""), "since the one that stands so does");
    assert!(hub.get("/toepassing?stand=adopted").await.text().contains("Zegels tellen"));
    assert!(!hub.get("/toepassing?stand=ended").await.text().contains("Zegels tellen"), "as the hub stands");
    assert!(hub.get("/knooppunten/schiphol").await.text().contains("1 van 3 partijen"));
    let open = hub.get("/documenten/open").await.text();
    assert_eq!(open.matches("adoption-party\"").count(), 3);
    assert_eq!(open.matches(">Een organisatie<").count(), 3, "no names for who has no account");
    assert!(!open.contains("Luchthaven"));
    let named = people[0].get(&hub, "/documenten/open").await.text();
    assert!(named.contains(">Luchthaven<") && !named.contains(">Een organisatie<"));
    assert!(!hub.get("/toepassing.csv").await.text().contains("Luchthaven"));
    let csv = people[0].get(&hub, "/toepassing.csv").await.text();
    assert!(csv.contains("open,Zegels tellen,schiphol,adopted,90,Luchthaven,ended,2024-08-01,ja,"), "{csv}");
    assert!(csv.contains("open,Zegels tellen,schiphol,adopted,90,Luchthaven,adopted,2024-05-01,nee,"), "{csv}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_a_reader_may_not_know_does_not_count_for_how_the_hub_stands() {
    let hub = hub().await;
    organisation(&hub, "Luchthaven", OrganisationKind::Private, &["schiphol"]).await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    let bo = signed_in(&hub, "bo@luchthaven.example", "luchthaven", Role::Contributor).await;
    let open = step("schiphol", "considering", "2024-01-01", "TLP:CLEAR", "");
    assert_eq!(kim.post(&hub, "/documenten/open", &open).await.status, 303);
    let hidden = step("schiphol", "adopted", "2024-02-01", "TLP:AMBER", "organisation:luchthaven");
    assert_eq!(bo.post(&hub, "/documenten/open", &hidden).await.status, 303);
    hub.catch_up().await;
    for (who, expected, parties) in [(&kim, ("considering", false), false), (&bo, ("adopted", true), true)] {
        assert_eq!(stands(&hub, who).await, (expected.0.to_owned(), expected.1));
        let shared = who.get(&hub, "/documenten/open").await.text().contains("1 van 2 partijen");
        assert_eq!(shared, parties);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secretariat_records_for_the_organisations_of_its_hub_and_for_no_other() {
    let hub = hub().await;
    organisation(&hub, "Luchthaven", OrganisationKind::Private, &["schiphol"]).await;
    let sam = signed_in(&hub, "sam@proef.example", "proefdienst", Role::Secretariat).await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    let of = |code: &str| step("schiphol", "adopted", "2024-01-01", "TLP:CLEAR", "") + "&" + &form(&[("behalf", code)]);
    let page = sam.get(&hub, "/documenten/open").await.text();
    assert!(page.contains("value=\"luchthaven\"") && !page.contains("value=\"rederij\""));
    assert!(!kim.get(&hub, "/documenten/open").await.text().contains("name=\"behalf\""), "a contributor has one");
    for (who, code, status) in [
        (&sam, "rederij", 422),
        (&sam, "bestaat-niet", 422),
        (&sam, "geen code", 422),
        (&kim, "luchthaven", 422),
        (&sam, "luchthaven", 303),
    ] {
        assert_eq!(who.post(&hub, "/documenten/open", &of(code)).await.status, status, "{code}");
    }
    let ledger = hub.shelf().store().ledger().await.unwrap();
    assert_eq!(ledger.iter().map(|row| row.organisation.as_str()).collect::<Vec<_>>(), ["luchthaven"]);
}

fn taken((hub, organisation, state): (usize, usize, usize)) -> Adoption {
    Adoption {
        document: "open".parse().unwrap(),
        work: "open".parse().unwrap(),
        hub: ["schiphol", "rotterdam"][hub].parse().unwrap(),
        day: date(2024, 1, 1),
        told: Told {
            state: AdoptionState::ALL[state],
            reason: "Reden".to_owned(),
            effort: String::new(),
            result: String::new(),
            sharing: Sharing::clear(),
        },
        organisation: ["een", "twee", "drie"][organisation].parse().unwrap(),
        recorded: Timestamp::UNIX_EPOCH,
    }
}

proptest! {
    /// A hub turns with a step exactly when it stands differently after it than before.
    #[test]
    fn hubs_turn_where_they_stand_differently(steps in prop::collection::vec((0usize..2, 0usize..3, 0usize..5), 0..30)) {
        let steps: Vec<Adoption> = steps.into_iter().map(taken).collect();
        let stands = |known: &[Adoption], step: &Adoption| standing(known, &step.hub).map(|stands| stands.state);
        let found: Vec<(*const Adoption, AdoptionState)> =
            turns(&steps).into_iter().map(|(step, state)| (std::ptr::from_ref(step), state)).collect();
        let all = steps.iter().enumerate().map(|(at, step)| (step, stands(&steps[..at], step), stands(&steps[..=at], step)));
        let expected: Vec<_> = all
            .filter(|(_, before, after)| before != after)
            .filter_map(|(step, _, after)| Some((std::ptr::from_ref(step), after?)))
            .collect();
        prop_assert_eq!(found, expected);
    }
}
