//! What comes of a session: outcomes and promises, questions and feedback, and the document it becomes; each for who may
//! know of it, and for nobody else.

use app::model::reader::{OrganisationKind, Role};

use crate::hub::TestHub;
use crate::organising::{add, begin, hub, publish, session, set_rooms};
use crate::visitor::{Visitor, form, organisation, signed_in, with_token};

const SESSION: &str = "/congres/2027/1";

async fn congress() -> (TestHub, Visitor) {
    let (hub, organiser) = hub().await;
    begin(&hub, &organiser).await;
    set_rooms(&hub, &organiser).await;
    let text = [
        ("summary", "Zegels tellen aan de poort.\n\nDe kwikstaartmethode in drie stappen."),
        ("description", "Eerst **tellen**, dan melden."),
        ("speakers", "Ada Proef; Proefdienst"),
    ];
    add(&hub, &organiser, &session("Zegels", "09:00", &text)).await;
    add(&hub, &organiser, &session("Slot", "16:00", &[])).await;
    assert_eq!(publish(&hub, &organiser, "").await.status, 303);
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    (hub, organiser)
}

const PROMISE: [(&str, &str); 6] = [
    ("actie", "add-outcome"),
    ("kind", "promise"),
    ("text", "Elke poort telt <b>zegels</b>."),
    ("owner", "proefdienst"),
    ("due", "2027-12-31"),
    ("tlp", "TLP:CLEAR"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], name: &str, value: &'a str) -> String {
    let changed = fields.iter().map(|(key, text)| (*key, if *key == name { value } else { *text }));
    form(&changed.collect::<Vec<_>>())
}

