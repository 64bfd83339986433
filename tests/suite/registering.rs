//! Registering for a congress: never one more than there are places, waiting lists that move up, personal links, mails,
//! the list of organisers, and the end of all names.

use std::collections::BTreeSet;

use app::model::reader::Role;
use app::model::registration::HELD;
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp, ToSpan};
use server::library::confirming::erase;
use server::store::today;

use crate::hub::{Answer, TestHub};
use crate::organising::{LIST, START, add, begin, hub, publish, session, set_rooms};
use crate::smtp::Sink;
use crate::visitor::{Visitor, form, signed_in, with_token};

const HERE: &str = "/congres/2027/aanmelden";

/// A published congress with a session of two places.
async fn congress() -> (TestHub, Visitor) {
    let (hub, organiser) = hub().await;
    begin(&hub, &organiser).await;
    set_rooms(&hub, &organiser).await;
    add(&hub, &organiser, &session("Opening", "09:00", &[])).await;
    add(&hub, &organiser, &session("Werkplaats", "10:00", &[("capacity", "2")])).await;
    assert_eq!(publish(&hub, &organiser, "").await.status, 303);
    (hub, organiser)
}

async fn terms(hub: &TestHub, who: &Visitor, fields: &[(&str, &str)]) -> Answer {
    let fields = [&[("actie", "terms"), ("keep_days", "30")], fields].concat();
    who.post(hub, &format!("{LIST}/2027/aanmeldingen"), &form(&fields)).await
}

async fn guest(hub: &TestHub, name: &str) -> Answer {
    let email = format!("{}@elders.example", name.to_lowercase().replace(' ', "."));
    let fields = [("actie", "join-guest"), ("name", name), ("organisation", "Elders"), ("email", email.as_str())];
    hub.post(HERE, &form(&fields)).await
}

/// The personal link in an answer.
fn link(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").split("&klaar").next().unwrap().to_owned()
}

