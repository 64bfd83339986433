//! Contact points of organisations: kept by their own people, found by what they say, and shown to who may read them and to
//! nobody else.

use app::desk::{Changes, People};
use app::model::account::Credential;
use app::model::audit::{Deed, TraceFilter};
use app::model::change::{Noun, Verb};
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::sharing::{Audience, Sharing, may_read};
use app::model::tlp::Tlp;
use axum::body::Body;
use axum::http::Method;
use server::library;

use crate::hub::{Answer, TestHub, config, request};
use crate::visitor::{Visitor, audience as members_of, form, id_of, organisation, signed_in, with_token};

pub const DESK: &str = "/beheer/organisaties/proefdienst/contactpunten";
pub const ADDRESS: &str = "loket@verborgen.example";

/// A hub with an organisation, one of its editors, and a reader of another organisation.
pub async fn hub() -> (TestHub, Visitor, Visitor) {
    peopled(TestHub::bundled().await).await
}

async fn peopled(hub: TestHub) -> (TestHub, Visitor, Visitor) {
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    let editor = signed_in(&hub, "ed@proefdienst.example", "proefdienst", Role::Editor).await;
    let kim = signed_in(&hub, "kim@rederij.example", "rederij", Role::Reader).await;
    (hub, editor, kim)
}

const SHEET: [(&str, &str); 15] = [
    ("actie", "add"),
    ("kind", "liaison-post"),
    ("name_nl", "Liaisonpost Bogotá"),
    ("name_en", "Liaison post Bogotá"),
    ("purpose_nl", "Vragen over de kwikstaartmethode."),
    ("purpose_en", "Questions about the wagtail method."),
    ("service", "Proefdouane"),
    ("countries", "Colombia,  belgium, Andesgebied"),
    ("langs", "nl"),
    ("langs", "es"),
    ("hubs", "rotterdam"),
    ("lines", "information"),
    ("tags", "uithaler"),
    ("address", ADDRESS),
    ("tlp", "TLP:GREEN"),
];

pub fn filled(more: &[(&str, &str)]) -> String {
    let mut fields: Vec<(&str, &str)> = SHEET.to_vec();
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    form(&fields)
}

pub async fn add(hub: &TestHub, who: &Visitor, more: &[(&str, &str)]) -> Answer {
    who.post(hub, DESK, &filled(more)).await
}

/// The id of the only contact point of the store.
pub async fn id(hub: &TestHub) -> String {
    let ids = hub.shelf().store().contact_point_ids().await.unwrap();
    assert_eq!(ids.len(), 1);
    ids.into_iter().next().unwrap()
}

