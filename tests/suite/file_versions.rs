//! Corrected files: the same address and label, what was there before for who may read what is there now, and for nobody else.

use app::model::reader::{OrganisationKind, Role};
use server::exchange::Limits;
use server::library;

use crate::congress::fixture;
use crate::files::{Sent, attach_at, pdf, pptx, seen_at};
use crate::hub::{Answer, TestHub, config, document};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

const HERE: &str = "/congres/2024/101/bijlagen";

async fn hub() -> (TestHub, Visitor) {
    let hub = TestHub::with(&[("open.md", &document("open", "Open", "TLP:CLEAR", "Tekst."))], config()).await;
    let slug = Some("2024".parse().unwrap());
    library::publish(hub.shelf().store(), &fixture("congress.xml"), Limits::default(), slug, |_, _| ()).await.unwrap();
    hub.catch_up().await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let organiser = signed_in(&hub, "org@proefdienst.example", "proefdienst", Role::Organiser).await;
    (hub, organiser)
}

async fn replace(hub: &TestHub, who: &Visitor, at: &str, id: &str, consent: &str, file: Sent<'_>) -> Answer {
    attach_at(hub, who, at, &[("actie", "replace"), ("id", id), ("consent", consent)], &[file]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_file_has_the_same_address_and_the_one_before_stays_to_be_read() {
    let (hub, organiser) = hub().await;
    let (nobody, kim) =
        (Visitor::default(), with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await);
    let (first, second) = (pptx(&["foutwoord"]), pdf(&["verbeterwoord"]));
    let green = [("tlp", "TLP:GREEN"), ("consent", "1")];
    assert_eq!(attach_at(&hub, &organiser, HERE, &green, &[("dias.pptx", &first)]).await.status, 303);
    hub.take_texts_out().await;
    let id = seen_at(&hub, &organiser, "/congres/2024/101").await.remove(0);
    let found = async |word: &str| kim.get(&hub, &format!("/api/v1/zoeken?q={word}")).await.json()["totaal"].clone();
    assert_eq!((found("foutwoord").await, found("verbeterwoord").await), (1.into(), 0.into()));
    assert_eq!(kim.get(&hub, &format!("/bijlagen/{id}/versies")).await.status, 404, "it was never corrected");
    let without = replace(&hub, &organiser, HERE, &id, "", ("dias.pdf", &second)).await;
    assert!(without.status == 422 && without.text().contains("instemt met publicatie"), "{}", without.text());
    let same = replace(&hub, &organiser, HERE, &id, "1", ("dias.pptx", &first)).await;
    assert!(same.status == 422 && same.text().contains("precies dit bestand"));
    let done = replace(&hub, &organiser, HERE, &id, "1", ("dias.pdf", &second)).await;
    assert_eq!((done.status, done.header("location")), (303, &*format!("{HERE}?klaar=1")), "{}", done.text());
    hub.take_texts_out().await;
    assert_eq!(seen_at(&hub, &organiser, "/congres/2024/101").await, std::slice::from_ref(&id));
    assert_eq!(
        (found("foutwoord").await, found("verbeterwoord").await),
        (0.into(), 1.into()),
        "the old text is not found"
    );
    let now = kim.get(&hub, &format!("/bijlagen/{id}")).await;
    assert!(now.body == second && now.header("content-disposition").contains("dias.pdf"));
    let before = kim.get(&hub, &format!("/bijlagen/{id}/versies/1")).await;
    assert_eq!((before.status, before.body == first), (200, true));
    assert!(before.header("content-disposition").contains("TLP-GREEN dias.pptx"));
    let page = kim.get(&hub, &format!("/bijlagen/{id}/versies")).await.page();
    assert!(
        page.contains("Versies van dias.pdf") && page.contains("dias.pptx") && !page.contains("Proef org@"),
        "{page}"
    );
    assert!(kim.get(&hub, "/congres/2024/101").await.page().contains("1 eerdere versie"));
    // Nobody else learns of either.
    for address in [format!("/bijlagen/{id}/versies"), format!("/bijlagen/{id}/versies/1"), format!("/bijlagen/{id}")] {
        assert_eq!(nobody.get(&hub, &address).await.status, 404, "{address}");
    }
    for address in [format!("/bijlagen/{id}/versies/2"), format!("/bijlagen/{id}/versies/x")] {
        assert_eq!(kim.get(&hub, &address).await.status, 404, "{address}");
    }
    // Old bytes stay as long as the file hangs, and go with it.
    let store = hub.shelf().store();
    assert_eq!(store.clear_loose_files(std::time::Duration::ZERO).await.unwrap(), 0);
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
    assert_eq!(organiser.post(&hub, HERE, &form(&[("actie", "detach"), ("id", &id)])).await.status, 303);
    hub.catch_up().await;
    assert_eq!(kim.get(&hub, &format!("/bijlagen/{id}/versies/1")).await.status, 404);
    assert_eq!(store.clear_loose_files(std::time::Duration::from_secs(3600)).await.unwrap(), 0, "a backup may want it");
    assert_eq!(store.clear_loose_files(std::time::Duration::ZERO).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_hangs_files_there_replaces_one() {
    let (hub, organiser) = hub().await;
    let editor = signed_in(&hub, "ed@proefdienst.example", "proefdienst", Role::Editor).await;
    let own = signed_in(&hub, "red@knooppunt.example", "knooppunt", Role::Editor).await;
    let (first, second) = (pptx(&["een"]), pptx(&["twee"]));
    let clear = [("tlp", "TLP:CLEAR"), ("consent", "1")];
    assert_eq!(attach_at(&hub, &organiser, HERE, &clear, &[("dias.pptx", &first)]).await.status, 303);
    let id = seen_at(&hub, &organiser, "/congres/2024/101").await.remove(0);
    for (who, at) in [
        (&editor, HERE),
        (&Visitor::default(), HERE),
        (&organiser, "/congres/2024/102/bijlagen"),
        (&own, "/documenten/open/bijlagen"),
        (&editor, "/documenten/open/bijlagen"),
    ] {
        assert_eq!(replace(&hub, who, at, &id, "1", ("dias.pptx", &second)).await.status, 404, "{at}");
    }
    // On a document its owner does.
    let there = "/documenten/open/bijlagen";
    let hung = attach_at(&hub, &own, there, &[("tlp", "document")], &[("stuk.pptx", &first)]).await;
    assert_eq!(hung.status, 303, "{}", hung.text());
    let id = seen_at(&hub, &own, "/documenten/open").await.remove(0);
    assert_eq!(replace(&hub, &editor, there, &id, "", ("stuk.pptx", &second)).await.status, 404);
    let wrong = replace(&hub, &own, there, &id, "", ("stuk.exe", b"MZ")).await;
    assert!(wrong.status == 422 && wrong.text().contains("stuk.exe"));
    assert_eq!(replace(&hub, &own, there, &id, "", ("stuk.pptx", &second)).await.status, 303);
    assert_eq!(hub.get(&format!("/bijlagen/{id}")).await.body, second);
    assert_eq!(hub.get(&format!("/bijlagen/{id}/versies/1")).await.body, first);
    assert_eq!(hub.get(&format!("/en/bijlagen/{id}/versies")).await.status, 200);
}
