//! What persons watch: saved searches, the overview, feeds and mail. Whatever comes is what they may read at that moment.

use app::desk::{Following, People};
use app::model::account::Credential;
use app::model::reader::{OrganisationKind, Role};
use jiff::{SignedDuration, Timestamp};
use server::library::post::Postman;
use server::mail::Mailer;

use crate::hub::{TestHub, config, document, words};
use crate::smtp::Sink;
use crate::visitor::{Visitor, form, id_of, organisation, signed_in, with_token};

async fn hub() -> TestHub {
    let hub = TestHub::with(&[("oud.md", &document("oud", "Oud stuk", "TLP:CLEAR", "Zegels."))], config()).await;
    organisation(&hub, "Proefdienst", OrganisationKind::Public, &["schiphol"]).await;
    organisation(&hub, "Rederij", OrganisationKind::Private, &["rotterdam"]).await;
    hub
}

async fn save(hub: &TestHub, visitor: &Visitor, name: &str, query: &str) {
    let fields = form(&[("actie", "save-search"), ("name", name), ("query", query)]);
    let answer = visitor.post(hub, &format!("/overzicht/bewaren?{query}"), &fields).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/overzicht?klaar=1"), "{}", answer.text());
}

async fn watch(hub: &TestHub, visitor: &Visitor, what: &str) -> u16 {
    visitor.post(hub, "/overzicht", &form(&[("actie", "watch"), ("what", what), ("terug", "/")])).await.status
}

/// What the page says between two marks.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}"));
    rest.split(end).next().unwrap()
}

