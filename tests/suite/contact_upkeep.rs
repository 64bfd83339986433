//! What becomes of contact points: messages, an address that nothing tells, the end of a year, and an organisation that leaves.

use std::path::Path;

use app::desk::Changes;
use app::model::account::AdminAct;
use app::model::audit::{Deed, TraceFilter};
use app::model::profile::{HOLDS, MOST_WAITING};
use app::model::reader::{Reader, Role};
use app::model::retention::Retention;
use app::model::slug::Slug;
use jiff::{SignedDuration, Timestamp};
use server::library;
use server::library::administration::administer;
use server::library::retention::forget;
use server::mail::Letter;
use server::store::Store;

use super::contact_points::{ADDRESS, DESK, add, filled, hub, id, sees};
use super::import::import;
use crate::smtp::Sink;
use crate::visitor::{Visitor, form, id_of, signed_in};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_waits_for_who_reads_it_and_an_answer_gives_no_name_and_no_address_away() {
    let (hub, editor, kim) = hub().await;
    let ada = signed_in(&hub, "ada@proefdienst.example", "proefdienst", Role::Reader).await;
    let cas = signed_in(&hub, "cas@proefdienst.example", "proefdienst", Role::Reader).await;
    let person = id_of(&hub, "ada@proefdienst.example").await;
    assert_eq!(add(&hub, &editor, &[("person", person.as_str())]).await.status, 303);
    let id = id(&hub).await;
    let address = format!("/netwerk/contactpunten/{id}");
    // Who is behind it is named only where they say so.
    assert!(!kim.get(&hub, &address).await.page().contains("Proef ada@"));
    let act =
        async |who: &Visitor, act: &str| who.post(&hub, "/overzicht", &form(&[("actie", act), ("id", &id)])).await;
    assert_eq!(act(&editor, "show-name").await.status, 404, "nobody says so for another");
    assert_eq!(act(&ada, "show-name").await.status, 303);
    assert!(kim.get(&hub, &address).await.page().contains("Proef ada@proefdienst.example"));
    assert_eq!(ada.get(&hub, "/account/gegevens.json").await.json()["contactPoints"][0]["named"], true);
    assert_eq!(act(&ada, "hide-name").await.status, 303);
    assert!(!kim.get(&hub, &address).await.page().contains("Proef ada@"));

    let write = |text: &str| form(&[("text", text)]);
    assert_eq!(hub.post(&address, &write("hallo")).await.status, 403);
    let empty = kim.post(&hub, &address, &write("  ")).await;
    assert!(empty.status == 422 && empty.text().contains("role=\"alert\""));
    let sent = kim.post(&hub, &address, &write("Kent u iemand in Guayaquil?")).await;
    assert_eq!((sent.status, sent.header("location")), (303, &*format!("{address}?klaar=1")));
    for (who, reads) in [(&editor, true), (&ada, true), (&cas, false), (&kim, false)] {
        assert_eq!(who.get(&hub, "/overzicht").await.page().contains("Guayaquil"), reads);
    }
    let overview = ada.get(&hub, "/overzicht").await.page();
    assert!(overview.contains("Liaisonpost Bogotá · Proef kim@rederij.example, Rederij"), "{overview}");
    // The first form on the page that names an id is that of the message.
    let message = overview.split("value=\"answer-contact\"").nth(1).unwrap();
    let message = message.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = form(&[("actie", "answer-contact"), ("id", &message), ("text", "Ja, schrijf ons.")]);
    assert_eq!(cas.post(&hub, "/overzicht", &answer).await.status, 404);
    assert_eq!(kim.post(&hub, "/overzicht", &answer).await.status, 404);
    assert_eq!(editor.post(&hub, "/overzicht", &answer).await.status, 303);
    assert_eq!(ada.post(&hub, "/overzicht", &answer).await.status, 404, "one of the two answers");
    let answered = kim.get(&hub, "/overzicht").await.page();
    assert!(
        answered.contains("Ja, schrijf ons.") && answered.contains("Liaisonpost Bogotá, Proefdienst"),
        "{answered}"
    );
    assert!(!answered.contains("Proef ed@"), "the answer shows no name");
    let filter =
        TraceFilter { person: Some(id_of(&hub, "kim@rederij.example").await), size: 50, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&Reader::Anonymous.keys(), &filter).await.unwrap().items;
    assert_eq!(rows.iter().filter(|row| row.deed == Deed::Contacted).count(), 1);

    // Not without end; and what waits stays with the organisation when the contact point goes.
    for number in 0..MOST_WAITING {
        assert_eq!(kim.post(&hub, &address, &write(&format!("vraag {number}"))).await.status, 303);
    }
    assert_eq!(kim.post(&hub, &address, &write("te veel")).await.status, 422);
    assert_eq!(act(&ada, "step-back").await.status, 303);
    assert!(!ada.get(&hub, "/overzicht").await.page().contains("vraag 1"));
    editor.post(&hub, &format!("{DESK}/{id}"), &form(&[("actie", "withdraw")])).await;
    let left = editor.get(&hub, "/overzicht").await.page();
    assert!(left.contains("vraag 1") && left.contains("Liaisonpost Bogotá"), "{left}");
    // Who wrote it can leave, and it is gone with them.
    administer(hub.shelf().store(), "test", AdminAct::DisablePerson(id_of(&hub, "kim@rederij.example").await))
        .await
        .unwrap();
    assert!(!editor.get(&hub, "/overzicht").await.page().contains("vraag 1"));
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

/// All files below a folder, as text.
fn texts(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&texts(&path));
        } else {
            text.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
        }
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_tells_the_address_and_it_moves_to_another_store_without() {
    let (hub, editor, kim) = hub().await;
    let ada = signed_in(&hub, "ada@proefdienst.example", "proefdienst", Role::Reader).await;
    let admin = signed_in(&hub, "baas@proefdienst.example", "proefdienst", Role::Admin).await;
    let person = id_of(&hub, "ada@proefdienst.example").await;
    add(&hub, &editor, &[("tlp", "TLP:CLEAR"), ("person", person.as_str())]).await;
    let id = id(&hub).await;
    let own = format!("/netwerk/contactpunten/{id}");
    kim.post(&hub, &own, &form(&[("text", "Een vraag.")])).await;
    hub.catch_up().await;
    let kept = format!("{DESK}/{id}");
    let addresses = [
        own.as_str(),
        "/netwerk",
        "/knooppunten/rotterdam",
        "/zoeken?q=bogot%C3%A1",
        "/api/v1/zoeken?q=bogot%C3%A1",
        "/zoeken.csv?q=bogot%C3%A1",
        "/overzicht",
        "/account",
        "/account/gegevens.json",
        DESK,
        kept.as_str(),
        "/beheer/organisaties/proefdienst",
        "/beheer/inzage",
        "/sitemap.xml",
        "/api/v1/openapi.json",
    ];
    let mut seen = 0;
    for who in [&Visitor::default(), &kim, &ada, &editor, &admin] {
        for address in addresses {
            let text = who.get(&hub, address).await.text();
            assert!(!text.contains("verborgen.example"), "{address}");
            seen += usize::from(text.contains("Bogot"));
        }
    }
    assert!(seen > 20, "they are pages that tell of it: {seen}");
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("uit");
    library::export(hub.shelf().store(), &out).await.unwrap();
    let all = texts(&out);
    assert!(all.contains("Liaisonpost Bogotá") && !all.contains("verborgen.example") && !all.contains(person.as_str()));

    let second = Store::open(&folder.path().join("ander")).await.unwrap();
    import(&second, &out).await.unwrap();
    assert_eq!(second.moved_contacts().await.unwrap(), hub.shelf().store().moved_contacts().await.unwrap());
    let (keys, now) = (Reader::Anonymous.keys(), Timestamp::now());
    assert_eq!(second.contact_points(&keys, now).await.unwrap().len(), 1);
    let there = second.kept_contacts(&keys, &"proefdienst".parse().unwrap()).await.unwrap().remove(0);
    assert!(!there.has_address && there.person.is_none());
    // Once more changes nothing, here or there; what was corrected since stays so.
    let seq = second.seq();
    import(&second, &out).await.unwrap();
    assert_eq!(second.changes_after(seq, 10).await.unwrap(), []);
    // What does not fit is refused whole, with its place.
    let file = out.join("contact-points.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    for (from, to, told) in [
        ("organisation = \"proefdienst\"", "organisation = \"onbekend\"", "there is no organisation 'onbekend'"),
        ("hubs = [\"rotterdam\"]", "hubs = [\"nergens\"]", "there is no hub 'nergens'"),
        ("\"TLP:CLEAR\"", "\"TLP:RED\"", "cannot be TLP:RED"),
        ("service = \"Proefdouane\"\n", "", "sheet.service"),
        ("service = ", "dienst = ", "dienst"),
    ] {
        assert!(text.contains(from), "{from}: {text}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
        let third = Store::open(&folder.path().join("derde")).await.unwrap();
        let refused = import(&third, &out).await.unwrap_err().to_string();
        assert!(refused.contains("contact-points.toml") && refused.contains(told), "{refused}");
        assert_eq!(third.contact_point_ids().await.unwrap().len(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn unconfirmed_for_a_year_it_is_not_shown_and_for_another_it_is_gone() {
    let (hub, editor, kim) = hub().await;
    let nobody = Visitor::default();
    add(&hub, &editor, &[("tlp", "TLP:CLEAR")]).await;
    let id = id(&hub).await;
    let own = format!("/netwerk/contactpunten/{id}");
    kim.post(&hub, &own, &form(&[("text", "Een vraag.")])).await;
    let store = hub.shelf().store();
    let sink = Sink::start().await;
    let now = Timestamp::now();
    sink.refuse(true);
    let letter = Letter { to: ADDRESS.to_owned(), subject: "Proef".to_owned(), text: String::new(), ends: None };
    let unsent = sink.mailer().send(&letter).await.unwrap_err().to_string();
    assert!(unsent.contains("later") && !unsent.contains("verborgen"), "nor does the log: {unsent}");
    let usher = sink.usher(hub.shelf());
    assert_eq!(usher.knock(now).await.unwrap(), 0);
    sink.refuse(false);
    assert_eq!(usher.knock(now).await.unwrap(), 1, "of the message, once it goes out");
    assert_eq!(usher.knock(now).await.unwrap(), 0);
    let month_before = now + HOLDS - SignedDuration::from_hours(29 * 24);
    sink.refuse(true);
    assert_eq!(usher.knock(month_before).await.unwrap(), 0);
    sink.refuse(false);
    assert_eq!(usher.knock(month_before).await.unwrap(), 1, "of the end, to its editor");
    assert_eq!(usher.knock(month_before).await.unwrap(), 0);
    let mails: String = sink.mails().concat().replace("=\n", "").replace("=3D", "=");
    assert!(mails.contains(&format!("To: {ADDRESS}")) && mails.contains("To: ed@proefdienst.example"), "{mails}");
    assert!(mails.contains(&format!("https://hub.example{DESK}")), "{mails}");
    assert!(!mails.contains("Een vraag.") && !mails.contains("kim@"), "what is written stays in the house: {mails}");

    let forget_at = async |after: SignedDuration| {
        forget(store, Retention::DEFAULT, now + after).await.unwrap();
        hub.catch_up().await;
    };
    let day = SignedDuration::from_hours(24);
    forget_at(HOLDS - day).await;
    assert!(sees(&hub, &nobody).await);
    let seq = store.seq();
    forget_at(HOLDS + day).await;
    assert!(!sees(&hub, &nobody).await && !sees(&hub, &kim).await);
    assert!(hub.shelf().changed_since(&Reader::Anonymous, seq).await.unwrap());
    assert_eq!(hub.get(&own).await.status, 404);
    assert_eq!(hub.get("/api/v1/zoeken?q=kwikstaartmethode").await.json()["totaal"], 0);
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
    // Its editor is told on their own page, and puts it back as it was.
    let overview = editor.get(&hub, "/overzicht").await.page();
    assert!(overview.contains("Dit contactpunt wordt niet getoond") && overview.contains(&id), "{overview}");
    let confirm = form(&[("actie", "confirm")]);
    assert_eq!(editor.post(&hub, &format!("{DESK}/{id}"), &confirm).await.status, 303);
    hub.catch_up().await;
    assert!(sees(&hub, &nobody).await);
    assert_eq!(hub.get("/api/v1/zoeken?q=kwikstaartmethode").await.json()["totaal"], 1);
    forget_at(HOLDS + day).await;
    forget_at(HOLDS * 2 + day * 3).await;
    assert!(store.contact_point_ids().await.unwrap().is_empty());
    assert!(!editor.get(&hub, "/overzicht").await.page().contains("Een vraag."), "nor does a message wait for ever");
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_leaves_with_its_organisation_and_passes_without_address_to_an_heir_who_may_read_it() {
    let (hub, editor, kim) = hub().await;
    let store = hub.shelf().store();
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let heir = signed_in(&hub, "ed@rederij.example", "rederij", Role::Editor).await;
    let person = id_of(&hub, "ed@proefdienst.example").await;
    add(&hub, &editor, &[("person", person.as_str())]).await;
    let id = id(&hub).await;
    add(&hub, &editor, &[("tlp", "TLP:AMBER"), ("name_nl", "Alleen voor ons")]).await;
    let own = format!("/netwerk/contactpunten/{id}");
    assert_eq!(kim.post(&hub, &own, &form(&[("text", "Een vraag.")])).await.status, 303);
    let total = async || {
        hub.catch_up().await;
        assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
        kim.get(&hub, "/api/v1/zoeken?q=kwikstaartmethode").await.json()["totaal"].clone()
    };
    assert_eq!(total().await, 1);
    let code: Slug = "proefdienst".parse().unwrap();
    administer(store, "test", AdminAct::DisableOrganisation(code.clone())).await.unwrap();
    assert_eq!((total().await, kim.get(&hub, &own).await.status), (0.into(), 404));
    administer(store, "test", AdminAct::EnableOrganisation(code)).await.unwrap();
    assert_eq!((total().await, kim.get(&hub, &own).await.status), (1.into(), 200));

    // Handed over: what the heir may read passes, and waits for an address of theirs.
    let page = admin.get(&hub, "/beheer/organisaties/proefdienst?naar=rederij").await.page();
    assert!(page.contains("contactpunten 2"), "{page}");
    let to = id_of(&hub, "ed@rederij.example").await;
    let over = form(&[("actie", "hand-over-organisation"), ("organisation", "proefdienst"), ("to", to.as_str())]);
    assert_eq!(admin.post(&hub, "/beheer/organisaties/proefdienst", &over).await.status, 303);
    assert_eq!((total().await, kim.get(&hub, &own).await.status), (0.into(), 404));
    let kept = format!("/beheer/organisaties/rederij/contactpunten/{id}");
    let page = heir.get(&hub, &kept).await.page();
    assert!(page.contains("Er is nog geen adres") && page.contains("Liaisonpost Bogotá"), "{page}");
    let list = heir.get(&hub, "/beheer/organisaties/rederij/contactpunten").await.page();
    assert!(!list.contains("Alleen voor ons"), "a handover opens nothing: {list}");
    assert!(heir.get(&hub, "/overzicht").await.page().contains("Een vraag."), "what waited is theirs to answer");
    let confirm = heir.post(&hub, &kept, &form(&[("actie", "confirm")])).await;
    assert!(confirm.status == 422 && confirm.page().contains("Vul een adres in"), "{}", confirm.page());
    let kept_version = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let save = filled(&[("actie", "save"), ("version", &kept_version), ("address", "nieuw@verborgen.example")]);
    assert_eq!(heir.post(&hub, &kept, &save).await.status, 303);
    assert_eq!((total().await, kim.get(&hub, &own).await.status), (1.into(), 200));
    assert!(kim.get(&hub, &own).await.page().contains("Rederij"));
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
    // Whoever is behind one and leaves, leaves it without them.
    administer(store, "test", AdminAct::DisablePerson(person)).await.unwrap();
    assert!(store.contacts_behind(&id_of(&hub, "ed@proefdienst.example").await).await.unwrap().is_empty());
}

const NOTE: &str = "+++\nid = \"bericht\"\nkind = \"liaison-note\"\nlang = \"nl\"\ntitle = \"Proefbericht\"\nsummary = \"Kort.\"\n\
     tlp = \"TLP:CLEAR\"\n[facts]\ncountry = \"CO\"\n+++\nTekst.\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_document_says_whom_to_ask_about_its_country_and_its_owner() {
    let (hub, editor, kim) = hub().await;
    hub.import(&[("bericht.md", NOTE)]).await;
    let page = async |who: &Visitor, slug: &str| who.get(&hub, &format!("/documenten/{slug}")).await.page();
    let before = hub.get("/documenten/bericht").await.without_nonce();
    add(&hub, &editor, &[]).await;
    assert_eq!(hub.get("/documenten/bericht").await.without_nonce(), before, "TLP:GREEN is for who is signed in");
    let told = page(&kim, "bericht").await;
    assert!(told.contains("Wie u kunt vragen over Colombia") && told.contains("Liaisonpost Bogotá"), "{told}");
    assert!(!page(&kim, "ken-je-chauffeur").await.contains("Liaisonpost Bogotá"), "of another owner and no country");
    let admin = signed_in(&hub, "baas@knooppunt.example", "knooppunt", Role::Admin).await;
    let person = id_of(&hub, "baas@knooppunt.example").await;
    let desk = "/beheer/organisaties/knooppunt/contactpunten";
    let more =
        [("kind", "desk"), ("name_nl", "Redactie"), ("service", ""), ("countries", ""), ("person", person.as_str())];
    assert_eq!(admin.post(&hub, desk, &filled(&more)).await.status, 303);
    let told = page(&kim, "ken-je-chauffeur").await;
    assert!(told.contains("Vragen over dit document") && told.contains("Redactie"), "{told}");
}
