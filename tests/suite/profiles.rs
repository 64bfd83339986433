//! Profiles: shown to who may read them and to nobody else, nameless where their person wants, gone when that person leaves or
//! says nothing for a year; and messages that show no address.

use app::desk::Changes;
use app::desk::People;
use app::model::account::{AdminAct, Credential};
use app::model::audit::{Deed, TraceFilter};
use app::model::profile::{HOLDS, MOST_WAITING};
use app::model::reader::{OrganisationKind, Reader, Role};
use app::model::retention::Retention;
use app::model::sharing::{Audience, Sharing, may_read};
use app::model::tlp::Tlp;
use jiff::{SignedDuration, Timestamp};
use server::library;
use server::library::administration::administer;
use server::library::retention::forget;

use crate::hub::{Answer, TestHub};
use crate::smtp::Sink;
use crate::visitor::{
    PASSWORD, Visitor, audience as members_of, cookies, form, id_of, organisation, signed_in, with_token,
};

const OWN: &str = "/account/profiel";

async fn hub() -> (TestHub, Visitor) {
    let hub = TestHub::bundled().await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    let ada = signed_in(&hub, "ada@proefdienst.example", "proefdienst", Role::Reader).await;
    (hub, ada)
}

const SHEET: [(&str, &str); 9] = [
    ("actie", "save"),
    ("named", "0"),
    ("post", "Liaison in Bogotá"),
    ("expertise", "Contacten met havenpolitie, en de kwikstaartmethode."),
    ("langs", "nl"),
    ("langs", "es"),
    ("hubs", "rotterdam"),
    ("lines", "information"),
    ("countries", "Colombia,  Ecuador"),
];

async fn save(hub: &TestHub, who: &Visitor, more: &[(&str, &str)]) -> Answer {
    let mut fields: Vec<(&str, &str)> = SHEET.to_vec();
    fields.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    fields.extend(more);
    who.post(hub, OWN, &form(&fields)).await
}

/// The address of the only profile that somebody sees.
async fn address(hub: &TestHub, who: &Visitor) -> String {
    let page = who.get(hub, "/netwerk").await.text();
    let rest = page.split("href=\"/netwerk/profielen/").nth(1).unwrap_or_else(|| panic!("no profile: {page}"));
    format!("/netwerk/profielen/{}", rest.split('"').next().unwrap())
}