/// The section of the overview that says what is new.
fn news(page: &str) -> &str {
    between(page, "id=\"news\"", "</section>")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_search_says_what_is_new_until_it_was_looked_at() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    let other = signed_in(&hub, "sam@proef.example", "proefdienst", Role::Reader).await;
    assert!(kim.get(&hub, "/zoeken?q=zegels").await.text().contains("/overzicht/bewaren?q=zegels"));
    assert!(!hub.get("/zoeken?q=zegels").await.text().contains("/overzicht/bewaren"));
    let form_page = kim.get(&hub, "/overzicht/bewaren?q=zegels&lijn=barriers").await;
    assert!(form_page.status == 200 && form_page.text().contains("value=\"zegels\""));
    save(&hub, &kim, "Zegels in de haven", "q=zegels").await;
    save(&hub, &kim, "Alles van Schiphol", "knooppunt=schiphol").await;
    assert!(news(&kim.get(&hub, "/overzicht").await.text()).contains("niets nieuws"));
    hub.import(&[
        ("nieuw.md", &document("nieuw", "Nieuw stuk", "TLP:GREEN", "Over zegels.")),
        (
            "los.md",
            &document("los", "Los stuk", "TLP:CLEAR", "Iets anders.").replace("hubs = [\"schiphol\"]", "hubs = []"),
        ),
        ("dicht.md", &document("dicht", "Dicht stuk", "TLP:AMBER", "Zegels.").replace("hub:schiphol", "hub:rotterdam")),
    ])
    .await;
    let page = kim.get(&hub, "/overzicht").await.text();
    let fresh = news(&page);
    assert_eq!(fresh.matches("Nieuw stuk").count(), 2, "under both searches");
    assert!(!fresh.contains("Los stuk") && !page.contains("Dicht stuk") && !fresh.contains("Oud stuk"));
    assert!(kim.get(&hub, "/account").await.text().contains("Zegels in de haven"));
    assert!(!other.get(&hub, "/overzicht").await.text().contains("Zegels in de haven"), "another's own");

    let at = between(fresh, "name=\"at\" value=\"", "\"");
    let seen = kim.post(&hub, "/overzicht", &form(&[("actie", "looked"), ("at", at)])).await;
    assert_eq!(seen.status, 303);
    assert!(news(&kim.get(&hub, "/overzicht").await.text()).contains("niets nieuws"));
    let far = (Timestamp::now() + SignedDuration::from_hours(1000)).as_millisecond().to_string();
    kim.post(&hub, "/overzicht", &form(&[("actie", "looked"), ("at", &far)])).await;
    hub.import(&[("later.md", &document("later", "Later stuk", "TLP:CLEAR", "Zegels."))]).await;
    assert!(news(&kim.get(&hub, "/overzicht").await.text()).contains("Later stuk"), "nobody looks ahead");

    let suggest = async |visitor: &Visitor| visitor.get(&hub, "/rpc/suggest?typed=zegels+in&lang=nl").await.text();
    assert!(suggest(&kim).await.contains("Zegels in de haven"));
    assert!(
        !suggest(&other).await.contains("Zegels in de haven") && !suggest(&Visitor::default()).await.contains("haven")
    );

    for (query, name) in [("", "Niets"), ("q=zegels", ""), ("pagina=3", "Onbekend")] {
        let fields = form(&[("actie", "save-search"), ("name", name), ("query", query)]);
        let refused = kim.post(&hub, &format!("/overzicht/bewaren?{query}"), &fields).await;
        assert_eq!(refused.status, 422, "{query} {name}");
        assert!(refused.text().contains(&format!("value=\"{name}\"")) || name.is_empty(), "what was typed comes back");
    }
    let bot = with_token(&hub, "bot@proef.example", "proefdienst", Role::Reader).await;
    assert_eq!(watch(&hub, &bot, "hub:schiphol").await, 404, "a token reads");
    assert_eq!(hub.get("/overzicht").await.header("location"), "/aanmelden?naar=%2Foverzicht");
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_things_cannot_be_watched_and_change_no_byte_of_the_overview() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "rederij", Role::Reader).await;
    save(&hub, &kim, "Alles", "sorteer=nieuwste").await;
    for what in ["hub:schiphol", "line:barriers", "organisation:knooppunt", "document:oud"] {
        assert_eq!(watch(&hub, &kim, what).await, 303, "{what}");
    }
    let before = kim.get(&hub, "/overzicht").await.without_nonce();
    let secret =
        document("geheim", "Geheim stuk", "TLP:AMBER", "Zegels.").replace("lang = ", "lines = [\"barriers\"]\nlang = ");
    hub.import(&[("geheim.md", &secret)]).await;
    assert_eq!(kim.get(&hub, "/overzicht").await.without_nonce(), before);
    for what in ["document:geheim", "document:bestaat-niet", "organisation:proefdienst", "organisation:bestaat-niet"] {
        let answer = kim.post(&hub, "/overzicht", &form(&[("actie", "watch"), ("what", what)])).await;
        assert_eq!(answer.status, 404, "{what}");
    }
    // What was watched and is hidden later says no more than that.
    let narrowed = document("oud", "Oud stuk", "TLP:AMBER", "Zegels en meer.");
    hub.import(&[("oud.md", &narrowed)]).await;
    let page = kim.get(&hub, "/overzicht").await.text();
    assert!(!page.contains("Oud stuk") && page.contains("niet meer mag lezen"));
    let ours = signed_in(&hub, "sam@proef.example", "proefdienst", Role::Reader).await;
    assert_eq!(watch(&hub, &ours, "document:geheim").await, 303);
    hub.import(&[("geheim.md", &secret.replace("Zegels.", "Zegels en sloten."))]).await;
    assert!(news(&ours.get(&hub, "/overzicht").await.text()).contains("Geheim stuk"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_holds_what_its_owner_may_read_and_nothing_above_green() {
    let hub = hub().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Reader).await;
    save(&hub, &kim, "Zegels & <sloten>", "q=zegels").await;
    hub.import(&[
        ("groen.md", &document("groen", "Groen stuk", "TLP:GREEN", "Zegels.")),
        ("amber.md", &document("amber", "Amber stuk", "TLP:AMBER", "Zegels.")),
    ])
    .await;
    let page = kim.get(&hub, "/overzicht").await.text();
    let id = between(&page, "name=\"id\" value=\"", "\"").to_owned();
    let make = form(&[("actie", "make-feed"), ("id", &id)]);
    let address = async || {
        let made = kim.post(&hub, "/overzicht", &make).await;
        assert_eq!(made.status, 200);
        between(&made.text(), "<code class=\"secret\">", "<").replace("&amp;", "&")
    };
    let first = address().await;
    let feed = hub.get(&first).await;
    assert_eq!((feed.status, feed.header("cache-control")), (200, "no-store"));
    assert!(feed.header("content-type").starts_with("application/atom+xml"));
    let text = feed.text();
    assert!(
        text.contains("Groen stuk") && text.contains("Zegels &amp; &lt;sloten&gt;") && !text.contains("Amber stuk")
    );
    assert!(!kim.get(&hub, "/overzicht").await.text().contains(&first), "shown once");

    hub.import(&[("groen.md", &document("groen", "Groen stuk", "TLP:AMBER", "Zegels."))]).await;
    assert!(!hub.get(&first).await.text().contains("Groen stuk"), "a label holds at reading time");
    let absent = hub.get("/zoekopdracht.atom?sleutel=0").await;
    let second = address().await;
    let gone = hub.get(&first).await;
    assert_eq!((absent.status, absent.text()), (404, gone.text()), "a new address ends the old one");
    assert_eq!(hub.get(&second).await.status, 200);
    let other = signed_in(&hub, "sam@proef.example", "proefdienst", Role::Reader).await;
    assert_eq!(other.post(&hub, "/overzicht", &make).await.status, 404, "another's search");
    other.post(&hub, "/overzicht", &form(&[("actie", "end-feed"), ("id", &id)])).await;
    other.post(&hub, "/overzicht", &form(&[("actie", "stop"), ("id", &id)])).await;
    assert_eq!(hub.get(&second).await.status, 200, "not theirs to end");
    kim.post(&hub, "/overzicht", &form(&[("actie", "end-feed"), ("id", &id)])).await;
    assert_eq!(hub.get(&second).await.status, 404);
    let third = address().await;
    let leave = app::model::account::AdminAct::DisablePerson(id_of(&hub, "kim@proef.example").await);
    server::library::administration::administer(hub.shelf().store(), "test", leave).await.unwrap();
    assert_eq!(hub.get(&third).await.status, 404, "whoever leaves loses it");
}

#[tokio::test(flavor = "multi_thread")]
async fn news_goes_out_by_mail_once_a_day_and_can_be_ended_from_the_mail() {
    let hub = hub().await;
    let sink = Sink::start().await;
    let kim = signed_in(&hub, "kim@proef.example", "proefdienst", Role::Contributor).await;
    let ground = with_token(&hub, "bot@proef.example", "proefdienst", Role::Reader).await;
    let account = hub.shelf().who(&Credential::Token(ground.token.clone())).await.unwrap().unwrap();
    assert_eq!(hub.shelf().mail(&account).await.unwrap(), None, "a site without relay offers no mail");
    assert_eq!(kim.post(&hub, "/overzicht", "actie=mail-start").await.status, 404);
    let me = id_of(&hub, "kim@proef.example").await;
    hub.shelf().store().set_mail(&me, Some(app::model::lang::Lang::Nl)).await.unwrap();
    save(&hub, &kim, "Zegels", "q=zegels").await;
    assert_eq!(watch(&hub, &kim, "hub:schiphol").await, 303);
    hub.import(&[
        ("groen.md", &document("groen", "Groen stuk", "TLP:GREEN", "Zegels.")),
        ("amber.md", &document("amber", "Amber stuk", "TLP:AMBER", "Zegels.")),
    ])
    .await;
    let mailer = Mailer::new(&sink.address().parse().unwrap(), "Knooppunt <post@knooppunt.example>").unwrap();
    let postman = Postman::new(hub.shelf().clone(), words(), "https://knooppunt.example".to_owned(), mailer);
    let now = Timestamp::now();
    assert_eq!(postman.round(now).await.unwrap(), 0, "not within a day");
    let tomorrow = now + SignedDuration::from_hours(25);
    sink.refuse(true);
    assert_eq!(postman.round(tomorrow).await.unwrap(), 0, "refused by the relay");
    sink.refuse(false);
    assert_eq!(postman.round(tomorrow).await.unwrap(), 1, "and tried again");
    assert_eq!(postman.round(tomorrow).await.unwrap(), 0, "once");
    let mails = sink.mails();
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    for part in ["To: kim@proef.example", "From: Knooppunt <post@knooppunt.example>", "Subject: Knooppunt: 4 nieuw"] {
        assert!(mail.contains(part), "{part} in {mail}");
    }
    assert!(mail.contains("Groen stuk (TLP:GREEN)") && mail.contains("https://knooppunt.example/documenten/groen"));
    assert!(!mail.contains("Amber stuk") && mail.contains("en 1 boven TLP:GREEN"));
    assert_eq!(postman.round(tomorrow + SignedDuration::from_hours(30)).await.unwrap(), 0, "nothing is new");

    let way_out = between(mail, "List-Unsubscribe: <https://knooppunt.example", ">").to_owned();
    assert!(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    let page = hub.get(&way_out).await;
    assert!(page.status == 200 && page.header("cache-control") == "no-store");
    let wanted = async || hub.shelf().store().mail_of(&me).await.unwrap().is_some();
    assert!(wanted().await, "opening the link ends nothing");
    let wrong = hub.post("/berichten-stoppen?code=0", "").await;
    assert!(wrong.status == 303 && wanted().await);
    let ended = hub.post(&way_out, "List-Unsubscribe=One-Click").await;
    assert_eq!((ended.status, ended.header("location")), (wrong.status, wrong.header("location")));
    assert!(!wanted().await);
}
