//! What is said in a file is found with the document that carries it, at its page, by who may read both.

use app::model::reader::{OrganisationKind, Role};
use server::library;

use crate::files::{attach, pdf, pptx, seen};
use crate::hub::{TestHub, config, document};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

async fn hub() -> (TestHub, Visitor) {
    let files = [
        ("a.md", document("anker", "Anker in de haven", "TLP:CLEAR", "Over ankers en kettingen.")),
        ("b.md", document("boei", "Boei op zee", "TLP:CLEAR", "Over boeien, ankers en meer.")),
    ];
    let hub = TestHub::with(&files.each_ref().map(|(name, text)| (*name, text.as_str())), config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    let editor = signed_in(&hub, "ed@knooppunt.example", "knooppunt", Role::Editor).await;
    (hub, editor)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_on_a_page_is_found_with_its_document_and_leads_to_that_page() {
    let (hub, editor) = hub().await;
    let (report, slides) = (pdf(&["Inleiding", "De uithaalploeg komt", "Slot"]), pptx(&["Welkom", "Vertrouwensketen"]));
    let label = [("tlp", "document")];
    let sent = attach(&hub, &editor, "anker", &label, &[("verslag.pdf", &report), ("dias.pptx", &slides)]).await;
    assert_eq!(sent.status, 303);
    hub.take_texts_out().await;
    let ids = seen(&hub, &editor, "anker").await;

    let found = hub.get("/api/v1/zoeken?q=uithaalploeg").await.json();
    assert_eq!((&found["totaal"], &found["resultaten"][0]["id"]), (&1.into(), &"anker".into()), "{found}");
    let within = &found["resultaten"][0]["bijlage"];
    assert_eq!((&within["naam"], &within["nummer"]), (&"verslag.pdf".into(), &2.into()), "{found}");
    assert!(found["resultaten"][0]["fragment"].as_str().unwrap().contains("uithaalploeg"), "{found}");
    let page = hub.get("/zoeken?q=uithaalploeg").await.text();
    let address = format!("/bijlagen/{}/2", ids[0]);
    assert!(page.contains(&address) && page.contains("In bijlage verslag.pdf, pagina 2"), "{page}");

    let passage = hub.get(&address).await.text();
    assert!(passage.contains("De uithaalploeg komt") && passage.contains(&format!("/bijlagen/{}#page=2", ids[0])));
    assert!(passage.contains("Pagina 2 van 3"), "{passage}");
    assert_eq!(hub.get(&format!("/bijlagen/{}/4", ids[0])).await.status, 404);

    let found = hub.get("/api/v1/zoeken?q=vertrouwensketen").await.json();
    assert_eq!(found["resultaten"][0]["bijlage"]["nummer"], 2, "{found}");
    // The document and its pages are one hit, with the filters of the document.
    let both = hub.get("/api/v1/zoeken?q=ankers").await.json();
    assert_eq!(both["totaal"], 2, "{both}");
    assert_eq!(hub.get("/api/v1/zoeken?q=uithaalploeg&knooppunt=schiphol").await.json()["totaal"], 1);
    assert_eq!(hub.get("/api/v1/zoeken?q=uithaalploeg&knooppunt=rotterdam").await.json()["totaal"], 0);
    assert_eq!(
        hub.get("/api/v1/zoeken?q=uithaalpleog").await.json()["totaal"],
        1,
        "a slip is mended by what is in files"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_follows_its_document_and_its_own_end() {
    let (hub, editor) = hub().await;
    let report = pdf(&["uithaalploeg"]);
    let sent = attach(&hub, &editor, "anker", &[("tlp", "document")], &[("verslag.pdf", &report)]).await;
    assert_eq!(sent.status, 303);
    hub.take_texts_out().await;
    let total = || async { hub.get("/api/v1/zoeken?q=uithaalploeg").await.json()["totaal"].clone() };
    assert_eq!(total().await, 1);
    hub.import(&[("a.md", &document("anker", "Anker in de haven", "TLP:AMBER", "Over ankers."))]).await;
    assert_eq!(total().await, 0, "its document is not for everybody any more");
    let kim = with_token(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await;
    assert_eq!(kim.get(&hub, "/api/v1/zoeken?q=uithaalploeg").await.json()["totaal"], 1, "the hub reads both");
    hub.import(&[("a.md", &document("anker", "Nieuwe titel", "TLP:CLEAR", "Over ankers."))]).await;
    let found = hub.get("/api/v1/zoeken?q=uithaalploeg").await.json();
    assert_eq!(found["resultaten"][0]["titel"], "Nieuwe titel", "{found}");
    let findings = library::differences_of(hub.shelf()).await.unwrap();
    assert_eq!(findings, Vec::<String>::new(), "index and store agree");
    let id = seen(&hub, &editor, "anker").await.remove(0);
    editor.post(&hub, "/documenten/anker/bijlagen", &form(&[("actie", "detach"), ("id", &id)])).await;
    hub.catch_up().await;
    assert_eq!(total().await, 0);
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_leave_the_order_of_documents_as_it_is() {
    let (hub, editor) = hub().await;
    let questions = ["/api/v1/zoeken?q=ankers", "/api/v1/zoeken?q=haven%20zee", "/rpc/suggest?typed=ank&lang=nl"];
    let mut before = Vec::new();
    for question in questions {
        before.push(hub.get(question).await.text());
    }
    // Many pages of other words: were they counted as documents, the words above would weigh otherwise.
    let pages: Vec<String> = (0..200).map(|at| format!("bladzijde {at} van een handboek over iets anders")).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let sent = attach(&hub, &editor, "boei", &[("tlp", "document")], &[("handboek.pdf", &pdf(&pages))]).await;
    assert_eq!(sent.status, 303);
    hub.take_texts_out().await;
    for (question, before) in questions.iter().zip(before) {
        assert_eq!(hub.get(question).await.text(), before, "{question}");
    }
    let found = hub.get("/api/v1/zoeken?q=handboek").await.json();
    assert_eq!(found["totaal"], 1, "two hundred pages are one hit: {found}");
}
