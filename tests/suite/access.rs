//! Asking for access: the same answer whether there is something or not, and only the owner hears of it. And who read what.

use std::time::{Duration, Instant};

use app::model::reader::{OrganisationKind, Role};

use crate::hub::{TestHub, config, document};
use crate::visitor::{form, organisation, signed_in};

async fn hub() -> TestHub {
    let secret = document("geheim-stuk", "Geheim 100%_stuk", "TLP:AMBER", "Tekst.");
    let hub = TestHub::with(&[("geheim.md", &secret)], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    hub
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_what_exists_and_what_does_not_is_answered_alike() {
    let hub = hub().await;
    let asks = signed_in(&hub, "sam@rederij.example", "rederij", Role::Reader).await;
    let owner = signed_in(&hub, "eva@knooppunt.example", "knooppunt", Role::Editor).await;
    let reads = signed_in(&hub, "lezer@knooppunt.example", "knooppunt", Role::Reader).await;
    let hidden = asks.get(&hub, "/documenten/geheim-stuk").await;
    assert!(hidden.status == 404 && hidden.text().contains("/toegang-vragen"));
    assert!(!hub.get("/documenten/geheim-stuk").await.text().contains("/toegang-vragen"));
    assert_eq!(hub.get("/toegang-vragen").await.status, 303, "to the sign-in page");
    let ask = |about: &str, why: &str| form(&[("about", about), ("why", why)]);
    assert_eq!(hub.post("/toegang-vragen", &ask("geheim-stuk", "Nodig")).await.status, 403);
    let mut answers = Vec::new();
    for about in ["geheim-stuk", "https://knooppunt.example/documenten/geheim-stuk", "Geheim 100%_stuk", "bestaat niet"]
    {
        let answer = asks.post(&hub, "/toegang-vragen", &ask(about, "Voor een zaak")).await;
        answers.push((answer.status, answer.header("location").to_owned(), answer.text()));
        let page = asks.get(&hub, "/toegang-vragen?klaar=1").await.without_nonce();
        answers.push((200, String::new(), page));
    }
    assert_eq!(answers[0].0, 303);
    for pair in answers.chunks(2) {
        assert_eq!(pair, &answers[..2]);
    }
    let refused = asks.post(&hub, "/toegang-vragen", &ask("geheim-stuk", " ")).await;
    assert!(refused.status == 422 && refused.text().contains("value=\"geheim-stuk\""), "what was typed comes back");
    let page = owner.get(&hub, "/overzicht").await.text();
    assert_eq!(page.matches("Voor een zaak").count(), 4, "owner and editors are one here");
    assert!(page.contains("Proef sam@rederij.example, Rederij"), "who asks is told to who decides");
    assert!(
        !page.contains("href=\"/documenten/geheim-stuk\""),
        "an editor who may not read it does not learn that it is there"
    );
    for other in [&asks, &reads] {
        assert!(!other.get(&hub, "/overzicht").await.text().contains("Voor een zaak"));
    }
    let (_, rest) = page.split_once("value=\"settle-ask\"").unwrap();
    let (_, rest) = rest.split_once("name=\"id\" value=\"").unwrap();
    let id: String = rest.chars().take_while(|c| *c != '"').collect();
    let settle = form(&[("actie", "settle-ask"), ("id", &id)]);
    assert_eq!(asks.post(&hub, "/overzicht", &settle).await.status, 404);
    assert_eq!(owner.post(&hub, "/overzicht", &settle).await.status, 303);
    assert_eq!(owner.get(&hub, "/overzicht").await.text().matches("Voor een zaak").count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_sees_who_read_theirs_and_nobody_else_does() {
    let secret = document("amber", "Amber stuk", "TLP:AMBER", "Tekst.");
    let shared = secret.replace("audience = [", "audience = [\"organisation:knooppunt\", ");
    let hub = TestHub::with(&[("amber.md", &shared)], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Editor).await;
    let owner = signed_in(&hub, "eva@knooppunt.example", "knooppunt", Role::Contributor).await;
    let reads = signed_in(&hub, "lezer@knooppunt.example", "knooppunt", Role::Reader).await;
    assert_eq!(kim.get(&hub, "/documenten/amber").await.status, 200);
    assert_eq!(kim.get(&hub, "/documenten/amber.md").await.status, 200);
    let page = owner.get(&hub, "/documenten/amber/lezers").await.text();
    assert!(page.contains("Proef kim@proef.example") && page.contains("Proefdienst"));
    assert!(page.contains("gelezen") && page.contains("meegenomen"));
    assert!(owner.get(&hub, "/documenten/amber").await.text().contains("/documenten/amber/lezers"));
    for (who, other) in [("a reader of it", &kim), ("a reader at the owner", &reads)] {
        assert_eq!(other.get(&hub, "/documenten/amber/lezers").await.status, 404, "{who}");
        assert!(!other.get(&hub, "/documenten/amber").await.text().contains("/lezers"), "{who}");
    }
    assert_eq!(hub.get("/documenten/amber/lezers").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_unusually_much_waits_and_the_admins_of_their_organisation_hear_of_it() {
    let texts: Vec<(String, String)> = (0..4)
        .map(|n| (format!("a{n}.md"), document(&format!("amber-{n}"), &format!("Amber {n}"), "TLP:AMBER", "Tekst.")))
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let hub = TestHub::reading(&texts, 2).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let admin = signed_in(&hub, "baas@proef.example", "proefdienst", Role::Admin).await;
    let other = signed_in(&hub, "baas@rederij.example", "rederij", Role::Admin).await;
    let took = async |address: &str| {
        let before = Instant::now();
        assert_eq!(kim.get(&hub, address).await.status, 200, "{address}");
        before.elapsed()
    };
    took("/documenten/amber-0").await;
    took("/documenten/amber-1.md").await;
    took("/documenten/amber-1").await;
    took("/documenten/amber-0").await;
    assert!(!admin.get(&hub, "/overzicht").await.text().contains("Ongewoon veel"));
    // Only waiting is measured, which no load makes shorter.
    assert!(took("/documenten/amber-2").await >= Duration::from_millis(250));
    assert!(took("/documenten/amber-3").await >= Duration::from_millis(500), "longer each time");
    let page = admin.get(&hub, "/overzicht").await.text();
    assert_eq!(page.matches("Proef kim@proef.example: meer dan 2 stukken").count(), 1, "once");
    for visitor in [&kim, &other] {
        assert!(!visitor.get(&hub, "/overzicht").await.text().contains("Ongewoon veel"));
    }
    let (_, rest) = page.split_once("value=\"settle-warning\"").unwrap();
    let (_, rest) = rest.split_once("name=\"id\" value=\"").unwrap();
    let id: String = rest.chars().take_while(|c| *c != '"').collect();
    let settle = form(&[("actie", "settle-warning"), ("id", &id)]);
    assert_eq!(other.post(&hub, "/overzicht", &settle).await.status, 404);
    assert_eq!(admin.post(&hub, "/overzicht", &settle).await.status, 303);
    assert!(!admin.get(&hub, "/overzicht").await.text().contains("Ongewoon veel"));
}