async fn sees(hub: &TestHub, who: &Visitor) -> bool {
    who.get(hub, "/netwerk").await.text().contains("/netwerk/profielen/")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_found_by_what_it_says_and_shows_a_name_only_where_its_person_wants() {
    let (hub, ada) = hub().await;
    let kim = signed_in(&hub, "kim@rederij.example", "rederij", Role::Reader).await;
    let before = hub.get("/netwerk").await.without_nonce();
    let none = save(&hub, &ada, &[("post", ""), ("expertise", "")]).await;
    let page = none.page();
    assert!(none.status == 422 && page.contains("href=\"#tlp\""), "a label is asked for: {page}");
    let none = save(&hub, &ada, &[("tlp", "TLP:GREEN"), ("post", "")]).await;
    assert!(none.status == 422 && none.page().contains("href=\"#post\"") && none.page().contains("kwikstaartmethode"));
    assert!(!sees(&hub, &ada).await);
    let saved = save(&hub, &ada, &[("tlp", "TLP:GREEN")]).await;
    assert_eq!((saved.status, saved.header("location")), (303, &*format!("{OWN}?klaar=1")), "{}", saved.text());
    assert_eq!(hub.get("/netwerk").await.without_nonce(), before, "for nobody without an account");
    let found =
        async |query: &str| kim.get(&hub, &format!("/netwerk?{query}")).await.text().contains("Liaison in Bogotá");
    for query in
        ["", "knooppunt=rotterdam", "lijn=information", "taal=es", "land=Ecuador", "q=KWIKSTAARTMETHODE+proefdienst"]
    {
        assert!(found(query).await, "{query}");
    }
    for query in ["knooppunt=schiphol", "lijn=barriers", "taal=fr", "land=Peru", "q=grutto"] {
        assert!(!found(query).await, "{query}");
    }
    let address = address(&hub, &kim).await;
    let page = kim.get(&hub, &address).await.page();
    assert!(
        page.contains("kwikstaartmethode") && page.contains("Proefdienst") && page.contains("Colombia, Ecuador"),
        "{page}"
    );
    for secret in ["Proef ada@", "ada@proefdienst.example", id_of(&hub, "ada@proefdienst.example").await.as_str()] {
        assert!(!page.contains(secret), "{secret}");
    }
    assert!(kim.get(&hub, &format!("/en{address}")).await.status == 200);
    assert_eq!(hub.get(&address).await.status, 404);
    assert_eq!(save(&hub, &ada, &[("tlp", "TLP:CLEAR"), ("named", "1")]).await.status, 303);
    let page = hub.get(&address).await.page();
    assert!(
        page.contains("Proef ada@proefdienst.example") && page.contains("Meld u aan om een bericht te sturen"),
        "{page}"
    );
    let own = ada.get(&hub, "/account/gegevens.json").await.json();
    assert_eq!(own["profile"]["post"], "Liaison in Bogotá");
    // It is found in the search by its words, in any of the languages, by who may read it.
    hub.catch_up().await;
    let total = async |who: &Visitor, word: &str| {
        who.get(&hub, &format!("/api/v1/zoeken?q={word}&soort=profile")).await.json()["totaal"].clone()
    };
    assert_eq!((total(&kim, "kwikstaartmethode").await, total(&kim, "colombia").await), (1.into(), 1.into()));
    assert_eq!(total(&Visitor::default(), "kwikstaartmethode").await, 1);
    assert!(hub.get("/zoeken?q=kwikstaartmethode").await.text().contains(&format!("href=\"{address}\"")));
    assert_eq!(save(&hub, &ada, &[("tlp", "TLP:GREEN")]).await.status, 303);
    hub.catch_up().await;
    assert_eq!((total(&kim, "ada").await, total(&Visitor::default(), "kwikstaartmethode").await), (0.into(), 0.into()));
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
    let close = AdminAct::DisableOrganisation("proefdienst".parse().unwrap());
    administer(hub.shelf().store(), "test", close).await.unwrap();
    hub.catch_up().await;
    assert_eq!((total(&kim, "kwikstaartmethode").await, sees(&hub, &kim).await), (0.into(), false));
    let open = AdminAct::EnableOrganisation("proefdienst".parse().unwrap());
    administer(hub.shelf().store(), "test", open).await.unwrap();
    hub.catch_up().await;
    assert_eq!(total(&kim, "kwikstaartmethode").await, 1);
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
    // Their session ended with the organisation.
    let fields = [("email", "ada@proefdienst.example"), ("password", PASSWORD)];
    let ada = Visitor { cookie: cookies(&hub.post("/aanmelden", &form(&fields)).await), ..Visitor::default() };
    // A token shows nothing; taking it away is at once and everywhere.
    let token = with_token(&hub, "prog@proefdienst.example", "proefdienst", Role::Reader).await;
    assert_eq!(save(&hub, &token, &[("tlp", "TLP:CLEAR")]).await.status, 404);
    assert_eq!(kim.post(&hub, OWN, &form(&[("actie", "remove")])).await.status, 404, "Kim has none");
    assert_eq!(ada.post(&hub, OWN, &form(&[("actie", "remove")])).await.status, 303);
    assert_eq!(hub.get(&address).await.status, 404);
    assert_eq!(hub.get("/netwerk").await.without_nonce(), before);
    hub.catch_up().await;
    assert_eq!(total(&kim, "kwikstaartmethode").await, 0);
    assert_eq!(library::differences_of(hub.shelf()).await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_is_what_may_be_read_for_every_label_and_audience() {
    let (hub, ada) = hub().await;
    let mut lookers = vec![(Visitor::default(), Reader::Anonymous)];
    for (email, organisation) in [("kim@proefdienst.example", "proefdienst"), ("bo@rederij.example", "rederij")] {
        let visitor = with_token(&hub, email, organisation, Role::Admin).await;
        let account = hub.shelf().who(&Credential::Token(visitor.token.clone())).await.unwrap().unwrap();
        lookers.push((visitor, Reader::Person(account.person)));
    }
    let author = id_of(&hub, "ada@proefdienst.example").await;
    let bo = format!("person:{}", id_of(&hub, "bo@rederij.example").await);
    let mut refused = 0;
    for tlp in Tlp::ALL {
        for audience in ["", "organisation:rederij", "hub:schiphol", bo.as_str()] {
            for public in [false, true] {
                let members =
                    audience.split(' ').filter(|one| !one.is_empty()).map(|one| one.parse::<Audience>().unwrap());
                let Ok(sharing) = Sharing::new(tlp, members.collect(), public) else { continue };
                let public = if public { "1" } else { "" };
                let seq = hub.shelf().store().seq();
                let mut more = vec![("tlp", tlp.label()), ("public_bodies_only", public)];
                more.extend(members_of(audience));
                assert_eq!(save(&hub, &ada, &more).await.status, 303);
                let own = address(&hub, &ada).await;
                for (visitor, reader) in &lookers {
                    let may = may_read(reader, &sharing, Some(&author));
                    let told = (sees(&hub, visitor).await, visitor.get(&hub, &own).await.status);
                    assert_eq!(told, (may, if may { 200 } else { 404 }), "{tlp} {audience} {public} {reader:?}");
                    assert_eq!(
                        hub.shelf().changed_since(reader, seq).await.unwrap(),
                        may,
                        "{tlp} {audience} {reader:?}"
                    );
                    refused += usize::from(!may);
                }
            }
        }
    }
    assert!(refused > 20);
    // What is opened above GREEN, and what is refused, is recorded.
    let person = id_of(&hub, "bo@rederij.example").await;
    let filter = TraceFilter { person: Some(person), size: 100, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&Reader::Anonymous.keys(), &filter).await.unwrap().items;
    assert!(rows.iter().any(|row| row.deed == Deed::Read) && rows.iter().any(|row| row.deed == Deed::Refused));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_reaches_its_receiver_without_an_address_and_an_answer_keeps_a_name_that_is_not_shown() {
    let (hub, ada) = hub().await;
    let kim = signed_in(&hub, "kim@rederij.example", "rederij", Role::Reader).await;
    save(&hub, &ada, &[("tlp", "TLP:GREEN")]).await;
    let address = address(&hub, &kim).await;
    let write = |text: &str| form(&[("text", text)]);
    assert_eq!(hub.post(&address, &write("hallo")).await.status, 403);
    assert_eq!(ada.post(&hub, &address, &write("aan mijzelf")).await.status, 404);
    let empty = kim.post(&hub, &address, &write("  ")).await;
    assert!(empty.status == 422 && empty.text().contains("role=\"alert\""));
    let sent = kim.post(&hub, &address, &write("Kent u iemand in Guayaquil?")).await;
    assert_eq!((sent.status, sent.header("location")), (303, &*format!("{address}?klaar=1")));
    let overview = ada.get(&hub, "/overzicht").await.page();
    assert!(
        overview.contains("Kent u iemand in Guayaquil?") && overview.contains("Proef kim@rederij.example, Rederij"),
        "{overview}"
    );
    assert!(!kim.get(&hub, "/overzicht").await.page().contains("Guayaquil"));
    let id = overview.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = form(&[("actie", "answer-message"), ("id", &id), ("text", "Ja, bel mij.")]);
    assert_eq!(kim.post(&hub, "/overzicht", &answer).await.status, 404, "it is not theirs to answer");
    assert_eq!(ada.post(&hub, "/overzicht", &answer).await.status, 303);
    assert!(!ada.get(&hub, "/overzicht").await.page().contains("Guayaquil"), "settled");
    let answered = kim.get(&hub, "/overzicht").await.page();
    assert!(answered.contains("Ja, bel mij.") && answered.contains("Liaison in Bogotá, Proefdienst"), "{answered}");
    assert!(!answered.contains("Proef ada@"), "the answer shows no name");
    // Recorded, and not without end.
    let filter =
        TraceFilter { person: Some(id_of(&hub, "kim@rederij.example").await), size: 50, ..TraceFilter::default() };
    let rows = hub.shelf().store().traces(&Reader::Anonymous.keys(), &filter).await.unwrap().items;
    assert_eq!(rows.iter().filter(|row| row.deed == Deed::Contacted).count(), 1);
    for number in 0..MOST_WAITING {
        assert_eq!(kim.post(&hub, &address, &write(&format!("vraag {number}"))).await.status, 303);
    }
    assert_eq!(kim.post(&hub, &address, &write("te veel")).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_with_its_person_or_after_a_year_without_a_word() {
    let (hub, ada) = hub().await;
    let kim = signed_in(&hub, "kim@rederij.example", "rederij", Role::Reader).await;
    save(&hub, &ada, &[("tlp", "TLP:GREEN")]).await;
    let address = address(&hub, &kim).await;
    kim.post(&hub, &address, &form(&[("text", "Een vraag.")])).await;
    let store = hub.shelf().store();
    let sink = Sink::start().await;
    let usher = sink.usher(hub.shelf());
    let now = Timestamp::now();
    sink.refuse(true);
    assert_eq!(usher.knock(now).await.unwrap(), 0);
    sink.refuse(false);
    assert_eq!(usher.knock(now).await.unwrap(), 1, "of the message, once it goes out");
    assert_eq!(usher.knock(now).await.unwrap(), 0);
    let month_before = now + HOLDS - SignedDuration::from_hours(29 * 24);
    assert_eq!(usher.knock(month_before).await.unwrap(), 1, "of the end");
    assert_eq!(usher.knock(month_before).await.unwrap(), 0);
    let mails: String = sink.mails().concat().replace("=\n", "").replace("=3D", "=");
    assert!(mails.contains("To: ada@proefdienst.example") && mails.contains("https://hub.example/account/profiel"));
    assert!(!mails.contains("Een vraag.") && !mails.contains("kim@"), "what is written stays in the house: {mails}");
    // Said to be right, it holds another year; after that without a word it goes.
    assert_eq!(ada.post(&hub, OWN, &form(&[("actie", "confirm")])).await.status, 303);
    forget(store, Retention::DEFAULT, now + HOLDS - SignedDuration::from_hours(1)).await.unwrap();
    assert!(sees(&hub, &kim).await);
    forget(store, Retention::DEFAULT, Timestamp::now() + HOLDS).await.unwrap();
    assert!(!sees(&hub, &kim).await);
    // Who leaves is gone at once, with what was written.
    save(&hub, &ada, &[("tlp", "TLP:CLEAR")]).await;
    assert!(sees(&hub, &Visitor::default()).await);
    let person = id_of(&hub, "ada@proefdienst.example").await;
    administer(store, "test", AdminAct::DisablePerson(person.clone())).await.unwrap();
    assert!(!sees(&hub, &Visitor::default()).await && !sees(&hub, &kim).await);
    assert!(store.profile_of(&person).await.unwrap().is_none());
    assert!(store.direct_messages(&person).await.unwrap().is_empty());
    assert_eq!(store.faults().await.unwrap(), Vec::<String>::new());
}