/// The version that the form of a contact point was filled with.
pub async fn version(hub: &TestHub, who: &Visitor, id: &str) -> String {
    let page = who.get(hub, &format!("{DESK}/{id}")).await.page();
    let rest = page.split("name=\"version\" value=\"").nth(1).unwrap_or_else(|| panic!("no form: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

pub async fn correct(hub: &TestHub, who: &Visitor, id: &str, version: &str, more: &[(&str, &str)]) -> Answer {
    let more = [&[("actie", "save"), ("version", version)], more].concat();
    who.post(hub, &format!("{DESK}/{id}"), &filled(&more)).await
}

pub async fn sees(hub: &TestHub, who: &Visitor) -> bool {
    who.get(hub, "/netwerk").await.text().contains("/netwerk/contactpunten/")
}

#[tokio::test(flavor = "multi_thread")]
async fn its_own_editors_keep_it_and_it_is_found_by_what_it_says() {
    let (hub, editor, kim) = hub().await;
    let nobody = Visitor::default();
    let before = hub.get("/netwerk").await.without_nonce();
    let own = editor.get(&hub, "/overzicht").await.page();
    assert!(own.contains(&format!("href=\"{DESK}\"")), "an editor finds the way: {own}");

    // What is wrong is named at its field, and what was typed is there still.
    let wrong = [("name_en", ""), ("countries", ""), ("address", "geen adres"), ("tlp", "")];
    let none = add(&hub, &editor, &wrong).await;
    let page = none.page();
    assert!(none.status == 422 && page.contains("href=\"#address\"") && page.contains("href=\"#tlp\""), "{page}");
    let none = add(&hub, &editor, &[("name_en", ""), ("countries", ""), ("tlp", "TLP:RED"), ("address", "")]).await;
    let page = none.page();
    for field in ["name_en", "countries", "tlp", "address"] {
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
    }
    assert!(none.status == 422 && page.contains("kwikstaartmethode") && page.contains("value=\"Proefdouane\""));
    assert_eq!(hub.shelf().store().contact_point_ids().await.unwrap().len(), 0);

    let seq = hub.shelf().store().seq();
    let added = add(&hub, &editor, &[]).await;
    assert_eq!((added.status, added.header("location")), (303, &*format!("{DESK}?klaar=1")), "{}", added.text());
    let id = id(&hub).await;
    let log = hub.shelf().store().changes_after(seq, 10).await.unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!((log[0].noun, log[0].verb, log[0].id.as_str()), (Noun::ContactPoint, Verb::Created, id.as_str()));
    assert_eq!(hub.get("/netwerk").await.without_nonce(), before, "for nobody without an account");

    let found =
        async |query: &str| kim.get(&hub, &format!("/netwerk?{query}")).await.text().contains("Liaisonpost Bogotá");
    for query in [
        "",
        "knooppunt=rotterdam",
        "soort=public",
        "lijn=information",
        "contactpunt=liaison-post",
        "taal=es",
        "land=CO",
        "land=Colombia",
        "land=Belgi%C3%AB",
        "land=Andesgebied",
        "q=KWIKSTAARTMETHODE+proefdienst+belgium",
    ] {
        assert!(found(query).await, "{query}");
    }
    for query in
        ["knooppunt=schiphol", "soort=private", "lijn=barriers", "contactpunt=desk", "taal=fr", "land=PE", "q=grutto"]
    {
        assert!(!found(query).await, "{query}");
    }
    let alone = kim.get(&hub, "/netwerk?contactpunt=liaison-post").await.page();
    assert!(!alone.contains("id=\"mensen\"") && !alone.contains("id=\"public\""), "and nothing else: {alone}");
    let english = kim.get(&hub, "/en/netwerk?land=BE").await.page();
    assert!(english.contains("Liaison post Bogotá") && english.contains("Belgium"), "{english}");

    // Whom to ask at a hub, and in the search, in the language of who looks.
    let at = async |who: &Visitor, hub_code: &str| {
        who.get(&hub, &format!("/knooppunten/{hub_code}")).await.text().contains("Liaisonpost Bogotá")
    };
    assert_eq!(
        (at(&kim, "rotterdam").await, at(&kim, "schiphol").await, at(&nobody, "rotterdam").await),
        (true, false, false)
    );
    hub.catch_up().await;
    let total = async |who: &Visitor, word: &str| {
        who.get(&hub, &format!("/api/v1/zoeken?q={word}&soort=contact-point")).await.json()["totaal"].clone()
    };
    for (word, count) in [("kwikstaartmethode", 1), ("colombia", 1), ("uithaler", 1), ("grutto", 0)] {
        assert_eq!(total(&kim, word).await, count, "{word}");
    }
    assert_eq!(total(&nobody, "kwikstaartmethode").await, 0);
    let hits = kim.get(&hub, "/en/zoeken?q=wagtail").await.text();
    assert!(hits.contains(&format!("href=\"/en/netwerk/contactpunten/{id}\"")), "{hits}");
    let suggested = kim.get(&hub, "/rpc/suggest?typed=liaisonpo&lang=nl").await.text();
    assert!(!suggested.contains("Bogot"), "{suggested}");
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());

    // For everybody, once its organisation says so; corrected, then withdrawn.
    let one = version(&hub, &editor, &id).await;
    let corrected =
        correct(&hub, &editor, &id, &one, &[("tlp", "TLP:CLEAR"), ("address", ""), ("name_nl", "Post Bogotá")]).await;
    assert_eq!(corrected.status, 303, "an address that is there need not be given again: {}", corrected.page());
    hub.catch_up().await;
    let address = format!("/netwerk/contactpunten/{id}");
    let page = hub.get(&address).await.page();
    assert!(page.contains("Post Bogotá") && page.contains("Meld u aan om een bericht te sturen"), "{page}");
    assert!(page.contains("Colombia") && page.contains("België") && page.contains("Andesgebied"), "{page}");
    assert!(!page.contains(DESK), "the way to the form is for who keeps it");
    assert_eq!(total(&nobody, "kwikstaartmethode").await, 1);
    let stale = correct(&hub, &editor, &id, &one, &[("name_nl", "Van een ander")]).await;
    assert!(stale.status == 409 && stale.page().contains("value=\"Van een ander\""), "{}", stale.page());
    let withdraw = form(&[("actie", "withdraw")]);
    let gone = editor.post(&hub, &format!("{DESK}/{id}"), &withdraw).await;
    assert_eq!((gone.status, gone.header("location")), (303, &*format!("{DESK}?klaar=1")));
    hub.catch_up().await;
    assert_eq!(total(&nobody, "kwikstaartmethode").await, 0);
    assert_eq!(hub.get(&address).await.status, 404);
    assert_eq!(hub.get("/netwerk").await.without_nonce(), before);
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_it_is_not_for_to_keep_finds_nothing_there() {
    let (hub, editor, kim) = hub().await;
    organisation(&hub, "Bureau", OrganisationKind::Public, &["schiphol"]).await;
    add(&hub, &editor, &[("tlp", "TLP:AMBER"), ("audience_hub", "rotterdam")]).await;
    let id = id(&hub).await;
    let one = format!("{DESK}/{id}");
    let admin = signed_in(&hub, "baas@rederij.example", "rederij", Role::Admin).await;
    let far = signed_in(&hub, "beheer@bureau.example", "bureau", Role::Admin).await;
    let secretariat = signed_in(&hub, "sec@bureau.example", "bureau", Role::Secretariat).await;
    let other = signed_in(&hub, "ed@rederij.example", "rederij", Role::Editor).await;
    let writer = signed_in(&hub, "schrijver@proefdienst.example", "proefdienst", Role::Contributor).await;
    let token = with_token(&hub, "prog@proefdienst.example", "proefdienst", Role::Editor).await;
    // Who keeps the desk, and whether they may read this one: a role gives work to do, and nothing to read.
    for (name, who, desk, reads) in [
        ("editor", &editor, 200, 200),
        ("admin at the hub", &admin, 200, 200),
        ("admin elsewhere", &far, 200, 404),
        ("secretariat", &secretariat, 200, 404),
        ("editor of another", &other, 404, 404),
        ("contributor", &writer, 404, 404),
        ("reader of another", &kim, 404, 404),
    ] {
        assert_eq!(who.get(&hub, DESK).await.status, desk, "{name}");
        assert_eq!(who.get(&hub, &one).await.status, reads, "{name}");
        let absent = format!("{DESK}/0199-0000");
        if reads == 404 {
            let (denied, missing) = (who.get(&hub, &one).await, who.get(&hub, &absent).await);
            assert_eq!(
                denied.without_nonce().replace(&id, "ID"),
                missing.without_nonce().replace("0199-0000", "ID"),
                "{name}"
            );
            let seq = hub.shelf().store().seq();
            for act in ["save", "confirm", "withdraw"] {
                let posted = who.post(&hub, &one, &filled(&[("actie", act), ("version", "1")])).await;
                assert_eq!(posted.status, 404, "{name} {act}");
            }
            if desk == 404 {
                assert_eq!(add(&hub, who, &[]).await.status, 404, "{name}");
            }
            assert_eq!(hub.shelf().store().seq(), seq, "{name}: nothing happened");
        }
    }
    assert_eq!(add(&hub, &token, &[]).await.status, 404, "a token reads");
    assert_eq!(hub.post(DESK, &filled(&[])).await.status, 404);
    let mut forged = request(Method::POST, DESK).map(|_| Body::from(filled(&[])));
    forged.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    forged.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(hub.send(editor.ask(forged)).await.status, 403);
    assert_eq!(hub.shelf().store().contact_point_ids().await.unwrap().len(), 1);
    // One of another organisation is not reached below this one.
    let elsewhere = format!("/beheer/organisaties/rederij/contactpunten/{id}");
    assert_eq!(admin.get(&hub, &elsewhere).await.status, 404);
    assert_eq!(admin.post(&hub, &elsewhere, &form(&[("actie", "withdraw")])).await.status, 404);
    // A private organisation cannot keep its own people out; and somebody must be there to read.
    let desk = "/beheer/organisaties/rederij/contactpunten";
    let public = other.post(&hub, desk, &filled(&[("public_bodies_only", "1")])).await;
    assert!(public.status == 422 && public.page().contains("href=\"#public_bodies_only\""), "{}", public.page());
    let desk = "/beheer/organisaties/bureau/contactpunten";
    let unread = far.post(&hub, desk, &filled(&[])).await;
    assert!(unread.status == 422 && unread.page().contains("Niemand leest wat"), "{}", unread.page());
    let behind = id_of(&hub, "beheer@bureau.example").await;
    assert_eq!(far.post(&hub, desk, &filled(&[("person", behind.as_str())])).await.status, 303);
    let stranger = id_of(&hub, "kim@rederij.example").await;
    assert_eq!(far.post(&hub, desk, &filled(&[("person", stranger.as_str())])).await.status, 422);
    // The secretariat is told no names, and leaves who is behind it as it is.
    let page = secretariat.get(&hub, DESK).await.page();
    assert!(!page.contains("name=\"person\"") && !page.contains("Proef ed@"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_is_what_may_be_read_for_every_label_and_audience() {
    // Without content: pages are looked at by the hundred.
    let (hub, editor, _) = peopled(TestHub::with(&[], config()).await).await;
    organisation(&hub, "Bureau", OrganisationKind::Public, &["rotterdam"]).await;
    let mut lookers = vec![(Visitor::default(), Reader::Anonymous)];
    for (email, organisation) in
        [("bo@rederij.example", "rederij"), ("jo@bureau.example", "bureau"), ("al@proefdienst.example", "proefdienst")]
    {
        let visitor = with_token(&hub, email, organisation, Role::Admin).await;
        let account = hub.shelf().who(&Credential::Token(visitor.token.clone())).await.unwrap().unwrap();
        lookers.push((visitor, Reader::Person(account.person)));
    }
    add(&hub, &editor, &[("tlp", "TLP:CLEAR")]).await;
    let id = id(&hub).await;
    let absent = "/netwerk/contactpunten/0199-0000";
    let around = [
        "/netwerk",
        "/netwerk?organisatie=proefdienst",
        "/knooppunten/rotterdam",
        "/zoeken?q=kwikstaartmethode",
        "/api/v1/zoeken?q=bogot%C3%A1",
        "/",
    ];
    let withdraw = form(&[("actie", "withdraw")]);
    let mut refused = 0;
    // Without any contact point, what does everybody see?
    assert_eq!(editor.post(&hub, &format!("{DESK}/{id}"), &withdraw).await.status, 303);
    hub.catch_up().await;
    let bare = async |visitor: &Visitor, address: &str| {
        let answer = visitor.get(&hub, address).await;
        let text = if answer.header("content-security-policy").contains("nonce") {
            answer.without_nonce()
        } else {
            answer.text()
        };
        text.replace(address.rsplit('/').next().unwrap(), "ID")
    };
    let mut without = Vec::new();
    for (visitor, _) in &lookers {
        for address in around {
            without.push(bare(visitor, address).await);
        }
    }
    for tlp in Tlp::ALL.into_iter().filter(|tlp| *tlp != Tlp::Red) {
        for audience in ["", "organisation:rederij", "hub:rotterdam"] {
            for public in [false, true] {
                let members = audience.split(' ').filter(|one| !one.is_empty()).map(|one| one.parse().unwrap());
                let Ok(sharing) = Sharing::new(tlp, members.collect(), public) else { continue };
                let sharing = match tlp > Tlp::Green {
                    true => sharing.with(Audience::Organisation("proefdienst".parse().unwrap())),
                    false => sharing,
                };
                let seq = hub.shelf().store().seq();
                let public = if public { "1" } else { "" };
                let mut more = vec![("tlp", tlp.label()), ("public_bodies_only", public)];
                more.extend(members_of(audience));
                assert_eq!(add(&hub, &editor, &more).await.status, 303);
                hub.catch_up().await;
                let ids = hub.shelf().store().contact_point_ids().await.unwrap();
                let own = format!("/netwerk/contactpunten/{}", ids[0]);
                for (position, (visitor, reader)) in lookers.iter().enumerate() {
                    let may = may_read(reader, &sharing, None);
                    let case = format!("{tlp} {audience} {public} {reader:?}");
                    let told = (sees(&hub, visitor).await, visitor.get(&hub, &own).await.status);
                    assert_eq!(told, (may, if may { 200 } else { 404 }), "{case}");
                    assert_eq!(hub.shelf().changed_since(reader, seq).await.unwrap(), may, "{case}");
                    if !may {
                        refused += 1;
                        assert_eq!(bare(visitor, &own).await, bare(visitor, absent).await, "{case}");
                        for (at, address) in around.into_iter().enumerate() {
                            assert_eq!(bare(visitor, address).await, without[position * around.len() + at], "{case}");
                        }
                    }
                }
                assert_eq!(editor.post(&hub, &format!("{DESK}/{}", ids[0]), &withdraw).await.status, 303);
            }
        }
    }
    assert!(refused > 20, "{refused}");
    // What is opened above GREEN, and what is refused, is recorded.
    let person = id_of(&hub, "bo@rederij.example").await;
    let filter = TraceFilter { person: Some(person), size: 200, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&Reader::Anonymous.keys(), &filter).await.unwrap().items;
    assert!(rows.iter().any(|row| row.deed == Deed::Read) && rows.iter().any(|row| row.deed == Deed::Refused));
}