fn waits(page: &str) -> Option<u32> {
    let rest = page.split("U staat op nummer ").nth(1)?;
    rest.split(' ').next()?.parse().ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_hundred_at_once_for_ten_places_are_ten_and_a_list_in_order() {
    let (hub, organiser) = congress().await;
    assert_eq!(guest(&hub, "Te vroeg").await.status, 404, "nothing to register for yet");
    assert_eq!(terms(&hub, &organiser, &[("open", "1"), ("guests", "1"), ("places", "10")]).await.status, 303);
    let names: Vec<String> = (1..=100).map(|number| format!("Gast {number}")).collect();
    let answers = join_all(names.iter().map(|name| {
        let (router, name) = (hub.router.clone(), name.clone());
        // Each on a task of its own: they run at the same time.
        let body = form(&[("actie", "join-guest"), ("name", &name), ("organisation", "X"), ("email", "x@x.example")]);
        tokio::spawn(async move {
            let request = axum::http::Request::post(HERE)
                .header("host", "hub.test")
                .header("content-type", "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body(axum::body::Body::from(body))
                .unwrap();
            let answer = tower::ServiceExt::oneshot(router, request).await.unwrap();
            let location = answer.headers().get("location").unwrap().to_str().unwrap().to_owned();
            (answer.status().as_u16(), location)
        })
    }))
    .await;
    let (mut inside, mut places) = (0, BTreeSet::new());
    for answer in answers {
        let (status, location) = answer.unwrap();
        assert_eq!(status, 303);
        let page = hub.get(&location).await.page();
        match waits(&page) {
            Some(place) => assert!(places.insert(place), "nobody shares place {place}"),
            None => {
                assert!(page.contains("U bent ingeschreven en hebt een plaats"), "{page}");
                inside += 1;
            }
        }
    }
    assert_eq!((inside, places.len()), (10, 90));
    assert_eq!(places, (1..=90).collect(), "the rest waits, in order");
    let list = organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen")).await.page();
    assert!(list.contains("Ingeschreven (10)") && list.contains("Wachtlijst (90)"));
    // More places go to who waited longest.
    assert_eq!(terms(&hub, &organiser, &[("open", "1"), ("guests", "1"), ("places", "12")]).await.status, 303);
    let list = organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen")).await.page();
    assert!(list.contains("Ingeschreven (12)") && list.contains("Wachtlijst (88)"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cancels_makes_room_for_the_next_at_the_congress_and_in_a_session() {
    let (hub, organiser) = congress().await;
    terms(&hub, &organiser, &[("open", "1"), ("guests", "1"), ("places", "3")]).await;
    let mut links = Vec::new();
    for name in ["Ada", "Bo", "Cas", "Dia", "Eef"] {
        links.push(link(&guest(&hub, name).await));
    }
    let choose = form(&[("actie", "choose"), ("session", "2")]);
    for link in &links[..3] {
        assert_eq!(hub.post(link, &choose).await.status, 303);
    }
    let third = hub.get(&links[2]).await.page();
    assert!(
        third.contains("u staat op nummer 1 van de wachtlijst") && !third.contains("Agenda van mijn sessies"),
        "{third}"
    );
    assert!(hub.get(&links[0]).await.page().contains("congres.ics?session=2"));
    assert_eq!(waits(&hub.get(&links[4]).await.page()), Some(2));
    // Whoever waits for the congress has no place in a session.
    assert_eq!(hub.post(&links[3], &choose).await.status, 303);
    assert!(!hub.get(&links[3]).await.page().contains("Werkplaats"));
    // One gives up a session alone.
    assert_eq!(hub.post(&links[0], &form(&[("actie", "choose")])).await.status, 303);
    assert!(hub.get(&links[2]).await.page().contains("u hebt een plaats"), "the session moved up");
    // One gives up all.
    let left = hub.post(&links[1], &form(&[("actie", "leave")])).await;
    assert_eq!((left.status, left.header("location")), (303, "/congres/2027/aanmelden?klaar=weg"));
    assert_eq!(hub.get(&links[1]).await.status, 404, "the link is dead");
    assert_eq!(waits(&hub.get(&links[3]).await.page()), None);
    assert_eq!(waits(&hub.get(&links[4]).await.page()), Some(1));
    assert_eq!(hub.post(&links[3], &choose).await.status, 303);
    assert!(hub.get(&links[3]).await.page().contains("u hebt een plaats"));
    assert_eq!(hub.shelf().store().faults().await.unwrap(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_an_account_registers_once_and_nobody_sees_another() {
    let (hub, organiser) = congress().await;
    terms(&hub, &organiser, &[("open", "1")]).await;
    assert!(hub.get("/congres/2027").await.text().contains("/congres/2027/aanmelden"));
    let kim = signed_in(&hub, "kim@proefdienst.example", "proefdienst", Role::Reader).await;
    let other = signed_in(&hub, "bo@proefdienst.example", "proefdienst", Role::Reader).await;
    let join = form(&[("actie", "join")]);
    for _ in 0..2 {
        assert_eq!(kim.post(&hub, HERE, &join).await.status, 303);
    }
    let list = organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen")).await.page();
    assert!(list.contains("Ingeschreven (1)") && list.contains("Proef kim@") && list.contains("Proefdienst"), "{list}");
    assert!(kim.get(&hub, HERE).await.page().contains("U bent ingeschreven"));
    let own = kim.get(&hub, "/account/gegevens.json").await.json();
    assert_eq!(own["registrations"][0]["conference"], "2027", "all that is kept about a person is theirs to have");
    assert!(other.get(&hub, HERE).await.page().contains("U schrijft zich in als"));
    assert_eq!(other.post(&hub, HERE, &form(&[("actie", "leave")])).await.status, 404);
    // Guests are not asked for here, a token registers nobody, and a link that does not hold is absent.
    assert_eq!(guest(&hub, "Gast").await.status, 422);
    assert!(hub.get(HERE).await.page().contains("Alleen mensen met een account"));
    let token = with_token(&hub, "prog@proefdienst.example", "proefdienst", Role::Reader).await;
    assert_eq!(token.post(&hub, HERE, &join).await.status, 404);
    assert_eq!(hub.get(&format!("{HERE}?code=00ff")).await.status, 404);
    assert_eq!(hub.post(HERE, &join).await.status, 403, "sign in first");
    for address in [format!("{LIST}/2027/aanmeldingen"), format!("{LIST}/2027/aanmeldingen.csv")] {
        assert_eq!(kim.get(&hub, &address).await.status, 404, "{address}");
    }
    let refused =
        kim.post(&hub, &format!("{LIST}/2027/aanmeldingen"), &form(&[("actie", "terms"), ("keep_days", "1")])).await;
    assert_eq!(refused.status, 404);
    // It closes.
    let yesterday = (today() - 1.day()).to_string();
    let attendance = format!("{LIST}/2027/aanmeldingen");
    let says = async || organiser.get(&hub, &attendance).await.page().contains("Inschrijven kan niet meer");
    assert!(!says().await);
    terms(&hub, &organiser, &[("open", "1"), ("closing", &yesterday)]).await;
    assert!(says().await, "open, and over: its organisers see why nobody comes");
    assert!(other.get(&hub, HERE).await.page().contains("Inschrijven kan nu niet"));
    assert_eq!(other.post(&hub, HERE, &join).await.status, 422);
    assert!(kim.get(&hub, HERE).await.page().contains("U bent ingeschreven"), "a registration stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_name_what_is_wrong_and_lists_carry_no_formulas() {
    let (hub, organiser) = congress().await;
    let wrong = terms(&hub, &organiser, &[("places", "veel"), ("closing", "ooit")]).await;
    assert!(
        wrong.status == 422 && wrong.text().contains("href=\"#places\"") && wrong.text().contains("href=\"#closing\"")
    );
    terms(&hub, &organiser, &[("open", "1"), ("guests", "1")]).await;
    let bad = hub.post(HERE, &form(&[("actie", "join-guest"), ("name", "Ada"), ("email", "geen")])).await;
    let page = bad.page();
    assert!(bad.status == 422 && page.contains("href=\"#email\"") && page.contains("value=\"Ada\""), "{page}");
    let none = hub.post(HERE, &form(&[("actie", "join-guest"), ("email", "a@b.example")])).await.page();
    assert!(none.contains("href=\"#name\"") && none.contains("href=\"#organisation\""), "{none}");
    let hostile = [
        ("actie", "join-guest"),
        ("name", "=HYPERLINK(\"https://kwaad.example\")"),
        ("organisation", "<script>alert(1)</script>"),
        ("email", "+1@kwaad.example"),
    ];
    assert_eq!(hub.post(HERE, &form(&hostile)).await.status, 303);
    let csv = organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen.csv")).await;
    assert_eq!((csv.status, csv.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert!(csv.text().contains("\"'=HYPERLINK") && csv.text().contains(",'+1@kwaad.example,gast,"), "{}", csv.text());
    let list = organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen")).await.text();
    assert!(list.contains("&lt;script&gt;") && !list.contains("<script>alert"));
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_tell_how_one_stands_and_again_when_that_changes() {
    let (hub, organiser) = congress().await;
    terms(&hub, &organiser, &[("open", "1"), ("guests", "1"), ("places", "1")]).await;
    let first = link(&guest(&hub, "Ada").await);
    guest(&hub, "Bo").await;
    let sink = Sink::start().await;
    let usher = sink.usher(hub.shelf());
    sink.refuse(true);
    assert_eq!(usher.round().await.unwrap(), 0);
    sink.refuse(false);
    assert_eq!(usher.round().await.unwrap(), 2, "what did not go out is tried again");
    assert_eq!(usher.round().await.unwrap(), 0, "nobody is told twice");
    hub.post(&first, &form(&[("actie", "leave")])).await;
    assert_eq!(usher.round().await.unwrap(), 1, "who moved up is told");
    let mails: Vec<String> = sink.mails().into_iter().map(|mail| mail.replace("=\n", "").replace("=3D", "=")).collect();
    let last = mails.last().unwrap();
    assert!(last.contains("To: bo@elders.example") && last.contains("en hebt een plaats"), "{last}");
    let own = last.split("https://hub.example/congres/2027/aanmelden?code=").nth(1).unwrap();
    let own = own.split_whitespace().next().unwrap();
    assert!(hub.get(&format!("{HERE}?code={own}")).await.page().contains("hebt een plaats"), "its link holds");
    assert!(mails.iter().all(|mail| !mail.contains("List-Unsubscribe")));
}

/// The personal links in the mails so far, each with the address to which it went.
fn mailed(sink: &Sink) -> Vec<(String, String)> {
    let mails = sink.mails().into_iter().map(|mail| mail.replace("=\n", "").replace("=3D", "="));
    let read = |mail: String| {
        let to = mail.split("To: ").nth(1)?.lines().next()?.trim().to_owned();
        let own = mail.split("https://hub.example").find(|part| part.contains("?code="))?;
        Some((to, own.split_whitespace().next()?.to_owned()))
    };
    mails.filter_map(read).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_guest_keeps_a_place_only_if_they_open_the_link_in_their_mail() {
    let (hub, organiser) = congress().await;
    let hub = hub.mailing();
    assert_eq!(terms(&hub, &organiser, &[("open", "1"), ("guests", "1"), ("places", "2")]).await.status, 303);
    assert!(hub.get(HERE).await.page().contains("Open die binnen twee uur"));
    for name in ["Verzonnen Een", "Echt Twee", "Echt Drie", "Verzonnen Vier", "Echt Vijf"] {
        let answer = guest(&hub, name).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/congres/2027/aanmelden?klaar=mail"));
    }
    let told = hub.get("/congres/2027/aanmelden?klaar=mail").await.page();
    assert!(told.contains("Kijk nu in uw mail") && !told.contains("join-guest"), "{told}");
    let sink = Sink::start().await;
    let usher = sink.usher(hub.shelf());
    assert_eq!(usher.round().await.unwrap(), 5);
    let list = || async { organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen")).await.page() };
    let before = list().await;
    assert!(before.contains("Ingeschreven (2)") && before.contains("Wachtlijst (3)"), "{before}");
    assert_eq!(before.matches("gast, adres niet bevestigd, vervalt ").count(), 5, "{before}");
    for (to, own) in mailed(&sink).iter().filter(|(to, _)| to.contains("echt")) {
        assert!(hub.get(own).await.page().contains("Uw adres is bevestigd"), "{to}");
    }
    assert_eq!(list().await.matches("adres niet bevestigd").count(), 2);
    let now = Timestamp::now();
    assert_eq!(hub.shelf().release_unconfirmed(now + HELD - SignedDuration::from_mins(1)).await.unwrap(), 0);
    assert_eq!(hub.shelf().release_unconfirmed(now + HELD).await.unwrap(), 2);
    let after = list().await;
    assert!(after.contains("Ingeschreven (2)") && after.contains("Wachtlijst (1)"), "{after}");
    assert!(!after.contains("Verzonnen") && !after.contains(", vervalt "), "{after}");
    // Who moved up is told, and has nothing to confirm any more; who waited longest went first.
    assert_eq!(usher.round().await.unwrap(), 1);
    let (to, own) = mailed(&sink).pop().unwrap();
    assert_eq!(to, "echt.drie@elders.example");
    assert!(hub.get(&own).await.page().contains("U bent ingeschreven en hebt een plaats"));
    // A link of somebody whose registration lapsed is as one that never was.
    let lapsed = mailed(&sink).into_iter().find(|(to, _)| to.contains("verzonnen")).unwrap().1;
    assert_eq!(hub.get(&lapsed).await.status, 404);
    assert_eq!(hub.shelf().release_unconfirmed(now + HELD * 100).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_a_page_showed_proves_no_address_and_one_in_a_mail_does() {
    let (hub, organiser) = congress().await;
    terms(&hub, &organiser, &[("open", "1"), ("guests", "1")]).await;
    let shown = link(&guest(&hub, "Ada").await);
    assert!(hub.get(&shown).await.page().contains("hebt een plaats"));
    let list = organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen")).await.page();
    assert!(list.contains("gast, adres niet bevestigd") && list.contains("Dit portaal verstuurt geen mail"), "{list}");
    let csv = organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen.csv")).await.text();
    assert!(csv.lines().next().unwrap().ends_with(",adres") && csv.contains(",adres niet bevestigd"), "{csv}");
    assert_eq!(hub.shelf().release_unconfirmed(Timestamp::now() + HELD * 2).await.unwrap(), 0, "it stands for good");
    // Mail is configured later: she is told, and that link confirms.
    let sink = Sink::start().await;
    let usher = sink.usher(hub.shelf());
    assert_eq!(usher.round().await.unwrap(), 1);
    assert_eq!(hub.get(&mailed(&sink)[0].1).await.status, 200);
    let list = organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen")).await.page();
    assert!(!list.contains("adres niet bevestigd"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_erased_on_the_day_that_the_form_names() {
    let (hub, organiser) = congress().await;
    terms(&hub, &organiser, &[("open", "1"), ("guests", "1")]).await;
    assert!(hub.get(HERE).await.page().contains("Na 5 december 2027 wordt het gewist"));
    let own = link(&guest(&hub, "Ada").await);
    let store = hub.shelf().store();
    let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
    assert_eq!(erase(store, day("2027-12-05")).await.unwrap(), 0);
    assert_eq!(hub.get(&own).await.status, 200);
    assert_eq!(erase(store, day("2027-12-06")).await.unwrap(), 1);
    assert_eq!(hub.get(&own).await.status, 404);
    assert!(organiser.get(&hub, &format!("{LIST}/2027/aanmeldingen")).await.page().contains("Ingeschreven (0)"));
    assert_eq!(START[2].1, "2027-11-05", "thirty days before that");
}