/// The id that a form on the page carries, at a heading.
fn id_in(page: &str, act: &str) -> String {
    let rest =
        page.split(&format!("name=\"actie\" value=\"{act}\"")).nth(1).unwrap_or_else(|| panic!("no {act}: {page}"));
    rest.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn promises_are_recorded_by_organisers_and_stand_as_they_stand() {
    let (hub, organiser) = congress().await;
    let kim = signed_in(&hub, "kim@rederij.example", "rederij", Role::Editor).await;
    assert_eq!(kim.post(&hub, SESSION, &form(&PROMISE)).await.status, 404);
    assert_eq!(hub.post(SESSION, &form(&PROMISE)).await.status, 403);
    for (field, value) in [("owner", ""), ("due", ""), ("text", " "), ("tlp", "TLP:AMBER"), ("kind", "")] {
        let wrong = organiser.post(&hub, SESSION, &with(&PROMISE, field, value)).await;
        assert_eq!(wrong.status, 422, "{field}");
    }
    assert_eq!(organiser.post(&hub, SESSION, &with(&PROMISE, "owner", "nergens")).await.status, 422);
    let before = hub.get("/congres/2027").await;
    let done = organiser.post(&hub, SESSION, &form(&PROMISE)).await;
    assert_eq!((done.status, done.header("location")), (303, "/congres/2027/1?klaar=afspraken#afspraken"));
    let green = with(&PROMISE, "tlp", "TLP:GREEN").replace("zegels", "groengeheim");
    assert_eq!(organiser.post(&hub, SESSION, &green).await.status, 303);
    let page = hub.get(SESSION).await.page();
    assert!(page.contains("Elke poort telt &lt;b&gt;zegels&lt;/b&gt;.") && page.contains("Proefdienst"), "{page}");
    assert!(page.contains("uiterlijk 31 december 2027") && !page.contains("groengeheim"), "{page}");
    assert!(kim.get(&hub, SESSION).await.page().contains("groengeheim"));
    let whole = hub.get("/congres/2027").await;
    assert_ne!(whole.header("etag"), before.header("etag"), "the page of the congress is another one");
    assert!(whole.page().contains("0 nagekomen, 1 open, 0 te laat, 0 vervallen"), "{}", whole.page());
    let id = id_in(&organiser.get(&hub, SESSION).await.page(), "decide");
    let kept = form(&[("actie", "decide"), ("id", &id), ("state", "kept")]);
    assert_eq!(kim.post(&hub, SESSION, &kept).await.status, 404);
    assert_eq!(organiser.post(&hub, "/congres/2027/2", &kept).await.status, 404, "of another session");
    assert_eq!(organiser.post(&hub, SESSION, &kept).await.status, 303);
    assert!(hub.get("/congres/2027").await.page().contains("1 nagekomen, 0 open"));
    // One whose day is over is late.
    let late = with(&PROMISE, "due", "2020-01-01");
    assert_eq!(organiser.post(&hub, SESSION, &late).await.status, 303);
    assert!(hub.get("/congres/2027").await.page().contains("0 open, 1 te laat"));
    let gone = form(&[("actie", "remove-outcome"), ("id", &id)]);
    assert_eq!(organiser.post(&hub, SESSION, &gone).await.status, 303);
    assert_eq!(organiser.post(&hub, SESSION, &gone).await.status, 404);
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_for_those_with_an_account_and_feedback_for_organisers() {
    let (hub, organiser) = congress().await;
    let kim = signed_in(&hub, "kim@rederij.example", "rederij", Role::Reader).await;
    let bo = signed_in(&hub, "bo@proefdienst.example", "proefdienst", Role::Reader).await;
    let before = hub.get(SESSION).await;
    let seq = hub.shelf().store().seq();
    for (act, text) in [("ask", "Hoe telt u <i>nachts</i>?"), ("feedback", "De zaal was te klein.")] {
        let said = form(&[("actie", act), ("text", text)]);
        assert_eq!(kim.post(&hub, SESSION, &said).await.status, 303, "{act}");
        assert_eq!(hub.post(SESSION, &said).await.status, 403, "{act}");
    }
    let token = with_token(&hub, "prog@rederij.example", "rederij", Role::Reader).await;
    assert_eq!(token.post(&hub, SESSION, &form(&[("actie", "ask"), ("text", "x")])).await.status, 404);
    let long = "a".repeat(2001);
    let wrong = kim.post(&hub, SESSION, &form(&[("actie", "ask"), ("text", &long)])).await;
    assert!(wrong.status == 422 && wrong.text().contains(&long), "what was typed comes back");
    // For nobody else a byte differs, nor is there news.
    assert_eq!(hub.get(SESSION).await.without_nonce(), before.without_nonce());
    let anonymous = app::model::reader::Reader::Anonymous;
    assert!(!app::desk::Changes::changed_since(hub.shelf(), &anonymous, seq).await.unwrap());
    let own = kim.get(&hub, "/account/gegevens.json").await.json();
    assert_eq!(own["sessionNotes"][1]["text"], "De zaal was te klein.");
    let seen = bo.get(&hub, SESSION).await.page();
    assert!(seen.contains("Hoe telt u &lt;i&gt;nachts&lt;/i&gt;?") && seen.contains("Rederij"), "{seen}");
    assert!(!seen.contains("kim@") && !seen.contains("Proef kim") && !seen.contains("te klein"), "{seen}");
    let all = organiser.get(&hub, SESSION).await.page();
    assert!(all.contains("De zaal was te klein.") && all.contains("Rederij"), "{all}");
    let id = id_in(&all, "answer");
    let answer = form(&[("actie", "answer"), ("id", &id), ("text", "Met twee personen.")]);
    assert_eq!(bo.post(&hub, SESSION, &answer).await.status, 404);
    assert_eq!(organiser.post(&hub, SESSION, &answer).await.status, 303);
    assert!(kim.get(&hub, SESSION).await.page().contains("Met twee personen."));
    let remove = form(&[("actie", "remove-note"), ("id", &id)]);
    assert_eq!(kim.post(&hub, SESSION, &remove).await.status, 404);
    assert_eq!(organiser.post(&hub, SESSION, &remove).await.status, 303);
    assert!(!kim.get(&hub, SESSION).await.page().contains("nachts"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_becomes_a_document_in_one_step_and_both_point_to_each_other() {
    let (hub, organiser) = congress().await;
    let author = signed_in(&hub, "auteur@proefdienst.example", "proefdienst", Role::Contributor).await;
    let editor = signed_in(&hub, "redactie@rederij.example", "rederij", Role::Editor).await;
    let draft = form(&[("actie", "draft"), ("become", "practice")]);
    let reader = signed_in(&hub, "lezer@proefdienst.example", "proefdienst", Role::Reader).await;
    assert_eq!(reader.post(&hub, SESSION, &draft).await.status, 403);
    assert!(!reader.get(&hub, SESSION).await.page().contains("value=\"draft\""));
    let liaison = form(&[("actie", "draft"), ("become", "liaison-note")]);
    assert_eq!(author.post(&hub, SESSION, &liaison).await.status, 400);
    let begun = author.post(&hub, SESSION, &draft).await;
    let address = begun.header("location").to_owned();
    assert!(begun.status == 303 && address.starts_with("/bijdragen/"), "{}", begun.text());
    let page = author.get(&hub, &address).await.page();
    assert!(page.contains("value=\"Zegels\"") && page.contains("Zegels tellen aan de poort."), "{page}");
    assert!(page.contains("kwikstaartmethode") && page.contains("Eerst tellen, dan melden."), "{page}");
    assert!(!page.contains("Ada Proef"), "who spoke is left out");
    assert!(!hub.get(SESSION).await.page().contains("Documenten uit deze sessie"), "a draft is nobody's news");
    let before = hub.get(SESSION).await.without_nonce();
    let whole = hub.get("/congres/2027").await.without_nonce();
    let document = publish_draft(&hub, &author, &editor, &address, "TLP:AMBER").await;
    let seen = author.get(&hub, SESSION).await.page();
    assert!(seen.contains("Documenten uit deze sessie") && seen.contains(&document), "{seen}");
    let shown = author.get(&hub, &document).await.page();
    assert!(shown.contains("href=\"/congres/2027/1\">Zegels</a>"), "{shown}");
    assert_eq!(hub.get(SESSION).await.without_nonce(), before, "for who may not read it, nothing came of it");
    assert_eq!(hub.get("/congres/2027").await.without_nonce(), whole);
    assert_eq!(hub.get(&document).await.status, 404);
    let other = author.post(&hub, SESSION, &draft).await.header("location").to_owned();
    let document = publish_draft(&hub, &author, &editor, &other, "TLP:CLEAR").await;
    assert!(hub.get(SESSION).await.page().contains(&document));
    let whole = hub.get("/congres/2027").await.page();
    assert!(whole.contains("nog door geen knooppunt toegepast"), "{whole}");
    let adopt = form(&[
        ("actie", "record-adoption"),
        ("hub", "schiphol"),
        ("day", "2026-01-01"),
        ("state", "adopted"),
        ("reason", "Werkt (proef)."),
        ("tlp", "TLP:CLEAR"),
    ]);
    assert_eq!(author.post(&hub, &document, &adopt).await.status, 303);
    let whole = hub.get("/congres/2027").await.page();
    assert!(whole.contains("Schiphol"), "{whole}");
    assert!(organiser.get(&hub, "/congres/2027").await.page().contains(&document));
}

/// Fills the label in, submits and publishes; gives the address of the document.
async fn publish_draft(hub: &TestHub, author: &Visitor, editor: &Visitor, address: &str, tlp: &str) -> String {
    let id = address.trim_start_matches("/bijdragen/").parse().unwrap();
    let draft = hub.shelf().store().draft(&id).await.unwrap().unwrap();
    let mut fields: Vec<(String, String)> = draft.sheet.pairs().to_vec();
    fields.push(("problem".to_owned(), "Niemand telde.".to_owned()));
    fields.push(("tlp".to_owned(), tlp.to_owned()));
    if tlp == "TLP:AMBER" {
        for organisation in ["proefdienst", "rederij"] {
            fields.push(("audience_organisation".to_owned(), organisation.to_owned()));
        }
    }
    fields.push(("actie".to_owned(), "save".to_owned()));
    fields.push(("version".to_owned(), draft.version.to_string()));
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let saved = author.post(hub, address, &form(&pairs)).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let version = (draft.version + 1).to_string();
    let submit = [("actie", "submit"), ("version", version.as_str()), ("asked", "organisation:rederij"), ("sure", "1")];
    let submitted = author.post(hub, &format!("{address}/indienen"), &form(&submit)).await;
    assert_eq!(submitted.status, 303, "{}", submitted.text());
    let version = (draft.version + 2).to_string();
    let publish = [("actie", "publish"), ("version", version.as_str())];
    let published = editor.post(hub, &format!("{address}/beoordelen"), &form(&publish)).await;
    assert_eq!(published.status, 303, "{}", published.text());
    format!("/documenten/{}", draft.slug)
}
